"""Logs made to fill memory: bombs, giant lines, endless codes; read and analysed in bounded room."""

import gzip
import tracemalloc
from collections.abc import Iterator

from shared.core.analysis import analyze
from shared.core.streams import read_log

MB = 1 << 20
CAP_BYTES = 64 * MB
BLOCK = 1 * MB
# Room for chunks, the window, what is kept and what the reader holds.
MAX_PEAK_MB = 40


def stay_bounded(*, times: int) -> bool:
    """Print how much memory each log takes at most, `times` as many MB being fed to it."""
    held = True
    for name, blocks in _logs(times).items():
        tracemalloc.start()
        stream = read_log(blocks, max_bytes=CAP_BYTES)
        analysis = analyze(stream)
        peak_mb = tracemalloc.get_traced_memory()[1] / MB
        tracemalloc.stop()
        held &= peak_mb <= MAX_PEAK_MB and stream.byte_count <= CAP_BYTES
        print(
            f"    {name:>32}: {stream.raw_bytes / MB:7.2f} MB stored, read"
            f" {stream.byte_count / MB:5.1f} of at most {CAP_BYTES / MB:.0f}, at most"
            f" {peak_mb:4.1f} MB held; {stream.problem or 'read'}, {len(analysis.failure_lines)}"
            " lines kept"
        )
    return held


def _logs(times: int) -> dict[str, Iterator[bytes]]:
    zeros, line = gzip.compress(bytes(BLOCK), 9), b"error: again and again\n" * 40_000
    return {
        "gzip of zeros": iter([gzip.compress(bytes(times * BLOCK), 9)]),
        "gzip of members": (zeros for _ in range(times)),
        "gzip of failure lines": (gzip.compress(line, 9) for _ in range(times)),
        "gzip within gzip": iter([gzip.compress(gzip.compress(bytes(times * BLOCK), 9))]),
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
