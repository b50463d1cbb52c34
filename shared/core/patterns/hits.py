"""What one log shows of the patterns: hits and matches, bounded whatever the log is like."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.core.patterns.model import ActivePattern, Hit, Match

MAX_MATCHES = 1000
MAX_MATCHES_OF_PATTERN = 100


@dataclass(frozen=True, slots=True)
class Hits:
    """One Hit for each pattern found, and its matches in log order, at most MAX_MATCHES.

    Of each pattern the first MAX_MATCHES_OF_PATTERN are kept; its Hit counts all and has the
    last. `cut` says that some matches were left out.
    """

    hits: tuple[Hit, ...] = ()
    matches: tuple[Match, ...] = ()
    cut: bool = False


class Place(NamedTuple):
    """A matching line with the span in characters; `generic` says that it names no cause."""

    line_number: int
    start: int
    end: int
    generic: bool


@dataclass(slots=True)
class _Found:
    last: Place
    lines: int = 0
    generic: bool = True
    first: list[Place] = field(default_factory=list)

    def add(self, place: Place) -> None:
        self.lines += 1
        self.last = place
        self.generic = self.generic and place.generic
        if len(self.first) < MAX_MATCHES_OF_PATTERN:
            self.first.append(place)


class HitCollector:
    """Takes places in log order; patterns of the last lines are decided at the end."""

    def __init__(self, patterns: tuple[ActivePattern, ...]) -> None:
        self._patterns = patterns
        self._from_end = [pattern.expression.lines_from_end for pattern in patterns]
        self._found: dict[int, _Found] = {}
        self._near_end: dict[int, deque[Place]] = {}

    def needs_generic(self, index: int) -> bool:
        """Tell whether it matters if the pattern's next line is a generic one."""
        found = self._found.get(index)
        return found is None or found.generic

    def add(self, index: int, place: Place) -> None:
        """Note a matching line of the pattern with the index."""
        from_end = self._from_end[index]
        if from_end is None:
            self._take(index, place)
            return
        places = self._near_end.setdefault(index, deque())
        places.append(place)
        while places[0].line_number <= place.line_number - from_end:
            places.popleft()

    def finish(self, line_count: int) -> Hits:
        """Return what was found in a log of so many lines."""
        for index, places in self._near_end.items():
            from_end = self._from_end[index] or 0
            for place in places:
                if place.line_number > line_count - from_end:
                    self._take(index, place)
        return self._hits()

    def _take(self, index: int, place: Place) -> None:
        found = self._found.get(index)
        if found is None:
            found = self._found[index] = _Found(place)
        found.add(place)

    def _hits(self) -> Hits:
        lines = sum(found.lines for found in self._found.values())
        hits = tuple(self._hit(index) for index in sorted(self._found))
        matches = [match for index in self._found for match in self._matches(index)]
        matches.sort(key=lambda match: (match.line_number, match.start, match.pattern_id))
        kept = tuple(matches[:MAX_MATCHES])
        return Hits(hits, kept, cut=lines > len(kept))

    def _hit(self, index: int) -> Hit:
        pattern, found = self._patterns[index], self._found[index]
        last = found.last
        return Hit(
            pattern.pattern_id,
            pattern.version,
            found.lines,
            last.line_number,
            last.start,
            last.end,
            found.generic,
        )

    def _matches(self, index: int) -> list[Match]:
        pattern = self._patterns[index]
        return [
            Match(pattern.pattern_id, pattern.version, place.line_number, place.start, place.end)
            for place in self._found[index].first
        ]
