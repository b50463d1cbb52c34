"""Reading issues: each with its report, and with what was said of reports merged into that.

A list of issues is a list of reports whose issue is filed: what it filters and sorts by stands on
the report (`Report.ticket`), written together with the issue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.documents import Issue, Report
from shared.core.lists import FILED, ListQuery, Sort
from shared.ports import Page, Store
from shared.services.changes import families, own_issue_ids
from shared.services.reports import with_unfolded

ALL_FILED = ListQuery((FILED,), sort=Sort.FILED)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue and its report, counts up to date.

    `merged` are the filed issues of reports merged into this one: their summaries stand beside
    the comments until the merge is undone.
    """

    issue: Issue
    report: Report
    merged: Sequence[Issue] = ()


def list_issues(
    store: Store, *, limit: int, cursor: str | None, query: ListQuery = ALL_FILED
) -> Page[IssueRow]:
    """Return filed issues as the query asks, with up-to-date counts.

    The query holds the facet of filed, open or closed issues. Order and filters know what is
    folded. However many rows there are, issues are read by one call, and merged reports by one
    call for each step that they were merged.
    """
    page = store.list_reports(query, limit=limit, cursor=cursor)
    reports = with_unfolded(store, page.items)
    issues = _issues(store, {report.issue_id for report in reports})
    merged = _merged_issues(store, reports)
    rows = [
        IssueRow(issue, report, merged[report.log_id])
        for report in reports
        if (issue := issues.get(report.issue_id)) is not None and issue.is_filed
    ]
    return Page(rows, page.next, page.previous)


def issue_row(store: Store, issue: Issue, report: Report) -> IssueRow:
    """Return the issue with its report, whose counts are up to date."""
    return IssueRow(issue, report, _merged_issues(store, [report])[report.log_id])


def _merged_issues(store: Store, reports: Sequence[Report]) -> dict[str, list[Issue]]:
    """Return the filed issues, but the one that speaks, of each report and those merged into it."""
    members = families(store, reports)
    wanted = {
        report.log_id: own_issue_ids(report, members[report.log_id]) - {report.issue_id}
        for report in reports
    }
    issues = _issues(store, set().union(*wanted.values()))
    return {
        log_id: [issues[key] for key in sorted(keys & issues.keys()) if issues[key].is_filed]
        for log_id, keys in wanted.items()
    }


def _issues(store: Store, issue_ids: set[str]) -> dict[str, Issue]:
    found = store.get_issues(issue_ids) if issue_ids else {}
    return {issue_id: stored.value for issue_id, stored in found.items()}
