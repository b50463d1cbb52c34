"""The operations of `job_table.py`."""

from shared.core.builds.dataset import TABLES
from shared.web.job_query import (
    DEFAULT_SAMPLE,
    MAX_JOBS,
    MAX_NAME_CHARS,
    MAX_SAMPLE,
    MAX_SEED,
    RESULTS,
)
from shared.web.openapi.operation import (
    HTML,
    JSON,
    Answer,
    Operation,
    Operations,
    found,
    leads,
    ref,
)
from shared.web.openapi.parameters import PAGE_OR_JSON, PAGING, choice, form, query, whole
from shared.web.openapi.schemas import TEXT, items

_RESULT = choice("result", RESULTS, "builds of this result")
_NAME = TEXT | {"maxLength": MAX_NAME_CHARS}
_JOBS = query(
    "job",
    items(_NAME) | {"maxItems": MAX_JOBS},
    "exact names of jobs; left out: those with the newest builds",
)
_TABLE_FORM = form("html", "json", "csv")


def _whole(name: str, least: int, most: int, default: int, what: str) -> dict[str, object]:
    return query(name, whole(most, least=least, default=default), what)


JOBS: Operations = {
    "GET /jobs": Operation(
        "list_jobs",
        "Jobs with their health and completeness, that with the newest build first",
        {
            200: found("a page of the list", "JobList"),
            303: leads("for a browser: the address without empty parameters"),
        },
        (
            PAGE_OR_JSON,
            query("q", _NAME, "part of the name, in any case"),
            choice("result", RESULTS, "result of the newest build"),
            *PAGING,
        ),
    ),
    "GET /jobs/<job>": Operation(
        "show_job",
        "One job: what its builds have, how it fares, and a page of its builds",
        {200: found("the job", "JobWithBuilds")},
        (PAGE_OR_JSON, _RESULT, *PAGING),
    ),
    "GET /jobs/<job>/<build>": Operation(
        "show_build",
        "One build: its files, its log, its test results",
        {
            200: found("the build", "BuildWithResults"),
            303: leads('"latest": the last begun build of the job'),
        },
        (PAGE_OR_JSON,),
    ),
    "GET /jobs/<job>/<build>/compare": Operation(
        "compare_logs",
        "A build's log beside that of the last pass before it, or of any other build",
        {200: found("the lines of only one of them, and of both", "Comparison")},
        (
            PAGE_OR_JSON,
            query("build", _NAME, "the other build; left out: the last that passed before"),
            query("job", _NAME, "the other build's job, if it is another; goes with build"),
        ),
    ),
    "GET /completeness": Operation(
        "show_completeness",
        "Which files the builds of jobs have, side by side",
        {
            200: Answer(
                "jobs side by side",
                {JSON: ref("CompletenessList"), HTML: TEXT, "text/csv": TEXT},
            )
        },
        (
            _TABLE_FORM,
            _JOBS,
            choice("parent", ["0", "1"], "CSV: 1 counts the link to the parent"),
        ),
        errors=(404,),
    ),
    "GET /dataset": Operation(
        "show_dataset",
        "What the tables of the data set hold, or with `table` a sample of one",
        {
            200: Answer(
                "the schema, or rows as JSON Lines",
                {JSON: ref("Dataset"), HTML: TEXT, "application/x-ndjson": TEXT},
            )
        },
        (
            PAGE_OR_JSON,
            choice("table", TABLES, "the table to draw from; goes with job"),
            _JOBS,
            _whole("sample", 1, MAX_SAMPLE, DEFAULT_SAMPLE, "builds in the sample"),
            _whole("seed", 0, MAX_SEED, 0, "the same sample for the same seed"),
        ),
        errors=(404,),
    ),
}
