"""Reports merged, split, and parted again, by program or by form."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.errors import ReportNotFound
from shared.services.merging import merge_reports, split_fingerprint, undo_merge
from shared.services.reports import ReportRow
from shared.web import answers, decode, fields, shapes
from shared.web.accept import names_page
from shared.web.access import visitor_of
from shared.web.problems import bad_request


def merge(app: App, request: Request, log_id: str) -> Response:
    """Make the report a part of the one named by `into`, and answer that."""
    goes, sent = decode.log_id(log_id), fields.read_fields(request)
    into = _named(fields.required(sent, "into", "the id of the report that stays"), "into")
    actor = visitor_of(request).name
    row = merge_reports(app.store, goes, into, actor=actor, now_ms=app.now_ms())
    return _answer(request, row)


def split(app: App, request: Request, log_id: str) -> Response:
    """Give one fingerprint a report of its own, or undo the merge of `report`; answer that one."""
    whole, sent = decode.log_id(log_id), fields.read_fields(request)
    merged, fingerprint = sent.get("report", "").strip(), sent.get("fingerprint", "").strip()
    if bool(merged) == bool(fingerprint):
        message = "Send either fingerprint, to split it off, or report, to undo its merge."
        raise bad_request("fingerprint_or_report", message)
    actor, now_ms = visitor_of(request).name, app.now_ms()
    if merged:
        part = _named(merged, "report")
        row = undo_merge(app.store, whole, part, actor=actor, now_ms=now_ms)
        return _answer(request, row)
    row = split_fingerprint(app.store, whole, fingerprint, actor=actor, now_ms=now_ms)
    return _answer(request, row, status=201)


def _named(text: str, name: str) -> str:
    try:
        return decode.log_id(text)
    except ReportNotFound:
        message = f"The field `{name}` takes the id of a report: nine digits."
        raise bad_request(f"invalid_{name}", message) from None


def _answer(request: Request, row: ReportRow, *, status: int = 200) -> Response:
    path = f"/reports/{row.report.log_id}"
    if names_page(request):
        return answers.see_other(path)
    return answers.data(shapes.report(row), status=status, headers={"Location": path})
