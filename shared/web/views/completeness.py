"""What the builds of a job have: tables of sets, numbers of entries, and names."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.builds.levels import CountShare, Level
from shared.core.builds.stats import WHOLE
from shared.core.builds.table import Completeness
from shared.web.job_paths import job_href
from shared.web.views.show import count, percent

# Shares agree with what the API says to a millionth.
_DIGITS = 4
_SETS_OPEN = 8
_NAMES_OPEN = 20
_ARTIFACTS_SIDE_BY_SIDE = 8


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What so many builds have; `names` is empty for the empty set. `share` is of 100."""

    names: tuple[str, ...]
    missing: tuple[str, ...]
    count: str
    share_text: str
    share: float


@dataclass(frozen=True, slots=True)
class LevelView:
    """One level: distinct sets, numbers of entries, names; further rows are folded."""

    sets: tuple[ShareRow, ...]
    more_sets: tuple[ShareRow, ...]
    counts: tuple[ShareRow, ...]
    names: tuple[ShareRow, ...]
    more_names: tuple[ShareRow, ...]
    distinct: str
    other: str
    cut: bool


@dataclass(frozen=True, slots=True)
class CompletenessView:
    """A job's completeness at both levels."""

    builds: str
    complete: str
    complete_share: str
    first_level: LevelView
    artifacts: LevelView


@dataclass(frozen=True, slots=True)
class SideRow:
    """One job among others: shares in the order of the columns."""

    job: str
    href: str
    builds: str
    complete: str
    without_log: str
    distinct: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Jobs as rows, names as columns."""

    names: tuple[str, ...]
    rows: tuple[SideRow, ...]


def completeness_view(found: Completeness) -> CompletenessView:
    """Return the tables of one job."""
    return CompletenessView(
        count(found.builds, "build"),
        count(found.complete),
        percent(found.complete / max(1, found.builds), digits=_DIGITS),
        _level(found.first_level, found.builds, usual=WHOLE),
        _level(found.artifacts, found.builds, usual=frozenset()),
    )


def first_level_side_by_side(jobs: Sequence[Completeness]) -> SideBySide:
    """Return which of the usual files builds of these jobs have."""
    names = tuple(sorted(WHOLE))
    return SideBySide(names, tuple(_side(job, job.first_level, names) for job in jobs))


def artifacts_side_by_side(jobs: Sequence[Completeness]) -> SideBySide:
    """Return which artifacts builds of these jobs have, those that most have."""
    sums: dict[str, float] = {}
    for job in jobs:
        for name, share in job.artifacts.presence.items():
            sums[name] = sums.get(name, 0.0) + share
    frequent = sorted(sums, key=lambda name: (-sums[name], name))[:_ARTIFACTS_SIDE_BY_SIDE]
    names = tuple(sorted(frequent))
    return SideBySide(names, tuple(_side(job, job.artifacts, names) for job in jobs))


def _side(job: Completeness, level: Level, names: Sequence[str]) -> SideRow:
    return SideRow(
        job.job,
        job_href(job.job),
        count(job.builds),
        percent(job.complete / max(1, job.builds), digits=_DIGITS),
        count(job.without_log),
        _distinct(level),
        tuple(percent(level.presence.get(name, 0.0), digits=_DIGITS) for name in names),
    )


def _level(level: Level, builds: int, *, usual: frozenset[str]) -> LevelView:
    sets = [
        _row(each.entries, tuple(sorted(usual.difference(each.entries))), each.count, each.share)
        for each in level.sets
    ]
    names = [
        _row((name,), (), round(share * builds), share) for name, share in level.presence.items()
    ]
    return LevelView(
        sets=tuple(sets[:_SETS_OPEN]),
        more_sets=tuple(sets[_SETS_OPEN:]),
        counts=tuple(_count_row(each) for each in level.entry_counts),
        names=tuple(names[:_NAMES_OPEN]),
        more_names=tuple(names[_NAMES_OPEN:]),
        distinct=_distinct(level),
        other=count(level.other, "build") if level.other else "",
        cut=level.cut,
    )


def _distinct(level: Level) -> str:
    return f"{count(len(level.sets))}{'+' if level.other else ''}"


def _count_row(each: CountShare) -> ShareRow:
    return _row((str(each.entries),), (), each.count, each.share)


def _row(names: tuple[str, ...], missing: tuple[str, ...], number: int, share: float) -> ShareRow:
    shown = percent(share, digits=_DIGITS)
    return ShareRow(names, missing, count(number), shown, round(100 * share, 2))
