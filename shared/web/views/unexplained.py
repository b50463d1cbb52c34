"""How much is explained, as the page of what is not shows it, and what people agree on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.pattern_lists import PatternRow
from shared.services.patterns.overview import Classification
from shared.services.reports import ReportRow
from shared.web.views.explained import Suggestion, suggestion_of
from shared.web.views.patterns import PatternView, pattern_view, percent
from shared.web.views.show import Severity, count, severity
from shared.web.views.trend import Trend, trend

_TIMEOUTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Headline:
    """The classification rate of the last days, with what it is made of; shares are of 100."""

    rate: str
    days: int
    failing: str
    explained: str
    unexplained: str
    share: float
    trend: Trend
    timeouts: str
    timeout_patterns: tuple[PatternView, ...]


@dataclass(frozen=True, slots=True)
class SuggestedRow:
    """A report whose logs people labelled alike, and what to make of it."""

    log_id: str
    severity: Severity
    title: str
    occurrences: str
    suggestion: Suggestion


def headline(
    classified: Classification, timeouts: Sequence[PatternRow], *, now_ms: int
) -> Headline:
    """Return the figures above the list, `timeouts` being the patterns that find those."""
    open_days = {day.day: day.failing - day.explained for day in classified.days}
    rate = classified.rate
    return Headline(
        rate=percent(rate),
        days=len(classified.days),
        failing=count(classified.failing),
        explained=count(classified.explained),
        unexplained=count(classified.failing - classified.explained),
        share=round(100 * (rate or 0), 1),
        trend=trend(open_days, now_ms=now_ms, length=30, width=600, height=72),
        timeouts=count(classified.hits_of(timeouts)),
        timeout_patterns=tuple(
            pattern_view(row, classified, now_ms=now_ms) for row in timeouts[:_TIMEOUTS_SHOWN]
        ),
    )


def suggested_rows(rows: Iterable[ReportRow]) -> list[SuggestedRow]:
    """Return the reports that people agree on."""
    return [
        SuggestedRow(
            log_id=row.report.log_id,
            severity=severity(row.report.report_type),
            title=row.report.title.strip() or "(no text)",
            occurrences=count(row.report.tally.occurrences),
            suggestion=suggestion,
        )
        for row in rows
        if (suggestion := suggestion_of(row.report)) is not None
    ]
