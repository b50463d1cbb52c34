"""What is heard of a branch, put into the weeks that it belongs to, in any order of hearing.

The order of the commits is made of all that was ever heard (core/breakages/order.py); weeks are
pieces of it, so that one put behind the other they are the whole. A late push may move commits
from one week into another.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.breakages.bounds import bounded, bounded_jobs, bounded_pushes
from shared.core.breakages.cells import read_cells, write_cells
from shared.core.breakages.counts import WEEK_MS, monday_of, week_of
from shared.core.breakages.order import BranchOrder, Push, order_of
from shared.core.documents import BranchCommit, BranchWeek

KEPT_WEEKS = 58
"""A year, and what makes its first and last week whole."""

Cells = Mapping[str, str]
Weeks = Mapping[str, BranchWeek]


@dataclass(frozen=True, slots=True)
class Heard:
    """A commit that was decided: when it was heard of first, and how its jobs went."""

    seen_ms: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Placed:
    """The weeks by Monday, oldest first, and the order that they are pieces of."""

    weeks: dict[str, BranchWeek]
    order: BranchOrder


def oldest_kept(now_ms: int) -> int:
    """Return when the oldest week began that is kept; what is older is not counted anew."""
    return week_of(now_ms) - (KEPT_WEEKS - 1) * WEEK_MS


def order_of_weeks(weeks: Weeks) -> BranchOrder:
    """Return the order of the commits in the weeks."""
    commits = [commit for _, week in sorted(weeks.items()) for commit in week.commits]
    return BranchOrder.known(
        [commit.sha for commit in commits],
        [commit.at_ms for commit in commits],
        {commit.sha for commit in commits if commit.gone},
    )


def place(
    weeks: Weeks,
    pushes: Iterable[Push],
    heard: Mapping[str, Heard],
    *,
    repo: str,
    branch: str,
) -> Placed:
    """Return the weeks with the pushes and the decided commits of the branch.

    Weeks in which nothing changed are those that were given: hearing the same twice changes
    nothing.
    """
    known = _Known(weeks, heard)
    told = {push for week in weeks.values() for push in week.pushes}
    fresh = set(pushes) - told
    is_same = not fresh and not known.news()
    order = order_of_weeks(weeks) if is_same else order_of(told | fresh, known.first_seen())
    pieces = _pieces(order, known)
    made = _by_monday(fresh)
    placed = {}
    for monday in sorted(weeks.keys() | pieces.keys() | made.keys()):
        key = ids.branch_week_key(repo, branch, monday)
        week = weeks.get(monday) or BranchWeek(key, repo, branch, monday)
        piece = pieces.get(monday, [])
        placed[monday] = _with_pushes(_with_commits(week, piece, known), made.get(monday, ()))
    return _within_bounds(placed, order)


class _Known:
    """The commits that are in the weeks, and what was heard of some."""

    def __init__(self, weeks: Weeks, heard: Mapping[str, Heard]) -> None:
        self._commits = {c.sha: (c, week.jobs) for week in weeks.values() for c in week.commits}
        self._seen_before = {sha: commit.seen_ms for sha, (commit, _) in self._commits.items()}
        self._seen = self._seen_before | {
            sha: _earlier(self._seen_before.get(sha), each.seen_ms) for sha, each in heard.items()
        }
        self.heard = heard

    def news(self) -> bool:
        """Tell whether something was heard that may change the order."""
        return any(self._seen[sha] != self._seen_before.get(sha) for sha in self.heard)

    def first_seen(self) -> dict[str, int]:
        """Return when each commit was first heard of, for those that were decided."""
        return {sha: seen_ms for sha, seen_ms in self._seen.items() if seen_ms is not None}

    def commit(self, sha: str, at_ms: int, *, gone: bool) -> BranchCommit:
        """Return the commit in its place, with the cells that it had: the same if it stays."""
        before, seen_ms = self._commits.get(sha), self._seen.get(sha)
        if before is None:
            return BranchCommit(sha, at_ms, seen_ms, "", gone)
        commit = before[0]
        if commit.at_ms == at_ms and commit.gone == gone and commit.seen_ms == seen_ms:
            return commit
        return replace(commit, at_ms=at_ms, gone=gone, seen_ms=seen_ms)

    def cells(self, sha: str) -> Cells:
        """Return how its jobs went.

        What was heard takes the place of what was known, but where the decision itself was
        forgotten in between and made anew from the little that was heard since.
        """
        commit, jobs = self._commits.get(sha, (None, ()))
        known = read_cells(jobs, commit.cells) if commit else {}
        heard, seen_ms = self.heard.get(sha), self._seen_before.get(sha)
        if heard is None:
            return known
        is_anew = seen_ms is not None and heard.seen_ms > seen_ms
        return {**known, **heard.cells} if is_anew else heard.cells


def _earlier(before: int | None, heard: int) -> int:
    return heard if before is None else min(before, heard)


def _pieces(order: BranchOrder, known: _Known) -> dict[str, list[BranchCommit]]:
    """Return the commits of each week, by Monday."""
    pieces: dict[int, list[BranchCommit]] = {}
    for sha, at_ms in zip(order.shas, order.times_ms, strict=True):
        commit = known.commit(sha, at_ms, gone=sha in order.gone)
        pieces.setdefault(week_of(at_ms), []).append(commit)
    return {monday_of(start_ms): commits for start_ms, commits in pieces.items()}


def _by_monday(pushes: Iterable[Push]) -> dict[str, list[Push]]:
    made: dict[str, list[Push]] = {}
    for push in pushes:
        made.setdefault(monday_of(push.at_ms), []).append(push)
    return made


def _with_commits(week: BranchWeek, piece: Sequence[BranchCommit], known: _Known) -> BranchWeek:
    stays = len(piece) == len(week.commits) and all(map(_is, piece, week.commits))
    if stays and not any(commit.sha in known.heard for commit in piece):
        return week
    cells = {commit.sha: known.cells(commit.sha) for commit in piece}
    jobs, cut = bounded_jobs(cells.values())
    commits = tuple(replace(commit, cells=write_cells(jobs, cells[commit.sha])) for commit in piece)
    return replace(week, jobs=jobs, commits=commits, cut=week.cut or cut)


def _is(one: object, other: object) -> bool:
    return one is other


def _with_pushes(week: BranchWeek, fresh: Collection[Push]) -> BranchWeek:
    if not fresh:
        return week
    pushes, cut = bounded_pushes({*week.pushes, *fresh})
    return replace(week, pushes=pushes, cut=week.cut or cut)


def _within_bounds(weeks: dict[str, BranchWeek], order: BranchOrder) -> Placed:
    """Return the weeks with no more commits than they can hold."""
    heads = {push.after for week in weeks.values() for push in week.pushes}
    dropped = {sha for week in weeks.values() for sha in bounded(week.commits, heads)}
    if not dropped:
        return Placed(weeks, order)
    kept = dict(_without(weeks, dropped))
    return Placed(kept, order_of_weeks(kept))


def _without(weeks: Weeks, dropped: Collection[str]) -> Iterator[tuple[str, BranchWeek]]:
    for monday, week in weeks.items():
        commits = tuple(commit for commit in week.commits if commit.sha not in dropped)
        pushes = tuple(
            replace(push, shas=tuple(sha for sha in push.shas if sha not in dropped))
            for push in week.pushes
            if push.after not in dropped
        )
        cut = week.cut or len(commits) < len(week.commits)
        yield monday, replace(week, commits=commits, pushes=pushes, cut=cut)
