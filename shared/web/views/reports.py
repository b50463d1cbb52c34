"""Reports as the list and the report page show them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.analysis.model import ReportType
from shared.core.documents import Fingerprint, Issue, IssueStatus
from shared.core.ids import first_life
from shared.core.tallies import MAX_JOBS, OTHER_JOBS
from shared.services.reports import ReportRow
from shared.web.views.show import Moment, Severity, count, moment, severity
from shared.web.views.terminal import Piece
from shared.web.views.trend import Trend, trend

_JOBS_IN_A_ROW = 2
_JOBS_ON_A_PAGE = 20
_PLACEHOLDER = re.compile(r"(<[a-z]{1,20}>|\[masked\])")
# A fingerprint is taken at a type, which its key begins with; the page says it elsewhere.
_TYPES = frozenset(ReportType)
_UNTITLED = "(no text)"


@dataclass(frozen=True, slots=True)
class IssueView:
    """A ticket in short; one that nobody filed yet only counts, and lists leave it out."""

    id: str
    status: str
    filed: bool


@dataclass(frozen=True, slots=True)
class JobShare:
    """How many of a report's occurrences one job has; `share` of 100."""

    name: str
    count: str
    share: float


@dataclass(frozen=True, slots=True)
class ReportView:
    """What both the list and the page show of a report."""

    log_id: str
    severity: Severity
    title: str
    occurrences: str
    first_seen: Moment
    last_seen: Moment
    trend: Trend
    jobs: tuple[JobShare, ...]
    more_jobs: int
    issue: IssueView | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why logs were grouped: the lines they share once all that varies is masked."""

    fingerprint: str
    occurrences: str
    skeletons: tuple[tuple[Piece, ...], ...]


def report_rows(rows: Iterable[ReportRow], *, now_ms: int) -> list[ReportView]:
    """Return the rows of the list."""
    return [report_view(row, now_ms=now_ms, max_jobs=_JOBS_IN_A_ROW) for row in rows]


def report_page(row: ReportRow, *, now_ms: int) -> ReportView:
    """Return the report for its own page: a longer trend, more jobs."""
    drawing = trend(row.report.tally.days, now_ms=now_ms, length=30, width=600, height=72)
    return report_view(row, now_ms=now_ms, max_jobs=_JOBS_ON_A_PAGE, drawing=drawing)


def report_view(
    row: ReportRow, *, now_ms: int, max_jobs: int, drawing: Trend | None = None
) -> ReportView:
    """Return the report ready to show."""
    report = row.report
    tally = report.tally
    jobs = job_shares(tally.jobs)
    return ReportView(
        log_id=report.log_id,
        severity=severity(report.report_type),
        title=report.title.strip() or _UNTITLED,
        occurrences=count(tally.occurrences),
        first_seen=moment(report.first_ms, now_ms=now_ms),
        last_seen=moment(report.last_ms, now_ms=now_ms),
        trend=drawing or trend(tally.days, now_ms=now_ms),
        jobs=tuple(jobs[:max_jobs]),
        more_jobs=max(0, len(jobs) - max_jobs),
        issue=_issue_view(row.issue),
    )


def reasons(fingerprints: Sequence[Fingerprint]) -> list[Reason]:
    """Return why each fingerprint's logs belong together, the most frequent first."""
    ordered = sorted(fingerprints, key=lambda document: -document.tally.occurrences)
    return [
        Reason(
            first_life(document.fingerprint),
            count(document.tally.occurrences, "occurrence"),
            tuple(_skeleton(line) for line in document.key if line not in _TYPES),
        )
        for document in ordered
    ]


def _skeleton(line: str) -> tuple[Piece, ...]:
    """Return the line with what was masked told apart."""
    parts = (part for part in _PLACEHOLDER.split(line) if part)
    return tuple(Piece(part, "masked" if _PLACEHOLDER.fullmatch(part) else "") for part in parts)


def job_names(jobs: dict[str, int]) -> list[str]:
    """Return the names of the jobs, the most frequent first."""
    names = (name for name in jobs if name != OTHER_JOBS)
    return sorted(names, key=lambda name: (-jobs[name], name))


def job_shares(jobs: dict[str, int]) -> list[JobShare]:
    """Return the share of each name, the most frequent first, what has no name of its own last."""
    total = sum(jobs.values()) or 1
    names = [*job_names(jobs), *([OTHER_JOBS] if OTHER_JOBS in jobs else [])]
    rest = "no job named" if len(jobs) < MAX_JOBS else "other jobs"
    return [
        JobShare(name or rest, count(jobs[name]), round(100 * jobs[name] / total, 1))
        for name in names
    ]


def _issue_view(issue: Issue | None) -> IssueView | None:
    if issue is None:
        return None
    filed = issue.status is not IssueStatus.GHOST
    return IssueView(issue.issue_id, issue.status.value if filed else "Not filed", filed)
