"""The commits of a branch in their order: by pushes, else by when each was first seen.

Pushes are heard of in any order, twice, or never; the same ones always give the same order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Push:
    """One push to a branch: `shas` are the commits that it added, oldest first.

    `before` was the head until then, None of a new branch. A `forced` one replaced commits: those
    behind `base` are gone from the branch. Where the base is not told, only the old head is
    surely gone.
    """

    after: str
    at_ms: int
    before: str | None = None
    shas: tuple[str, ...] = ()
    forced: bool = False
    base: str | None = None


@dataclass(frozen=True, slots=True)
class BranchOrder:
    """The commits of a branch, oldest first. Those in `gone` were replaced: they keep the place
    that they had, so that what was said of them keeps its meaning.

    `times_ms` are those of their places: of a push, or of when a commit was first seen, and never
    before that of the commit in front.
    """

    shas: tuple[str, ...]
    gone: frozenset[str] = frozenset()
    times_ms: tuple[int, ...] = ()
    _places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def known(cls, shas: Sequence[str], times_ms: Sequence[int], gone: Set[str]) -> "BranchOrder":
        """Return the order of commits that are in it already."""
        places = {sha: place for place, sha in enumerate(shas)}
        return cls(tuple(shas), frozenset(gone), tuple(times_ms), places)

    def place(self, sha: str | None) -> int | None:
        """Return where the commit stands, counted from 0, None for one that is not known."""
        return None if sha is None else self._places.get(sha)

    def time_ms(self, sha: str | None) -> int | None:
        """Return the time of the commit's place, None for one that is not known."""
        place = self.place(sha)
        return None if place is None else self.times_ms[place]

    def until_replaced(self, sha: str) -> int | None:
        """Return the place right behind the run of replaced commits that this one is in."""
        place = self.place(sha)
        if place is None or sha not in self.gone:
            return None
        while place < len(self.shas) and self.shas[place] in self.gone:
            place += 1
        return place


def order_of(pushes: Iterable[Push], first_seen_ms: Mapping[str, int]) -> BranchOrder:
    """Return the order of the branch's commits.

    `first_seen_ms` says when each was heard of first: what no push tells of stands behind the
    commits that were pushed by then.
    """
    ordered = _in_turn(pushes)
    shas, times, gone = _pushed(ordered)
    told = set(shas)
    for sha, seen_ms in sorted(first_seen_ms.items(), key=lambda item: (item[1], item[0])):
        if sha not in told:
            place = bisect_right(times, seen_ms)
            shas.insert(place, sha)
            times.insert(place, seen_ms)
    return BranchOrder.known(shas, times, gone)


def _pushed(pushes: Iterable[Push]) -> tuple[list[str], list[int], set[str]]:
    """Return the commits, for each the time of its push or of an earlier one that came later, and
    those that were replaced.
    """
    shas: list[str] = []
    times: list[int] = []
    known: set[str] = set()
    gone: set[str] = set()
    for push in pushes:
        if push.forced:
            gone |= _replaced(push, shas)
        gone -= {push.after, *push.shas}  # pushed once more, they are back
        fresh = [sha for sha in dict.fromkeys((*push.shas, push.after)) if sha not in known]
        known.update(fresh)
        shas += fresh
        times += [max([push.at_ms, *times[-1:]])] * len(fresh)
    return shas, times, gone


def _replaced(push: Push, shas: list[str]) -> set[str]:
    """Return the commits that the forced push took off the branch, as far as is known."""
    if push.before not in shas:
        return set()
    last = shas.index(push.before)
    # Pushed back to a commit that was there, the branch lost what stood behind that.
    base = push.after if push.base is None else push.base
    first = shas.index(base) + 1 if base in shas else last
    return set(shas[first : last + 1])


def _in_turn(pushes: Iterable[Push]) -> list[Push]:
    """Return the pushes in the order they were made: each behind that which made its `before`.

    Times of events are those of their arrival, so they only order what no chain does. A branch
    that was pushed back to where it was is a circle: it is cut at its earliest.
    """
    waiting = sorted(set(pushes), key=lambda push: (push.at_ms, push.after, push.before or ""))
    made_by: dict[str, list[Push]] = {}
    for push in waiting:
        made_by.setdefault(push.after, []).append(push)
    ordered: list[Push] = []
    done: set[Push] = set()
    for push in waiting:
        chain: list[Push] = []
        step: Push | None = push
        while step is not None and step not in done:
            done.add(step)
            chain.append(step)
            makers = made_by.get(step.before or "", [])
            step = None if done & set(makers) else next(iter(makers), None)
        ordered += reversed(chain)
    return ordered
