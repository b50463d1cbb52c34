"""One big log through ingest: memory against a small one, and time beside zcat | grep."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.corpus import write_log

MEGABYTE = 1_000_000
SIZES_MB = (50, 500)
HEADER = "             log  ingest s   MB/s  scan s  ratio  RSS above idle MB"
# Through a pipe: with /dev/null as its output, grep stops at the first match.
SCAN = "grep -niE 'warning|error|callstack' | cat > /dev/null"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        idle = _measure(Path(folder), None)[1]
        print(HEADER)
        for size in SIZES_MB:
            for suffix in ("log", "log.gz"):
                _row(Path(folder), size, suffix, idle)


def _row(folder: Path, size_mb: int, suffix: str, idle_mb: float) -> None:
    log = folder / "bucket" / "logs" / "big" / f"run-{size_mb}.{suffix}"
    log.parent.mkdir(parents=True, exist_ok=True)
    write_log(log, size_mb * MEGABYTE)
    reader = "zcat" if suffix.endswith("gz") else "cat"
    scan = _seconds(["sh", "-c", f"{reader} '{log}' | {SCAN}"])
    seconds, memory_mb = _measure(folder, str(log.relative_to(folder / "bucket")))
    log.unlink()
    print(
        f"{size_mb:>5} MB {suffix:>7} {seconds:>9.2f} {size_mb / seconds:>6.0f} {scan:>7.2f}"
        f" {seconds / scan:>6.2f} {memory_mb - idle_mb:>18.1f}",
        flush=True,
    )


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def _measure(folder: Path, name: str | None) -> tuple[float, float]:
    """Return seconds and peak MB of a process that ingests the object, or nothing."""
    command = [sys.executable, "-m", "tests.bench.big_logs", str(folder), name or ""]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes) / 1000


def _ingest(folder: Path, name: str) -> None:
    os.environ["DATA_DIR"] = str(folder)
    from shared.bootstrap import App
    from shared.config import read_settings

    app = App(read_settings())
    ingest, found = app.ingest, app.logs.stat(name) if name else None
    started = time.perf_counter()
    if found is not None:
        ingest.run(found, now_ms=app.now_ms())
    seconds = time.perf_counter() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    _ingest(Path(sys.argv[1]), sys.argv[2])
