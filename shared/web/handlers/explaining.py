"""What explains logs and reports: what nothing explains, and what people say of one log by hand."""

from collections.abc import Mapping
from dataclasses import replace

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Record
from shared.core.lists import ListQuery, Sort
from shared.services import reports
from shared.services.patterns import overview, reading
from shared.services.totals import count_reports
from shared.web import answers, decode, fields, pattern_shapes, shapes
from shared.web.accept import Format, names_page, page_or_json
from shared.web.handlers.links import next_href, tidy_href
from shared.web.list_query import UNEXPLAINED, list_query
from shared.web.problems import bad_request
from shared.web.views import reports as report_views
from shared.web.views.filters import filter_bar, total_text
from shared.web.views.unexplained import headline, suggested_rows

_NOTHING_EXPLAINS = "explained:no"
_SUGGESTED = "suggested:yes"
_SUGGESTIONS = 20


def list_unexplained(app: App, request: Request) -> Response:
    """Answer `/unexplained`: the reports that nothing explains, those with most logs first."""
    form, now_ms = page_or_json(request), app.now_ms()
    limit, cursor = decode.limit(request), decode.cursor(request)
    asked = list_query(request, UNEXPLAINED, now_ms=now_ms)
    tidy = tidy_href(request)
    if tidy is not None and form is Format.HTML:
        return answers.see_other(tidy)
    query = replace(asked.query, facets=(*asked.query.facets, _NOTHING_EXPLAINS))
    page = reports.list_reports(app.store, limit=limit, cursor=cursor, query=query)
    total = count_reports(app.store, query, page, at_top=page.previous is None)
    classified = overview.classify(app.patterns, now_ms=now_ms)
    timeouts = overview.timeouts(app.patterns)
    if form is Format.JSON:
        rows = [shapes.report(row) for row in page.items]
        found = pattern_shapes.classification(classified, timeouts)
        return answers.data(
            {"reports": rows, **shapes.paging(page, total), "classification": found}
        )
    return answers.page(
        "unexplained.html",
        section="patterns",
        headline=headline(classified, timeouts, now_ms=now_ms),
        reports=report_views.report_rows(page.items, now_ms=now_ms),
        suggested=suggested_rows(_suggested(app)) if cursor is None else [],
        filters=filter_bar(request.path, UNEXPLAINED, asked),
        total=total_text(total, "report"),
        previous_href=next_href(request, page.previous),
        next_href=next_href(request, page.next),
    )


def rescan_record(app: App, request: Request, record: str) -> Response:
    """Look for all patterns in one log, now."""
    wanted = decode.record_id(record)
    return _answer(app, request, app.rescanning.rescan(wanted).record)


def pin_record(app: App, request: Request, record: str) -> Response:
    """Say which of the patterns that hit a log explains it; empty leaves it to the rules."""
    wanted, sent = decode.record_id(record), fields.read_fields(request)
    pattern_id = _given(sent, "pattern_id")
    return _answer(app, request, app.rescanning.pin(wanted, pattern_id))


def label_record(app: App, request: Request, record: str) -> Response:
    """Say by hand what the failure of a log is; empty takes it back."""
    wanted, sent = decode.record_id(record), fields.read_fields(request)
    label = _given(sent, "label")
    return _answer(app, request, app.rescanning.label(wanted, label))


def _suggested(app: App) -> list[reports.ReportRow]:
    query = ListQuery((_SUGGESTED,), sort=Sort.OCCURRENCES)
    page = reports.list_reports(app.store, limit=_SUGGESTIONS, cursor=None, query=query)
    return list(page.items)


def _given(sent: Mapping[str, str], name: str) -> str | None:
    """Return the field, None where it is empty. Raises WebError where it is missing."""
    if name not in sent:
        raise bad_request(f"missing_{name}", f"The field `{name}` is missing; empty takes it back.")
    return sent[name].strip() or None


def _answer(app: App, request: Request, record: Record) -> Response:
    path = f"/records/{record.record_id}"
    if names_page(request):
        return answers.see_other(path)
    known = reading.patterns_of(app.patterns, [record])
    found = reading.explanations(record, known)
    return answers.data(pattern_shapes.explained(record, found))
