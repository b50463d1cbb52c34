"""Pages of a list that is read along one index, forward and back, with filters looked at after.

The same for both stores: a cursor says where a page begins and in which direction, and a page
reads a bounded number of documents, however few of them it shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.adapters.cursors import Position, read_cursor, write_cursor

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins: after a position or, going back, before it; at the top without one.

    An `inclusive` start begins with the position itself.
    """

    position: Position | None = None
    back: bool = False
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """The rows of one page, in the order of the list, and where its neighbours begin."""

    rows: list[R]
    next: Start | None
    previous: Start | None


@dataclass(frozen=True, slots=True)
class Scan(Generic[R]):
    """A list: `read` gives up to so many rows from a start on, in the start's direction.

    `position` tells where a row stands, `fits` whether it is shown. Without filters all are.
    """

    read: Callable[[Start, int], Sequence[R]]
    position: Callable[[R], Position]
    fits: Callable[[R], bool] | None = None

    def page(self, start: Start, *, limit: int, max_read: int) -> Found[R]:
        """Return one page; with filters it reads at most `max_read` rows, shown or not.

        A page that was cut there may be empty and still have a next one. Going back to where
        nothing is left gives the top of the list.
        """
        walked = self._walk(start, limit, max_read if self.fits else limit + 1)
        if start.back and not walked.rows and walked.end is None:
            return self.page(Start(), limit=limit, max_read=max_read)
        ahead = Start(walked.end, start.back) if walked.end else None
        behind = self._behind(start, walked)
        if start.back:
            return Found(walked.rows[::-1], behind, ahead)
        return Found(walked.rows, ahead, behind)

    def _walk(self, start: Start, limit: int, max_read: int) -> "_Walked[R]":
        """Read on until one row more than the page holds is found, or the end, or the bound."""
        walked: _Walked[R] = _Walked([], None, None)
        at, left, count = start, max_read, limit + 1
        while left > 0:
            count = min(count, left)
            read = self.read(at, count)
            walked.first = walked.first or (self.position(read[0]) if read else None)
            walked.rows += [row for row in read if self.fits is None or self.fits(row)]
            if len(walked.rows) > limit:
                del walked.rows[limit:]
                walked.end = self.position(walked.rows[-1])
                return walked
            if len(read) < count:
                walked.end = None
                return walked
            walked.end = self.position(read[-1])
            at, left, count = Start(walked.end, start.back), left - count, count * 2
        return walked

    def _behind(self, start: Start, walked: "_Walked[R]") -> Start | None:
        """Return the start of the page that this one was reached from."""
        if start.position is None:
            return None
        if walked.rows:
            return Start(self.position(walked.rows[0]), not start.back)
        if walked.first is not None:
            return Start(walked.first, not start.back)
        return Start(start.position, not start.back, inclusive=True)


@dataclass(slots=True)
class _Walked(Generic[R]):
    """What was found on the way, where it stopped (None: the end), and the first row read."""

    rows: list[R]
    end: Position | None
    first: Position | None


# What a cursor is marked with, beside its list: the direction.
_MARKS = {">": (False, False), "<": (True, False), "=<": (True, True), "=>": (False, True)}


def write_start(list_name: str, start: Start | None) -> str | None:
    """Return the start as a cursor of that list."""
    if start is None or start.position is None:
        return None
    [mark] = [m for m, each in _MARKS.items() if each == (start.back, start.inclusive)]
    return write_cursor(list_name + mark, start.position)


def read_start(list_name: str, cursor: str | None) -> Start:
    """Return the start; the top for no cursor, for nonsense, and for another list's cursor."""
    for mark, (back, inclusive) in _MARKS.items():
        position = read_cursor(list_name + mark, cursor)
        if position is not None:
            return Start(position, back, inclusive)
    return Start()
