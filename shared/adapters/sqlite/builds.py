"""Builds and jobs in the SQLite file of the embedded store."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from shared.adapters.cursors import read_cursor
from shared.adapters.sqlite.documents import get_all, get_page, read
from shared.adapters.sqlite.file import sqlite_file
from shared.adapters.sqlite.query import Query
from shared.core.documents import Build, JobStats, JobSummary
from shared.core.ids import job_key
from shared.ports import Page, Stored

T = TypeVar("T")


class SqliteBuilds:
    """Satisfies `Builds`; nothing is opened before its first use."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get(self, key: str) -> Stored[Build] | None:
        """Return the build, expired or not."""
        return self._get(Build, [key]).get(key)

    def find(self, job: str, build_id: str, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds of this job with this number."""
        return self._some(Query(" WHERE job = ? AND build_id = ? LIMIT ?", (job, build_id, limit)))

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
        query = Query("SELECT order_ms, id, doc FROM builds WHERE job = ?", (job,))
        query += Query(" AND expires_ms > ?", (now_ms,))
        if result is not None:
            query += Query(" AND result = ?", (result,))
        after = read_cursor("builds", cursor)
        if before_ms is not None:
            query += Query(" AND order_ms < ?", (before_ms,))
        elif after is not None:
            query += Query(" AND (order_ms, id) < (?, ?)", (after.key, after.id))
        return self._page(Build, query + Query(" ORDER BY order_ms DESC, id DESC"), limit)

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds whose `unfolded` is true."""
        return self._some(Query(" WHERE unfolded = 1 LIMIT ?", (limit,)))

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Build]]:
        """Return builds whose `waits_ms` is past, the longest past first."""
        return self._some(Query(" WHERE waits_ms <= ? ORDER BY waits_ms LIMIT ?", (now_ms, limit)))

    def get_stats(self, jobs: Iterable[str]) -> dict[str, Stored[JobStats]]:
        """Return the statistics of those of the jobs that have some, by name."""
        found = self._get(JobStats, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def get_summaries(self, jobs: Iterable[str]) -> dict[str, Stored[JobSummary]]:
        """Return the summaries of those of the jobs that have some, by name."""
        found = self._get(JobSummary, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def list_jobs(self, *, limit: int, cursor: str | None = None) -> Page[JobSummary]:
        """Return the jobs, that with the newest build first."""
        query = Query("SELECT last_ms, id, doc FROM job_summaries WHERE true")
        after = read_cursor("job_summaries", cursor)
        if after is not None:
            query += Query(" AND (last_ms, id) < (?, ?)", (after.key, after.id))
        return self._page(JobSummary, query + Query(" ORDER BY last_ms DESC, id DESC"), limit)

    def _some(self, condition: Query) -> Sequence[Stored[Build]]:
        query = Query("SELECT version, doc FROM builds") + condition
        with self._file.reading() as connection:
            rows = connection.execute(query.sql, query.parameters).fetchall()
        return [Stored(read(Build, doc), version) for version, doc in rows]

    def _get(self, kind: type[T], names: Iterable[str]) -> dict[str, Stored[T]]:
        with self._file.reading() as connection:
            return get_all(connection, kind, names)

    def _page(self, kind: type[T], query: Query, limit: int) -> Page[T]:
        with self._file.reading() as connection:
            return get_page(connection, kind, query, limit)
