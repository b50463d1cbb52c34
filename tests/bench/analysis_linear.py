"""The analysis of hostile logs: twice the size takes twice the time, whatever stands in it."""

import time
from collections.abc import Callable, Iterator

from shared.core.analysis.analyze import analyze
from shared.core.streams import read_log

SIZES_MB = (2, 4, 8)
MEGABYTE = 1 << 20

# Each gives one megabyte of a log.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "one endless line": lambda: b"error: " * (MEGABYTE // 7),
    "short lines": lambda: b"a\n" * (MEGABYTE // 2),
    "empty lines": lambda: b"\n" * MEGABYTE,
    "only ANSI codes": lambda: b"\x1b[31m\x1b[0m" * (MEGABYTE // 9),
    "open ANSI codes": lambda: b"\x1b]" * (MEGABYTE // 2),
    "only error lines": lambda: b"src/a.c:3:1: error: x\n" * (MEGABYTE // 22),
    "all error lines differ": lambda: b"".join(
        b"src/%x.c:3:1: error: x%x\n" % (n * 7919 % 65521, n) for n in range(MEGABYTE // 30)
    ),
    "tracebacks without end": lambda: b"Traceback (most recent call last):\n  x\n" * 26_000,
    "colons and digits": lambda: (b":1" * 1000 + b" error\n") * (MEGABYTE // 2007),
    "parentheses": lambda: (b"(" * 1000 + b" failed\n") * (MEGABYTE // 1008),
    "blanks": lambda: (b" " * 1000 + b"error\n") * (MEGABYTE // 1006),
    "carriage returns": lambda: b"error\r" * (MEGABYTE // 6),
    "steps without end": lambda: b"\n$ make\nerror: x\n" * (MEGABYTE // 17),
    "credentials": lambda: b"error: password=password=https://a:" * (MEGABYTE // 35),
    "no text": lambda: bytes(range(256)) * (MEGABYTE // 256),
}


def main() -> None:
    print(f"{'':26}" + "".join(f"{size:>6} MB" for size in SIZES_MB) + "   growth per doubling")
    for name, megabyte in HOSTILE.items():
        block = megabyte()
        seconds = [_seconds(block, size) for size in SIZES_MB]
        growth = (seconds[-1] / seconds[0]) ** (1 / (len(SIZES_MB) - 1))
        times = "".join(f"{each:>8.2f}s" for each in seconds)
        print(f"{name:26}{times}   {growth:>6.2f}", flush=True)


def _seconds(block: bytes, size_mb: int) -> float:
    started = time.perf_counter()
    analyze(read_log(_repeated(block, size_mb)))
    return time.perf_counter() - started


def _repeated(block: bytes, times: int) -> Iterator[bytes]:
    for _ in range(times):
        yield block


if __name__ == "__main__":
    main()
