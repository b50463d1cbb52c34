"""The page of one log: the lines that explain its failure, and any other on demand."""

from collections.abc import Set

from werkzeug.wrappers import Response

from shared.bootstrap import App
from shared.core.documents import Record
from shared.core.patterns.model import Match
from shared.errors import ObjectGone
from shared.services import logs
from shared.services.log_windows import open_window
from shared.services.patterns.labels import list_labels
from shared.services.patterns.lines import log_prefixes
from shared.services.patterns.reading import explanations, matches_by_line, patterns_of
from shared.web import answers
from shared.web.handlers.links import log_id_of
from shared.web.headers import allow_own_scripts
from shared.web.viewer_query import ViewerQuery
from shared.web.views.explained import explanation_views
from shared.web.views.highlight import NO_HIGHLIGHTS, Highlights
from shared.web.views.logs import blocks
from shared.web.views.records import record_view
from shared.web.views.show import Severity
from shared.web.views.terminal import MAX_LINE_BYTES
from shared.web.views.viewer import ViewerView, viewer_view
from shared.web.views.viewer_links import ViewerLinks
from shared.web.views.viewer_plan import (
    aim_of,
    failure_severities,
    marked_lines,
    spans_to_show,
)


def viewer_page(app: App, query: ViewerQuery, record: Record) -> Response:
    """Return the page that shows some lines of the log, those that explain the failure marked."""
    extract = logs.read_extract(app.derived, record)
    failures = extract.lines if extract else ()
    now_ms = app.now_ms()
    found = explanations(record, patterns_of(app.patterns, [record]))
    by_line = matches_by_line(app.derived, record)
    path = f"/records/{record.record_id}"
    links = ViewerLinks(path, query)
    page = answers.page(
        "log.html",
        section="records",
        record=record_view(record, now_ms=now_ms, log_id=log_id_of(app.store, record)),
        window=_window(app, links, record, failure_severities(failures), by_line),
        blocks=blocks(failures, links.line, primary=record.primary_line),
        path=path,
        explanations=explanation_views(found, by_line, now_ms=now_ms),
        line_href=links.line,
        label=record.label,
        labels=list_labels(app.patterns),
        pinned=record.pinned,
    )
    return allow_own_scripts(page)


def _window(
    app: App,
    links: ViewerLinks,
    record: Record,
    severities: dict[int, Severity],
    by_line: dict[int, list[Match]],
) -> ViewerView | None:
    """Return the lines that are asked for, None if the log is not there any more."""
    query = links.query
    hit_lines = [hit.line_number for hit in record.hits]
    try:
        found = open_window(
            app.derived,
            app.logs,
            record,
            spans_to_show(query, list(severities), record.line_count, hit_lines),
            aim_of(query, record.primary_line),
            max_line_bytes=MAX_LINE_BYTES + 1,
        )
        shown = {line.number for line in found.lines}
        highlights = _highlights(app, record, by_line, shown)
    except ObjectGone:
        return None
    marked = marked_lines(query, record.primary_line, record.line_count)
    return viewer_view(found.window, found.lines, severities, marked, links, highlights)


def _highlights(
    app: App, record: Record, by_line: dict[int, list[Match]], shown: Set[int]
) -> Highlights:
    """Return where patterns match the lines that are shown. Raises ObjectGone."""
    if shown.isdisjoint(by_line):
        return NO_HIGHLIGHTS
    return Highlights(by_line, log_prefixes(app.logs, record))
