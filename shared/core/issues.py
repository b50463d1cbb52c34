"""What becomes of an issue: filed, commented, closed, reopened, and which one speaks for a report.

`seen` maps fingerprints to how often each was seen so far.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shared.core.documents import Change, Comment, Issue, IssueStatus, Report, Ticket
from shared.core.facets import MAX_SUMMARY_WORDS, title_words

MAX_COMMENTS = 200
"""Comments kept of an issue, the newest: all of them, at the longest, fit into one document."""
MAX_CHANGES = 100
MAX_SUMMARY_BYTES = 4096


def submit(issue: Issue, summary: str, *, by: str, now_ms: int) -> Issue:
    """Return the issue after a bug was submitted on its report.

    The first one makes the issue of a Ghost; a further one is a comment, and reopens.
    """
    if not issue.is_filed:
        filed = replace(issue, status=IssueStatus.OPEN, summary=summary, filed_ms=now_ms)
        return _changed(filed, "filed", by, now_ms)
    comments = (*issue.comments, Comment(summary, by, now_ms))[-MAX_COMMENTS:]
    commented = replace(issue, comments=comments)
    return reopen(commented, by=by, now_ms=now_ms)


def close(issue: Issue, seen: Mapping[str, int], *, by: str, now_ms: int) -> Issue:
    """Return the issue closed; closing it twice changes nothing."""
    if issue.status is IssueStatus.CLOSED:
        return issue
    closed = replace(issue, status=IssueStatus.CLOSED, counted_at_close=dict(seen))
    return _changed(closed, "closed", by, now_ms)


def reopen(issue: Issue, *, by: str, now_ms: int) -> Issue:
    """Return the issue open; one that is open stays as it is."""
    if issue.status is IssueStatus.OPEN:
        return issue
    opened = replace(issue, status=IssueStatus.OPEN, counted_at_close={})
    return _changed(opened, "reopened", by, now_ms)


def describe(issue: Issue, summary: str, *, by: str, now_ms: int) -> Issue:
    """Return the issue with another summary."""
    if summary == issue.summary:
        return issue
    return _changed(replace(issue, summary=summary), "summary changed", by, now_ms)


def ticket_of(issue: Issue) -> Ticket | None:
    """Return what the issue's report keeps of it for lists, None for a Ghost."""
    if not issue.is_filed:
        return None
    words = tuple(title_words(issue.summary)[:MAX_SUMMARY_WORDS])
    return Ticket(issue.status, issue.begun_ms, words)


def seen_since_closed(issue: Issue, report: Report) -> int:
    """Return how often a closed issue's failure was seen again, 0 for one that is not closed."""
    if issue.status is not IssueStatus.CLOSED:
        return 0
    before = sum(issue.counted_at_close.get(key, 0) for key in report.fingerprints)
    return max(0, report.tally.occurrences - before)


def with_more_fingerprints(issue: Issue, seen: Mapping[str, int]) -> Issue:
    """Return the issue of a report that others' fingerprints join: known before, not seen again."""
    if issue.status is not IssueStatus.CLOSED:
        return issue
    return replace(issue, counted_at_close={**issue.counted_at_close, **seen})


def speaker(current: Issue | None, own: Issue, others: Sequence[Issue]) -> Issue:
    """Return the issue that speaks for a report: a filed one if there is any.

    `own` is the one it began with, `others` are those of the reports merged into it; `current`
    keeps its place once it is filed.
    """
    candidates = [own, *sorted(others, key=lambda issue: (issue.filed_ms or 0, issue.issue_id))]
    if current in candidates:
        candidates.insert(0, current)
    return next((issue for issue in candidates if issue and issue.is_filed), own)


def hide_others(spoken_by: Issue, issues: Iterable[Issue]) -> list[Issue]:
    """Return those of the issues that have to change so that only this one is listed."""
    wanted = ((issue, issue.issue_id != spoken_by.issue_id) for issue in issues)
    return [replace(issue, hidden=hidden) for issue, hidden in wanted if issue.hidden != hidden]


def _changed(issue: Issue, what: str, by: str, now_ms: int) -> Issue:
    changes = (*issue.changes, Change(now_ms, by, what))[-MAX_CHANGES:]
    return replace(issue, changes=changes)
