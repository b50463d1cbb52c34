"""Functions as the platform starts them: command, source and environment of deploy.sh's plan.

Only /workspace, where the platform lays the upload, is another folder here.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT, deployments_in, flag, pairs, plan_of

COMMAND = Path(sys.executable).parent / "functions-framework"
START_LIMIT_S = 60
ANSWER_LIMIT_S = 30
Plan = Mapping[str, list[str]]


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


def planned() -> Plan:
    """Return the deploy command of each deployed function."""
    return deployments_in(
        plan_of(ROOT / "deploy.sh", **dict.fromkeys(("REGION", "PUBLIC_URL"), ""))
    )


@contextmanager
def started(
    name: str, plan: Plan, workspace: Path, output: Path, **variables: str
) -> Iterator[Running]:
    """Give a function as the plan starts it in the workspace, with more variables if wanted."""
    # One that is deployed as a part of `web` starts in the same environment.
    command = plan.get(name, plan["web"])
    source = f"functions/{name}.py"
    if name in plan:
        source = pairs(flag(command, "--set-build-env-vars"))["GOOGLE_FUNCTION_SOURCE"]
    said = pairs(flag(command, "--set-env-vars"))
    environment = {
        "PATH": "/usr/bin:/bin",
        "FUNCTION_TARGET": flag(command, "--entry-point") if name in plan else name,
        "FUNCTION_SOURCE": source,
        "PORT": str(free_port()),
        # This machine is no place to look for the cloud's identity.
        "NO_GCE_CHECK": "true",
        **{key: value.replace("/workspace", str(workspace)) for key, value in said.items()},
        **variables,
    }
    with _run_until_done(environment, workspace, output) as running:
        yield running


@contextmanager
def _run_until_done(environment: dict[str, str], folder: Path, output: Path) -> Iterator[Running]:
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
        _wait_until_it_listens(process, port, output)
        yield Running(port)
        assert process.poll() is None, output.read_text(errors="replace")
    finally:
        _end(process)


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"it does not listen: {output.read_text(errors='replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
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
