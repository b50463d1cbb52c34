"""Reading builds and jobs: what their pages show; each costs the same however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.builds.health import Health, health_of
from shared.core.builds.table import Completeness, completeness_of
from shared.core.documents import Build, JobStats, JobSummary, Record
from shared.errors import BuildNotFound, JobNotFound
from shared.ports import Builds, Page, Store, Stored
from shared.services.reports import ReportRow, report_of_record

MAX_JOBS_COMPARED = 20


@dataclass(frozen=True, slots=True)
class JobView:
    """A job's statistics, and what follows from them."""

    stats: JobStats
    health: Health
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class BuildView:
    """A build, the record of its log, and the report that this shows; None where there is none."""

    build: Build
    record: Record | None
    row: ReportRow | None


def list_jobs(builds: Builds, *, limit: int, cursor: str | None) -> Page[JobSummary]:
    """Return the jobs, that with the newest build first; one query."""
    return builds.list_jobs(limit=limit, cursor=cursor)


def get_job(builds: Builds, job: str) -> JobView:
    """Return the job; one read, two for one that was never folded. Raises JobNotFound."""
    stored = builds.get_stats([job]).get(job)
    if stored is None:
        raise JobNotFound(f"No build of the job {job} is known.")
    return _view(stored.value)


def compare_jobs(builds: Builds, jobs: Sequence[str]) -> list[JobView]:
    """Return those of the jobs that are known, in this order, at most MAX_JOBS_COMPARED."""
    wanted = list(dict.fromkeys(jobs))[:MAX_JOBS_COMPARED]
    found = builds.get_stats(wanted)
    return [_view(found[job].value) for job in wanted if job in found]


def list_builds(
    builds: Builds,
    job: str,
    *,
    now_ms: int,
    limit: int,
    cursor: str | None,
    result: str | None = None,
) -> Page[Build]:
    """Return builds of the job, the last begun first, all or those of a result."""
    return builds.list(job, now_ms=now_ms, limit=limit, cursor=cursor, result=result)


def get_build(store: Store, builds: Builds, job: str, build_id: str) -> BuildView:
    """Return the build. Raises BuildNotFound."""
    build = find_build(builds, job, build_id)
    record = store.get_record(build.record_id) if build.record_id else None
    row = report_of_record(store, record.value) if record else None
    return BuildView(build, record.value if record else None, row)


def find_build(builds: Builds, job: str, build_id: str) -> Build:
    """Return the build, of several with this number the last begun. Raises BuildNotFound."""
    found = builds.find(job, build_id, limit=10)
    if not found:
        raise BuildNotFound(f"There is no build {build_id} of the job {job}.")
    return max((each.value for each in found), key=lambda build: build.facts.order_ms)


def log_ids_of(store: Store, builds: Iterable[Build]) -> dict[str, ReportRow]:
    """Return the report of each build whose log shows one, by the build's key; for one page."""
    rows: dict[str, ReportRow] = {}
    for build in builds:
        record: Stored[Record] | None = (
            store.get_record(build.record_id) if build.record_id else None
        )
        row = report_of_record(store, record.value) if record else None
        if row is not None:
            rows[build.key] = row
    return rows


def _view(stats: JobStats) -> JobView:
    return JobView(stats, health_of(stats), completeness_of(stats))
