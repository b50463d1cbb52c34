"""What explains a log or a report: its patterns, their labels, and what people say by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.core.documents import Pattern, Report
from shared.core.patterns.model import Hit, Match
from shared.services.patterns.reading import Explanation
from shared.web.views.patterns import pattern_name
from shared.web.views.show import count

_OF_REPORT = 10
_LINES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """A pattern that hits a log; `labels` are those that count, `first_lines` some of its lines."""

    pattern_id: str
    name: str
    labels: tuple[str, ...]
    first_lines: tuple[int, ...]
    lines: str
    best: bool
    generic: bool


@dataclass(frozen=True, slots=True)
class PatternShare:
    """A pattern that hits logs of a report, and how many."""

    pattern_id: str
    name: str
    labels: tuple[str, ...]
    logs: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What nearly all who looked at a report's logs said of them, and where to make it so."""

    text: str
    href: str
    action: str


def explanation_views(
    found: Iterable[Explanation], by_line: Mapping[int, Sequence[Match]], *, now_ms: int
) -> list[ExplanationView]:
    """Return the patterns that hit one log, ready to show; `by_line` is where, in log order."""
    return [
        ExplanationView(
            pattern_id=each.pattern.pattern_id,
            name=pattern_name(each.pattern),
            labels=each.pattern.labels_at(now_ms),
            first_lines=_first_lines(each.hit, by_line),
            lines=count(each.hit.lines, "line"),
            best=each.best,
            generic=each.hit.generic,
        )
        for each in found
    ]


def _first_lines(hit: Hit, by_line: Mapping[int, Sequence[Match]]) -> tuple[int, ...]:
    """Return lines that the pattern matches: the first ones and the last, which counts."""
    lines = [
        number
        for number, matches in by_line.items()
        if any(match.pattern_id == hit.pattern_id for match in matches)
    ]
    if len(lines) > _LINES_SHOWN:
        lines = [*lines[: _LINES_SHOWN - 1], hit.line_number]
    return tuple(lines or [hit.line_number])


def pattern_ids_of(report: Report) -> list[str]:
    """Return the patterns that hit most of a report's logs, the most frequent first."""
    counts = {key: number for key, number in report.tally.patterns.items() if key and number > 0}
    return sorted(counts, key=lambda key: (-counts[key], key))[:_OF_REPORT]


def pattern_shares(
    report: Report, patterns: Mapping[str, Pattern], *, now_ms: int
) -> list[PatternShare]:
    """Return what explains a report; `patterns` are those known by id."""
    return [
        PatternShare(
            pattern_id=key,
            name=pattern_name(patterns[key]),
            labels=patterns[key].labels_at(now_ms),
            logs=count(report.tally.patterns[key], "log"),
        )
        for key in pattern_ids_of(report)
        if key in patterns
    ]


def suggestion_of(report: Report) -> Suggestion | None:
    """Return what people agree on, None while they do not."""
    kind, _, value = (report.suggestion or "").partition(":")
    if kind == "label":
        query = urlencode({"report": report.log_id, "label": value})
        href = f"/patterns/new?{query}"
        return Suggestion(f"nearly all labelled {value} by hand", href, "Make a pattern of it")
    if kind == "pattern":
        href = f"/patterns/{value}/edit"
        return Suggestion(f"pinned to pattern {value} by hand", href, "Widen that pattern")
    return None
