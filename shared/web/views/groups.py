"""How a report came to be a group: what was merged into it, split off it, and what is like it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.issues import seen_since_closed
from shared.services.reports import ReportRow
from shared.services.similar import Similar
from shared.web.views.issues import seen_again
from shared.web.views.show import Severity, count, severity


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Another report that may be the same failure."""

    log_id: str
    severity: Severity
    title: str
    occurrences: str
    likeness: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """What can be merged with a report and what can be parted from it again."""

    members: tuple[str, ...]
    split_from: str | None
    can_split: bool
    similar: tuple[SimilarView, ...]
    summary: str
    is_closed: bool
    seen_again: str


def group_view(row: ReportRow, similar: Sequence[Similar]) -> GroupView:
    """Return the group ready to show."""
    report, issue = row.report, row.issue
    return GroupView(
        members=report.members,
        split_from=report.split_from,
        can_split=len(report.fingerprints) > 1,
        similar=tuple(_similar_view(each) for each in similar),
        summary=issue.summary if issue else "",
        is_closed=issue is not None and issue.status.value == "Closed",
        seen_again=seen_again(seen_since_closed(issue, report)) if issue else "",
    )


def _similar_view(similar: Similar) -> SimilarView:
    report, alike = similar.report, similar.similarity
    return SimilarView(
        log_id=report.log_id,
        severity=severity(report.report_type),
        title=report.title.strip() or "(no text)",
        occurrences=count(report.tally.occurrences),
        likeness="same kind of failure" if alike is None else f"{round(100 * alike)} % alike",
    )
