"""The operations of `issue_table.py`."""

from shared.web.list_query import ISSUES as ISSUE_LIST
from shared.web.openapi import bodies
from shared.web.openapi.operation import (
    TO_RESULT,
    Answer,
    Operation,
    Operations,
    changed,
    found,
    leads,
    page,
    written,
)
from shared.web.openapi.parameters import PAGE_OR_JSON, PAGING, filters

_DELETED = Answer("the issue and its report are gone", {})
_CHANGED = {200: changed("the issue as it stands now", "Issue"), 303: TO_RESULT}

ISSUES: Operations = {
    "GET /issues": Operation(
        "list_issues",
        "Issues that were filed; Ghosts are not listed",
        {
            200: found("a page of the list", "IssueList"),
            303: leads("for a browser: the address without empty parameters"),
        },
        (PAGE_OR_JSON, *filters(ISSUE_LIST), *PAGING),
    ),
    "POST /issues": Operation(
        "post_issue",
        "File an issue with a log or on a report; a second bug is a comment, and reopens",
        {
            201: written("the issue was filed", "Issue"),
            200: written("the issue stood already", "Issue"),
            303: TO_RESULT,
        },
        body=bodies.ISSUE,
        errors=(404, 409),
    ),
    "GET /issues/new": Operation("new_issue", "The form that files an issue", {200: page("it")}),
    "GET /issues/<issue_id>": Operation(
        "show_issue",
        "One issue, a Ghost too",
        {
            200: found("the issue", "Issue"),
            308: leads("a merged one's page: that of the issue that speaks for it"),
        },
        (PAGE_OR_JSON,),
    ),
    "PATCH /issues/<issue_id>": Operation(
        "patch_issue",
        "Change status, summary, labels, or several of them",
        _CHANGED,
        body=bodies.ISSUE_CHANGE,
        errors=(409,),
    ),
    "DELETE /issues/<issue_id>": Operation(
        "delete_issue", "Delete an issue with its report", {204: _DELETED}, errors=(409,)
    ),
    "POST /issues/<issue_id>/close": Operation(
        "close_issue", "Close an issue, by form", _CHANGED, errors=(409,)
    ),
    "POST /issues/<issue_id>/reopen": Operation(
        "reopen_issue", "Reopen an issue, by form", _CHANGED, errors=(409,)
    ),
    "POST /issues/<issue_id>/edit": Operation(
        "edit_issue",
        "Give an issue another summary, by form",
        _CHANGED,
        body=bodies.ISSUE_EDIT,
        errors=(409,),
    ),
    "POST /issues/<issue_id>/labels": Operation(
        "label_issue",
        "Give the issue's failures other labels, by form; they may excuse failed jobs",
        _CHANGED,
        body=bodies.ISSUE_LABELS,
        errors=(409,),
    ),
    "GET /issues/<issue_id>/delete": Operation(
        "ask_to_delete", "The page that asks whether to delete an issue", {200: page("it")}
    ),
    "POST /issues/<issue_id>/delete": Operation(
        "delete_issue_by_form",
        "Delete an issue with its report, by form",
        {204: _DELETED, 303: leads("for a browser: the list")},
        errors=(409,),
    ),
    "POST /reports/<log_id>/merge": Operation(
        "merge_reports",
        "Make a report part of another, which stays",
        {200: written("the report that stays", "Report"), 303: TO_RESULT},
        body=bodies.MERGE,
        errors=(409,),
    ),
    "POST /reports/<log_id>/split": Operation(
        "split_report",
        "Split a fingerprint off a report, or undo a merge",
        {
            201: written("the report that was split off", "Report"),
            200: written("the report that was merged, as it was", "Report"),
            303: TO_RESULT,
        },
        body=bodies.SPLIT,
        errors=(409,),
    ),
}
