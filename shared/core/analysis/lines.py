"""Every line of a log by its coarse skeleton: what `analyze --lines` prints."""

import re
from collections.abc import Iterable, Iterator

from shared.core.analysis.clean import clean_line
from shared.core.analysis.fingerprint import line_id
from shared.core.analysis.prefixes import prove_prefixes, strip_prefixes
from shared.core.analysis.skeleton import coarse_skeleton

_SAMPLE_LINES = 200


def line_texts(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield the clean text of every line, without the prefixes that the log carries."""
    prefixes: tuple[re.Pattern[str], ...] | None = None
    for chunk in chunks:
        raw_lines = chunk.split(b"\n")
        if not raw_lines[-1]:
            raw_lines.pop()
        if prefixes is None:
            prefixes = prove_prefixes([clean_line(raw) for raw in raw_lines[:_SAMPLE_LINES]])
        for raw in raw_lines:
            yield strip_prefixes(clean_line(raw), prefixes)


def line_groups(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield the id of each line's coarse skeleton."""
    for text in line_texts(chunks):
        yield line_id(coarse_skeleton(text))
