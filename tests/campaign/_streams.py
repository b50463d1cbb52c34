"""Logs made to fill memory: bombs, giant lines, endless codes; analyzed in bounded room."""

import gzip
import resource
from collections.abc import Iterator
from pathlib import Path

from shared.core.analysis.analyze import analyze
from shared.core.streams import read_log

MB = 1 << 20
CAP_BYTES = 64 * MB
BLOCK = 1 * MB
# Room for chunks, the window, what is kept and what the reader holds.
MAX_MORE_MB = 40


def stay_bounded(*, times: int) -> bool:
    """Print how much memory the process has more for each log, `times` MB being fed to it."""
    held, before = True, _resident_mb()
    for name, blocks in _logs(times).items():
        stream = read_log(blocks, max_bytes=CAP_BYTES)
        analysis = analyze(stream)
        more = _resident_mb() - before
        held &= more <= MAX_MORE_MB and stream.byte_count <= CAP_BYTES
        print(
            f"    {name:>32}: {stream.raw_bytes / MB:6.2f} MB stored, {stream.byte_count / MB:4.1f}"
            f" read of at most {CAP_BYTES / MB:.0f}; {more:+4.0f} MB in all so far;"
            f" {stream.problem or 'read'}, {len(analysis.failure_lines)} lines kept",
            flush=True,
        )
    return held


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _logs(times: int) -> dict[str, Iterator[bytes]]:
    spaces = b"ok \n" * (BLOCK // 4)
    line = b"error: again and again\n" * 40_000
    return {
        "gzip of zeros": iter([gzip.compress(bytes(times * BLOCK), 1)]),
        "gzip of one text": iter([gzip.compress(spaces * times, 1)]),
        "gzip of members": (gzip.compress(spaces, 1) for _ in range(times)),
        "gzip of failure lines": (gzip.compress(line, 1) for _ in range(times)),
        "gzip within gzip": iter([gzip.compress(gzip.compress(bytes(times * BLOCK), 1))]),
        "members of nothing": (gzip.compress(b"") * 1_000 for _ in range(times)),
        "one line": (b"x" * BLOCK for _ in range(times)),
        "one line of carriage returns": (b"error: x\r" * 100_000 for _ in range(times)),
        "one line of colour codes": (b"\x1b[31mE\x1b[0m" * 100_000 for _ in range(times)),
        "line feeds alone": (b"\n" * BLOCK for _ in range(times)),
        "stacks without an end": (b"\tat a.b.C.d(E.java:1)\n" * 40_000 for _ in range(times)),
        "blocks that never close": (
            b"Traceback (most recent call last):\n" * 30_000 for _ in range(times)
        ),
    }
