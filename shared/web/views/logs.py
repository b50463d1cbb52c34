"""A window of a log, and an extract, as the pages show them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.analysis.model import FailureLine
from shared.core.extract import Extract
from shared.web.views.show import Severity, count, severity
from shared.web.views.terminal import PLAIN, Piece, show_line
from shared.web.views.window import RawLine, Span

_MAX_BLOCKS = 200


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a failure line."""

    number: int
    href: str
    text: str
    severity: Severity
    repeats: str
    step: str


@dataclass(frozen=True, slots=True)
class Block:
    """A link to failure lines that follow each other; `numbers` names them: "9", "9 to 11"."""

    numbers: str
    href: str
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the log. `next_href` leads from the end of a failure to the next one."""

    number: int
    pieces: tuple[Piece, ...]
    cut: bool
    severity: Severity | None
    wanted: bool
    next_href: str | None


@dataclass(frozen=True, slots=True)
class WindowView:
    """Some lines of a log, and where the others are; `text` says which lines these are."""

    lines: tuple[LineView, ...]
    text: str
    start_href: str | None
    before_href: str | None
    after_href: str | None
    end_href: str | None


@dataclass(frozen=True, slots=True)
class ExtractView:
    """The failure lines of one log; `note` says what is missing of them, if anything is."""

    jumps: tuple[Jump, ...]
    note: str
    href: str


def line_href(path: str, number: int) -> str:
    """Return the address of a line of the log at `path`."""
    return f"{path}?line={number}#L{number}"


def extract_view(extract: Extract, record_id: str, *, limit: int | None = None) -> ExtractView:
    """Return the extract, or its first lines, with links into the log."""
    path = f"/records/{record_id}"
    shown = jumps(extract.lines, path, limit=limit or len(extract.lines))
    left = len(extract.lines) - len(shown)
    note = f"{count(left, 'more line')} in the whole extract." if left else ""
    if extract.cut and not left:
        note = "The log has more failure lines than an extract holds; the gravest are here."
    return ExtractView(tuple(shown), note, f"{path}/extracted")


def jumps(lines: Iterable[FailureLine], path: str, *, limit: int) -> list[Jump]:
    """Return links to the failure lines, in the order of the log."""
    return [
        Jump(
            number=line.number,
            href=line_href(path, line.number),
            text=line.text,
            severity=severity(line.severity),
            repeats=f"{count(line.repeat_count)} more" if line.repeat_count else "",
            step=line.step or "",
        )
        for line in list(lines)[:limit]
    ]


def blocks(lines: Iterable[FailureLine], path: str, *, primary: int | None) -> list[Block]:
    """Return links to the failures, lines below each other as one.

    A block is named by the primary line if it holds it, else by its first line.
    """
    runs: list[list[FailureLine]] = []
    for line in lines:
        if runs and runs[-1][-1].number + 1 == line.number:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_block(run, path, primary) for run in runs[:_MAX_BLOCKS]]


def _block(run: Sequence[FailureLine], path: str, primary: int | None) -> Block:
    named = next((line for line in run if line.number == primary), run[0])
    first, last = count(run[0].number), count(run[-1].number)
    numbers = first if len(run) == 1 else f"{first} to {last}"
    return Block(numbers, line_href(path, named.number), named.text, severity(named.severity))


def window_view(
    raw_lines: Sequence[RawLine],
    failures: Iterable[FailureLine],
    *,
    span: Span,
    line_count: int,
    wanted: int | None,
    path: str,
) -> WindowView:
    """Return the lines of the span, those marked that explain the failure.

    `wanted` is the line that was asked for; the page opens there.
    """
    lines = _lines(raw_lines, _by_number(failures), wanted and min(wanted, line_count), path)
    more_before, more_after = span.first > 1, span.last < line_count
    return WindowView(
        lines=tuple(lines),
        text=_span_text(span, line_count),
        start_href=line_href(path, 1) if more_before else None,
        before_href=line_href(path, span.first - 1) if more_before else None,
        after_href=line_href(path, span.last + 1) if more_after else None,
        end_href=line_href(path, line_count) if more_after else None,
    )


def _by_number(failures: Iterable[FailureLine]) -> dict[int, Severity]:
    """Return the severity of every failure line, collapsed repeats included."""
    return {
        number: severity(line.severity)
        for line in failures
        for number in (line.number, *line.repeats)
    }


def _lines(
    raw_lines: Sequence[RawLine], severities: dict[int, Severity], wanted: int | None, path: str
) -> list[LineView]:
    numbers = sorted(severities)
    style = PLAIN
    lines = []
    for raw in raw_lines:
        shown = show_line(raw.data, style)
        style = shown.style
        found = severities.get(raw.number)
        next_href = _next_href(numbers, raw.number, path) if found else None
        is_wanted = raw.number == wanted
        lines.append(LineView(raw.number, shown.pieces, shown.cut, found, is_wanted, next_href))
    return lines


def _next_href(numbers: Sequence[int], number: int, path: str) -> str | None:
    """Return the link to the next failure, from the last of failure lines below each other."""
    index = bisect_right(numbers, number)
    if index == len(numbers) or numbers[index] == number + 1:
        return None
    return line_href(path, numbers[index])


def _span_text(span: Span, line_count: int) -> str:
    if line_count == 0:
        return "No lines"
    if span.first == 1 and span.last == line_count:
        return f"All {count(line_count, 'line')}" if line_count > 1 else "1 line"
    return f"Lines {count(span.first)} to {count(span.last)} of {count(line_count)}"
