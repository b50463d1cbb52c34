"""Adding occurrences to what was counted of them, and taking them away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from shared.core.documents import Contribution, Tally

MAX_DAYS = 366
MAX_JOBS = 200
MAX_PLACES = 100
OTHER_JOBS = ""
"""The key under which occurrences are counted once a tally names MAX_JOBS jobs.

Likewise for branches and repositories, once there are MAX_PLACES of them.
"""

Bounds = tuple[int, int]


def add(tally: Tally, change: Contribution) -> Tally:
    """Return the tally with one occurrence more."""
    first, last = tally.first_seen_ms, tally.last_seen_ms
    return Tally(
        tally.occurrences + 1,
        change.seen_ms if first is None else min(first, change.seen_ms),
        change.seen_ms if last is None else max(last, change.seen_ms),
        _newest_days(_bump(tally.days, utc_day(change.seen_ms), 1)),
        _bump_name(tally.jobs, change.job or OTHER_JOBS, 1, MAX_JOBS),
        _bump_name(tally.branches, change.branch, 1),
        _bump_name(tally.repos, change.repo, 1),
        tally.explained + change.explained,
        _bump_names(tally.patterns, pattern_ids(change), 1),
        _bump_name(tally.by_hand, change.by_hand, 1),
    )


def remove(tally: Tally, change: Contribution) -> Tally:
    """Return the tally with one occurrence less; first and last seen are left as they are."""
    return replace(
        tally,
        occurrences=tally.occurrences - 1,
        days=_bump(tally.days, utc_day(change.seen_ms), -1),
        jobs=_bump_name(tally.jobs, change.job or OTHER_JOBS, -1, MAX_JOBS),
        branches=_bump_name(tally.branches, change.branch, -1),
        repos=_bump_name(tally.repos, change.repo, -1),
        explained=tally.explained - change.explained,
        patterns=_bump_names(tally.patterns, pattern_ids(change), -1),
        by_hand=_bump_name(tally.by_hand, change.by_hand, -1),
    )


def pattern_ids(change: Contribution) -> list[str]:
    """Return the ids of the patterns that hit, without their versions."""
    return [key.partition("@")[0] for key in change.hits]


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    tallies = list(tallies)
    days: dict[str, int] = {}
    for tally in tallies:
        for day, count in tally.days.items():
            days = _bump(days, day, count)
    return Tally(
        sum(tally.occurrences for tally in tallies),
        min((t.first_seen_ms for t in tallies if t.first_seen_ms is not None), default=None),
        max((t.last_seen_ms for t in tallies if t.last_seen_ms is not None), default=None),
        _newest_days(days),
        _sum_names((tally.jobs for tally in tallies), MAX_JOBS),
        _sum_names(tally.branches for tally in tallies),
        _sum_names(tally.repos for tally in tallies),
        sum(tally.explained for tally in tallies),
        _sum_names(tally.patterns for tally in tallies),
        _sum_names(tally.by_hand for tally in tallies),
    )


def with_bounds(tally: Tally, bounds: Bounds | None) -> Tally:
    """Return the tally with other first and last seen."""
    first, last = bounds or (None, None)
    return replace(tally, first_seen_ms=first, last_seen_ms=last)


def widest(bounds: Iterable[Bounds]) -> Bounds | None:
    """Return the earliest first and the latest last, None of nothing."""
    bounds = list(bounds)
    if not bounds:
        return None
    return min(first for first, _ in bounds), max(last for _, last in bounds)


def utc_day(time_ms: int) -> str:
    """Return the UTC day of a time, as 2026-11-23."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).date().isoformat()


def _sum_names(counts: Iterable[Mapping[str, int]], limit: int = MAX_PLACES) -> dict[str, int]:
    summed: dict[str, int] = {}
    for each in counts:
        for name, count in each.items():
            summed = _bump_name(summed, name, count, limit)
    return summed


def _bump_name(
    counts: Mapping[str, int], name: str | None, by: int, limit: int = MAX_PLACES
) -> dict[str, int]:
    """Return the counts with that name's changed; names beyond the limit count together."""
    if name is None:
        return dict(counts)
    known = name in counts or len(counts) < limit
    return _bump(counts, name if known else OTHER_JOBS, by)


def _bump_names(counts: Mapping[str, int], names: Iterable[str], by: int) -> dict[str, int]:
    for name in names:
        counts = _bump_name(counts, name, by)
    return dict(counts)


def _bump(counts: Mapping[str, int], key: str, by: int) -> dict[str, int]:
    changed = {**counts, key: counts.get(key, 0) + by}
    return {name: count for name, count in changed.items() if count > 0}


def _newest_days(days: dict[str, int]) -> dict[str, int]:
    return dict(sorted(days.items())[-MAX_DAYS:])
