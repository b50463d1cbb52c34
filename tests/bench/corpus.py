"""Big logs for benchmarks, made of the golden logs: the same on every machine and in every run."""

import gzip
import random
from pathlib import Path
from typing import IO

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
# Most of a real log says nothing of failures; these lines stand for that part.
QUIET_LINES = (
    "[{n}/9999] Building CXX object src/module_{n}/CMakeFiles/core.dir/file_{n}.cc.o",
    "2026-11-23T10:{m:02d}:{s:02d}.{n:06d}Z INFO  worker-{m} fetched 128 rows in {s} ms",
    "test_case_{n} (suite.module_{m}.TestThing) ... ok",
    "Downloading package_{n}-1.{m}.{s}-py3-none-any.whl (1.{s} MB)",
    "gcc -O2 -Wall -Werror -Iinclude -c src/part_{n}.c -o build/part_{n}.o",
)
QUIET_LINES_PER_LOG = 4_000


def write_log(path: Path, size_bytes: int) -> None:
    """Write a log of about that size, gzip-compressed if the name ends in `.gz`."""
    chance = random.Random(11)
    logs = [log.read_bytes() for log in sorted(GOLDEN.glob("*.log"))]
    written = 0
    with _opened(path) as file:
        while written < size_bytes:
            block = _quiet(chance) + chance.choice(logs)
            file.write(block)
            written += len(block)


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "wb", compresslevel=1) if path.suffix == ".gz" else path.open("wb")


def _quiet(chance: random.Random) -> bytes:
    lines = (
        chance.choice(QUIET_LINES).format(
            n=chance.randrange(10**6), m=chance.randrange(60), s=chance.randrange(60)
        )
        for _ in range(QUIET_LINES_PER_LOG)
    )
    return "\n".join(lines).encode() + b"\n"
