"""Fetching the logs of failed builds from a CI provider, through the same steps as events.

Nothing is fetched or counted twice: a log's object is named after its build, and its record after
the object. A build that was cut short is fetched again; what is recorded is not asked for.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum

from shared.core import ids
from shared.core.providers.model import ProviderBuild
from shared.errors import LogMissing, ProviderResting, SourceUnreadable, TransientError
from shared.ports import BuildProvider, LogCache, StoredObject
from shared.services.compressing import gzipped
from shared.services.ingest import Ingest

ATTEMPTS = 4
PAUSE_SECONDS = 2.0


class Fetched(StrEnum):
    """What became of a failed build."""

    NEW = "new"
    KNOWN = "known"
    MISSING = "without a log"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """What was done so far. `runs` were looked at, of `builds`; `trouble` is the last there was."""

    runs: int = 0
    builds: int = 0
    new: int = 0
    known: int = 0
    missing: int = 0
    failed: int = 0
    trouble: str = ""

    @property
    def done(self) -> int:
        """How many failed builds were dealt with."""
        return self.new + self.known + self.missing + self.failed


@dataclass(frozen=True, slots=True)
class ProviderScan:
    """The use case with what it needs. With `anew` what is recorded is fetched again, too.

    `workers` bounds how many logs are fetched at once, and what is in memory.
    """

    provider: BuildProvider
    ingest: Ingest
    clock_ms: Callable[[], int]
    sleep: Callable[[float], None]
    cache: LogCache | None = None
    workers: int = 4
    anew: bool = False
    attempts: int = ATTEMPTS

    def run(self, repo: str, branches: Sequence[str], *, count: int) -> Iterator[ScanProgress]:
        """Fetch what failed of the newest runs of each branch; yield the progress, one by one.

        What cannot be fetched after some attempts is counted, and the rest goes on. Raises what
        the provider raises of its listing.
        """
        pool = ThreadPoolExecutor(self.workers)
        try:
            yield from self._run(pool, repo, branches, count)
        finally:
            pool.shutdown(cancel_futures=True)

    def _run(
        self, pool: ThreadPoolExecutor, repo: str, branches: Sequence[str], count: int
    ) -> Iterator[ScanProgress]:
        progress = ScanProgress()
        pending: deque[Future[tuple[Fetched, str]]] = deque()
        for builds in self._runs(repo, branches, count):
            failed = [build for build in builds if build.has_failed]
            pending.extend(pool.submit(self.take, build) for build in failed)
            while len(pending) >= 4 * self.workers:
                progress = _advance(progress, pending.popleft())
            progress = replace(
                progress, runs=progress.runs + 1, builds=progress.builds + len(builds)
            )
            yield progress
        while pending:
            progress = _advance(progress, pending.popleft())
            yield progress

    def fetch(self, repo: str, build: str) -> tuple[Fetched, str] | None:
        """Fetch the log of one build, as `take` does; None of one that has not failed, or not yet.

        For whoever is told of single builds. Raises BuildNotFound, and what the provider raises.
        """
        found = self.provider.get_build(repo, build)
        return self.take(found) if found.has_failed else None

    def take(self, build: ProviderBuild) -> tuple[Fetched, str]:
        """Fetch the log of one failed build; return what became of it, and why it failed.

        Raises ProviderRefused and ProviderResting: they would meet every other build, too.
        """
        problem = ""
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                return self._fetch(build), ""
            except ProviderResting:
                raise
            except SourceUnreadable as trouble:  # it would be so again; other builds may not
                return Fetched.FAILED, f"build {build.build}: {trouble}"
            except TransientError as trouble:
                problem = f"build {build.build}: {trouble}"
        return Fetched.FAILED, problem

    def _runs(
        self, repo: str, branches: Sequence[str], count: int
    ) -> Iterator[Sequence[ProviderBuild]]:
        for branch in dict.fromkeys(branches):
            yield from self.provider.list_runs(repo, branch, count=count)

    def _fetch(self, build: ProviderBuild) -> Fetched:
        name = build.log_name
        if not self.anew and self._is_recorded(name):
            return Fetched.KNOWN
        outcome = Fetched.NEW
        stored = None if self.anew else self.ingest.logs.stat(name)
        if stored is None:
            try:
                stored = self._put(build, self._blocks(build))
            except LogMissing:
                # Recorded as an empty log, the failure is known, and why nothing explains it.
                stored, outcome = self._put(build, iter(())), Fetched.MISSING
        self.ingest.run(stored, now_ms=self.clock_ms())
        return outcome

    def _is_recorded(self, name: str) -> bool:
        record_id = ids.record_id(self.ingest.logs.name, name)
        return self.ingest.store.get_record(record_id) is not None

    def _put(self, build: ProviderBuild, blocks: Iterator[bytes]) -> StoredObject:
        return self.ingest.logs.put(build.log_name, blocks, metadata=build.metadata)

    def _blocks(self, build: ProviderBuild) -> Iterator[bytes]:
        """Yield the log as gzip, from the cache if it is there."""
        kept = self.cache.read(build.log_name) if self.cache and not self.anew else None
        if kept is not None:
            return kept
        packed = gzipped(self._capped(build))
        return self.cache.keep(build.log_name, packed) if self.cache else packed

    def _capped(self, build: ProviderBuild) -> Iterator[bytes]:
        """Yield the log up to just beyond what is read of one: ingest says that it is too large."""
        room = self.ingest.max_log_bytes + 1
        for block in self.provider.read_log(build):
            yield block[:room]
            room -= len(block)
            if room <= 0:
                return


def _advance(progress: ScanProgress, future: "Future[tuple[Fetched, str]]") -> ScanProgress:
    fetched, problem = future.result()
    field = fetched.name.lower()
    counted = {field: getattr(progress, field) + 1}
    return replace(progress, **counted, trouble=problem or progress.trouble)
