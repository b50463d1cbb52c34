"""A function as a process of its own, started by the command that the platform starts it with."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from shared.emulators.process import free_port
from shared.local.functions import ROOT, finalized_event
from shared.ports import StoredObject

PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class FunctionProcess:
    """A started function; `started_s` is when, by time.perf_counter()."""

    port: int
    pid: int
    started_s: float

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] = {}, body: bytes | str = b""
    ) -> tuple[int, bytes]:
        """Return status and body of the answer; wait for a process that does not listen yet."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
            try:
                connection.request(method, path, body or None, dict(headers))
                answer = connection.getresponse()
                return answer.status, answer.read()
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.005)
            finally:
                connection.close()

    def deliver(self, log: StoredObject) -> int:
        """Send the event of an object; return the status of the answer."""
        headers, body = finalized_event(log)
        return self.ask("POST", "/", headers | {"Content-Type": "application/json"}, body)[0]

    @property
    def resident_mb(self) -> float:
        """The memory of the process and its workers, pages that they share counted once each."""
        return sum(map(resident_mb, family(self.pid)))

    @property
    def processor_s(self) -> float:
        """The processor time of the process and its workers, which other processes do not touch."""
        return sum(map(_processor_s, family(self.pid)))


@contextmanager
def function_process(
    target: str,
    values: Mapping[str, str],
    *,
    source: Path | None = None,
    signature: str = "http",
    said: Path | None = None,
) -> Iterator[FunctionProcess]:
    """Give a running function; `values` are added to the environment, `said` takes its output."""
    port = free_port()
    path = source or ROOT / "functions" / f"{target}.py"
    command = [str(Path(sys.executable).with_name("functions-framework")), "--target", target]
    command += ["--source", str(path), "--port", str(port), "--host", "127.0.0.1"]
    command += ["--signature-type", signature]
    environment = os.environ | values | {"PYTHONPATH": str(ROOT)}
    started_s = time.perf_counter()
    with (said or Path(os.devnull)).open("ab") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        yield FunctionProcess(port, process.pid, started_s)
    finally:
        process.terminate()
        process.wait(20)


def family(pid: int) -> list[int]:
    """Return the process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in family(int(child)))]


def resident_mb(pid: int) -> float:
    """Return the MB (10^6 bytes) of memory that a process has for itself, 0.0 if it is gone.

    Of pages that several processes share, each has its part.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
    except (OSError, StopIteration):
        return _resident_pages_mb(pid)


def _processor_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_pages_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6
