"""Reading builds and jobs: what their pages show; each costs the same however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.core.builds.health import Health, health_of
from shared.core.builds.table import Completeness, completeness_of
from shared.core.documents import Build, JobStats, JobSummary, Record
from shared.errors import BuildNotFound, JobNotFound
from shared.ports import Builds, Page, Store
from shared.services.reports import ReportRow, report_of_record

MAX_SUMMARIES_READ = 500


@dataclass(frozen=True, slots=True)
class JobFilters:
    """Which jobs a list shows: part of the name, in any case, and the newest build's result."""

    name_part: str = ""
    last_result: str | None = None

    def let_through(self, job: JobSummary) -> bool:
        """Tell whether the job is one to show."""
        named = self.name_part.casefold() in job.job.casefold()
        return named and self.last_result in (None, job.last_result)


EVERY_JOB = JobFilters()


@dataclass(frozen=True, slots=True)
class JobView:
    """A job's statistics, and what follows from them."""

    stats: JobStats
    health: Health
    completeness: Completeness

    @classmethod
    def of(cls, stats: JobStats) -> "JobView":
        """Return the statistics with what follows from them."""
        return cls(stats, health_of(stats), completeness_of(stats))


@dataclass(frozen=True, slots=True)
class BuildView:
    """A build, the record of its log, and the report that this shows; None where there is none."""

    build: Build
    record: Record | None
    row: ReportRow | None


def list_jobs(
    builds: Builds, *, limit: int, cursor: str | None, filters: JobFilters = EVERY_JOB
) -> Page[JobSummary]:
    """Return the jobs that the filters let through, that with the newest build first.

    At most MAX_SUMMARIES_READ are looked at: a page may be short, or empty, and still have a next.
    """
    read, fitting = 0, list[JobSummary]()
    while True:
        page = builds.list_jobs(limit=limit, cursor=cursor)
        read += len(page.items)
        fitting += [each for each in page.items if filters.let_through(each)]
        cursor = page.next
        if fitting or cursor is None or read + limit > MAX_SUMMARIES_READ:
            return Page(fitting, cursor)


def get_job(builds: Builds, job: str) -> JobView:
    """Return the job; one read. Raises JobNotFound."""
    return get_jobs(builds, [job])[0]


def get_jobs(builds: Builds, jobs: Sequence[str]) -> list[JobView]:
    """Return these jobs, one read each. Raises JobNotFound naming those that are not known."""
    found = builds.get_stats(jobs)
    unknown = [job for job in jobs if job not in found]
    if unknown:
        raise JobNotFound(f"No build of the job {', '.join(unknown)} is known.")
    return [JobView.of(found[job].value) for job in jobs]


def jobs_listed(builds: Builds, summaries: Iterable[JobSummary]) -> list[JobView]:
    """Return the statistics of listed jobs; those that went meanwhile are left out."""
    names = [each.job for each in summaries]
    found = builds.get_stats(names)
    return [JobView.of(found[job].value) for job in names if job in found]


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


def records_of(store: Store, builds: Iterable[Build]) -> dict[str, Record]:
    """Return the records of the logs of these builds, by the builds' keys; one call."""
    ids = {each.record_id: each.key for each in builds if each.record_id is not None}
    found = store.get_records(ids) if ids else {}
    return {ids[record_id]: stored.value for record_id, stored in found.items()}


def find_latest(builds: Builds, job: str, *, now_ms: int) -> Build:
    """Return the last begun build of the job. Raises JobNotFound."""
    page = builds.list(job, now_ms=now_ms, limit=1)
    if not page.items:
        raise JobNotFound(f"No build of the job {job} is known.")
    return page.items[0]
