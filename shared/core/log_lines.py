"""Single lines and spans of lines out of chunks of a log, as the analysis numbers them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `first` to `last`, both included, 1-based; `last` below `first` for none."""

    first: int
    last: int

    @property
    def line_count(self) -> int:
        """How many lines these are."""
        return max(0, self.last - self.first + 1)

    def within(self, other: "Span") -> "Span":
        """Return what the two have in common."""
        return Span(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line without its line feed, or its start."""

    number: int
    data: bytes


def count_lines(chunk: bytes) -> int:
    """Return how many lines a chunk has; its last one may lack its line feed."""
    return chunk.count(b"\n") + (bool(chunk) and not chunk.endswith(b"\n"))


def read_spans(
    chunks: Iterable[bytes], spans: Sequence[Span], *, first: int = 1, max_line_bytes: int
) -> Iterator[RawLine]:
    """Yield the lines of the spans, each at most so long; no chunk behind them is read.

    Spans are in order and apart from each other; chunks end after a line feed, and the first
    line of the first one has the number `first`.
    """
    waiting = [span for span in spans if span.last >= max(first, span.first)]
    if not waiting:
        return
    for chunk in chunks:
        here = Span(first, first + count_lines(chunk) - 1)
        yield from _lines_of(chunk, here, waiting, max_line_bytes)
        first = here.last + 1
        if first > waiting[-1].last:
            return


def _lines_of(
    chunk: bytes, here: Span, spans: Sequence[Span], max_line_bytes: int
) -> Iterator[RawLine]:
    wanted = [found for span in spans if (found := span.within(here)).line_count]
    rows = chunk.split(b"\n") if wanted else []
    for span in wanted:
        for number in range(span.first, span.last + 1):
            yield RawLine(number, rows[number - here.first][:max_line_bytes])
