"""`python -m shared.cli upload` as a CI job uses it, and what it says when it cannot."""

import gzip
import io
import json
from email import message_from_bytes
from types import SimpleNamespace

import pytest

from shared import cli
from shared.adapters.gcs import GcsBucket
from shared.commands import upload as command
from shared.services import sending
from tests.emulators import emulated_gcs, fresh_bucket
from tests.scripted_server import Answer, answering

LOG = b"x.c:1:2: error: boom\n"
TAKEN = {"log_id": "441080269", "record": "0123", "new": True}


@pytest.fixture
def upload(tmp_path, monkeypatch, capsys):
    """Runs the command on a log; returns exit status, what it printed, and what it said beside."""
    monkeypatch.delenv("FAULTLINE_URL", raising=False)
    monkeypatch.setattr(sending, "PAUSE_SECONDS", 0.0)
    (tmp_path / "build.log").write_bytes(LOG)
    monkeypatch.chdir(tmp_path)

    def run(*words, file="build.log"):
        capsys.readouterr()
        try:
            status = cli.main(["upload", file, *words])
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def form_of(asked):
    """Return the fields of a multipart body, files unzipped."""
    head = f"Content-Type: {asked.headers['content-type']}\n\n".encode()
    found = {}
    for part in message_from_bytes(head + asked.body).get_payload():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        found[name] = gzip.decompress(data) if part.get_filename() else data.decode()
    return found


def test_the_log_arrives_with_what_is_known_of_its_build(upload, monkeypatch):
    monkeypatch.setenv("FAULTLINE_TOKEN", "flt_1_2")
    monkeypatch.setenv("FAULTLINE_ID_TOKEN", "google")
    with answering(lambda _: Answer(201, TAKEN)) as server:
        status, printed, _ = upload(
            "--server", server.url + "/", "--job", "unit / näh", "--sha", "a" * 40, "--pull", ""
        )
    (asked,) = server.asked
    assert (status, json.loads(printed)) == (0, TAKEN)
    assert (asked.method, asked.path) == ("POST", "/logs")
    assert asked.headers["authorization"] == "Bearer flt_1_2"
    assert asked.headers["x-serverless-authorization"] == "Bearer google"
    assert form_of(asked) == {"job": "unit / näh", "sha": "a" * 40, "file": LOG}


@pytest.mark.parametrize("packed", [LOG, gzip.compress(LOG)], ids=["plain", "gzip"])
def test_what_is_piped_is_sent_as_gzip(upload, monkeypatch, packed):
    monkeypatch.setattr(command.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(packed)))
    with answering(lambda _: Answer(201, TAKEN)) as server:
        assert upload("--server", server.url, file="-")[0] == 0
    assert form_of(server.asked[0])["file"] == LOG


def test_a_busy_service_is_asked_again_and_gets_the_whole_log(upload):
    answers = [Answer(429), Answer(503), Answer(201, TAKEN)]
    with answering(lambda _: answers.pop(0)) as server:
        assert upload("--server", server.url)[0] == 0
    assert [form_of(asked)["file"] for asked in server.asked] == [LOG] * 3


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(
            Answer(401, {"error": {"code": "no_token", "message": "Send a token."}}),
            "401: Send a token.",
            id="no-token",
        ),
        pytest.param(Answer(413, b"too large"), "413: Request Entity Too Large", id="no-json"),
        pytest.param(Answer(200, b"<html>"), "200: OK", id="another-service"),
        pytest.param(Answer(302, headers={"Location": "/x"}), "302: Found", id="elsewhere"),
        # It may have the log: sent again it would count twice.
        pytest.param(Answer(502), "502: Bad Gateway", id="lost-answer"),
    ],
)
def test_what_would_not_get_better_or_would_count_twice_is_sent_once(upload, answer, said):
    with answering(lambda _: answer) as server:
        status, printed, complaint = upload("--server", server.url)
    assert (status, printed, len(server.asked)) == (1, "", 1)
    assert said in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize("server", ["http://127.0.0.1:9", "nonsense"], ids=["nobody", "no-address"])
def test_a_service_that_cannot_be_reached_is_named(upload, server):
    status, _, complaint = upload("--server", server)
    assert status == 1
    assert server in complaint


def test_a_file_that_is_not_there_is_named(upload):
    status, _, complaint = upload(file="missing.log")
    assert (status, complaint) == (
        1,
        "upload: missing.log cannot be read: No such file or directory\n",
    )


def test_into_a_bucket_under_the_name_of_its_build(upload):
    name = fresh_bucket()
    with emulated_gcs():
        facts = ("--job", "unit (3.12)", "--build", "7", "--repo", "acme/shop")
        for _ in range(2):  # a step that is run again replaces what it sent
            status, printed, _ = upload("--bucket", f"gs://{name}", *facts)
        (stored,) = GcsBucket(name, project="test").list()
        assert (status, json.loads(printed)["name"]) == (0, stored.name)
        assert stored.metadata == {"job": "unit (3.12)", "build": "7", "repo": "acme/shop"}
        status, _, complaint = upload("--bucket", "gs://no-such-bucket", *facts)
    assert (status, complaint) == (1, "upload: there is no bucket gs://no-such-bucket\n")


def test_a_bucket_without_a_sign_in_is_refused_with_a_sentence(upload, monkeypatch, tmp_path):
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "STORAGE_EMULATOR_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    status, _, complaint = upload("--bucket", "gs://acme-logs", "--job", "a", "--build", "1")
    assert status == 1
    assert "gs://acme-logs needs a Google sign-in" in complaint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--bucket", "gs://acme-logs"), "--job and --build are needed"),
        (("--bucket", "acme", "--job", "a", "--build", "1"), "gs://NAME"),
        (("--bucket", "gs://acme-logs/x", "--job", "a", "--build", "1"), "gs://NAME and no more"),
        (("--job", "two\nlines"), "one line"),
        (("--job", "x" * 301), "at most 300"),
        (("--bucket", "gs://acme-logs", "--server", "http://x"), "not allowed with"),
    ],
)
def test_a_wrong_call_is_refused_with_a_sentence(upload, words, said):
    status, _, complaint = upload(*words)
    assert status == 2
    assert said in complaint
