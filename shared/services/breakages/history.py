"""What was heard of a branch, as its weeks tell it: one read while nothing changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shared.core.breakages.cells import PASSED
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.weeks import order_of_weeks
from shared.core.documents import BranchWeek
from shared.ports import Branches
from shared.services.breakages.week_cache import Recent, WeekCache

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class _Known:
    revision: int
    weeks: Mapping[str, BranchWeek]
    order: BranchOrder


_NOTHING = _Known(0, {}, BranchOrder(()))


class KeptHistory:
    """Satisfies `BranchHistory` by the documents of branches; threads may share it."""

    def __init__(self, branches: Branches) -> None:
        self._branches = branches
        self._weeks = WeekCache(branches)
        self._recent: Recent[_Known] = Recent()

    def order(self, repo: str, branch: str) -> BranchOrder:
        """Return the commits of the branch in their order."""
        return self._read(repo, branch).order

    def jobs(self, repo: str, branch: str) -> Collection[str]:
        """Return the names of jobs that ran there."""
        return {job for week in self._read(repo, branch).weeks.values() for job in week.jobs}

    def failed_jobs(self, repo: str, branch: str, span: range) -> frozenset[str]:
        """Return the names of jobs that failed there, at the places of the order in the span."""
        failed: set[str] = set()
        first = 0
        for _, week in sorted(self._read(repo, branch).weeks.items()):
            inside = range(max(span.start - first, 0), min(span.stop - first, len(week.commits)))
            failed.update(job for place in inside for job in _failed(week, place))
            first += len(week.commits)
        return frozenset(failed)

    def _read(self, repo: str, branch: str) -> _Known:
        """Return what is known; all of one revision, unless it changes as fast as it is read."""
        known = _NOTHING
        for _ in range(_ATTEMPTS):
            found = self._branches.get_branch(repo, branch)
            if found is None:
                return _NOTHING
            recent = self._recent.get(found.value.key)
            if recent is not None and recent.revision == found.value.revision:
                return recent
            weeks = {monday: each.value for monday, each in self._weeks.read(found.value).items()}
            known = _Known(found.value.revision, weeks, order_of_weeks(weeks))
            if {monday: week.revision for monday, week in weeks.items()} == found.value.weeks:
                self._recent.put(found.value.key, known)
                break
        return known


def _failed(week: BranchWeek, place: int) -> list[str]:
    letters = week.commits[place].cells
    return [
        job for job, letter in zip(week.jobs, letters, strict=False) if PASSED.get(letter) is False
    ]
