"""The list of reports, and one report."""

from collections.abc import Sequence

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Record
from shared.services import logs, reports
from shared.services.similar import similar_reports
from shared.services.totals import count_reports
from shared.web import answers, decode, shapes
from shared.web.accept import Format, page_or_json, text_or_page
from shared.web.handlers.links import curl_line, next_href, tidy_href
from shared.web.list_query import REPORTS, list_query
from shared.web.views import records as record_views
from shared.web.views import reports as report_views
from shared.web.views.explained import (
    PatternShare,
    pattern_ids_of,
    pattern_shares,
    suggestion_of,
)
from shared.web.views.filters import filter_bar, total_text
from shared.web.views.groups import group_view
from shared.web.views.logs import ExtractView, extract_view

_OCCURRENCES_ON_A_PAGE = 20
_EXTRACT_LINES = 60


def list_reports(app: App, request: Request) -> Response:
    """Answer `/`: reports as the filters ask, last seen first unless asked otherwise."""
    form, now_ms = page_or_json(request), app.now_ms()
    limit, cursor = decode.limit(request), decode.cursor(request)
    asked = list_query(request, REPORTS, now_ms=now_ms)
    tidy = tidy_href(request)
    if tidy is not None and form is Format.HTML:
        return answers.see_other(tidy)
    page = reports.list_reports(app.store, limit=limit, cursor=cursor, query=asked.query)
    at_top = page.previous is None
    total = count_reports(app.store, asked.query, page, at_top=at_top)
    if form is Format.JSON:
        rows = [shapes.report(row) for row in page.items]
        return answers.data({"reports": rows, **shapes.paging(page, total)})
    return answers.page(
        "reports.html",
        section="reports",
        reports=report_views.report_rows(page.items, now_ms=now_ms),
        filters=filter_bar(request.path, REPORTS, asked),
        total=total_text(total, "report"),
        previous_href=next_href(request, page.previous),
        next_href=next_href(request, page.next),
        curl_line=curl_line(app, request),
    )


def show_report(app: App, request: Request, log_id: str) -> Response:
    """Answer one report: why its logs were grouped, when and where it was seen."""
    wanted, form, cursor = decode.log_id(log_id), page_or_json(request), decode.cursor(request)
    row = reports.get_report(app.store, wanted)
    if form is Format.JSON:
        return answers.data(shapes.report(row))
    if row.report.log_id != wanted:
        return answers.moved(f"/reports/{row.report.log_id}")
    now_ms = app.now_ms()
    fingerprints = reports.fingerprint_documents(app.store, row.report)
    page = reports.occurrences(
        app.store, row.report, now_ms=now_ms, limit=_OCCURRENCES_ON_A_PAGE, cursor=cursor
    )
    return answers.page(
        "report.html",
        section="reports",
        report=report_views.report_page(row, now_ms=now_ms),
        reasons=report_views.reasons(fingerprints),
        patterns=_patterns(app, row, now_ms),
        explained=row.report.tally.explained > 0,
        suggestion=suggestion_of(row.report),
        group=group_view(row, similar_reports(app.store, row.report, fingerprints)),
        occurrences=record_views.record_rows(page.items, now_ms=now_ms),
        is_first=cursor is None,
        next_href=next_href(request, page.next),
        extract=_newest_extract(app, page.items) if cursor is None else None,
    )


def first_seen(app: App, request: Request, log_id: str) -> Response:
    """Answer when the report's first occurrence was recorded."""
    wanted, form = decode.log_id(log_id), text_or_page(request)
    fields = shapes.report(reports.get_report(app.store, wanted))
    if form is Format.JSON:
        return answers.data({"log_id": fields["log_id"], "datetime": fields["first_seen"]})
    return answers.text(f"{fields['first_seen']}\n")


def to_reports(_app: App, _request: Request) -> Response:
    """Send a browser that asks for `/logs` to the list."""
    return answers.see_other("/")


def _patterns(app: App, row: reports.ReportRow, now_ms: int) -> list[PatternShare]:
    """Return the patterns that explain the report's logs."""
    ids = pattern_ids_of(row.report)
    found = app.patterns.get_patterns(ids) if ids else {}
    known = {key: stored.value for key, stored in found.items()}
    return pattern_shares(row.report, known, now_ms=now_ms)


def _newest_extract(app: App, records: Sequence[Record]) -> ExtractView | None:
    """Return the failure lines of the newest occurrence."""
    if not records:
        return None
    extract = logs.read_extract(app.derived, records[0])
    if extract is None:
        return None
    return extract_view(extract, records[0].record_id, limit=_EXTRACT_LINES)
