"""Issues as the list and the issue page show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.documents import Change, Comment, Issue, IssueStatus
from shared.core.issues import seen_since_closed
from shared.services.issue_rows import IssueRow
from shared.web.views.show import Moment, Severity, count, iso, moment, severity

_CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class CommentView:
    """What someone said, or did, and when."""

    text: str
    by: str
    at: Moment


@dataclass(frozen=True, slots=True)
class IssueDetails:
    """An issue ready to show; `seen_again` is empty unless it was closed too early.

    `labels_expire` is a date, empty where they do not expire.
    """

    id: str
    status: str
    is_open: bool
    filed: bool
    severity: Severity
    summary: str
    occurrences: str
    log_id: str
    title: str
    created: Moment
    last_seen: Moment
    seen_again: str
    labels: str
    labels_expire: str
    comments: tuple[CommentView, ...]
    changes: tuple[CommentView, ...]


def issue_view(row: IssueRow, *, now_ms: int) -> IssueDetails:
    """Return the issue ready to show."""
    issue, report = row.issue, row.report
    return IssueDetails(
        id=issue.issue_id,
        status=issue.status.value,
        is_open=issue.status is IssueStatus.OPEN,
        filed=issue.is_filed,
        severity=severity(report.report_type),
        summary=issue.summary,
        occurrences=count(report.tally.occurrences),
        log_id=report.log_id,
        title=report.title.strip() or "(no text)",
        created=moment(issue.begun_ms, now_ms=now_ms),
        last_seen=moment(report.last_ms, now_ms=now_ms),
        seen_again=seen_again(seen_since_closed(issue, report)),
        labels=", ".join(report.labels),
        labels_expire=iso(expire_ms)[:10] if (expire_ms := report.labels_expire_ms) else "",
        comments=tuple(_view(each, now_ms) for each in comments(row)),
        changes=_changes(issue.changes, now_ms),
    )


def seen_again(times: int) -> str:
    """Return what a closed issue says of a failure that goes on: "" if it does not."""
    return f"Seen again {count(times, 'time')} since closed" if times else ""


def comments(row: IssueRow) -> list[Comment]:
    """Return all that was said of the failure beside the summary, the oldest first.

    What was said in the issues of reports merged into this one is part of it.
    """
    found = list(row.issue.comments)
    for issue in row.merged:
        found += [Comment(issue.summary, _filed_by(issue), issue.begun_ms), *issue.comments]
    return sorted(found, key=lambda comment: comment.at_ms)


def _filed_by(issue: Issue) -> str:
    return next((change.by for change in issue.changes if change.what == "filed"), "")


def _view(comment: Comment, now_ms: int) -> CommentView:
    return CommentView(comment.text, comment.by, moment(comment.at_ms, now_ms=now_ms))


def _changes(changes: Sequence[Change], now_ms: int) -> tuple[CommentView, ...]:
    """Return the newest changes, newest first."""
    newest = changes[-_CHANGES_SHOWN:][::-1]
    return tuple(CommentView(c.what, c.by, moment(c.at_ms, now_ms=now_ms)) for c in newest)
