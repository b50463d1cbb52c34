"""Completeness of jobs side by side: page, JSON, CSV."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.builds.table import to_csv
from shared.services.builds import reading
from shared.services.builds.reading import JobView
from shared.web import answers, build_shapes, decode, job_query
from shared.web.accept import Format, page_or_table
from shared.web.job_paths import completeness_href
from shared.web.views.completeness import artifacts_side_by_side, first_level_side_by_side


def show_completeness(app: App, request: Request) -> Response:
    """Answer `/completeness`: the jobs that are named, else those with the newest builds."""
    form, named = page_or_table(request), job_query.jobs(request)
    with_parent = decode.flag(request, "parent")
    found = [view.completeness for view in _jobs(app, named)]
    if form is Format.JSON:
        return answers.data({"jobs": build_shapes.side_by_side(found)})
    if form is Format.CSV:
        return answers.table(to_csv(found, with_parent=with_parent), save_as="completeness.csv")
    return answers.page(
        "completeness.html",
        section="jobs",
        first_level=first_level_side_by_side(found),
        artifacts=artifacts_side_by_side(found),
        csv_href=completeness_href(*named, format="csv"),
        csv_with_parent_href=completeness_href(*named, format="csv", parent="1"),
        are_named=bool(named),
    )


def _jobs(app: App, named: list[str]) -> list[JobView]:
    if named:
        return reading.get_jobs(app.builds, named)
    page = reading.list_jobs(app.builds, limit=job_query.MAX_JOBS, cursor=None)
    return reading.jobs_listed(app.builds, page.items)
