"""Some lines of a log of any size: found in one pass, with constant memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.web.views.terminal import MAX_LINE_BYTES

MAX_WINDOW_LINES = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `first` to `last`, both included, 1-based; `last` is 0 for a log without lines."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line without its line feed, at most a little more than what is shown of it."""

    number: int
    data: bytes


def span_around(line: int, line_count: int, *, length: int = MAX_WINDOW_LINES) -> Span:
    """Return the span with the line in its middle, moved to stay within the log."""
    line = min(line, line_count)
    first = max(1, min(line - length // 2, line_count - length + 1))
    return Span(first, min(first + length - 1, line_count))


def read_span(chunks: Iterable[bytes], span: Span) -> list[RawLine]:
    """Return the lines of the span; chunks end after a line feed, and none is read beyond it."""
    lines: list[RawLine] = []
    number = 1
    if span.last < span.first:
        return lines
    for chunk in chunks:
        following = number + chunk.count(b"\n") + (not chunk.endswith(b"\n"))
        if following > span.first:
            lines.extend(_lines_of(chunk, number, span))
        number = following
        if number > span.last:
            break
    return lines


def _lines_of(chunk: bytes, number: int, span: Span) -> list[RawLine]:
    """Return those lines of a chunk that lie in the span; its first line has this number."""
    rows = chunk.split(b"\n")
    if not rows[-1]:
        rows.pop()
    skipped = max(0, span.first - number)
    rows = rows[skipped : span.last - number + 1]
    return [
        RawLine(number + skipped + index, row[: MAX_LINE_BYTES + 1])
        for index, row in enumerate(rows)
    ]
