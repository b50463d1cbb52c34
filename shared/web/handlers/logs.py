"""A log and its extract, by the id of its report or of its record."""

from collections.abc import Iterator
from itertools import chain

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.analysis.model import FailureLine
from shared.core.documents import Record
from shared.core.extract import Extract
from shared.errors import ObjectGone
from shared.services import logs, reports
from shared.web import answers, decode, shapes
from shared.web.accept import Format, text_or_page
from shared.web.handlers.links import log_id_of
from shared.web.problems import WebError
from shared.web.views import logs as log_views
from shared.web.views.records import record_view
from shared.web.views.window import RawLine, Span, read_span, span_around


def show_first_log(app: App, request: Request, log_id: str) -> Response:
    """Answer the log of the report's first occurrence that is still kept."""
    return show_log(app, request, _first_record(app, log_id))


def show_first_extract(app: App, request: Request, log_id: str) -> Response:
    """Answer the extract of the report's first occurrence that is still kept."""
    return show_extract(app, request, _first_record(app, log_id))


def show_record_log(app: App, request: Request, record: str) -> Response:
    """Answer the log of one record."""
    return show_log(app, request, _record(app, record))


def show_record_extract(app: App, request: Request, record: str) -> Response:
    """Answer the extract of one record."""
    return show_extract(app, request, _record(app, record))


def show_log(app: App, request: Request, record: Record) -> Response:
    """Answer the whole log as text, or its viewer, or what is known of it as JSON."""
    form = text_or_page(request)
    if form is Format.TEXT:
        return answers.text(_started(logs.open_original(app.logs, record)))
    if form is Format.JSON:
        return answers.data(shapes.record(record, log_id_of(app.store, record)))
    return _viewer(app, request, record)


def show_extract(app: App, request: Request, record: Record) -> Response:
    """Answer the failure lines with their numbers: as text, as a page, or as JSON."""
    form = text_or_page(request)
    extract = _extract(app, record)
    if form is Format.TEXT:
        return answers.text("".join(f"{line.number}: {line.text}\n" for line in extract.lines))
    if form is Format.JSON:
        return answers.data(shapes.extract(record.record_id, extract))
    return answers.page(
        "extract.html",
        section="records",
        record=record_view(record, now_ms=app.now_ms(), log_id=log_id_of(app.store, record)),
        extract=log_views.extract_view(extract, record.record_id),
    )


def _viewer(app: App, request: Request, record: Record) -> Response:
    """Return the page that shows some lines of the log, those that explain the failure marked."""
    wanted = min(decode.line_number(request) or record.primary_line or 1, record.line_count)
    span = span_around(wanted, record.line_count)
    failures = _failures(app, record)
    path = f"/records/{record.record_id}"
    raw_lines = _read_lines(app, record, span)
    window = log_views.window_view(
        raw_lines or (),
        failures,
        span=span,
        line_count=record.line_count,
        wanted=wanted,
        path=path,
    )
    return answers.page(
        "log.html",
        section="records",
        record=record_view(record, now_ms=app.now_ms(), log_id=log_id_of(app.store, record)),
        window=window,
        is_gone=raw_lines is None,
        blocks=log_views.blocks(failures, path, primary=record.primary_line),
        raw_href=f"{path}?format=text",
    )


def _read_lines(app: App, record: Record, span: Span) -> list[RawLine] | None:
    """Return the lines of the span, None if the log is not there any more."""
    try:
        return read_span(logs.open_log(app.logs, record), span)
    except ObjectGone:
        return None


def _failures(app: App, record: Record) -> tuple[FailureLine, ...]:
    extract = logs.read_extract(app.derived, record)
    return extract.lines if extract else ()


def _extract(app: App, record: Record) -> Extract:
    """Return the extract; that of a log without a failure has no lines."""
    extract = logs.read_extract(app.derived, record)
    if extract is None and record.fingerprint is not None:
        message = "The reduced log is not kept any more. The full log may be: leave out /extracted."
        raise WebError(404, "extract_not_found", message)
    return extract or Extract(())


def _record(app: App, record: str) -> Record:
    wanted = decode.record_id(record)
    return logs.get_record(app.store, wanted)


def _first_record(app: App, log_id: str) -> Record:
    wanted = decode.log_id(log_id)
    row = reports.get_report(app.store, wanted)
    return reports.first_record(app.store, app.logs, row.report, now_ms=app.now_ms())


def _started(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Return the same blocks, the first one read: what is wrong is known before the answer."""
    return chain((next(blocks, b""),), blocks)
