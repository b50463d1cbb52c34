"""Bringing in what exists: a listing, cut into builds and logs, through the same steps as events.

Nothing counts twice when both see an object: records and builds are named by what they are of.
A unit that was brought in wholly is skipped; one that was cut short is brought in again.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from shared.core import ids
from shared.core.builds.notes import KNOWN_FILES, new_build
from shared.core.builds.units import Unit, Wanted, cut_into_units
from shared.core.documents import Build
from shared.core.layout import FINISHED
from shared.core.metadata import WRITTEN_MS
from shared.errors import ObjectGone, TransientError
from shared.ports import LogSource, StoredObject
from shared.services.builds.keeping import DAY_MS, BuildKeeper
from shared.services.ingest import Ingest

ATTEMPTS = 4
PAUSE_SECONDS = 2.0
BROUGHT_FROM, BROUGHT_GENERATION = "brought_from", "brought_generation"

EVERYTHING = Wanted()

LogUnit = Unit[StoredObject]


class Brought(StrEnum):
    """What became of a unit."""

    NEW = "new"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done so far. Behind `after`, the last name done without a gap, work goes on."""

    units: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0
    logs: int = 0
    objects: int = 0
    after: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Backfill:
    """The use case with what it needs. `origin` names a source that is not our own bucket.

    Logs of another source are copied into our bucket under the same name: pages read them there.
    """

    ingest: Ingest
    keeper: BuildKeeper
    source: LogSource
    clock_ms: Callable[[], int]
    sleep: Callable[[float], None]
    origin: str | None = None
    wanted: Wanted = EVERYTHING
    workers: int = 8

    def run(
        self, prefixes: Sequence[str], *, after: str = "", limit: int | None = None
    ) -> Iterator[Progress]:
        """Bring in what lies under the prefixes behind a name; yield the progress, unit by unit.

        At most a few units a worker are in memory. After a failure the others go on, and `after`
        stays before it: a run from there skips what is known.
        """
        progress = Progress(after=after)
        pending: deque[tuple[LogUnit, Future[tuple[Brought, str]]]] = deque()
        with ThreadPoolExecutor(self.workers) as pool:
            for unit in islice(self.units(prefixes, after=after), limit):
                pending.append((unit, pool.submit(self._take, unit)))
                while len(pending) >= 4 * self.workers:
                    progress = _advance(progress, *pending.popleft())
                    yield progress
            while pending:
                progress = _advance(progress, *pending.popleft())
                yield progress

    def units(self, prefixes: Sequence[str], *, after: str = "") -> Iterator[LogUnit]:
        """Yield what is wanted of what lies under the prefixes, in order of name."""
        for prefix in sorted(prefixes):
            units = cut_into_units(self.source.list(prefix, after=after))
            yield from filter(self.wanted.takes, units)

    def _take(self, unit: LogUnit) -> tuple[Brought, str]:
        """Bring the unit in; return what became of it, and why it failed."""
        for attempt in range(ATTEMPTS):
            try:
                return self._bring(unit), ""
            except ObjectGone:  # deleted since it was listed
                return Brought.KNOWN, ""
            except TransientError as trouble:
                problem = f"{unit.last}: {trouble}"
            self.sleep(PAUSE_SECONDS * 2**attempt)
        return Brought.FAILED, problem

    def _bring(self, unit: LogUnit) -> Brought:
        if self._is_known(unit):
            return Brought.KNOWN
        if self.origin is not None:
            self._bring_build(unit, self.origin)
            if unit.log is not None:
                self.ingest.run(self._copy(unit.log, self.origin), now_ms=self.clock_ms())
            return Brought.NEW
        if unit.place.folder is not None and self._is_over(unit):
            self._settle(unit)
            objects = [unit.log] if unit.log else []
        else:
            objects = list(unit.files.values())
        for found in objects:
            self.ingest.run(found, now_ms=self.clock_ms())
        return Brought.NEW

    def _is_known(self, unit: LogUnit) -> bool:
        """Tell whether all of the unit was recorded; one read of the build, one of the record."""
        bucket, log = self.ingest.logs.name, unit.log
        if unit.place.folder is not None:
            stored = self.keeper.builds.get(ids.build_key(bucket, unit.place.folder))
            if stored is None or not _has_all(stored.value, unit, brought=self.origin is not None):
                return False
        if log is None:
            return True
        record = self.ingest.store.get_record(ids.record_id(bucket, log.name))
        if record is None:
            return False
        if self.origin is None:
            return record.value.generation >= log.generation
        copy = self.ingest.logs.stat(log.name)
        return copy is not None and _is_copy_of(copy, log)

    def _is_over(self, unit: LogUnit) -> bool:
        quiet_since = self.clock_ms() - self.keeper.quiet_ms
        return FINISHED in unit.files or unit.newest_ms < quiet_since

    def _settle(self, unit: LogUnit) -> None:
        """Look at the build's folder in our bucket."""
        self.keeper.settle(self._new_build(unit), now_ms=self.clock_ms())

    def _bring_build(self, unit: LogUnit, origin: str) -> None:
        """Keep what the source says of the build."""
        if unit.place.folder is not None:
            build = replace(self._new_build(unit), origin=origin)
            self.keeper.settle(build, now_ms=self.clock_ms(), source=self.source)

    def _new_build(self, unit: LogUnit) -> Build:
        first_ms = min(each.created_ms for each in unit.files.values())
        expires_ms = self.clock_ms() + self.keeper.retention_days * DAY_MS
        build = new_build(
            self.ingest.logs.name, unit.place, seen_ms=first_ms, expires_ms=expires_ms
        )
        if build is None:
            raise ObjectGone(f"{unit.last} lies in no folder that a build can have")
        return build

    def _copy(self, log: StoredObject, origin: str) -> StoredObject:
        """Return the log in our bucket; one that was copied before it was recorded is taken."""
        known = self.ingest.logs.stat(log.name)
        if known is not None and _is_copy_of(known, log):
            return known
        said = {
            **log.metadata,
            BROUGHT_FROM: origin,
            BROUGHT_GENERATION: str(log.generation),
            WRITTEN_MS: str(log.created_ms),
        }
        return self.ingest.logs.put(
            log.name, self.source.read(log.name, log.generation), metadata=said
        )


def _advance(progress: Progress, unit: LogUnit, future: "Future[tuple[Brought, str]]") -> Progress:
    brought, problem = future.result()
    counted = {brought.value: getattr(progress, brought.value) + 1}
    done = brought is not Brought.FAILED and not progress.failed
    return replace(
        progress,
        **counted,
        units=progress.units + 1,
        logs=progress.logs + (brought is Brought.NEW and unit.log is not None),
        objects=progress.objects + unit.listed,
        after=unit.last if done else progress.after,
        trouble=problem or progress.trouble,
    )


def _has_all(build: Build, unit: LogUnit, *, brought: bool) -> bool:
    """Tell whether the build was settled with these very files."""
    listed = {name: unit.files[name].generation for name in KNOWN_FILES if name in unit.files}
    known = build.brought if brought else build.files
    logged = unit.log is None or build.record_id is not None
    return logged and build.settled and known == listed


def _is_copy_of(copy: StoredObject, log: StoredObject) -> bool:
    return copy.metadata.get(BROUGHT_GENERATION) == str(log.generation)
