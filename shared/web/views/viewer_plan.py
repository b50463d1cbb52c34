"""What the log viewer shows of a log: which of its lines, where it opens, what it points at."""

from bisect import bisect_right
from collections.abc import Sequence

from shared.core.analysis.model import FailureLine
from shared.core.log_lines import Span
from shared.core.log_window import Aim, around, join
from shared.web.viewer_query import ViewerQuery
from shared.web.views.show import Severity, severity

# How many lines are shown on either side of a failure, and of a line asked for elsewhere.
FAILURE_CONTEXT = 5
ASKED_CONTEXT = 25


def spans_to_show(
    query: ViewerQuery, failures: Sequence[int], line_count: int, hits: Sequence[int] = ()
) -> list[Span]:
    """Return the lines that the viewer shows, window by window; `failures` are in order.

    `hits` are lines by which patterns explain the failure.

    All of them, or those near failures, near what is asked for, and what was opened.
    """
    if not query.folded or not failures:
        return join([Span(1, line_count)], line_count)
    spans = around(sorted({*failures, *hits}), FAILURE_CONTEXT)
    if query.marked is not None:
        marked = _within(query.marked, line_count)
        context = FAILURE_CONTEXT if _any_within(failures, marked) else ASKED_CONTEXT
        spans.append(Span(marked.first - context, marked.last + context))
    return join([*spans, *query.opened], line_count)


def aim_of(query: ViewerQuery, primary: int | None) -> Aim:
    """Return where the window shall be: as asked, else at the failure, else at the top."""
    return query.aim or Aim(primary or 1)


def marked_lines(query: ViewerQuery, primary: int | None, line_count: int) -> Span | None:
    """Return the lines to point at: those asked for, else on a page not turned the primary one."""
    if query.marked is not None:
        return _within(query.marked, line_count)
    return Span(primary, primary) if primary and query.aim is None else None


def failure_severities(failures: Sequence[FailureLine]) -> dict[int, Severity]:
    """Return the severity of every failure line by its number, in order, repeats included."""
    found = {
        number: severity(line.severity)
        for line in failures
        for number in (line.number, *line.repeats)
    }
    return dict(sorted(found.items()))


def _within(marked: Span, line_count: int) -> Span:
    """Return the lines, those beyond the end of the log being its last one."""
    last = max(1, line_count)
    return Span(min(marked.first, last), min(marked.last, last))


def _any_within(numbers: Sequence[int], span: Span) -> bool:
    index = bisect_right(numbers, span.first - 1)
    return index < len(numbers) and numbers[index] <= span.last
