"""Uploads by HTTP."""

import gzip
import io

import pytest

from tests.functions.conftest import BROWSER

FAILURE = b"src/main.c:8: error: no such thing\n"


def test_an_upload_answers_its_report(web):
    answer = web.upload(FAILURE, job="unit", repo="acme/shop", sha="abc")
    assert answer.status_code == 201
    assert answer.json["new"] is True
    assert answer.json["occurrences"] == 1
    assert len(answer.json["log_id"]) == 9
    assert answer.headers["Location"] == f"/reports/{answer.json['log_id']}"
    record = web.json(f"/records/{answer.json['record']}")
    assert (record["job"], record["repo"], record["sha"]) == ("unit", "acme/shop", "abc")


def test_the_same_log_again_is_the_second_occurrence(web):
    first, second = web.uploaded(FAILURE), web.uploaded(FAILURE)
    assert second["log_id"] == first["log_id"]
    assert (second["occurrences"], second["new"]) == (2, False)


@pytest.mark.parametrize(
    "log",
    [
        pytest.param(FAILURE, id="plain"),
        pytest.param(b"error: lone\rcarriage\r\nreturns and \0 and \xff\n", id="odd-bytes"),
        pytest.param("\ufefferror: ünïcode\n".encode("utf-16"), id="utf-16"),
        pytest.param(b"error: no line feed at the end", id="no-line-feed"),
    ],
)
def test_the_log_comes_back_byte_for_byte(web, log):
    record = web.uploaded(log)["record"]
    assert web.get(f"/records/{record}").data == log
    zipped = web.uploaded(gzip.compress(log))["record"]
    assert web.get(f"/records/{zipped}").data == log


def test_a_log_without_failure_has_no_id(web):
    answer = web.upload(b"all is well\n")
    assert answer.status_code == 201
    assert answer.json["log_id"] is None
    assert answer.headers["Location"] == f"/records/{answer.json['record']}"


def test_a_form_in_a_browser_goes_on_to_the_report(web):
    answer = web.upload(FAILURE, accept=BROWSER)
    assert answer.status_code == 303
    assert web.browse(answer.headers["Location"]).status_code == 200
    passing = web.upload(b"fine\n", accept=BROWSER)
    assert passing.headers["Location"].startswith("/records/")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        pytest.param(b"", 400, "empty_log", id="empty"),
        pytest.param(bytes(range(256)) * 40, 400, "binary_file", id="binary"),
        pytest.param(b"\x1f\x8b" + b"no gzip at all" * 9, 400, "bad_gzip", id="bad-gzip"),
        pytest.param(gzip.compress(FAILURE * 9)[:-12], 400, "truncated_gzip", id="cut-gzip"),
    ],
)
def test_an_unreadable_log_is_refused_with_its_record(web, content, status, code):
    answer = web.upload(content)
    error = answer.json["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert web.json(f"/records/{error['record']}")["problem"] == code


def test_a_log_too_large_when_unzipped_is_a_413(visit, monkeypatch):
    monkeypatch.setenv("MAX_LOG_BYTES", "1000")
    answer = visit("web").upload(gzip.compress(b"x" * 2000))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "log_too_large")


def test_a_body_over_the_cap_names_the_bucket(visit, monkeypatch, data_dir):
    monkeypatch.setenv("MAX_UPLOAD_BYTES", "1000000")
    answer = visit("web").upload(b"x" * 1_500_000)
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "upload_too_large")
    assert f"{data_dir}/bucket/logs/<job>/<build>/build-log.txt" in answer.json["error"]["message"]


def test_a_refused_form_is_an_error_page_in_a_browser(web):
    page = web.client.post("/logs", data={}, headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert "The field `file` is missing." in page.text


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
    ids=["host", "origin", "null-origin"],
)
def test_another_site_may_not_upload(web, headers):
    data = {"file": (io.BytesIO(b"error: x\n" * 100_000), "build.log")}
    answer = web.client.post("/logs", data=data, headers=headers)
    assert answer.status_code == 403
    assert web.json("/records")["records"] == []


def test_a_large_body_that_nobody_wants_is_not_held(web):
    answer = web.client.post("/records", data=b"x" * 3_000_000)
    assert answer.status_code == 405
    answer = web.client.post("/nothing", data=b"x" * 3_000_000)
    assert answer.status_code == 404


def test_the_functions_split_the_routes(visit):
    pages, logs = visit("pages"), visit("logs")
    uploaded = logs.uploaded(FAILURE)
    assert pages.json(f"/reports/{uploaded['log_id']}")["occurrences"] == 1
    assert pages.upload(FAILURE).status_code == 405
    assert logs.get("/").status_code == 404
    assert logs.get("/health").status_code == 200
