"""Which lines of a log a page shows, whatever its size: arithmetic on line numbers alone.

What is to be seen are some spans of the log (all of it, or what lies near failures); a window is
a bounded number of those lines, in one piece but for the gaps between the spans.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.core.log_index import LogIndex
from shared.core.log_lines import Span

MAX_WINDOW_LINES = 2000
MAX_WINDOW_BLOCKS = 8
"""How many blocks of a seekable copy one window may lie in: what a page reads is bounded."""

# A gap of fewer lines is not worth the line that would stand for it.
_SHORTEST_GAP = 2


class Edge(StrEnum):
    """Where in the window its line shall stand."""

    MIDDLE = "middle"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Aim:
    """The line that a window is about; it may lie in a gap, or beyond the end."""

    line: int
    edge: Edge = Edge.MIDDLE


@dataclass(frozen=True, slots=True)
class LogWindow:
    """The spans that a page shows, in order, and how the log goes on from there.

    `above` and `below` are the nearest lines to be seen outside the window, None where it reaches
    the first or the last of them.
    """

    spans: tuple[Span, ...]
    line_count: int
    above: int | None = None
    below: int | None = None

    @property
    def gaps(self) -> list[Span]:
        """The lines left out before, between and after the spans, up to `above` and `below`."""
        starts = [(self.above or 0) + 1, *(span.last + 1 for span in self.spans)]
        ends = [*(span.first - 1 for span in self.spans), (self.below or self.line_count + 1) - 1]
        return [Span(*ends_) for ends_ in zip(starts, ends, strict=True) if ends_[0] <= ends_[1]]


def around(lines: Iterable[int], distance: int) -> list[Span]:
    """Return each line with so many on either side; they may reach out of the log."""
    return [Span(line - distance, line + distance) for line in lines]


def join(spans: Iterable[Span], line_count: int) -> list[Span]:
    """Return the spans cut to the log, in order, joined where next to nothing lies between."""
    whole = Span(1, line_count)
    found: list[Span] = []
    for span in sorted((span.within(whole) for span in spans), key=lambda span: span.first):
        if not span.line_count:
            continue
        if found and span.first - found[-1].last <= _SHORTEST_GAP:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(_to_edges(span, whole))
    return [*found[:-1], _to_edges(found[-1], whole)] if found else []


def choose_window(
    spans: Sequence[Span],
    aim: Aim,
    line_count: int,
    *,
    index: LogIndex | None = None,
    max_lines: int = MAX_WINDOW_LINES,
    max_blocks: int = MAX_WINDOW_BLOCKS,
) -> LogWindow:
    """Return the window on the spans (as `join` gives them) that the aim asks for.

    With an index it is made smaller until it lies in `max_blocks` blocks of the copy.
    """
    chosen = _of_lines(spans, aim, max_lines)
    if index is not None:
        chosen = _of_blocks(chosen, aim, index, max_blocks)
    if not chosen:
        return LogWindow((), line_count)
    first, last = chosen[0].first, chosen[-1].last
    above = max((min(span.last, first - 1) for span in spans if span.first < first), default=None)
    below = min((max(span.first, last + 1) for span in spans if span.last > last), default=None)
    return LogWindow(tuple(chosen), line_count, above, below)


def _of_lines(spans: Sequence[Span], aim: Aim, max_lines: int) -> list[Span]:
    """Return at most so many lines of the spans: as if these were all of the log."""
    total = sum(span.line_count for span in spans)
    before = sum(Span(span.first, min(span.last, aim.line - 1)).line_count for span in spans)
    start = {
        Edge.START: before,
        Edge.MIDDLE: before - max_lines // 2,
        Edge.END: before + 1 - max_lines,
    }[aim.edge]
    start = max(0, min(start, total - max_lines))
    return _slice(spans, start, start + max_lines)


def _slice(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return those lines of the spans whose rank, from 0, is at least start and below end."""
    found = []
    rank = 0
    for span in spans:
        first = span.first + max(0, start - rank)
        last = min(span.last, span.first + end - rank - 1)
        if first <= last:
            found.append(Span(first, last))
        rank += span.line_count
    return found


def _of_blocks(spans: list[Span], aim: Aim, index: LogIndex, max_blocks: int) -> list[Span]:
    """Return what of the spans lies in so many of their blocks, those about the aim."""
    blocks = index.blocks_of(spans)
    center = sum(block.lines.last < aim.line for block in blocks)
    start = {
        Edge.START: center,
        Edge.MIDDLE: center - max_blocks // 2,
        Edge.END: center + 1 - max_blocks,
    }[aim.edge]
    start = max(0, min(start, len(blocks) - max_blocks))
    kept = blocks[start : start + max_blocks]
    if not kept:
        return []
    bounds = Span(kept[0].lines.first, kept[-1].lines.last)
    return [found for span in spans if (found := span.within(bounds)).line_count]


def _to_edges(span: Span, whole: Span) -> Span:
    """Return the span up to the start or the end of the log where next to nothing is left out."""
    first = whole.first if span.first - whole.first < _SHORTEST_GAP else span.first
    last = whole.last if whole.last - span.last < _SHORTEST_GAP else span.last
    return Span(first, last)
