"""On which main branches a commit stands, and on which of them a decision is news."""

from collections.abc import Iterable
from dataclasses import replace

from shared.core.breakages.cells import Cell, cells_of
from shared.core.breakages.order import Push
from shared.core.documents import Commit, CommitSigns, HostFacts
from shared.core.main_branches import MainBranches

# What was pushed longer ago than this when it was heard of has no time that can be believed.
MAX_PUSH_AGE_MS = 30 * 86_400_000


def branches_of(facts: Iterable[HostFacts], mains: MainBranches) -> list[str]:
    """Return the main branches that the host says the commit is on, whoever proposed it."""
    on = {each.branch for each in facts if each.pull is None and mains.named(each.branch)}
    return sorted(branch for branch in on if branch is not None)


def changed_on(
    before: tuple[Commit | None, CommitSigns | None],
    after: tuple[Commit, CommitSigns],
    mains: MainBranches,
) -> list[str]:
    """Return the main branches on which a commit, with all that was heard, differs from before."""
    known = _shown(*before, mains)
    shown = _shown(*after, mains)
    return [branch for branch, cells in shown.items() if cells != known.get(branch, {})]


def believed(push: Push, heard_ms: int) -> Push:
    """Return the push at a time that it may have been made at."""
    fits = heard_ms - MAX_PUSH_AGE_MS <= push.at_ms <= heard_ms
    return push if fits else replace(push, at_ms=heard_ms)


def _shown(
    commit: Commit | None, signs: CommitSigns | None, mains: MainBranches
) -> dict[str, dict[str, Cell]]:
    """Return how the jobs of the commit went, for each main branch that it is on."""
    if commit is None or signs is None:
        return {}
    return dict.fromkeys(branches_of(signs.facts.values(), mains), cells_of(commit))
