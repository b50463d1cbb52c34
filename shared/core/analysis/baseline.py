"""Baselines: the coarse skeletons that passing logs of a job show."""

from collections.abc import Iterable

from shared.core.analysis.lines import line_texts
from shared.core.analysis.skeleton import coarse_skeleton

MAX_SKELETONS = 200_000


def baseline_skeletons(chunks: Iterable[bytes]) -> frozenset[str]:
    """Return the coarse skeletons of one passing log, at most MAX_SKELETONS."""
    found: set[str] = set()
    for text in line_texts(chunks):
        if len(found) >= MAX_SKELETONS:
            break
        found.add(coarse_skeleton(text))
    return frozenset(found)
