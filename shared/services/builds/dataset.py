"""A data set of builds: chosen, and read build by build, in memory that does not grow with it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from shared.core.builds import dataset as core
from shared.core.documents import Build, Record
from shared.core.layout import ARTIFACTS
from shared.core.streams import LogStream, unzip
from shared.errors import ObjectGone
from shared.ports import Builds, DerivedBucket, LogBucket, Store
from shared.services.logs import open_log, read_extract
from shared.services.patterns.reading import kept_matches

PAGE = 100
MAX_LISTED = 20_000
"""How many artifacts of a build are looked through for its events."""
EVENTS = "/events.json"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The use case with what it needs."""

    store: Store
    builds: Builds
    logs: LogBucket
    derived: DerivedBucket

    def choose(
        self, jobs: Sequence[str] = (), *, sample: int | None = None, seed: int = 0, now_ms: int
    ) -> Iterable[Build]:
        """Return the builds of the jobs (all if none are named), or a sample of so many.

        A sample follows from seed and builds alone, however they are listed; the whole is read as
        it is iterated, job by job.
        """
        everything = self._every(jobs, now_ms)
        if sample is None:
            return everything
        return heapq.nsmallest(sample, everything, key=lambda each: core.rank(seed, each.key))

    def read(
        self, build: Build, tables: Iterable[str] = core.TABLES
    ) -> dict[str, Sequence[core.Row]]:
        """Return the rows of one build by table.

        One read of its record, and one each for the tables `extracts` and `matches`.
        """
        stored = self.store.get_record(build.record_id) if build.record_id else None
        record = stored.value if stored else None
        return {table: self._rows(table, build, record) for table in tables}

    def open_log(self, build: Build) -> LogStream | None:
        """Return the build's log, None without one or once it is not kept any more."""
        stored = self.store.get_record(build.record_id) if build.record_id else None
        live = self.logs.stat(stored.value.name) if stored else None
        if stored is None or live is None or live.generation != stored.value.generation:
            return None
        return open_log(self.logs, stored.value)

    def open_events(self, build: Build) -> Iterator[bytes] | None:
        """Return the events.json below the build's artifacts, unzipped; None without one."""
        if build.facts.is_plain:
            return None
        listed = islice(self.logs.list(build.folder + ARTIFACTS), MAX_LISTED)
        found = next((each for each in listed if each.name.endswith(EVENTS)), None)
        return None if found is None else self._unzipped(found.name, found.generation)

    def json_lines(self, table: str, builds: Iterable[Build]) -> Iterator[str]:
        """Yield one table of these builds as JSON Lines, to be downloaded."""
        for build in builds:
            for row in self.read(build, [table])[table]:
                yield core.json_line(core.TABLES[table], row)

    def _rows(self, table: str, build: Build, record: Record | None) -> Sequence[core.Row]:
        if table == "builds":
            return [core.build_row(build, record)]
        if record is None:
            return ()
        if table == "matches":
            return tuple(core.match_rows(build, record, kept_matches(self.derived, record)))
        extract = read_extract(self.derived, record)
        return tuple(core.extract_rows(build, extract)) if extract else ()

    def _every(self, jobs: Sequence[str], now_ms: int) -> Iterator[Build]:
        for job in dict.fromkeys(jobs) if jobs else self._all_jobs():
            cursor = None
            while True:
                page = self.builds.list(job, now_ms=now_ms, limit=PAGE, cursor=cursor)
                yield from page.items
                cursor = page.next
                if cursor is None:
                    break

    def _all_jobs(self) -> Iterator[str]:
        cursor = None
        while True:
            page = self.builds.list_jobs(limit=PAGE, cursor=cursor)
            yield from (each.job for each in page.items)
            cursor = page.next
            if cursor is None:
                return

    def _unzipped(self, name: str, generation: int) -> Iterator[bytes]:
        try:
            yield from unzip(self.logs.read(name, generation))
        except ObjectGone:
            return
