"""The builds, and what a job's builds add up to; all of it is written by `Store.save`."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shared.core.documents import Build, JobStats, JobSummary
from shared.ports.values import Page, Stored


class Builds(Protocol):
    """The documents of builds and jobs. Cursors are opaque; a foreign one starts at the top."""

    def get(self, key: str) -> Stored[Build] | None:
        """Return the build, expired or not."""

    def find(self, job: str, build_id: str, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds of this job with this number: one, but for odd layouts."""

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
        """Return unexpired builds of the job, the last begun first; all or those of a result.

        With `before_ms` those that began earlier, in place of a cursor.
        """

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Build]]:
        """Return some builds whose `unfolded` is true."""

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Build]]:
        """Return builds whose `waits_ms` is past, the longest past first."""

    def get_stats(self, jobs: Iterable[str]) -> dict[str, Stored[JobStats]]:
        """Return the statistics of those of the jobs that have some, by name."""

    def get_summaries(self, jobs: Iterable[str]) -> dict[str, Stored[JobSummary]]:
        """Return the summaries of those of the jobs that have some, by name."""

    def list_jobs(self, *, limit: int, cursor: str | None = None) -> Page[JobSummary]:
        """Return the jobs, that with the newest build first."""
