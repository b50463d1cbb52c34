"""Every entry point, started as the platform starts it, in a folder with what is uploaded.

Command, source and environment are those of deploy.sh's plan; only /workspace, where the platform
lays the upload, is another folder here.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT, deployments_in, flag, pairs, plan_of
from tests.deploy.uploads import copy_uploaded

COMMAND = Path(sys.executable).parent / "functions-framework"
ENTRY_POINTS = sorted(path.stem for path in (ROOT / "functions").glob("[a-z]*.py"))
DEPLOYED = ("ingest", "web", "sweep", "webhook")
START_LIMIT_S = 60
ANSWER_LIMIT_S = 30

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


@dataclass(frozen=True, slots=True)
class Running:
    """A started function."""

    port: int

    def request(self, method, path, headers, body) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_LIMIT_S)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    """A folder with what `gcloud functions deploy` uploads and nothing else."""
    return copy_uploaded(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def plan() -> dict[str, list[str]]:
    """The deploy command of each deployed function."""
    return deployments_in(
        plan_of(ROOT / "deploy.sh", **dict.fromkeys(("REGION", "PUBLIC_URL"), ""))
    )


@pytest.fixture
def start(workspace, plan, tmp_path):
    """Starts a function by name, with more variables if wanted."""

    @contextmanager
    def start_function(name: str, **variables: str) -> Iterator[Running]:
        # One that is deployed as a part of `web` starts in the same environment.
        command = plan.get(name, plan["web"])
        source = f"functions/{name}.py"
        if name in plan:
            source = pairs(flag(command, "--set-build-env-vars"))["GOOGLE_FUNCTION_SOURCE"]
        planned = pairs(flag(command, "--set-env-vars"))
        environment = {
            "PATH": "/usr/bin:/bin",
            "FUNCTION_TARGET": flag(command, "--entry-point") if name in plan else name,
            "FUNCTION_SOURCE": source,
            "PORT": str(free_port()),
            # This machine is no place to look for the cloud's identity.
            "NO_GCE_CHECK": "true",
            **{key: value.replace("/workspace", str(workspace)) for key, value in planned.items()},
            **variables,
        }
        with run_until_done(environment, workspace, tmp_path / f"{name}.output") as running:
            yield running

    return start_function


@contextmanager
def run_until_done(environment: dict[str, str], folder: Path, output: Path) -> Iterator[Running]:
    port = int(environment["PORT"])
    with output.open("wb") as file:
        process = subprocess.Popen(
            [COMMAND],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_it_listens(process, port, output)
        yield Running(port)
        assert process.poll() is None, output.read_text(errors="replace")
    finally:
        end(process)


def wait_until_it_listens(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"it does not listen: {output.read_text(errors='replace')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its worker, which share a group."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=15)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


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
