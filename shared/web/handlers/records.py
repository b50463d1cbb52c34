"""The list of build logs: passing ones too, and those that could not be read."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.services import logs
from shared.web import answers, decode, shapes
from shared.web.accept import Format, page_or_json
from shared.web.handlers.links import curl_line, log_ids_of, next_href
from shared.web.views.records import record_rows


def list_records(app: App, request: Request) -> Response:
    """Answer `/records`: the newest logs, or with `?problem=1` those that could not be read."""
    form = page_or_json(request)
    problems_only = decode.flag(request, "problem")
    limit, cursor = decode.limit(request), decode.cursor(request)
    now_ms = app.now_ms()
    page = logs.list_records(
        app.store, now_ms=now_ms, limit=limit, cursor=cursor, problems_only=problems_only
    )
    log_ids = log_ids_of(app.store, page.items)
    if form is Format.JSON:
        rows = [shapes.record(r, log_ids.get(r.fingerprint or "")) for r in page.items]
        return answers.data({"records": rows, "next": page.next})
    return answers.page(
        "records.html",
        section="records",
        records=record_rows(page.items, now_ms=now_ms, log_ids=log_ids),
        problems_only=problems_only,
        is_first=cursor is None,
        next_href=next_href(request, page.next),
        curl_line=curl_line(app, request),
    )
