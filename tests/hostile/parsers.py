"""How a parser is described to the test that asks whether hostile input can hurt it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis.strategies import SearchStrategy

# Whatever is read of others comes out no larger than this, in characters of its `repr`, beyond
# so many times what went in.
ROOM_CHARS = 4_000
TIMES = 12


@dataclass(frozen=True)
class Parser:
    """A reader of what others wrote: `read` takes one input and returns all that came of it.

    `modules` are those whose reading this covers; `errors` are the documented ones.
    """

    modules: tuple[str, ...]
    inputs: SearchStrategy[Any]
    read: Callable[[Any], Any]
    errors: tuple[type[Exception], ...] = ()
    at_most: Callable[[Any], int] = field(default=lambda given: ROOM_CHARS + TIMES * _size(given))

    def holds(self, given: Any) -> None:
        """Raise what the reader raises beyond its documented errors; fail where it swells."""
        try:
            found = self.read(given)
        except self.errors as error:
            found = str(error)
        assert _size(found) <= self.at_most(given), f"{_size(given)} became {_size(found)}"


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else len(repr(value))
