"""Patterns in the pass of the analysis: what 72 and 1,000 add, beside re, google-re2 and grep.

Ripgrep is asked too where `rg` is on the PATH.
"""

import importlib.util
import random
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from shared.core.analysis.analyze import analyze
from shared.core.analysis.collect import collect
from shared.core.documents import BuildContext
from shared.core.patterns.model import ActivePattern, Expression, Kind
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.core.streams import read_log
from tests.bench.corpus import GOLDEN, write_log

MEGABYTE = 1_000_000
SIZE_MB = 50
SAMPLE_MB = 2  # what engines that go line by line are given
ROUNDS = 2
COUNTS = (10, 72, 100, 1000)

# Shapes of rules as people keep them: a third regular expressions, the rest literals.
SHAPES = (
    r"^FAILED (?:\[.*s\] )?(\S*{w}\S*)", r"{w}: (\S+): No such file or directory$",
    r"(?i)\b{w} (?:refused|reset|timed out)\b", r"^##\[error\].*{w}", r"{w}\[(\d+)\]: signal \d+",
    r"^([\w./-]+):(\d+):(\d+): error: {w}", r"Could not (?:resolve|fetch) .*{w}.*\.$",
    r"{w} failed after \d+(?:\.\d+)?s", r"\[  {w}  \]\s+([^\s]+)", r"ERROR: .{0,40}{w}(.*)",
)  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.gz"
        write_log(log, SIZE_MB * MEGABYTE)
        alone = _best(lambda: collect(_chunks(log)))
        print(f"{SIZE_MB} MB from gzip; the first pass of the analysis alone: {alone:.2f} s of CPU")
        costs = [_print_count(log, count, alone) for count in COUNTS]
        print(f"1,000 patterns take {costs[-1] / costs[0]:.1f} times as long as 10, scan alone")
        _print_line_by_line(log)


def _print_count(log: Path, count: int, alone: float) -> float:
    patterns = make_patterns(count)
    compiled = _best(lambda: PatternSet(patterns))
    both = _best(lambda: collect(_chunks(log), _scanner(patterns)))
    scan = _best(lambda: scan_log(_chunks(log), _scanner(patterns)))
    hits = scan_log(_chunks(log), _scanner(patterns)).hits
    whole = _best(lambda: analyze(_chunks(log), scanner=_scanner(patterns)))
    grep = _grep(log, patterns)
    print(
        f"{count:>5} patterns: analysis and scan {both / alone:.2f} times the analysis alone; "
        f"scan alone {SIZE_MB / scan:.0f} MB/s; compiled in {compiled * 1000:.0f} ms; "
        f"{sum(hit.lines for hit in hits)} lines hit; zcat | grep -E takes {grep / scan:.1f} times "
        f"as long; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB",
        flush=True,
    )
    if shutil.which("rg"):
        rg = _ripgrep(log, patterns)
        print(f"{'':>15} all of the analysis with them takes {whole / rg:.2f} times as long as rg")
    return scan


def _print_line_by_line(log: Path) -> None:
    text = b"".join(_chunks(log))[: SAMPLE_MB * MEGABYTE]
    lines = text.split(b"\n")
    for count in (72, 1000):
        patterns = make_patterns(count)
        ours = _best(lambda patterns=patterns: scan_log([text], _scanner(patterns)))
        peers = {"Python's re": re.compile}
        if importlib.util.find_spec("re2"):
            peers["google-re2"] = importlib.import_module("re2").compile
        for name, compile_one in peers.items():
            compiled = [compile_one(_regex(pattern).encode()) for pattern in patterns]
            seconds = _best(
                lambda compiled=compiled: sum(
                    1 for line in lines for one in compiled if one.search(line)
                ),
                rounds=1,
            )
            print(f"{name}, {count} line by line: {seconds / ours:.0f} times as long", flush=True)


def make_patterns(count: int) -> list[ActivePattern]:
    """Return so many patterns, the same each time; some are found, most are not."""
    chance = random.Random(7)
    words = sorted(_words())
    patterns = []
    for number in range(count):
        word = chance.choice(words)
        if number % 3 == 0:
            text = chance.choice(SHAPES).replace("{w}", re.escape(word))
            expression = Expression(Kind.REGEX, text)
        else:
            expression = Expression(Kind.LITERAL, f"{word} {chance.choice(words)}")
        patterns.append(ActivePattern(f"p{number}", 1, expression))
    return patterns


def _words() -> set[str]:
    text = b"".join(path.read_bytes() for path in GOLDEN.glob("*.log")).decode("utf-8", "replace")
    return set(re.findall(r"[A-Za-z][\w.-]{5,20}", text, re.ASCII))


def _scanner(patterns: list[ActivePattern]) -> LogScanner:
    key = len(patterns)
    if key not in _SETS:
        _SETS[key] = PatternSet(patterns)
    return LogScanner(_SETS[key], BuildContext())


_SETS: dict[int, PatternSet] = {}


def _regex(pattern: ActivePattern) -> str:
    text = pattern.expression.text
    return re.escape(text) if pattern.expression.kind is Kind.LITERAL else text


def _grep(log: Path, patterns: list[ActivePattern]) -> float:
    """Return the CPU seconds of grep over the raw log; it reads a subset of the expressions."""
    joined = "|".join(f"(?:{_regex(p).removeprefix('(?i)')})" for p in patterns)
    ours = joined.replace("(?:", "(").replace(r"\d", "[0-9]").replace(r"\ ", " ")
    with tempfile.NamedTemporaryFile("w", suffix=".grep") as rules:
        rules.write(ours.replace(r"\-", "-"))
        rules.flush()
        command = f"zcat '{log}' | LC_ALL=C timeout 120 grep -cE -f '{rules.name}'"
        started = _children_seconds()
        subprocess.run(["sh", "-c", command], check=False, capture_output=True)
        return _children_seconds() - started


def _ripgrep(log: Path, patterns: list[ActivePattern]) -> float:
    """Return the CPU seconds of ripgrep over the raw log, with the very same expressions."""
    with tempfile.NamedTemporaryFile("w", suffix=".rg") as rules:
        rules.write("\n".join(_regex(pattern) for pattern in patterns))
        rules.flush()
        started = _children_seconds()
        command = f"zcat '{log}' | rg -j1 -c -f '{rules.name}'"
        done = subprocess.run(["sh", "-c", command], check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr  # 1: nothing matches
        return _children_seconds() - started


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _chunks(log: Path) -> Iterator[bytes]:
    with log.open("rb") as file:
        yield from read_log(iter(lambda: file.read(64 << 10), b""))


def _best(action: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the least CPU time of some runs: other work on the machine does not count."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    main()
