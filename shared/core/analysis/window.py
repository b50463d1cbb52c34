"""Stretches of the log: what the scan reads, and the surroundings that an event keeps."""

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


class Window:
    """Bytes of whole lines that the scan reads; `first_number` is the number of the first."""

    def __init__(self, data: bytes, first_number: int) -> None:
        self.data = data
        self._offset = 0
        self._number = first_number

    def bounds(self, offset: int) -> tuple[int, int]:
        """Return where the line around offset starts and ends (without its line feed)."""
        start = self.data.rfind(b"\n", 0, offset) + 1
        end = self.data.find(b"\n", offset)
        return start, len(self.data) if end < 0 else end

    def number_at(self, offset: int) -> int:
        """Return the number of the line around offset; offsets asked for must not decrease."""
        if offset > self._offset:
            self._number += self.data.count(b"\n", self._offset, offset)
            self._offset = offset
        return self._number
