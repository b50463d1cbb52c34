"""What pages show of a branch: three reads, however long it has been there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.breakages.cells import read_cells
from shared.core.breakages.standing import CellsOf, Failing, failing
from shared.core.documents import Branch, BranchCommit, BranchWeek, Breakage
from shared.core.ids import branch_week_key
from shared.errors import BranchNotFound
from shared.ports import Branches, Breakages, Page

WEEKS_READ = 3
BREAKAGES_READ = 20
# What fails now is looked for at so many commits.
RECENT_COMMITS = 100
# A page of many jobs has fewer commits, but some.
MAX_CELLS = 4_000
MIN_COMMITS = 10

# The week where a page begins, and the commit that the page before it ended with.
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9a-f]{0,64})")


@dataclass(frozen=True, slots=True)
class BranchView:
    """A branch, a page of its commits, the newest first, and the breakages annotated last.

    `failing` is what fails at the newest commits, None on further pages; `cut` says that a week
    could not hold all that was heard of it.
    """

    branch: Branch
    commits: tuple[CellsOf, ...]
    next: str | None
    failing: tuple[Failing, ...] | None
    breakages: Page[Breakage]
    cut: bool


def get_branch(
    branches: Branches,
    breakages: Breakages,
    repo: str,
    name: str,
    *,
    limit: int,
    cursor: str | None = None,
) -> BranchView:
    """Return the branch with a page of at most `limit` commits. Raises BranchNotFound."""
    stored = branches.get_branch(repo, name)
    if stored is None:
        raise BranchNotFound
    branch = stored.value
    after = _CURSOR.fullmatch(cursor or "")
    mondays = _mondays(branch, after[1] if after else None)
    weeks = _get_weeks(branches, branch, mondays[:WEEKS_READ])
    commits = _behind(_newest_first(weeks), after[2] if after else "")
    shown = _as_many_as_fit([_cells_of(*each) for each in commits[:limit]])
    return BranchView(
        branch=branch,
        commits=tuple(shown),
        next=_next(commits, len(shown), mondays),
        failing=None if after else tuple(failing(_recent(commits))),
        breakages=breakages.list(limit=BREAKAGES_READ, repo=branch.repo, branch=branch.branch),
        cut=branch.cut or any(week.cut for week in weeks),
    )


_InWeek = tuple[BranchWeek, BranchCommit]


def _mondays(branch: Branch, since: str | None) -> list[str]:
    """Return the names of the weeks, the newest first, none behind that where the page begins."""
    return sorted((each for each in branch.weeks if since is None or each <= since), reverse=True)


def _get_weeks(branches: Branches, branch: Branch, mondays: Sequence[str]) -> list[BranchWeek]:
    keys = [branch_week_key(branch.repo, branch.branch, monday) for monday in mondays]
    found = branches.get_weeks(keys)
    return [found[key].value for key in keys if key in found]


def _newest_first(weeks: Sequence[BranchWeek]) -> list[_InWeek]:
    return [(week, commit) for week in weeks for commit in reversed(week.commits)]


def _behind(commits: Sequence[_InWeek], sha: str) -> Sequence[_InWeek]:
    """Return those older than this commit; all of them where it is not known any more."""
    shas = [commit.sha for _, commit in commits]
    return commits[shas.index(sha) + 1 :] if sha in shas else commits


def _cells_of(week: BranchWeek, commit: BranchCommit) -> CellsOf:
    cells = read_cells(week.jobs, commit.cells)
    return CellsOf(commit.sha, commit.at_ms, cells, gone=commit.gone)


def _recent(commits: Sequence[_InWeek]) -> list[CellsOf]:
    """Return the newest commits that are still on the branch."""
    recent = [_cells_of(*each) for each in commits[:RECENT_COMMITS]]
    return [each for each in recent if not each.gone]


def _as_many_as_fit(commits: Sequence[CellsOf]) -> Sequence[CellsOf]:
    cells = 0
    for number, each in enumerate(commits):
        cells += len(each.cells)
        if cells > MAX_CELLS and number >= MIN_COMMITS:
            return commits[:number]
    return commits


def _next(commits: Sequence[_InWeek], shown: int, mondays: Sequence[str]) -> str | None:
    """Return the cursor of the page of older commits, None where there are none."""
    if shown < len(commits):
        week, last = commits[shown - 1]
        return f"{week.monday}.{last.sha}"
    older = mondays[WEEKS_READ:]
    return f"{older[0]}." if older else None
