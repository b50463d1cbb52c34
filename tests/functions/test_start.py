"""Every entry point, started as the platform starts it, in a folder with what is uploaded.

Command, source and environment are those of deploy.sh's plan; only /workspace, where the platform
lays the upload, is another folder here.
"""

import json
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT, flag, pairs
from tests.deploy.uploads import copy_uploaded
from tests.functions.deployed import Plan, planned, started

ENTRY_POINTS = sorted(path.stem for path in (ROOT / "functions").glob("[a-z]*.py"))
DEPLOYED = ("ingest", "web", "sweep", "webhook")

HEALTH = ("GET", "/health", {}, b"")
EMPTY_EVENT = (
    "POST",
    "/",
    {
        "ce-specversion": "1.0",
        "ce-id": "1",
        "ce-type": "google.cloud.storage.object.v1.finalized",
        "ce-source": "//storage.googleapis.com/projects/_/buckets/acme-logs",
        "Content-Type": "application/json",
    },
    b"{}",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    """A folder with what `gcloud functions deploy` uploads and nothing else."""
    return copy_uploaded(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The deploy command of each deployed function."""
    return planned()


@pytest.fixture
def start(workspace, plan, tmp_path):
    """Starts a function by name, with more variables if wanted."""

    def start_function(name: str, **variables: str):
        return started(name, plan, workspace, tmp_path / f"{name}.output", **variables)

    return start_function


def test_the_plan_deploys_files_that_are_there(plan, workspace):
    assert set(DEPLOYED) == set(plan)
    for command in plan.values():
        source = pairs(flag(command, "--set-build-env-vars"))["GOOGLE_FUNCTION_SOURCE"]
        assert (workspace / source).is_file()


@pytest.mark.parametrize("name", ENTRY_POINTS)
def test_starts_and_answers_in_the_environment_of_the_plan(name, start):
    """These requests need no store: nothing of the cloud is asked for, and none is reached."""
    requests = {"ingest": EMPTY_EVENT, "sweep": ("GET", "/", {}, b"")}
    expected = {"ingest": range(200, 500), "sweep": [405]}
    with start(name) as function:
        status, body = function.request(*requests.get(name, HEALTH))
    assert status in expected.get(name, [200]), body


def test_ingest_answers_a_request_that_is_no_event_with_a_client_error(start):
    with start("ingest") as function:
        status, _ = function.request("POST", "/", {"Content-Type": "text/plain"}, b"hello")
    assert 400 <= status < 500


def test_an_uploaded_log_is_listed_and_swept_by_the_deployed_functions(start, tmp_path):
    """The same commands on the embedded stores: there is no cloud here to write to."""
    embedded = {"STORES": "embedded", "DATA_DIR": str(tmp_path / "data")}
    boundary = "faultline"
    form = (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="file"; filename="build.log"\r\n'
        "Content-Type: text/plain\r\n\r\n"
        "cc -c main.c\nmain.c:3:5: error: unknown type name 'coin'\n"
        f"\r\n--{boundary}--\r\n"
    ).encode()
    accept = {"Accept": "application/json"}
    sent = accept | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with start("web", **embedded) as web:
        status, body = web.request("POST", "/logs", sent, form)
        assert status == 201, body
        log_id = json.loads(body)["log_id"]
        with start("sweep", **embedded) as sweep:
            status, body = sweep.request("POST", "/", {"Content-Length": "0"}, b"")
            assert status == 200, body
        status, body = web.request("GET", "/", accept, b"")
    assert status == 200, body
    assert [report["log_id"] for report in json.loads(body)["reports"]] == [log_id]
