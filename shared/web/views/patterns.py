"""Patterns as the list and the pattern page show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from shared.core.documents import Pattern, PatternTally, Record
from shared.core.pattern_lists import PatternRow
from shared.core.patterns.model import Expression
from shared.services.patterns.overview import Classification
from shared.services.patterns.reading import Explanation, explanations
from shared.web.views.issues import CommentView
from shared.web.views.records import RecordView, record_view
from shared.web.views.reports import JobShare, job_shares
from shared.web.views.show import Moment, count, moment
from shared.web.views.trend import Trend, trend

_NAME_CHARS = 120
_CHANGES_SHOWN = 20
_SHARES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PatternView:
    """What both the list and the page show of a pattern; `last_seen` is None without a hit."""

    id: str
    name: str
    kind: str
    expression: str
    labels: tuple[str, ...]
    expired: bool
    retired: bool
    hits: str
    contradictions: str
    last_seen: Moment | None
    share: str
    trend: Trend


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version: what it looks for and where, and what it hits."""

    number: int
    expression: str
    where: str
    hits: str
    by: str
    created: Moment


@dataclass(frozen=True, slots=True)
class PatternDetails:
    """What only the page of a pattern shows."""

    description: str
    where: str
    specificity: str
    expires: Moment | None
    author: str
    created: Moment
    version: int
    revision: int
    versions: tuple[VersionView, ...]
    changes: tuple[CommentView, ...]
    jobs: tuple[JobShare, ...]
    branches: tuple[JobShare, ...]


@dataclass(frozen=True, slots=True)
class HitView:
    """A log that the pattern hits: where, and whether the pattern explains it best."""

    record: RecordView
    href: str
    lines: str
    passed: bool
    best: bool
    best_name: str


def pattern_name(pattern: Pattern) -> str:
    """Return what people know the pattern by: the first line of its description, or itself."""
    first = pattern.description.strip().partition("\n")[0]
    return (first or pattern.expression.text)[:_NAME_CHARS]


def pattern_view(
    row: PatternRow, classified: Classification, *, now_ms: int, drawing: Trend | None = None
) -> PatternView:
    """Return the pattern ready to show; its share is of the failing logs of the last days."""
    pattern, tally = row.pattern, row.tally
    expired = pattern.expires_ms is not None and pattern.expires_ms <= now_ms
    return PatternView(
        id=pattern.pattern_id,
        name=pattern_name(pattern),
        kind=pattern.expression.kind.value,
        expression=pattern.expression.text,
        labels=pattern.labels,
        expired=expired,
        retired=pattern.retired,
        hits=count(tally.hits),
        contradictions=count(tally.passing.occurrences),
        last_seen=moment(tally.last_seen_ms, now_ms=now_ms) if tally.hits else None,
        share=percent(classified.share_of(tally.failing.days)),
        trend=drawing or trend(tally.failing.days, now_ms=now_ms),
    )


def pattern_page(row: PatternRow, classified: Classification, *, now_ms: int) -> PatternView:
    """Return the pattern for its own page: a longer trend."""
    drawing = trend(row.tally.failing.days, now_ms=now_ms, length=30, width=600, height=72)
    return pattern_view(row, classified, now_ms=now_ms, drawing=drawing)


def pattern_details(
    pattern: Pattern, tallies: Mapping[int, PatternTally], *, now_ms: int
) -> PatternDetails:
    """Return what the page shows beside; `tallies` are those of its versions."""
    tally, expires_ms = tallies[pattern.version], pattern.expires_ms
    return PatternDetails(
        description=pattern.description,
        where=where(pattern.expression),
        specificity=count(pattern.specificity),
        expires=None if expires_ms is None else moment(expires_ms, now_ms=now_ms),
        author=pattern.author,
        created=moment(pattern.created_ms, now_ms=now_ms),
        version=pattern.version,
        revision=pattern.revision,
        versions=tuple(_versions(pattern, tallies, now_ms)),
        changes=tuple(
            CommentView(each.what, each.by, moment(each.at_ms, now_ms=now_ms))
            for each in pattern.changes[-_CHANGES_SHOWN:][::-1]
        ),
        jobs=_shares(tally.failing.jobs, tally.passing.jobs),
        branches=_shares(tally.failing.branches, tally.passing.branches),
    )


def hit_views(
    pattern: Pattern, records: Iterable[Record], known: Mapping[str, Pattern], *, now_ms: int
) -> list[HitView]:
    """Return the logs that the pattern hits; `known` are all patterns that hit them."""
    return [
        _hit_view(record, explanations(record, known), pattern.pattern_id, now_ms)
        for record in records
    ]


def where(expression: Expression) -> str:
    """Return where a pattern looks, in words: "job unit-*, last 50 lines"."""
    scope = expression.scope
    named = (
        ("repository", scope.repo),
        ("job", scope.job),
        ("branch", scope.branch),
        ("step", scope.step),
    )
    parts = [f"{name} {value}" for name, value in named if value]
    if expression.lines_from_end is not None:
        parts.append(f"last {count(expression.lines_from_end, 'line')}")
    return ", ".join(parts) or "every log"


def percent(share: float | None) -> str:
    """Return a share as people read it: "12 %", "below 1 %"; "" where nobody knows."""
    if share is None:
        return ""
    if 0 < share < 0.01:
        return "below 1 %"
    return f"{100 * share:.0f} %"


def _versions(
    pattern: Pattern, tallies: Mapping[int, PatternTally], now_ms: int
) -> Iterable[VersionView]:
    for each in reversed(pattern.versions):
        tally = tallies.get(each.version)
        hits = count(tally.hits, "log") if tally else ""
        created = moment(each.created_ms, now_ms=now_ms)
        text, place = each.expression.text, where(each.expression)
        yield VersionView(each.version, text, place, hits, each.by, created)


def _hit_view(
    record: Record, found: Sequence[Explanation], pattern_id: str, now_ms: int
) -> HitView:
    ours = next((each for each in found if each.pattern.pattern_id == pattern_id), None)
    best = found[0] if found else None
    line = ours.hit.line_number if ours else 1
    return HitView(
        record=record_view(record, now_ms=now_ms),
        href=f"/records/{record.record_id}?line={line}#L{line}",
        lines=count(ours.hit.lines, "line") if ours else "",
        passed=record.passed,
        best=ours is not None and ours.best,
        best_name=pattern_name(best.pattern) if best and best is not ours else "",
    )


def _shares(failing: Mapping[str, int], passing: Mapping[str, int]) -> tuple[JobShare, ...]:
    both = {name: failing.get(name, 0) + passing.get(name, 0) for name in {*failing, *passing}}
    ordered = dict(sorted(both.items(), key=itemgetter(0)))
    return tuple(job_shares(ordered)[:_SHARES_SHOWN])
