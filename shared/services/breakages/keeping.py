"""The worker of branches: one at a time for each, it folds news into weeks and figures.

A fact and the news of it are written in one commit; the worker folds some news, and removes them
with the commit that writes what follows. It may die anywhere, or lose its lease: what it writes
rests on the versions of all that it read, and folding the same news once more changes nothing.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from shared.core import ids
from shared.core.breakages.cells import cells_of
from shared.core.breakages.following import Followed, Known, follow
from shared.core.breakages.hearing import believed
from shared.core.breakages.weeks import Heard
from shared.core.documents import Branch, BranchNews, Breakage, Commit
from shared.errors import ChangeConflict
from shared.ports import Branches, Breakages, Changes, Commits, Store, Stored
from shared.services.breakages.listing import breakages_of
from shared.services.breakages.week_cache import Recent, WeekCache, Weeks
from shared.services.commits.along_branches import touches_of_places
from shared.services.fold import Pace, no_pace

LEASE_MS = 120_000
# News, weeks and touches of one commit: together below the 500 writes that a commit takes.
MAX_NEWS = 250
MAX_WEEKS = 8
MAX_STEPS = 60
_COMMITS_AT_ONCE = 300

News = Sequence[Stored[BranchNews]]


@dataclass(frozen=True, slots=True)
class _Annotations:
    """The breakages of a branch, read after so many changes of them."""

    count: int
    breakages: Sequence[Breakage]


class BranchKeeping:
    """The use case with what it needs. It remembers what it read, so keep it."""

    def __init__(
        self,
        store: Store,
        branches: Branches,
        commits: Commits,
        breakages: Breakages,
        clock_ms: Callable[[], int],
        pace: Pace = no_pace,
    ) -> None:
        self._store, self._branches = store, branches
        self._commits, self._breakages = commits, breakages
        self._clock_ms, self._pace = clock_ms, pace
        self._weeks = WeekCache(branches)
        self._annotations: Recent[_Annotations] = Recent()

    def run(self, *, deadline_ms: int) -> int:
        """Fold the news there are, until the deadline; return how many were folded.

        One query where there are none. Any number of workers may run at once.
        """
        folded = 0
        while self._clock_ms() < deadline_ms:
            news = self._branches.list_news(limit=MAX_NEWS)
            done = sum(self._fold_alone(each) for each in _by_branch(news))
            folded += done
            if done == 0:
                break
        return folded

    def _fold_alone(self, news: News) -> int:
        """Fold the news of one branch; return how many: none while another worker is at it."""
        lease, holder = f"branch-{news[0].value.branch_key}", uuid.uuid4().hex
        now_ms = self._clock_ms()
        if not self._store.take_lease(lease, holder, now_ms=now_ms, until_ms=now_ms + LEASE_MS):
            return 0
        try:
            # A conflict says that another worker folded them: what is left, the next run folds.
            with suppress(ChangeConflict):
                for _ in range(MAX_STEPS):
                    if self._step(news):
                        return len(news)
            return 0
        finally:
            self._store.drop_lease(lease, holder)

    def _step(self, news: News) -> bool:
        """Fold what fits into a commit; True once the news are folded. Raises ChangeConflict."""
        first, now_ms = news[0].value, self._clock_ms()
        stored = self._branches.get_branch(first.repo, first.branch)
        key = ids.branch_key(first.repo, first.branch)
        branch = stored.value if stored else Branch(key, first.repo, first.branch)
        weeks = self._weeks.read(branch)
        annotated = any(each.value.push is None and each.value.sha is None for each in news)
        pushes = [believed(each.value.push, each.value.at_ms) for each in news if each.value.push]
        known = Known(
            branch,
            {monday: each.value for monday, each in weeks.items()},
            self._breakages_of(branch, annotated=annotated),
        )
        followed = follow(
            known,
            pushes,
            self._heard(branch.repo, news),
            annotated=annotated,
            now_ms=now_ms,
            at_most=MAX_WEEKS,
        )
        self._save(followed, stored, weeks, news, now_ms)
        return followed.done

    def _heard(self, repo: str, news: News) -> dict[str, Heard]:
        """Return the decisions on the commits that the news name, as they are now."""
        shas = {each.value.sha for each in news if each.value.sha}
        pushes = (each.value.push for each in news if each.value.push)
        shas |= {sha for push in pushes for sha in (*push.shas, push.after)}
        return {
            commit.sha: Heard(commit.heard_ms, cells_of(commit))
            for commit in self._read_commits(repo, shas)
        }

    def _read_commits(self, repo: str, shas: Iterable[str]) -> list[Commit]:
        keys = sorted({ids.commit_key(repo, sha) for sha in shas})
        found: list[Commit] = []
        for start in range(0, len(keys), _COMMITS_AT_ONCE):
            part = self._commits.get_commits(keys[start : start + _COMMITS_AT_ONCE])
            found += [each.value for each in part.values()]
        return found

    def _breakages_of(self, branch: Branch, *, annotated: bool) -> Sequence[Breakage]:
        """Return the breakages; they are read where one changed since they were read."""
        recent = self._annotations.get(branch.key)
        if recent is not None and not annotated and recent.count == branch.annotations:
            return recent.breakages
        found = breakages_of(self._breakages, branch.repo, branch.branch)
        self._annotations.put(branch.key, _Annotations(branch.annotations + annotated, found))
        return found

    def _save(
        self,
        followed: Followed,
        stored: Stored[Branch] | None,
        weeks: Weeks,
        news: News,
        now_ms: int,
    ) -> None:
        branch, written = followed.branch, list[Stored[Any]]()
        if stored is None or branch is not stored.value:
            written.append(Stored(branch, stored.version if stored else None))
        for monday, week in followed.changed.items():
            written.append(Stored(week, weeks[monday].version if monday in weeks else None))
        # Other breakages cover these now, as they do pull requests that are based on them.
        written += touches_of_places(branch.repo, branch.branch, followed.moved, now_ms=now_ms)
        removed: list[Stored[Any]] = [weeks[monday] for monday in followed.dropped]
        with self._pace([branch.key]):
            self._store.save(Changes(written, [*removed, *(news if followed.done else ())]))


def _by_branch(news: News) -> list[list[Stored[BranchNews]]]:
    """Return the news of each branch."""
    found: dict[str, list[Stored[BranchNews]]] = {}
    for each in news:
        found.setdefault(each.value.branch_key, []).append(each)
    return list(found.values())
