"""A command as a process of its own: its memory while it runs, and killed when told."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.function_process import resident_mb


def watch(
    words: Sequence[str],
    environment: Mapping[str, str],
    said: Path,
    *,
    until: Callable[[], bool] | None = None,
    pause_s: float = 0.5,
) -> tuple[float, float]:
    """Run a command of the shell to its end, or kill it once `until` holds.

    Return how many MB were resident once it had settled, and at most.
    """
    command = [sys.executable, "-m", "shared.cli", *words]
    sizes = []
    with (
        said.open("w") as out,
        subprocess.Popen(command, env=os.environ | environment, stderr=out) as running,
    ):
        while running.poll() is None:
            time.sleep(pause_s)
            sizes.append(resident_mb(running.pid))
            if until is not None and until():
                running.send_signal(signal.SIGKILL)
                break
    if until is None and running.returncode != 0:
        raise SystemExit(said.read_text())
    settled = [size for size in sizes[int(3 / pause_s) :] if size] or [0.0]
    return settled[0], max(settled)


def recorded(folder: Path) -> int:
    """Return how many records the embedded store in the folder has."""
    try:
        with sqlite3.connect(folder / "faultline.sqlite3") as connection:
            return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0
