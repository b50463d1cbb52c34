"""Baselines: what a job's passing logs say in spite of passing, and so is noise for that job."""

from collections import Counter
from collections.abc import Iterable

from shared.core.analysis.coarse import coarse_skeleton
from shared.core.analysis.collect import Collected
from shared.core.analysis.fingerprint import line_id

MAX_NOISE = 4000


def noise_of(collected: Collected) -> tuple[str, ...]:
    """Return the ids of the coarse skeletons of all lines that a rule found (bounded), sorted."""
    return tuple(sorted({line_id(coarse_skeleton(line)) for line in collected.spoken}))


def baseline_of(passing: Iterable[Iterable[str]], *, at_least: int = 1) -> frozenset[str]:
    """Return the ids that at least so many of the passing logs share, at most MAX_NOISE.

    `passing` holds the `noise` of each Analysis of a passing log.
    """
    counts = Counter(skeleton for noise in passing for skeleton in set(noise))
    common = [skeleton for skeleton, count in counts.most_common() if count >= at_least]
    return frozenset(common[:MAX_NOISE])
