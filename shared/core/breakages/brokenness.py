"""How broken a branch was, by day and by week, in numbers that add up."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.core.breakages.counts import Brokenness, day_of, monday_of, start_of
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.outcomes import CommitOutcomes, failure_runs, isolated
from shared.core.breakages.span import Coverage
from shared.core.documents import Breakage

_95_PERCENT = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `count` in `of`, and the interval that holds the true one in 95 of 100 cases."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself."""
        return self.count / self.of


def by_commit(
    commits: Sequence[CommitOutcomes], breakages: Iterable[Breakage], order: BranchOrder
) -> dict[str, Brokenness]:
    """Return the counts of each commit; commits of the branch, oldest first."""
    coverage = Coverage(breakages, order)
    alone = {(run.job, run.first) for run in isolated(failure_runs(commits))}
    found = {}
    for place, commit in enumerate(commits):
        failed = [job for job, passed in commit.passed.items() if not passed]
        found[commit.sha] = Brokenness(
            commits=1,
            red=int(bool(failed)),
            builds=len(commit.passed),
            failures=len(failed),
            explained=sum(coverage.excusing(commit.sha, job) is not None for job in failed),
            isolated=sum((job, place) in alone for job in failed),
        )
    return found


def by_day(
    commits: Iterable[CommitOutcomes], counts: Mapping[str, Brokenness]
) -> dict[str, Brokenness]:
    """Return the counts of each day in UTC, "2026-11-23", on which something ran, in order."""
    days: dict[str, Brokenness] = {}
    for commit in commits:
        day = day_of(commit.at_ms)
        days[day] = days.get(day, Brokenness()) + counts[commit.sha]
    return dict(sorted(days.items()))


def by_week(days: Mapping[str, Brokenness]) -> dict[str, Brokenness]:
    """Return the counts of each week, named after its Monday."""
    weeks: dict[str, Brokenness] = {}
    for day, counts in sorted(days.items()):
        monday = monday_of(start_of(day))
        weeks[monday] = weeks.get(monday, Brokenness()) + counts
    return weeks


def mean_fix_ms(breakages: Iterable[Breakage], times_ms: Mapping[str, int]) -> int | None:
    """Return how long breakages took to be resolved, on average; None while none was.

    `times_ms` are those of commits. What goes on, or whose commits are not known, is left out.
    """
    spans = fix_times_ms(breakages, times_ms.get)
    return sum(spans) // len(spans) if spans else None


def fix_times_ms(breakages: Iterable[Breakage], time_ms: Callable[[str], int | None]) -> list[int]:
    """Return how long each of the breakages took whose resolution is known."""
    ends = [(time_ms(each.cause_sha), time_ms(each.resolved_sha or "")) for each in breakages]
    return [end - start for start, end in ends if start is not None and end is not None]


def flake_rates(commits: Sequence[CommitOutcomes]) -> dict[str, Rate]:
    """Return for each job how many of its builds failed alone."""
    builds: dict[str, int] = {}
    for commit in commits:
        for job in commit.passed:
            builds[job] = builds.get(job, 0) + 1
    alone: dict[str, int] = {}
    for run in isolated(failure_runs(commits)):
        alone[run.job] = alone.get(run.job, 0) + 1
    return {job: rate_of(alone.get(job, 0), of) for job, of in sorted(builds.items())}


def rate_of(count: int, of: int) -> Rate:
    """Return the share with Wilson's interval, which holds for few cases, too; `of` is above 0.

    https://doi.org/10.1080/01621459.1927.10502953
    """
    share, z2 = count / of, _95_PERCENT**2
    middle = share + z2 / (2 * of)
    spread = _95_PERCENT * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return Rate(count, of, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
