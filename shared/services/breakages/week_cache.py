"""The weeks of branches as this process read them: read again only where they changed."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from shared.core import ids
from shared.core.documents import Branch, BranchWeek
from shared.ports import Branches, Stored

MAX_BRANCHES = 8
_AT_ONCE = 10

T = TypeVar("T")
Weeks = Mapping[str, Stored[BranchWeek]]


class Recent(Generic[T]):
    """What is remembered of the branches that were asked for last; threads may share it."""

    def __init__(self) -> None:
        self._known: dict[str, T] = {}
        self._lock = threading.Lock()

    def get(self, branch_key: str) -> T | None:
        """Return what is remembered."""
        with self._lock:
            return self._known.get(branch_key)

    def put(self, branch_key: str, value: T) -> None:
        """Remember it; the branch put longest ago is forgotten when there are too many."""
        with self._lock:
            self._known.pop(branch_key, None)
            self._known[branch_key] = value
            while len(self._known) > MAX_BRANCHES:
                del self._known[next(iter(self._known))]


class WeekCache:
    """Reads weeks, and remembers those of some branches by their revisions."""

    def __init__(self, branches: Branches) -> None:
        self._branches = branches
        self._recent: Recent[Weeks] = Recent()

    def read(self, branch: Branch) -> Weeks:
        """Return the weeks that the branch names, by Monday.

        One that was written since the branch was read is as it was written.
        """
        known = self._recent.get(branch.key) or {}
        weeks = {
            monday: known[monday]
            for monday, revision in branch.weeks.items()
            if monday in known and known[monday].value.revision == revision
        }
        missing = sorted(branch.weeks.keys() - weeks.keys())
        weeks |= {each.value.monday: each for each in self._read(branch, missing)}
        self._recent.put(branch.key, weeks)
        return weeks

    def _read(self, branch: Branch, mondays: Sequence[str]) -> Iterator[Stored[BranchWeek]]:
        keys = [ids.branch_week_key(branch.repo, branch.branch, each) for each in mondays]
        for start in range(0, len(keys), _AT_ONCE):
            yield from self._branches.get_weeks(keys[start : start + _AT_ONCE]).values()
