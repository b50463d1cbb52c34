"""Which commits a breakage covers, and which jobs it excuses there, whatever their logs say."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from shared.core.breakages.order import BranchOrder
from shared.core.documents import Breakage

NOTHING = range(0)


def span_of(breakage: Breakage, order: BranchOrder) -> range:
    """Return the places that it covers: its cause included, its resolution excluded.

    Where a place is not known nothing is covered: what cannot be told is not excused. A cause
    that a forced push replaced took the breakage with it: what came behind that push is not
    excused, until somebody annotates it.
    """
    start = order.place(breakage.cause_sha)
    if start is None:
        return NOTHING
    end = len(order.shas)
    if breakage.resolved_sha is not None:
        resolved = order.place(breakage.resolved_sha)
        if resolved is None:
            return NOTHING
        end = resolved
    replaced = order.until_replaced(breakage.cause_sha)
    return range(start, end if replaced is None else min(end, replaced))


def covers(breakage: Breakage, order: BranchOrder, sha: str) -> bool:
    """Tell whether the commit stands within the breakage."""
    place = order.place(sha)
    return place is not None and place in span_of(breakage, order)


def names_job(breakage: Breakage, job: str) -> bool:
    """Tell whether the breakage is said to break a job of this name."""
    return breakage.jobs is None or any(fnmatchcase(job, glob) for glob in breakage.jobs)


class Coverage:
    """Which of a branch's breakages cover which commit; spans are worked out once."""

    def __init__(self, breakages: Iterable[Breakage], order: BranchOrder) -> None:
        self._order = order
        spans = [(span_of(each, order), each) for each in breakages]
        self._spans = sorted(spans, key=lambda each: _precedence(each[1], order))
        self._at: dict[int, tuple[Breakage, ...]] = {}

    def at(self, sha: str) -> tuple[Breakage, ...]:
        """Return the breakages that cover the commit, that which says most about a job first.

        For a commit of a pull request ask with the commit of the branch that it is based on.
        """
        place = self._order.place(sha)
        if place is None:
            return ()
        if place not in self._at:
            self._at[place] = tuple(each for span, each in self._spans if place in span)
        return self._at[place]


def touched(before: Breakage | None, after: Breakage | None, order: BranchOrder) -> list[str]:
    """Return the commits whose verdicts a change of the annotation may change, in order.

    None stands for an annotation that is not there yet, or no more.
    """
    if before is not None and after is not None and _says_the_same(before, after):
        return []
    places = {place for each in (before, after) if each for place in span_of(each, order)}
    if before is not None and after is not None and _means_the_same(before, after):
        places = set(span_of(before, order)) ^ set(span_of(after, order))
    return [order.shas[place] for place in sorted(places)]


def _says_the_same(one: Breakage, other: Breakage) -> bool:
    """Tell whether the two differ in their notes at most."""
    places = one.cause_sha == other.cause_sha and one.resolved_sha == other.resolved_sha
    return places and _means_the_same(one, other)


def _means_the_same(one: Breakage, other: Breakage) -> bool:
    return one.jobs == other.jobs and one.mode == other.mode


def _precedence(breakage: Breakage, order: BranchOrder) -> tuple[bool, int, str]:
    """Named jobs before all jobs, the nearest cause before an older one."""
    return (breakage.jobs is None, -(order.place(breakage.cause_sha) or 0), breakage.breakage_id)
