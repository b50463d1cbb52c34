"""A log and its extract, by the id of its report or of its record."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Record
from shared.core.extract import Extract
from shared.services import logs, reports
from shared.web import answers, decode, shapes
from shared.web.accept import Format, text_or_page
from shared.web.file_names import log_file_name
from shared.web.handlers.links import log_id_of
from shared.web.handlers.viewer import viewer_page
from shared.web.problems import WebError
from shared.web.viewer_query import ViewerQuery, read_viewer_query
from shared.web.views import logs as log_views
from shared.web.views.records import record_view


@dataclass(frozen=True, slots=True)
class _Query:
    """What is asked about a log: in which form, as a file to save, and which of its lines."""

    form: Format
    download: bool
    viewer: ViewerQuery


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
    return _Query(
        text_or_page(request), decode.flag(request, "download"), read_viewer_query(request)
    )


def _log(app: App, query: _Query, record: Record) -> Response:
    """Return the whole log as text, or its viewer, or what is known of it as JSON."""
    if query.form is Format.TEXT:
        save_as = log_file_name(record) if query.download else None
        return answers.text(_started(logs.open_original(app.logs, record)), save_as=save_as)
    if query.form is Format.JSON:
        return answers.data(shapes.record(record, log_id_of(app.store, record)))
    return viewer_page(app, query.viewer, record)


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
