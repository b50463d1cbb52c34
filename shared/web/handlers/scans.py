"""Scans of stored logs: how far they are, begun and cancelled by hand."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.scans import Progress
from shared.web import answers, decode, pattern_fields, pattern_shapes
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.handlers.links import next_href
from shared.web.views.scans import scan_view


def list_scans(app: App, request: Request) -> Response:
    """Answer `/scans`: the newest first, each with how far it has come."""
    form, now_ms = page_or_json(request), app.now_ms()
    limit, cursor = decode.limit(request), decode.cursor(request)
    page = app.planning.list_scans(limit=limit, cursor=cursor, now_ms=now_ms)
    if form is Format.JSON:
        rows = [pattern_shapes.scan(progress) for progress in page.items]
        return answers.data({"scans": rows, "next": page.next})
    ids = {key.partition("@")[0] for each in page.items for key in each.scan.patterns[:3]}
    known = {key: found.value for key, found in app.patterns.get_patterns(ids).items()}
    return answers.page(
        "scans.html",
        section="patterns",
        scans=[scan_view(progress, known, now_ms=now_ms) for progress in page.items],
        is_first=cursor is None,
        next_href=next_href(request, page.next),
    )


def show_scan(app: App, request: Request, scan_id: str) -> Response:
    """Answer one scan; a browser sees it in the list."""
    progress = app.planning.progress(decode.scan_id(scan_id), now_ms=app.now_ms())
    if page_or_json(request) is Format.HTML and names_page(request):
        return answers.see_other(f"/scans#{progress.scan.scan_id}")
    return answers.data(pattern_shapes.scan(progress))


def cancel_scan(app: App, request: Request, scan_id: str) -> Response:
    """Stop a scan where it is; one that ended stays as it is."""
    actor, now_ms = visitor_of(request).name, app.now_ms()
    progress = app.planning.cancel(decode.scan_id(scan_id), actor=actor, now_ms=now_ms)
    return _answer(request, progress)


def scan_pattern(app: App, request: Request, pattern_id: str) -> Response:
    """Look for a pattern in stored logs once more: in those of so many `days`, 0 for all."""
    wanted = decode.pattern_id(pattern_id)
    days = pattern_fields.read_pattern(request).get("days")
    actor, now_ms = visitor_of(request).name, app.now_ms()
    progress = app.planning.start(wanted, days=days, actor=actor, now_ms=now_ms)
    return _answer(request, progress, status=201)


def _answer(request: Request, progress: Progress, *, status: int = 200) -> Response:
    path = f"/scans/{progress.scan.scan_id}"
    if names_page(request):
        return answers.see_other("/scans")
    fields = pattern_shapes.scan(progress)
    return answers.data(fields, status=status, headers={"Location": path})
