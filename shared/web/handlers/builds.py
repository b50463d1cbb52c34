"""One build, and its log beside another."""

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Build, Record
from shared.core.extract import Extract
from shared.errors import BuildNotFound, LogNotFound, ObjectGone
from shared.services import logs
from shared.services.builds import reading
from shared.services.builds.compare import ComparedLogs, LogComparing
from shared.services.builds.reading import BuildView
from shared.services.patterns.labels import list_labels
from shared.services.patterns.reading import explanations, matches_by_line, patterns_of
from shared.web import answers, build_shapes, job_query
from shared.web.accept import Format, page_or_json
from shared.web.job_paths import build_href, read_name
from shared.web.problems import WebError
from shared.web.views.builds import build_page
from shared.web.views.compare import comparison_view
from shared.web.views.explained import explanation_views
from shared.web.views.junit import results_view
from shared.web.views.logs import ExtractView, extract_view, line_href
from shared.web.views.records import record_view

if TYPE_CHECKING:
    from shared.core.builds.junit import JunitResults

LATEST = "latest"
_EXTRACT_LINES = 60


def show_build(app: App, request: Request, job: str, build: str) -> Response:
    """Answer one build; "latest", where no build is called so, leads to the last begun one."""
    job_name, build_id, form = read_name(job), read_name(build), page_or_json(request)
    try:
        view = reading.get_build(app.store, app.builds, job_name, build_id)
    except BuildNotFound:
        if build_id != LATEST:
            raise
        return _to_latest(app, request, job_name)
    log_id = view.row.report.log_id if view.row else None
    results = _results(app, view.build)
    if form is Format.JSON:
        fields = build_shapes.build(view.build, view.record, log_id)
        return answers.data({**fields, "test_results": [asdict(each) for each in results]})
    now_ms, record = app.now_ms(), view.record
    return answers.page(
        "build.html",
        section="jobs",
        build=build_page(view.build, now_ms=now_ms),
        record=record_view(record, now_ms=now_ms, log_id=log_id) if record else None,
        report=view.row.report if view.row else None,
        extract=_extract(app, view),
        results=results_view(results),
        **(_explained(app, record, now_ms) if record else {}),
    )


def compare_logs(app: App, request: Request, job: str, build: str) -> Response:
    """Answer what a build's log says that the last passing one did not, or any other build's."""
    job_name, build_id, form = read_name(job), read_name(build), page_or_json(request)
    other = job_query.other_build(request, job_name)
    comparing = LogComparing(
        app.store, app.builds, app.logs, max_log_bytes=app.settings.max_log_bytes
    )
    found, problem = _compare(comparing, job_name, build_id, other, now_ms=app.now_ms())
    if form is Format.JSON:
        if found is None:
            raise WebError(404, "log_not_found", problem)
        return answers.data(build_shapes.compared(found))
    return answers.page(
        "compare.html",
        status=200 if found else 404,
        section="jobs",
        job=job_name,
        build_id=build_id,
        build_href=build_href(job_name, build_id),
        other=other,
        comparison=comparison_view(found) if found else None,
        problem=problem,
    )


def _compare(
    comparing: LogComparing, job: str, build_id: str, other: tuple[str, str] | None, *, now_ms: int
) -> tuple[ComparedLogs | None, str]:
    """Return the comparison, or None and the sentence that says why there is none."""
    try:
        if other is None:
            return comparing.with_last_pass(job, build_id, now_ms=now_ms), ""
        return comparing.with_build(job, build_id, *other), ""
    except LogNotFound as missing:
        return None, f"{missing} Choose another build to compare with."
    except ObjectGone:
        return None, "A log was deleted or overwritten while it was read. Try again."


def _to_latest(app: App, request: Request, job: str) -> Response:
    facts = reading.find_latest(app.builds, job, now_ms=app.now_ms()).facts
    query, href = request.query_string.decode("latin-1"), build_href(facts.job, facts.build_id)
    return answers.see_other(f"{href}?{query}" if query else href)


def _extract(app: App, view: BuildView) -> ExtractView | None:
    record = view.record
    extract: Extract | None = logs.read_extract(app.derived, record) if record else None
    if record is None or extract is None:
        return None
    return extract_view(extract, record.record_id, limit=_EXTRACT_LINES)


def _explained(app: App, record: Record, now_ms: int) -> dict[str, Any]:
    """Return what the page says of patterns that hit the log."""
    found = explanations(record, patterns_of(app.patterns, [record]))
    by_line = matches_by_line(app.derived, record)
    return {
        "explanations": explanation_views(found, by_line, now_ms=now_ms),
        "line_href": partial(line_href, f"/records/{record.record_id}"),
        "label": record.label,
        "labels": list_labels(app.patterns),
        "pinned": record.pinned,
    }


def _results(app: App, build: Build) -> "list[JunitResults]":
    # Seldom there: no page shall wait for the library that reads them.
    from shared.services.builds.junit import read_results  # noqa: PLC0415

    return read_results(app.logs, build)
