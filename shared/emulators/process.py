"""One emulator as a process: started in a session of its own, ready, stopped with us."""

import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from shared.errors import TrackerError

READY_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 10.0

# The emulator replaces the shell. Beside it a reader waits for the end of its input, which comes
# when our process ends, however that happens: a killed server leaves no emulator behind. The
# reader is in the group it signals, so that the group's number cannot have passed to another.
_ENDS_WITH_US = """
exec 3<&0
(cat <&3 >/dev/null; kill -TERM -$$) &
exec "$@" 3<&- </dev/null
"""


class EmulatorMissing(TrackerError):
    """What an emulator needs is not on this machine; the message says what."""


class EmulatorFailed(TrackerError):
    """An emulator ended or did not answer in time; the message names its output file."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator. `host` is "address:port"; what it prints goes to the file `output`."""

    host: str
    output: Path
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{self.host}"

    def stop(self) -> None:
        """Ask it to end, and wait until it has; a second call does nothing."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(command: list[str], host: str, output: Path, *, ready_path: str) -> Emulator:
    """Start the command and wait until it answers to GET `ready_path`. Raises EmulatorFailed."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("wb") as out:
        process = subprocess.Popen(
            ["sh", "-c", _ENDS_WITH_US, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in a terminal is for us: we stop it in our order
        )
    emulator = Emulator(host, output, process)
    try:
        _wait_until_ready(emulator, ready_path)
    except BaseException:
        emulator.stop()
        raise
    return emulator


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(emulator: Emulator, path: str) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    while emulator.process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(emulator.url + path, timeout=2):  # noqa: S310  # http on loopback
                return
        except HTTPError:
            break  # somebody else answers on this port
        except OSError:
            time.sleep(0.02)
    raise EmulatorFailed(f"{emulator.host} did not answer; see {emulator.output}")
