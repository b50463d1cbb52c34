"""A log and its extract, by the id of its report or of its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from shared.web.views.window import read_span, span_around


@dataclass(frozen=True, slots=True)
class _Query:
    """What is asked about a log: in which form, and around which line."""

    form: Format
    line: int | None


def show_first_log(app: App, request: Request, log_id: str) -> Response:
    """Answer the log of the report's first occurrence that is still kept."""
    query = _read_query(request)
    return _log(app, query, _first_record(app, log_id))


def show_first_extract(app: App, request: Request, log_id: str) -> Response:
    """Answer the extract of the report's first occurrence that is still kept."""
    query = _read_query(request)
    return _extract(app, query, _first_record(app, log_id))


def show_record_log(app: App, request: Request, record: str) -> Response:
    """Answer the log of one record."""
    query = _read_query(request)
    return _log(app, query, _record(app, record))


def show_record_extract(app: App, request: Request, record: str) -> Response:
    """Answer the extract of one record."""
    query = _read_query(request)
    return _extract(app, query, _record(app, record))


def _read_query(request: Request) -> _Query:
    return _Query(text_or_page(request), decode.line_number(request))


def _log(app: App, query: _Query, record: Record) -> Response:
    """Return the whole log as text, or its viewer, or what is known of it as JSON."""
    if query.form is Format.TEXT:
        return answers.text(_started(logs.open_original(app.logs, record)))
    if query.form is Format.JSON:
        return answers.data(shapes.record(record, log_id_of(app.store, record)))
    return _viewer(app, query, record)


def _extract(app: App, query: _Query, record: Record) -> Response:
    """Return the failure lines with their numbers: as text, as a page, or as JSON."""
    extract = _kept_extract(app, record)
    if query.form is Format.TEXT:
        return answers.text("".join(f"{line.number}: {line.text}\n" for line in extract.lines))
    if query.form is Format.JSON:
        return answers.data(shapes.extract(record.record_id, extract))
    return answers.page(
        "extract.html",
        section="records",
        record=record_view(record, now_ms=app.now_ms(), log_id=log_id_of(app.store, record)),
        extract=log_views.extract_view(extract, record.record_id),
    )


def _viewer(app: App, query: _Query, record: Record) -> Response:
    """Return the page that shows some lines of the log, those that explain the failure marked."""
    extract = logs.read_extract(app.derived, record)
    failures = extract.lines if extract else ()
    path = f"/records/{record.record_id}"
    return answers.page(
        "log.html",
        section="records",
        record=record_view(record, now_ms=app.now_ms(), log_id=log_id_of(app.store, record)),
        window=_window(app, query, record, failures),
        blocks=log_views.blocks(failures, path, primary=record.primary_line),
        raw_href=f"{path}?format=text",
    )


def _window(
    app: App, query: _Query, record: Record, failures: Sequence[FailureLine]
) -> log_views.WindowView | None:
    """Return the lines around the wanted one, None if the log is not there any more."""
    wanted = query.line or record.primary_line
    span = span_around(wanted or 1, record.line_count)
    try:
        raw_lines = read_span(logs.open_log(app.logs, record), span)
    except ObjectGone:
        return None
    return log_views.window_view(
        raw_lines,
        failures,
        span=span,
        line_count=record.line_count,
        wanted=wanted,
        path=f"/records/{record.record_id}",
    )


def _kept_extract(app: App, record: Record) -> Extract:
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
