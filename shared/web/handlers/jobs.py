"""The list of jobs, and one job."""

from collections.abc import Mapping, Sequence

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Build, Record
from shared.core.facets import facet
from shared.core.lists import ListQuery, Sort
from shared.services import reports
from shared.services.builds import reading
from shared.services.reports import ReportRow
from shared.web import answers, build_shapes, decode, job_query
from shared.web.accept import Format, page_or_json
from shared.web.handlers.links import log_ids_of, next_href, tidy_href
from shared.web.job_paths import job_href, read_name
from shared.web.views import jobs as views
from shared.web.views.baseline import baseline_view
from shared.web.views.build_rows import build_rows
from shared.web.views.completeness import completeness_view
from shared.web.views.dataset import dataset_form
from shared.web.views.health import health_view
from shared.web.views.spreads import duration_picture, size_picture
from shared.web.views.timeline import timeline

_REPORTS_LOOKED_AT = 20


def list_jobs(app: App, request: Request) -> Response:
    """Answer `/jobs`: every job with its health, that with the newest build first."""
    form = page_or_json(request)
    limit, cursor = decode.limit(request), decode.cursor(request)
    filters = job_query.job_filters(request)
    tidy = tidy_href(request)
    if tidy is not None and form is Format.HTML:
        return answers.see_other(tidy)
    page = reading.list_jobs(app.builds, limit=limit, cursor=cursor, filters=filters)
    if form is Format.JSON:
        known = {view.stats.job: view for view in reading.jobs_listed(app.builds, page.items)}
        shown = [each for each in page.items if each.job in known]
        rows = [build_shapes.listed_job(each, known[each.job]) for each in shown]
        return answers.data({"jobs": rows, "next": page.next})
    return answers.page(
        "jobs.html",
        section="jobs",
        jobs=[views.job_row(each, now_ms=app.now_ms()) for each in page.items],
        filters=views.filter_view(filters),
        is_first=cursor is None,
        next_href=next_href(request, page.next),
    )


def show_job(app: App, request: Request, job: str) -> Response:
    """Answer one job: its builds, its health, and what is complete of it."""
    name, form = read_name(job), page_or_json(request)
    limit, cursor = decode.limit(request), decode.cursor(request)
    result, now_ms = job_query.result(request), app.now_ms()
    view = reading.get_job(app.builds, name)
    page = reading.list_builds(
        app.builds, name, now_ms=now_ms, limit=limit, cursor=cursor, result=result
    )
    records = reading.records_of(app.store, page.items)
    if form is Format.JSON:
        builds = _builds_json(app, page.items, records)
        return answers.data({**build_shapes.job(view), "recent_builds": builds, "next": page.next})
    baseline = app.store.get_jobs([name]).get(name)
    return answers.page(
        "job.html",
        section="jobs",
        job=views.job_view(view, page.items, app.main_branches),
        health=health_view(view),
        builds=build_rows(page.items, records, now_ms=now_ms),
        timeline=timeline(page.items),
        tabs=views.result_tabs(job_href(name), result),
        is_first=cursor is None,
        next_href=next_href(request, page.next),
        reports=views.top_reports(_reports(app, name), name, now_ms=now_ms),
        durations=duration_picture(view.stats),
        sizes=size_picture(view.stats),
        completeness=completeness_view(view.completeness),
        baseline=baseline_view(baseline.value if baseline else None, now_ms=now_ms),
        dataset=dataset_form(),
    )


def _builds_json(
    app: App, builds: Sequence[Build], records: Mapping[str, Record]
) -> list[dict[str, object]]:
    log_ids = log_ids_of(app.store, records.values())
    found = [(build, records.get(build.key)) for build in builds]
    return [
        build_shapes.build(build, record, log_ids.get(record.fingerprint or "") if record else None)
        for build, record in found
    ]


def _reports(app: App, job: str) -> Sequence[ReportRow]:
    """Return the reports that this job shows, those seen most often anywhere first."""
    query = ListQuery((facet("job", job),), sort=Sort.OCCURRENCES)
    page = reports.list_reports(app.store, limit=_REPORTS_LOOKED_AT, cursor=None, query=query)
    return page.items
