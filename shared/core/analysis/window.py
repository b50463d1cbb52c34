"""A stretch of the log with its line numbers: what detectors read lines from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.core.analysis.clean import clean_line
from shared.core.analysis.prefixes import strip_prefixes


@dataclass(frozen=True, slots=True)
class Line:
    """One clean line with its 1-based number in the raw log."""

    number: int
    text: str


class Window:
    """Bytes of whole lines; `first_number` is the number of the first of them."""

    def __init__(
        self, data: bytes, first_number: int, prefixes: tuple[re.Pattern[str], ...]
    ) -> None:
        self.data = data
        self.prefixes = prefixes
        self._counted_offset = 0
        self._counted_number = first_number

    def bounds(self, offset: int) -> tuple[int, int]:
        """Return where the line around offset starts and ends (without its line feed)."""
        start = self.data.rfind(b"\n", 0, offset) + 1
        end = self.data.find(b"\n", offset)
        return start, len(self.data) if end < 0 else end

    def number_at(self, offset: int) -> int:
        """Return the number of the line around offset; offsets asked for must not decrease."""
        if offset > self._counted_offset:
            self._counted_number += self.data.count(b"\n", self._counted_offset, offset)
            self._counted_offset = offset
        return self._counted_number

    def text(self, start: int, end: int) -> str:
        """Return the clean text of the line between two offsets, without its prefixes."""
        return strip_prefixes(clean_line(self.data[start:end]), self.prefixes)

    def after(self, end: int, number: int) -> Iterator[tuple[Line, int]]:
        """Yield the lines after the one that ends at `end`, each with its own end offset."""
        while end + 1 < len(self.data):
            start = end + 1
            end = self.data.find(b"\n", start)
            end = len(self.data) if end < 0 else end
            number += 1
            yield Line(number, self.text(start, end)), end

    def before(self, start: int, number: int) -> Iterator[Line]:
        """Yield the lines before the one that starts at `start`, nearest first."""
        while start > 0:
            end = start - 1
            start = self.data.rfind(b"\n", 0, end) + 1
            number -= 1
            yield Line(number, self.text(start, end))
