"""How much a week of a branch holds: its document has to stay below 1 MiB, whatever comes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from shared.core.breakages.order import Push
from shared.core.documents import BranchCommit

MAX_COMMITS = 1_400
MAX_JOBS = 100
MAX_PUSHES = 1_400


def bounded(commits: Sequence[BranchCommit], heads: Set[str]) -> list[str]:
    """Return the commits of a week that are too many: first those on which nothing ran.

    `heads` are commits that were the newest of a push; of others the oldest go first.
    """
    excess = len(commits) - MAX_COMMITS
    if excess <= 0:
        return []
    by_worth = sorted(commits, key=lambda each: (bool(each.cells), each.sha in heads))
    return [commit.sha for commit in by_worth[:excess]]


def bounded_jobs(cells: Iterable[Mapping[str, str]]) -> tuple[tuple[str, ...], bool]:
    """Return the names of the jobs in the cells, and whether there are more than a week holds.

    Of too many those are kept that ran most often.
    """
    runs = Counter(job for each in cells for job in each)
    names = sorted(runs, key=lambda job: (-runs[job], job))
    return tuple(sorted(names[:MAX_JOBS])), len(names) > MAX_JOBS


def bounded_pushes(pushes: Collection[Push]) -> tuple[tuple[Push, ...], bool]:
    """Return the pushes of a week in a fixed order, and whether there are more than it holds."""
    ordered = sorted(
        pushes, key=lambda each: (each.at_ms, each.after, each.before or "", each.shas)
    )
    return tuple(ordered[-MAX_PUSHES:]), len(ordered) > MAX_PUSHES
