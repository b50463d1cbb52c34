"""The functions as processes: started by the platform's own server, killed, started again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from shared.emulators.process import free_port

ROOT = Path(__file__).resolve().parents[3]
ENTRY = Path(__file__).with_name("entry.py")
START_LIMIT_S = 90
# As deploy.sh sets them.
THREADS = {"ingest": 8, "webhook": 8, "sweep": 1}


class Instance:
    """One function behind a port that stays the same; several workers may come and go."""

    def __init__(self, name: str, environment: Mapping[str, str], output: Path) -> None:
        self.name, self.port = name, free_port()
        self._output = output
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "FUNCTION_TARGET": name,
            "FUNCTION_SOURCE": str(ENTRY),
            "PORT": str(self.port),
            "THREADS": str(THREADS[name]),
            **environment,
        }
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, without waiting for it."""
        command = [str(Path(sys.executable).parent / "functions-framework")]
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it listens."""
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.05)
        raise AssertionError(f"{self.name} does not listen; see {self._output}")

    def kill(self) -> None:
        """Kill all of it, as a machine that goes away does."""
        process = self._process
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def kill_and_restart(self) -> None:
        """Kill it and start it anew behind the same port."""
        with self._lock:
            self.kill()
            self.start()
            self.wait()


@contextmanager
def running(
    names: tuple[str, ...], environment: Mapping[str, str], folder: Path
) -> Iterator[list[Instance]]:
    """Give running instances of these functions; a name may come several times."""
    with ExitStack() as stack:
        instances = []
        for number, name in enumerate(names):
            instance = Instance(name, environment, folder / f"{name}-{number}.output")
            stack.callback(instance.kill)
            instance.start()
            instances.append(instance)
        for instance in instances:
            instance.wait()
        yield instances
