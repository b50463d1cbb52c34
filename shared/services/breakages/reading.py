"""Breakages as they are read: one, a page of the list, and what one covers by now."""

from dataclasses import dataclass

from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import span_of
from shared.core.documents import Breakage
from shared.errors import BreakageNotFound
from shared.ports import Breakages, Page, Stored

# A page whose filters fit few breakages ends early, with a cursor to go on.
_MAX_READS = 10


@dataclass(frozen=True, slots=True)
class BreakageQuery:
    """Which breakages are asked for; None: any."""

    repo: str | None = None
    branch: str | None = None
    ongoing: bool | None = None

    def fits(self, breakage: Breakage) -> bool:
        """Tell whether the breakage is one of these."""
        return (
            self.repo in (None, breakage.repo)
            and self.branch in (None, breakage.branch)
            and self.ongoing in (None, breakage.is_ongoing)
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """What a breakage covers by now: so many commits.

    `known` is whether its commits have a place on the branch still: nothing is covered without.
    `replaced`: a forced push over its cause ended it.
    """

    commits: int
    known: bool
    replaced: bool


def get_breakage(breakages: Breakages, breakage_id: str) -> Stored[Breakage]:
    """Return the breakage. Raises BreakageNotFound."""
    found = breakages.get(breakage_id)
    if found is None:
        raise BreakageNotFound(f"There is no breakage {breakage_id}.")
    return found


def list_breakages(
    breakages: Breakages, query: BreakageQuery, *, limit: int, cursor: str | None
) -> Page[Breakage]:
    """Return a page of those that fit, the last annotated first.

    It may be short, or empty, and still have a `next`: a page reads so many documents at most.
    """
    found: list[Breakage] = []
    for _ in range(_MAX_READS):
        page = breakages.list(
            limit=limit - len(found), cursor=cursor, repo=query.repo, branch=query.branch
        )
        found += filter(query.fits, page.items)
        cursor = page.next
        if cursor is None or len(found) == limit:
            break
    return Page(found, cursor)


def reach_of(breakage: Breakage, order: BranchOrder) -> Reach:
    """Return what the breakage covers in this order of its branch."""
    ends = (breakage.cause_sha, breakage.resolved_sha)
    return Reach(
        commits=len(span_of(breakage, order)),
        known=all(order.place(sha) is not None for sha in ends if sha is not None),
        replaced=order.until_replaced(breakage.cause_sha) is not None,
    )
