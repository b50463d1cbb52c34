"""The log viewer: some lines of a log, the failures among them, and ways to the others."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.core.log_lines import RawLine, Span
from shared.core.log_window import (
    MAX_WINDOW_LINES,
    Edge,
    LogWindow,
)
from shared.web.views.highlight import NO_HIGHLIGHTS, Highlights
from shared.web.views.show import Severity, count
from shared.web.views.terminal import PLAIN, Piece, show_line
from shared.web.views.viewer_links import ViewerLinks, range_anchor


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the log. `next_href` leads from the end of a failure to the next one.

    `hit` says that a pattern matches it.

    `anchor` is another name of the line: that of the marked ones that begin with it.
    """

    number: int
    pieces: tuple[Piece, ...]
    cut: bool
    severity: Severity | None
    hit: bool
    marked: bool
    anchor: str
    next_href: str | None


@dataclass(frozen=True, slots=True)
class GapView:
    """Lines that are left out; `end_href` opens a long gap at its end."""

    text: str
    href: str
    end_href: str | None


@dataclass(frozen=True, slots=True)
class PartView:
    """Lines that follow each other, and the gap above them; the last part may be a gap alone."""

    gap: GapView | None
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class JumpsView:
    """Where the page is among the failures ("Failure 3 of 12"), and the ways to the others."""

    text: str
    previous_href: str | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class ViewerView:
    """A window of a log; `text` says which lines these are, the addresses where the others are.

    `focus` is the line that the page opens at. `marked` are several lines to point at, as a form
    would name them, with their address to share.
    """

    parts: tuple[PartView, ...]
    text: str
    first_href: str | None
    above_href: str | None
    below_href: str | None
    last_href: str | None
    jumps: JumpsView | None
    focus: int | None
    folded: bool
    fold_href: str | None
    marked: str
    marked_href: str | None


def viewer_view(
    window: LogWindow,
    lines: Sequence[RawLine],
    severities: dict[int, Severity],
    marked: Span | None,
    links: ViewerLinks,
    highlights: Highlights = NO_HIGHLIGHTS,
) -> ViewerView:
    """Return the window ready to show."""
    starts = _block_starts(list(severities))
    views = list(_lines(lines, severities, starts, marked, links, highlights))
    return ViewerView(
        parts=tuple(_parts(window, views, links)),
        text=_text(window),
        first_href=links.window(1, Edge.START) if window.above else None,
        above_href=links.window(window.above, Edge.END) if window.above else None,
        below_href=links.window(window.below, Edge.START) if window.below else None,
        last_href=links.window(window.line_count, Edge.END) if window.below else None,
        jumps=_jumps(starts, list(severities), marked, window, links),
        focus=next((line.number for line in views if line.marked), None),
        folded=links.query.folded and bool(severities),
        fold_href=_fold_href(links) if severities else None,
        marked=f"{marked.first}-{marked.last}" if marked and marked.line_count > 1 else "",
        marked_href=links.lines(marked) if marked and marked.line_count > 1 else None,
    )


def _lines(
    raw_lines: Sequence[RawLine],
    severities: dict[int, Severity],
    starts: Sequence[int],
    marked: Span | None,
    links: ViewerLinks,
    highlights: Highlights,
) -> Iterator[LineView]:
    style, before = PLAIN, 0
    anchored = marked is None or marked.line_count < 2
    for raw in raw_lines:
        shown = show_line(raw.data, style if raw.number == before + 1 else PLAIN)
        style, before = shown.style, raw.number
        is_marked = marked is not None and marked.first <= raw.number <= marked.last
        anchor = range_anchor(marked) if marked and is_marked and not anchored else ""
        anchored = anchored or is_marked
        found = severities.get(raw.number)
        ends = found is not None and raw.number + 1 not in severities
        next_start = _next_start(starts, raw.number) if ends else None
        next_href = links.line(next_start) if next_start else None
        pieces = highlights.pieces(raw.number, raw.data, shown.pieces)
        hit = raw.number in highlights.by_line
        yield LineView(raw.number, pieces, shown.cut, found, hit, is_marked, anchor, next_href)


def _parts(window: LogWindow, lines: Sequence[LineView], links: ViewerLinks) -> Iterator[PartView]:
    """Yield the spans of the window, each with the gap above it, then the gap at the end."""
    gaps = {gap.last + 1: gap for gap in window.gaps}
    at = 0
    for span in window.spans:
        gap = gaps.pop(span.first, None)
        view = _gap(gap, links) if gap else None
        yield PartView(view, tuple(lines[at : at + span.line_count]))
        at += span.line_count
    for gap in gaps.values():
        yield PartView(_gap(gap, links), ())


def _gap(gap: Span, links: ViewerLinks) -> GapView:
    is_long = gap.line_count > MAX_WINDOW_LINES // 2
    return GapView(
        text=f"… {count(gap.line_count, 'line')} …",
        href=links.opened(gap),
        end_href=links.opened(gap, from_end=True) if is_long else None,
    )


def _jumps(
    starts: Sequence[int],
    failures: Sequence[int],
    marked: Span | None,
    window: LogWindow,
    links: ViewerLinks,
) -> JumpsView | None:
    """Return the ways to the failures before and after the marked line, or the window's first."""
    if not starts:
        return None
    here = marked.first if marked else window.spans[0].first if window.spans else 1
    index = bisect_right(starts, here)  # how many failures begin at or above this line
    inside = here in failures
    previous = index - 1 - inside
    text = (
        f"Failure {count(index)} of {count(len(starts))}"
        if inside
        else (count(len(starts), "failure"))
    )
    return JumpsView(
        text,
        links.line(starts[previous]) if previous >= 0 else None,
        links.line(starts[index]) if index < len(starts) else None,
    )


def _block_starts(failures: Sequence[int]) -> list[int]:
    """Return the first lines of the failures, lines below each other being one."""
    return [
        number
        for before, number in zip([-1, *failures], failures, strict=False)
        if number != before + 1
    ]


def _next_start(starts: Sequence[int], line: int) -> int | None:
    index = bisect_right(starts, line)
    return starts[index] if index < len(starts) else None


def _fold_href(links: ViewerLinks) -> str:
    return links.every_line() if links.query.folded else links.only_failures()


def _text(window: LogWindow) -> str:
    total, shown = window.line_count, sum(span.line_count for span in window.spans)
    if shown == total:
        return (
            "No lines" if total == 0 else f"All {count(total, 'line')}" if total > 1 else "1 line"
        )
    if window.above is None and window.below is None:
        return f"{count(shown)} of {count(total, 'line')}"
    first, last = window.spans[0].first, window.spans[-1].last
    return f"Lines {count(first)} to {count(last)} of {count(total)}"
