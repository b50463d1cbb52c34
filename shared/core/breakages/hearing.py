"""On which main branches a commit stands, and on which of them a decision is news."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from shared.core.breakages.cells import cells_of
from shared.core.breakages.order import Push
from shared.core.documents import Commit, HostFacts
from shared.core.main_branches import MainBranches

# What was pushed longer ago than this when it was heard of has no time that can be believed.
MAX_PUSH_AGE_MS = 30 * 86_400_000


def branches_of(facts: Iterable[HostFacts], mains: MainBranches) -> list[str]:
    """Return the main branches that the host says the commit is on, whoever proposed it."""
    on = {each.branch for each in facts if each.pull is None and mains.named(each.branch)}
    return sorted(branch for branch in on if branch is not None)


def changed_on(
    before: Commit | None,
    after: Commit,
    known_facts: Iterable[HostFacts],
    facts: Iterable[HostFacts],
    mains: MainBranches,
) -> list[str]:
    """Return the main branches on which the commit shows something else than before."""
    known = set(branches_of(known_facts, mains)) if before else set()
    cells = cells_of(after)
    same = before is not None and cells_of(before) == cells
    return [branch for branch in branches_of(facts, mains) if _is_news(branch, known, same, cells)]


def believed(push: Push, heard_ms: int) -> Push:
    """Return the push at a time that it may have been made at."""
    fits = heard_ms - MAX_PUSH_AGE_MS <= push.at_ms <= heard_ms
    return push if fits else replace(push, at_ms=heard_ms)


def _is_news(branch: str, known: Collection[str], same: bool, cells: Collection[str]) -> bool:
    return not same if branch in known else bool(cells)
