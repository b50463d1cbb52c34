"""The analysis of one big log: time beside zcat | grep and others, memory, share of each stage."""

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from shared.core.analysis.analyze import analyze
from shared.core.analysis.baseline import noise_of
from shared.core.analysis.choose import choose
from shared.core.analysis.collect import collect
from shared.core.analysis.extract import extract_lines
from shared.core.analysis.identity import fine_key
from shared.core.analysis.model import ReportType
from shared.core.analysis.skeleton import fine_skeleton
from shared.core.analysis.triggers import TRIGGERED_LINE
from shared.core.near_duplicates import near_key
from shared.core.streams import read_log
from tests.bench.corpus import write_log

MEGABYTE = 1_000_000
ROUNDS = 3
SIZE_MB = 50
MEMORY_SIZES_MB = (50, 180, 500)
KEYWORDS = "warning|error|callstack"
SIGNED_LINES = 20


def main() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # children inherit the one core
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.gz"
        write_log(log, SIZE_MB * MEGABYTE)
        _print_peers(log, Path(folder) / "found.txt")
        _print_stages(log)
    _print_signature()
    _print_memory()


def _print_peers(log: Path, found: Path) -> None:
    # Not to /dev/null: grep stops at the first match if nobody reads what it finds.
    scan = f"zcat '{log}' | grep -niE '{KEYWORDS}' > '{found}'"
    peers: dict[str, Callable[[], object]] = {
        f"zcat | grep -niE '{KEYWORDS}'": lambda: _run(["sh", "-c", scan]),
        "Python's re, line by line": lambda: _read_lines(log),
        "Drain3, line by line": lambda: _drain(log),
    }
    print(f"{SIZE_MB} MB from gzip on one core; processor time, least of {ROUNDS} rounds in turn")
    actions = [
        lambda: analyze(read_log(_blocks(log))),
        lambda: _run([sys.executable, "-m", "shared.cli", "analyze", str(log)]),
        *peers.values(),
    ]
    rounds = [[_cpu_seconds(action) for action in actions] for _ in range(ROUNDS)]
    worker, command, *others = (min(times) for times in zip(*rounds, strict=True))
    print(f"{'':44} {'seconds':>9}  a worker takes  a new process takes")
    for name, seconds in zip(peers, others, strict=True):
        ratios = f"{worker / seconds:>9.2f} times  {command / seconds:>13.2f} times"
        print(f"{name:44} {seconds:>8.2f}s {ratios}", flush=True)


def _print_stages(log: Path) -> None:
    collected = collect(read_log(_blocks(log)))
    chosen = choose(collected, frozenset())
    read = _best(lambda: sum(len(chunk) for chunk in read_log(_blocks(log))))
    scan = _best(
        lambda: [_count(TRIGGERED_LINE.finditer(chunk)) for chunk in read_log(_blocks(log))]
    )
    first_pass = _best(lambda: collect(read_log(_blocks(log))))
    stages = {
        "unzip and cut": read,
        "scan for words": scan - read,
        "look at lines": first_pass - scan,
        "rank and choose": _best(lambda: choose(collected, frozenset())),
        "extract and identify": _best(
            lambda: chosen and (extract_lines(chosen), fine_key(chosen), noise_of(collected))
        ),
    }
    total = sum(stages.values())
    for name, seconds in stages.items():
        print(f"{name:36} {seconds:>7.3f} s  {seconds / total:>6.1%}")


def _print_signature() -> None:
    lines = [fine_skeleton(f"  at org.acme.module{n}.Cart.total{n} in step {n}") for n in range(40)]
    lines = [f"{line} w{n} x{n} y{n}" for n, line in enumerate(lines)][:SIGNED_LINES]
    seconds = _best(lambda: near_key(ReportType.CRASH, "KeyError", lines))
    print(f"{'a near-duplicate signature':36} {seconds * 1e6:>7.0f} µs  of {SIGNED_LINES} lines")


def _print_memory() -> None:
    idle = _peak_mb(None)
    print(f"idle worker: {idle:.0f} MB")
    for size in MEMORY_SIZES_MB:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log.gz"
            write_log(log, size * MEGABYTE)
            print(f"{size:>4} MB log: {_peak_mb(log) - idle:>5.1f} MB above idle", flush=True)


def _peak_mb(log: Path | None) -> float:
    """Return the peak memory of a process that analyzes the log, or only imports the engine."""
    command = [sys.executable, "-m", "tests.bench.analysis_speed", *([str(log)] if log else [])]
    done = subprocess.run([*command, "--peak"], check=True, capture_output=True, text=True)
    return float(done.stdout)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _best(action: Callable[[], object]) -> float:
    return min(_cpu_seconds(action) for _ in range(ROUNDS))


def _cpu_seconds(action: Callable[[], object]) -> float:
    """Return the processor time of the action and of the processes it waits for."""
    started = _cpu_clock()
    action()
    return _cpu_clock() - started


def _cpu_clock() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _count(found: Iterator[object]) -> int:
    return sum(1 for _ in found)


def _blocks(log: Path) -> Iterator[bytes]:
    with log.open("rb") as file:
        while block := file.read(64 << 10):
            yield block


def _read_lines(log: Path) -> int:
    pattern = re.compile(KEYWORDS.encode(), re.IGNORECASE)
    chunks = read_log(_blocks(log))
    return sum(1 for chunk in chunks for line in chunk.split(b"\n") if pattern.search(line))


def _drain(log: Path) -> None:
    from drain3 import TemplateMiner  # type: ignore[import-untyped]  # no part of an idle worker
    from drain3.template_miner_config import TemplateMinerConfig  # type: ignore[import-untyped]

    miner = TemplateMiner(config=TemplateMinerConfig())
    for chunk in read_log(_blocks(log)):
        for line in chunk.split(b"\n"):
            miner.add_log_message(line.decode("utf-8", "replace"))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        analyze(read_log(_blocks(Path(sys.argv[1]))))
    status = Path("/proc/self/status").read_text()  # ru_maxrss would count the parent's memory
    print(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1000)
