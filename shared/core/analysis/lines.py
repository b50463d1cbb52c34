"""Every line of a log by its coarse skeleton: what `analyze --lines` prints."""

from collections.abc import Iterable, Iterator

from shared.core.analysis.clean import clean_bytes
from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.fingerprint import line_id
from shared.core.analysis.prefixes import Prefixes, prove_prefixes

_SAMPLE_LINES = 200


def clean_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield every clean line, without the prefixes that the log carries."""
    prefixes: Prefixes | None = None
    for chunk in chunks:
        raw_lines = chunk.split(b"\n")
        if not raw_lines[-1]:
            raw_lines.pop()
        if prefixes is None:
            prefixes = prove_prefixes([clean_bytes(raw) for raw in raw_lines[:_SAMPLE_LINES]])
        for raw in raw_lines:
            yield prefixes.strip(clean_bytes(raw))


def line_groups(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield the id of each line's coarse skeleton."""
    for line in clean_lines(chunks):
        yield line_id(coarse_skeleton(line))
