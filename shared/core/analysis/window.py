"""Stretches of the log: what the scan reads, and the surroundings that an event keeps."""

from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Surroundings:
    """The raw lines around an event; `first_number` is the number of the first of them."""

    data: bytes
    first_number: int
    prefixes: Prefixes = field(compare=False)

    @cached_property
    def lines(self) -> list[Line]:
        """Return the clean lines."""
        raw_lines = self.data.split(b"\n")
        strip = self.prefixes.strip
        return [
            Line(number, decode(strip(clean_bytes(raw))), not raw.strip())
            for number, raw in enumerate(raw_lines, self.first_number)
        ]

    @property
    def last_number(self) -> int:
        """Return the number of the last line."""
        return self.first_number + self.data.count(b"\n")


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
