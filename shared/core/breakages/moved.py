"""Which commits breakages came to cover, or cover no more, as a branch's order changed."""

from collections.abc import Iterable, Iterator

from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import span_of
from shared.core.documents import Breakage


def moved(breakages: Iterable[Breakage], before: BranchOrder, after: BranchOrder) -> list[str]:
    """Return these commits in their new order; they were decided with other breakages."""
    if (before.shas, before.gone) == (after.shas, after.gone):
        return []
    same = _common(before, after)
    found: set[str] = set()
    for breakage in breakages:
        was, now = span_of(breakage, before), span_of(breakage, after)
        found.update(after.shas[place] for place in _differing(was, now, same))
        found |= _behind(before, was, same) ^ _behind(after, now, same)
    return sorted(found & set(after.shas), key=lambda sha: after.place(sha) or 0)


def _common(before: BranchOrder, after: BranchOrder) -> int:
    """Return how many commits both orders begin with."""
    pairs = enumerate(zip(before.shas, after.shas, strict=False))
    shorter = min(len(before.shas), len(after.shas))
    return next((place for place, (one, other) in pairs if one != other), shorter)


def _differing(was: range, now: range, end: int) -> Iterator[int]:
    """Yield the places before the end that are in one of the spans alone."""
    was, now = range(was.start, min(was.stop, end)), range(now.start, min(now.stop, end))
    if was != now:
        yield from (place for place in was if place not in now)
        yield from (place for place in now if place not in was)


def _behind(order: BranchOrder, span: range, start: int) -> set[str]:
    return set(order.shas[max(span.start, start) : max(span.stop, start)])
