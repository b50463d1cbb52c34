"""Issues: tickets that people file on reports, and what becomes of them.

Every report has exactly one issue. The machine makes it, as a Ghost, with the report; the first
bug submitted turns it into an open one of the same id; deleting it deletes the report.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core import issues as core
from shared.core.documents import Change, Fingerprint, Issue, IssueStatus, Report, Tally
from shared.errors import ChangeConflict, IssueNotFound, NotPossible, ReportNotFound
from shared.ports import Changes, Store, Stored
from shared.services.changes import family, own_issues, until_unchallenged
from shared.services.issue_rows import IssueRow, issue_row
from shared.services.reports import follow_report, up_to_date


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a bug: its issue, and whether it made one or joined one."""

    row: IssueRow
    new: bool


def get_issue(store: Store, issue_id: str) -> IssueRow:
    """Return the issue, a Ghost too; for one whose report was merged that of the one it is in.

    Raises IssueNotFound.
    """
    issue, report = until_unchallenged(lambda: _find(store, issue_id))
    return issue_row(store, issue.value, report.value)


def file_on_report(store: Store, log_id: str, summary: str, *, actor: str, now_ms: int) -> Filed:
    """Submit a bug on a report: its issue is filed, or has one comment more and is open.

    Raises ReportNotFound.
    """

    def attempt() -> Filed:
        report = follow_report(store, log_id)
        if report is None:
            raise ReportNotFound(f"There is no report {log_id}.")
        issue = _issue_of(store, report.value)
        filed = core.submit(issue.value, summary, by=actor, now_ms=now_ms)
        store.save(_written(issue, filed, report))
        return Filed(issue_row(store, filed, report.value), new=not issue.value.is_filed)

    return until_unchallenged(attempt)


def change_issue(
    store: Store,
    issue_id: str,
    *,
    status: IssueStatus | None = None,
    summary: str | None = None,
    actor: str,
    now_ms: int,
) -> IssueRow:
    """Close, reopen or describe an issue. Raises IssueNotFound, NotPossible.

    A Ghost is filed by giving it a summary.
    """

    def attempt() -> IssueRow:
        found, stored = _find(store, issue_id)
        report = up_to_date(store, stored.value)
        issue = _described(found.value, summary, actor, now_ms)
        if status is IssueStatus.CLOSED:
            seen = _seen(store, report) if issue.status is not status else {}
            issue = core.close(issue, seen, by=actor, now_ms=now_ms)
        elif status is IssueStatus.OPEN:
            issue = core.reopen(issue, by=actor, now_ms=now_ms)
        if issue != found.value:
            store.save(_written(found, issue, stored))
        return issue_row(store, issue, report)

    return until_unchallenged(attempt)


def delete_issue(store: Store, issue_id: str, *, actor: str, now_ms: int) -> None:
    """Delete the issue with its report and all that was merged into it. Raises IssueNotFound.

    What is stored of single logs stays; a later log of the same failure starts anew.
    """

    def attempt() -> None:
        _, report = _find(store, issue_id)
        members = family(store, report.value)
        issues = own_issues(store, report.value, members)
        ended = Change(now_ms, actor, "deleted")
        store.save(
            Changes(
                [*_ended(store, report.value, ended)],
                removed=[report, *members.values(), *issues.values()],
            )
        )

    until_unchallenged(attempt)


def _find(store: Store, issue_id: str) -> tuple[Stored[Issue], Stored[Report]]:
    """Return the issue that this id leads to, and its report. Raises IssueNotFound."""
    asked = store.get_issues([issue_id]).get(issue_id)
    report = follow_report(store, asked.value.log_id) if asked else None
    if asked is None or report is None:
        raise IssueNotFound(f"There is no issue {issue_id}.")
    if report.value.issue_id == issue_id:
        return asked, report
    return _issue_of(store, report.value), report


def _issue_of(store: Store, report: Report) -> Stored[Issue]:
    """Return the report's issue.

    Raises IssueNotFound if both were deleted a moment ago, ChangeConflict if they were merged.
    """
    found = store.get_issues([report.issue_id]).get(report.issue_id)
    if found is None:
        raise IssueNotFound(f"There is no issue {report.issue_id}.")
    if found.value.hidden:
        raise ChangeConflict(f"report {report.log_id} was merged into another")
    return found


def _written(found: Stored[Issue], issue: Issue, report: Stored[Report]) -> Changes:
    """Return what changing the issue changes: its report too, where lists find it otherwise."""
    ticket = core.ticket_of(issue)
    moved = [] if ticket == report.value.ticket else [replace(report.value, ticket=ticket)]
    return Changes([replace(found, value=issue), *[replace(report, value=each) for each in moved]])


def _described(issue: Issue, summary: str | None, actor: str, now_ms: int) -> Issue:
    if issue.is_filed:
        return core.describe(issue, summary or issue.summary, by=actor, now_ms=now_ms)
    if summary is None:
        raise NotPossible(
            "issue_not_filed",
            "Nobody filed this issue yet, so it is neither open nor closed. Send a summary with"
            " the request, and it is filed.",
        )
    return core.submit(issue, summary, by=actor, now_ms=now_ms)


def _seen(store: Store, report: Report) -> dict[str, int]:
    """Return how often each fingerprint of the report was seen, what is not folded yet included."""
    documents = store.get_fingerprints(report.fingerprints)
    seen = {key: found.value.tally.occurrences for key, found in documents.items()}
    unfolded = report.tally.occurrences - sum(seen.values())
    first = report.fingerprints[0] if report.fingerprints else ""
    return {**seen, first: seen.get(first, 0) + unfolded}


def _ended(store: Store, report: Report, ended: Change) -> list[Stored[Fingerprint]]:
    """Return the report's fingerprints without a report, each leading to its next life."""
    living = store.get_fingerprints(report.fingerprints)
    first = store.get_fingerprints({ids.first_life(key) for key in living} - living.keys())
    leads_to = {ids.first_life(key): ids.next_life(key) for key in living}
    dead = [_each(found, lambda value: _dead(value, ended)) for found in living.values()]
    # From the first life to the last is one step, however many there were between.
    return dead + [
        _each(found, lambda value: replace(value, followed_by=leads_to[value.fingerprint]))
        for found in first.values()
    ]


def _each(
    found: Stored[Fingerprint], change: Callable[[Fingerprint], Fingerprint]
) -> Stored[Fingerprint]:
    return replace(found, value=change(found.value))


def _dead(fingerprint: Fingerprint, ended: Change) -> Fingerprint:
    return replace(
        fingerprint,
        log_id="",
        coarse=None,
        signature="",
        bands=(),
        near=None,
        similarity=None,
        succeeds=(),
        succeeded_by=None,
        tally=Tally(),
        followed_by=ids.next_life(fingerprint.fingerprint),
        ended=ended,
    )
