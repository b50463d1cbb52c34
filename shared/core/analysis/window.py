"""Stretches of the log that are kept: the surroundings of an event, line by line."""

from dataclasses import dataclass
from functools import cached_property

from shared.core.analysis.clean import clean_bytes, decode
from shared.core.analysis.prefixes import Prefixes


@dataclass(frozen=True, slots=True)
class Line:
    """One clean line with its 1-based number in the raw log.

    `empty` tells that the raw line is empty too, not only what is left of it.
    """

    number: int
    text: str
    empty: bool = False


class Surroundings:
    """The raw lines around an event, cleaned one by one when they are asked for."""

    def __init__(self, data: bytes, first_number: int, prefixes: Prefixes) -> None:
        self.data = data
        self.first_number = first_number
        self._prefixes = prefixes
        self._clean: dict[int, Line] = {}

    @cached_property
    def _raw_lines(self) -> list[bytes]:
        return self.data.split(b"\n")

    def __len__(self) -> int:
        return len(self._raw_lines)

    def line(self, index: int) -> Line:
        """Return the clean line at the index; the first line is at 0."""
        found = self._clean.get(index)
        if found is None:
            raw = self._raw_lines[index]
            text = decode(self._prefixes.strip(clean_bytes(raw)))
            found = self._clean[index] = Line(self.first_number + index, text, not raw.strip())
        return found

    def lines(self, first: int, end: int) -> list[Line]:
        """Return the clean lines from the index `first` up to, not with, `end`."""
        return [self.line(index) for index in range(max(0, first), min(end, len(self)))]
