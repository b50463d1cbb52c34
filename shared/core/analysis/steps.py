"""Events and the steps they stand in: what the first pass keeps."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from shared.core.analysis.clean import is_red
from shared.core.analysis.rules.base import Rule, Tier
from shared.core.analysis.rules.table import RULES, Found
from shared.core.analysis.window import Surroundings

_FIRST, _LAST = 40, 60


@dataclass(slots=True)
class Known:
    """What is known of lines that differ only in their digits, and how often one was met."""

    found: Found
    count: int = 0


@dataclass(slots=True)
class Event:
    """A line that a rule found; `number` counts from 1 in the raw log."""

    number: int
    known: Known
    around: Surroundings
    raw: bytes

    @property
    def rule(self) -> Rule:
        """Return the rule that found the line."""
        return RULES[self.known.found.rule or 0]

    @property
    def text(self) -> str:
        """Return the clean line."""
        return self.around.line(self.number - self.around.first_number).text

    @property
    def red(self) -> bool:
        """Tell whether a terminal would show a part of the line in red."""
        return is_red(self.raw)


@dataclass(slots=True)
class Step:
    """A part of the log between markers; `passed` is None where nothing told."""

    first_number: int
    name: str | None = None
    passed: bool | None = None
    end_number: int | None = None
    after: bool = False
    events: dict[tuple[Tier, bool], "Ring"] = field(default_factory=dict)

    def all_events(self) -> list[Event]:
        """Return the kept events in log order."""
        found = [event for ring in self.events.values() for event in ring.events()]
        return sorted(found, key=lambda event: event.number)


class Ring:
    """The first and the last events of a kind; most hold few, so that thousands stay small."""

    __slots__ = ("_first", "_last")

    def __init__(self) -> None:
        self._first: list[Event] = []
        self._last: deque[Event] | None = None

    def add(self, event: Event) -> None:
        """Keep the event; one in the middle goes once there are too many."""
        if len(self._first) < _FIRST:
            self._first.append(event)
        elif self._last is None:
            self._last = deque([event], _LAST)
        else:
            self._last.append(event)

    def keep(self, first: int, last: int) -> None:
        """Drop all but the first and the last so many."""
        self._first = self._first[:first]
        if self._last is not None:
            kept = list(self._last)[-last:] if last else []
            self._last = deque(kept, _LAST) if kept else None

    def events(self) -> Iterator[Event]:
        """Yield the kept events, in order."""
        yield from self._first
        yield from self._last or ()
