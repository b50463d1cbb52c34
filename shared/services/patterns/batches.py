"""The next records of a range, looked at: what one commit of a worker holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from shared.core import scans as core
from shared.core.documents import RangeKind, Record, Scan, ScanRange
from shared.ports import Patterns, Stored
from shared.services.patterns.active import ActivePatterns, KnownSet
from shared.services.patterns.rescan import Rescanned, Rescanning

LATE_LOGS = 20


@dataclass(slots=True)
class Batch:
    """A range after its next records were looked at, and those of them that changed."""

    part: ScanRange
    changed: list[Stored[Record]] = field(default_factory=list)
    logs: int = 0

    def add(self, scan: Scan, stored: Stored[Record], seen: Rescanned, now_ms: int) -> None:
        """Count one record; written anew only if its hits changed."""
        counted = core.counts(self.part, stored.value)
        changed = seen.record.hits != stored.value.hits
        hit = core.concerns(scan, stored.value, seen.record)
        # What comes late was mostly dealt with before: it counts where something changes.
        anew = counted and (changed or self.part.kind is not RangeKind.LATE)
        self.logs += counted
        self.part = replace(
            self.part,
            cursor=stored.value.record_id,
            logs=self.part.logs + counted,
            hits=self.part.hits + (anew and hit),
            unscannable=self.part.unscannable + (anew and not seen.scannable),
        )
        if changed:
            record = replace(seen.record, scanned_ms=now_ms)
            self.changed.append(Stored(record, stored.version))


Memory = dict[str, tuple[object, Rescanned]]
"""What was seen in records of a version: a commit that failed needs not read all logs again."""


@dataclass(frozen=True, slots=True)
class Batches:
    """Looks at records; `threads` logs at a time, which suits buckets far away."""

    patterns: Patterns
    active: ActivePatterns
    rescanning: Rescanning
    clock: Callable[[], int]
    threads: int = 1

    def next(
        self, scan: Scan, part: ScanRange, *, limit: int, until_ms: int, memory: Memory
    ) -> Batch:
        """Return up to `limit` records further, fewer when the time has come."""
        known = self.active.newest()
        if known.number != part.set_number:
            memory.clear()
            part = replace(part, set_number=known.number)
        look = _Look(self.rescanning, scan, part, known, self.clock(), memory)
        if part.kind is RangeKind.LATE:
            return self._late(scan, part, look)
        found = self.patterns.walk_records(
            after=part.cursor or part.first, last=part.last, limit=limit, holding=part.holding
        )
        batch = Batch(part)
        for start in range(0, len(found), self.threads):
            self._add(batch, scan, found[start : start + self.threads], look)
            if start + self.threads < len(found) and self.clock() >= until_ms:
                return batch
        if len(found) < limit:
            batch.part = core.finish(batch.part)
        return batch

    def _late(self, scan: Scan, part: ScanRange, look: "_Look") -> Batch:
        page = self.patterns.list_late(
            scanned_since_ms=part.since_ms or 0,
            below_set=scan.set_number,
            limit=LATE_LOGS,
            cursor=part.cursor,
        )
        batch = Batch(part)
        self._add(batch, scan, page.items, look)
        batch.part = replace(batch.part, cursor=page.next)
        if page.next is None:
            batch.part = core.finish(batch.part)
        return batch

    def _add(
        self, batch: Batch, scan: Scan, records: Sequence[Stored[Record]], look: "_Look"
    ) -> None:
        for stored, seen in zip(records, self._all(look, records), strict=True):
            batch.add(scan, stored, seen, self.clock())

    def _all(self, look: "_Look", records: Sequence[Stored[Record]]) -> Iterable[Rescanned]:
        if self.threads == 1 or len(records) == 1:
            return map(look, records)
        return self._at_once(look, records)

    def _at_once(self, look: "_Look", records: Sequence[Stored[Record]]) -> Iterator[Rescanned]:
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(look, records)


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at one record the way the range's kind asks for."""

    rescanning: Rescanning
    scan: Scan
    part: ScanRange
    known: KnownSet
    now_ms: int
    memory: Memory

    def __call__(self, stored: Stored[Record]) -> Rescanned:
        record = stored.value
        if not core.is_due(self.part, self.scan, record, now_ms=self.now_ms):
            return Rescanned(record)
        if self.part.kind is RangeKind.RETRACT:
            return Rescanned(core.retracted(self.scan, record))
        version, seen = self.memory.get(record.record_id, (None, None))
        if seen is None or version != stored.version:
            seen = self.rescanning.look(record, self.known)
            self.memory[record.record_id] = (stored.version, seen)
        return seen
