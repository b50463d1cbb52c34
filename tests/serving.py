"""The local service as a process of its own, for tests that meet it as a person does."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from shared.emulators.process import free_port

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = json.loads((GOLDEN / "samples.json").read_text())
PATIENCE_SECONDS = 60.0


@dataclass
class Service:
    process: subprocess.Popen
    port: int
    host: str = "127.0.0.1"

    @property
    def origin(self):
        return f"http://{self.host}:{self.port}"

    def get(self, path):
        with urlopen(self.origin + path, timeout=10) as response:
            return response.read()

    def reports(self):
        return json.loads(self.get("/?format=json&limit=100"))["reports"]

    def records(self):
        return json.loads(self.get("/records?format=json&limit=100"))["records"]

    def post(self, log, **fields):
        named = [part for name, value in fields.items() for part in ("-F", f"{name}={value}")]
        return self._curl("/logs", "-F", f"file=@{log}", *named)

    def patch(self, path, **fields):
        named = [part for name, value in fields.items() for part in ("-F", f"{name}={value}")]
        return self._curl(path, "-X", "PATCH", *named)

    def file_issue(self, log_id, summary):
        return self._curl("/issues", "-F", f"report_id={log_id}", "-F", f"summary={summary}")

    def make_pattern(self, text, record):
        """Make a pattern of this text, and look for it in one log at once."""
        fields = ("-F", "kind=literal", "-F", f"expression={text}", "-F", "labels=infrastructure")
        pattern = self._curl("/patterns", *fields)
        self._curl(f"/records/{record}/rescan", "-X", "POST")
        return pattern

    def _curl(self, path, *arguments):
        command = ["curl", "-sS", *arguments, self.origin + path]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


def wait_until(condition):
    """Wait until the condition holds and return it; give up after PATIENCE_SECONDS."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            found = condition()
        except (URLError, HTTPError, ConnectionError, TimeoutError):
            found = None
        if found:
            return found
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def run(command, environment):
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@contextmanager
def serving(folder, *arguments, **changes):
    """Give a running service with its data in this folder; `changes` are to the environment."""
    port = free_port()
    environment = os.environ | {"PORT": str(port), "DATA_DIR": str(folder)} | changes
    with (folder / "output").open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "shared.local", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    service = Service(process, port, environment.get("HOST", "127.0.0.1"))
    try:
        wait_until(lambda: process.poll() is not None or service.get("/health"))
        assert process.poll() is None, (folder / "output").read_text()
        yield service
    finally:
        process.kill()
        process.wait()
