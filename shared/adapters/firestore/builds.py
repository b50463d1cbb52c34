"""Builds and jobs as documents of Firestore."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from google.cloud import firestore

from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import (
    BUILD_AT,
    BUILD_LISTS,
    BUILDS_DUE,
    BUILDS_UNFOLDED,
    JOB_LIST,
    Shape,
    build_query,
    cursor_at,
)
from shared.core.documents import Build, JobStats, JobSummary
from shared.core.ids import build_address, job_key
from shared.ports import Page, Stored


class FirestoreBuilds:
    """Satisfies `Builds`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get(self, key: str) -> Stored[Build] | None:
        """Return the build, expired or not."""
        return self._database.get(Build, key)

    def find(self, job: str, build_id: str, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds of this job with this number."""
        return self._some(BUILD_AT, {"address": build_address(job, build_id)}, limit)

    def list(
        self,
        job: str,
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        result: str | None = None,
        before_ms: int | None = None,
    ) -> Page[Build]:
        """Return unexpired builds of the job, the last begun first."""
        equal = {"job_key": job_key(job)} | ({} if result is None else {"result": result})
        shape = BUILD_LISTS[tuple(equal)]
        if before_ms is not None:
            cursor = cursor_at(before_ms, -1, "-")
        values = equal | {"expires_ms": now_ms}
        return self._database.page(shape, values, Build, limit=limit, cursor=cursor)

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds whose `unfolded` is true."""
        return self._some(BUILDS_UNFOLDED, {"unfolded": True}, limit)

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Build]]:
        """Return builds whose `waits_ms` is past, the longest past first."""
        return self._some(BUILDS_DUE, {"waits_ms": now_ms + 1}, limit)

    def get_stats(self, jobs: Iterable[str]) -> dict[str, Stored[JobStats]]:
        """Return the statistics of those of the jobs that have some, by name."""
        found = self._database.get_all(JobStats, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def get_summaries(self, jobs: Iterable[str]) -> dict[str, Stored[JobSummary]]:
        """Return the summaries of those of the jobs that have some, by name."""
        found = self._database.get_all(JobSummary, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def list_jobs(self, *, limit: int, cursor: str | None = None) -> Page[JobSummary]:
        """Return the jobs, that with the newest build first."""
        return self._database.page(JOB_LIST, {}, JobSummary, limit=limit, cursor=cursor)

    def _some(self, shape: Shape, values: Mapping[str, Any], limit: int) -> Sequence[Stored[Build]]:
        query = build_query(self._database.client, shape, values).limit(limit)
        return [read_stored(Build, each) for each in self._database.snapshots(query)]
