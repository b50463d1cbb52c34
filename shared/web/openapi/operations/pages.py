"""The operations of `page_table.py`."""

from shared.web.list_query import REPORTS
from shared.web.openapi.operation import Operation, Operations, as_text, found, leads, page
from shared.web.openapi.parameters import (
    ANY_FORM,
    DOWNLOAD,
    PAGE_OR_JSON,
    PAGING,
    VIEWER,
    choice,
    filters,
)

_LOG = (ANY_FORM, DOWNLOAD, *VIEWER)
_ANY_LOG = as_text("the whole log as text, its viewer as a page, its record as JSON", "Record")
_EXTRACT = {200: as_text("the lines that explain the failure", "Extract")}
_PROBLEMS = choice("problem", ["0", "1"], "1: those that could not be read")

PAGES: Operations = {
    "GET /": Operation(
        "list_reports",
        "Reports: unique failures, with counts and times",
        {
            200: found("a page of the list", "ReportList"),
            303: leads("for a browser: the address without empty parameters"),
        },
        (PAGE_OR_JSON, *filters(REPORTS), *PAGING),
    ),
    "GET /upload": Operation("upload_page", "The form that sends a log", {200: page("the form")}),
    "GET /reports/<log_id>": Operation(
        "show_report",
        "One report: why it was grouped, when and where it was seen",
        {
            200: found("the report", "Report"),
            308: leads("a merged one's page: that of the report it is part of"),
        },
        (PAGE_OR_JSON, PAGING[1]),
    ),
    "GET /logs": Operation("to_reports", "The list of reports", {303: leads("the list")}),
    "GET /logs/<log_id>": Operation(
        "show_first_log",
        "The log of a report's first occurrence that is still kept",
        {200: _ANY_LOG},
        _LOG,
    ),
    "GET /logs/<log_id>/datetime": Operation(
        "first_seen",
        "When a report's first occurrence was recorded",
        {200: as_text("the time, ISO 8601 in UTC", "FirstSeen")},
        (ANY_FORM,),
    ),
    "GET /logs/extracted/<log_id>": Operation(
        "show_first_extract",
        "The reduced log of a report's first occurrence that is still kept",
        _EXTRACT,
        (ANY_FORM,),
    ),
    "GET /status": Operation(
        "show_status",
        "What an operator looks at: what waits, how late logs are, what could not be read",
        {200: found("how the service stands", "Status")},
        (PAGE_OR_JSON,),
    ),
    "GET /records": Operation(
        "list_records",
        "Records: the newest build logs, passing ones and unreadable ones too",
        {200: found("a page of the list", "RecordList")},
        (PAGE_OR_JSON, _PROBLEMS, *PAGING),
    ),
    "GET /records/<record>": Operation(
        "show_record_log", "The log of one occurrence", {200: _ANY_LOG}, _LOG
    ),
    "GET /records/<record>/extracted": Operation(
        "show_record_extract", "The reduced log of one occurrence", _EXTRACT, (ANY_FORM,)
    ),
}
