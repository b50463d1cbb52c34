"""What the addresses of jobs and builds ask for beside paging."""

from dataclasses import dataclass

from werkzeug.wrappers import Request

from shared.core.builds.dataset import TABLES
from shared.core.builds.files import ABORTED, FAILURE, SUCCESS
from shared.services.builds.reading import JobFilters
from shared.web.problems import bad_request

RESULTS = (SUCCESS, FAILURE, ABORTED)
MAX_NAME_CHARS = 500
MAX_JOBS = 20
MAX_SAMPLE = 2_000
DEFAULT_SAMPLE = 500
MAX_SEED = 10**9


@dataclass(frozen=True, slots=True)
class DatasetQuery:
    """One table of a sample of builds of some jobs."""

    table: str
    jobs: tuple[str, ...]
    sample: int
    seed: int


def result(request: Request) -> str | None:
    """Return the result that builds are to have, None for any. Raises WebError."""
    text = request.args.get("result", "")
    if text and text not in RESULTS:
        raise bad_request("invalid_result", f"result is {', '.join(RESULTS)}, or left out.")
    return text or None


def job_filters(request: Request) -> JobFilters:
    """Return which jobs a list is to show. Raises WebError."""
    part = request.args.get("q", "").strip()
    if len(part) > MAX_NAME_CHARS:
        message = f"q is a part of the name, at most {MAX_NAME_CHARS} characters."
        raise bad_request("invalid_q", message)
    return JobFilters(part, result(request))


def jobs(request: Request) -> list[str]:
    """Return the jobs that are named, each once. Raises WebError."""
    named = list(dict.fromkeys(name for name in request.args.getlist("job") if name))
    if len(named) > MAX_JOBS:
        raise bad_request("too_many_jobs", f"Name at most {MAX_JOBS} jobs.")
    return named


def other_build(request: Request, job: str) -> tuple[str, str] | None:
    """Return job and build to compare with, the same job unless another is named; None: neither."""
    build_id = request.args.get("build", "").strip()
    other_job = request.args.get("job", "").strip()
    if other_job and not build_id:
        raise bad_request("missing_build", "Say in build which build of that job to compare with.")
    return (other_job or job, build_id) if build_id else None


def dataset_query(request: Request) -> DatasetQuery | None:
    """Return the table that is asked for, None where none is named. Raises WebError."""
    table, named = request.args.get("table", ""), jobs(request)
    sample = _number(request, "sample", default=DEFAULT_SAMPLE, least=1, most=MAX_SAMPLE)
    seed = _number(request, "seed", default=0, least=0, most=MAX_SEED)
    if not table:
        return None
    if table not in TABLES:
        raise bad_request("invalid_table", f"table is one of {', '.join(TABLES)}.")
    if not named:
        raise bad_request("missing_job", "Name in job the job whose builds you want.")
    return DatasetQuery(table, tuple(named), sample, seed)


def _number(request: Request, name: str, *, default: int, least: int, most: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return default
    well_formed = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not well_formed or not least <= int(text) <= most:
        raise bad_request(f"invalid_{name}", f"{name} is a whole number from {least} to {most:,}.")
    return int(text)
