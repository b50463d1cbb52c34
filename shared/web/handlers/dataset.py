"""The data set: what its tables hold, and a sample of one as JSON Lines."""

from itertools import chain

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.services.builds import reading
from shared.services.builds.dataset import Dataset
from shared.web import answers, build_shapes, job_query
from shared.web.accept import Format, page_or_json
from shared.web.job_query import DatasetQuery
from shared.web.problems import bad_request
from shared.web.views.dataset import dataset_form, tables

# A sample is drawn from all builds of its jobs: so many are read within a request.
MAX_BUILDS = 100_000


def show_dataset(app: App, request: Request) -> Response:
    """Answer `/dataset`: the schema, or with `?table=` a sample of that table."""
    form, query = page_or_json(request), job_query.dataset_query(request)
    if query is not None:
        return _download(app, query)
    if form is Format.JSON:
        return answers.data({"tables": build_shapes.tables(tables())})
    return answers.page(
        "dataset.html",
        section="jobs",
        tables=tables(),
        dataset=dataset_form(),
        jobs=job_query.jobs(request),
    )


def _download(app: App, query: DatasetQuery) -> Response:
    views = reading.get_jobs(app.builds, query.jobs)
    if sum(view.stats.builds for view in views) > MAX_BUILDS:
        raise bad_request(
            "too_many_builds",
            f"These jobs have more than {MAX_BUILDS:,} builds to draw from, too many for one"
            " request. Name fewer, or use the command: python -m shared.cli dataset.",
        )
    dataset = Dataset(app.store, app.builds, app.logs, app.derived)
    builds = dataset.choose(query.jobs, sample=query.sample, seed=query.seed, now_ms=app.now_ms())
    lines = dataset.json_lines(query.table, builds)
    # What is wrong with the store is known before the answer begins.
    started = chain((next(lines, ""),), lines)
    return answers.lines(started, save_as=f"{query.table}.jsonl")
