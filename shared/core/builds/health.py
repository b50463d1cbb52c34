"""How a job fares, from its newest builds; docs/jobs.md defines each figure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from shared.core.builds.files import FAILURE, SUCCESS
from shared.core.documents import JobStats, JobSummary, RecentBuild

WINDOW = 200
"""How many of the newest builds are looked at."""
_Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval (Wilson), and what it is of; None of nothing."""

    share: float | None
    low: float | None
    high: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Health:
    """Figures over the newest decided builds: those that passed or failed."""

    decided: int
    passes: Rate
    flips: Rate
    flakes: Rate
    consecutive_failures: int
    mean_time_to_fix_ms: int | None
    fixes: int


def health_of(stats: JobStats) -> Health:
    """Return the figures of the job's newest builds."""
    recent = [each for each in stats.recent[:WINDOW] if each.result in (SUCCESS, FAILURE)]
    oldest_first = recent[::-1]
    flips = sum(a.result != b.result for a, b in pairwise(oldest_first))
    fixes = _times_to_fix(oldest_first)
    return Health(
        len(recent),
        rate(sum(each.result == SUCCESS for each in recent), len(recent)),
        rate(flips, max(0, len(recent) - 1)),
        _flakes(recent),
        len(list(takewhile(lambda each: each.result == FAILURE, recent))),
        round(sum(fixes) / len(fixes)) if fixes else None,
        len(fixes),
    )


def summarize(stats: JobStats) -> JobSummary:
    """Return the job as lists show it."""
    health = health_of(stats)
    newest = stats.recent[0] if stats.recent else None
    return JobSummary(
        stats.job,
        stats.builds,
        stats.complete,
        newest.order_ms if newest else 0,
        newest.result if newest else None,
        health.passes.share,
        health.flips.share,
        health.flakes.share,
        health.flakes.low,
        health.flakes.high,
        health.consecutive_failures,
        health.mean_time_to_fix_ms,
    )


def rate(count: int, of: int) -> Rate:
    """Return count / of with its Wilson score interval, which stays within 0 and 1."""
    if of == 0:
        return Rate(None, None, None, 0)
    share, z2 = count / of, _Z_95**2
    middle = share + z2 / (2 * of)
    width = _Z_95 * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return Rate(share, max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale), of)


def _flakes(builds: Iterable[RecentBuild]) -> Rate:
    """Return the share of commits, among those tried, that failed and then passed."""
    tried: dict[str, list[RecentBuild]] = {}
    for build in builds:
        if build.sha:
            tried.setdefault(build.sha, []).append(build)
    return rate(sum(map(_has_flaked, tried.values())), len(tried))


def _has_flaked(newest_first: Sequence[RecentBuild]) -> bool:
    outcomes = [build.result for build in newest_first]
    return FAILURE in outcomes and SUCCESS in outcomes[: _last(outcomes, FAILURE)]


def _last(outcomes: Sequence[str | None], wanted: str) -> int:
    return len(outcomes) - 1 - outcomes[::-1].index(wanted)


def _times_to_fix(oldest_first: Sequence[RecentBuild]) -> list[int]:
    """Return, for each row of failures that a pass ended, the time from its first end to that."""
    times: list[int] = []
    broken_ms: int | None = None
    for build in oldest_first:
        ended_ms = build.order_ms if build.finished_ms is None else build.finished_ms
        if build.result == FAILURE and broken_ms is None:
            broken_ms = ended_ms
        elif build.result == SUCCESS and broken_ms is not None:
            times.append(max(0, ended_ms - broken_ms))
            broken_ms = None
    return times
