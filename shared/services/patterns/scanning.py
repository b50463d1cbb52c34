"""Workers do the ranges of scans, many at once, each until its deadline; all may die anywhere.

What a worker found and how far it came is one commit, under the version of the range: one that
lost its range to another commits nothing, and of one that died all is there that it committed.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shared.core import scans as core
from shared.core.documents import RangeKind, Scan, ScanRange, ScanState
from shared.errors import ChangeConflict
from shared.ports import Changes, Patterns, Store, Stored
from shared.services.commits.touching import reminders
from shared.services.patterns.active import ActivePatterns
from shared.services.patterns.batches import Batch, Batches, Memory
from shared.services.patterns.rescan import Rescanning

LEASE_MS = 120_000
# One process works on this machine: what it left, killed, its successor takes soon.
EMBEDDED_LEASE_MS = 20_000
# After so long a batch ends, so that little is lost with a worker and leases are renewed in time.
BATCH_MS = 10_000
BATCH_LOGS = 200
# How long the end of a scan waits for others before it is looked at again.
PAUSE_MS = 1_000
MAX_OPEN_RANGES = 2_000
MAX_CONFLICTS = 50
_LOOKED_AT = 64
_MACHINE = "faultline"


@dataclass(slots=True)
class Worked:
    """What one call did: logs looked at, and records whose hits changed."""

    logs: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Scanning:
    """The use case with what it needs; `clock` gives milliseconds since the Unix epoch."""

    store: Store
    patterns: Patterns
    active: ActivePatterns
    rescanning: Rescanning
    clock: Callable[[], int]
    lease_ms: int = LEASE_MS
    threads: int = 1

    def has_work(self) -> bool:
        """Tell whether a range is free: one read."""
        first = self.patterns.open_ranges(limit=1)
        return any(part.value.lease_until_ms <= self.clock() for part in first)

    def run(self, *, deadline_ms: int) -> Worked:
        """Work off free ranges until none is left or the deadline has come."""
        worked = Worked()
        while self.clock() < deadline_ms:
            taken = self._take()
            if taken is None:
                break
            _Worker(self, *taken).run(deadline_ms, worked)
        return worked

    def save(self, written: Sequence[Stored[Any]]) -> bool:
        """Save the documents; False, with nothing written, if one of them changed."""
        try:
            self.store.save(Changes(written))
        except ChangeConflict:
            return False
        return True

    def _take(self) -> tuple[Scan, ScanRange] | None:
        """Take the range that has been free for longest, None if there is none."""
        for stored in self.patterns.open_ranges(limit=_LOOKED_AT):
            now_ms = self.clock()
            if stored.value.lease_until_ms > now_ms:
                return None
            taken = self._try_to_take(stored, now_ms)
            if taken is not None:
                return taken
        return None

    def _try_to_take(self, stored: Stored[ScanRange], now_ms: int) -> tuple[Scan, ScanRange] | None:
        part = stored.value
        scan = self.patterns.get_scans([part.scan_id]).get(part.scan_id)
        if scan is None or not scan.value.state.is_open:
            self.save([replace(stored, value=core.finish(part))])
            return None
        if part.kind is RangeKind.LATE and not self._may_close(scan.value):
            self.save([replace(stored, value=core.give_back(part, free_ms=now_ms + PAUSE_MS))])
            return None
        taken = core.take(
            part,
            uuid.uuid4().hex,
            until_ms=now_ms + self.lease_ms,
            set_number=self.active.newest().number,
        )
        written: list[Stored[Any]] = [replace(stored, value=taken)]
        if scan.value.state is ScanState.WAITING:
            running = replace(scan.value, state=ScanState.RUNNING, started_ms=now_ms)
            written.append(replace(scan, value=running))
        return (scan.value, taken) if self.save(written) else None

    def _may_close(self, scan: Scan) -> bool:
        """Tell whether all else is done, and no worker still scans with an older set."""
        left = [part.value for part in self.patterns.open_ranges(limit=MAX_OPEN_RANGES)]
        return not any(
            (part.scan_id == scan.scan_id and part.kind is not RangeKind.LATE)
            or (part.holder is not None and part.set_number < scan.set_number)
            for part in left
        )


@dataclass(slots=True)
class _Worker:
    """Does one range that it has taken."""

    scanning: Scanning
    scan: Scan
    taken: ScanRange
    memory: Memory = field(default_factory=dict)

    def run(self, deadline_ms: int, worked: Worked) -> None:
        """Work until the range is done, lost, or the deadline has come."""
        limit, conflicts = BATCH_LOGS, 0
        while (held := self._held()) is not None and conflicts < MAX_CONFLICTS:
            clock = self.scanning.clock
            if clock() >= deadline_ms:
                self.scanning.save([replace(held, value=core.give_back(held.value))])
                return
            until_ms = min(deadline_ms, clock() + BATCH_MS)
            batch = self._batches().next(
                self.scan, held.value, limit=limit, until_ms=until_ms, memory=self.memory
            )
            if self._commit(held, batch):
                self.memory.clear()
                worked.logs += batch.logs
                worked.changed += len(batch.changed)
                limit = BATCH_LOGS
            else:
                # Smaller batches are likelier to pass between other writers.
                conflicts, limit = conflicts + 1, max(1, limit // 2)

    def _batches(self) -> Batches:
        scanning = self.scanning
        return Batches(
            scanning.patterns,
            scanning.active,
            scanning.rescanning,
            scanning.clock,
            scanning.threads,
        )

    def _held(self) -> Stored[ScanRange] | None:
        """Return the range as it is now; None once it is done, or in other hands."""
        name = self.taken.name
        found = self.scanning.patterns.get_ranges([name]).get(name)
        if found is None or found.value.done:
            return None
        ours = (found.value.holder, found.value.fence) == (self.taken.holder, self.taken.fence)
        return found if ours else None

    def _commit(self, held: Stored[ScanRange], batch: Batch) -> bool:
        part = batch.part
        if not part.done:
            part = replace(part, lease_until_ms=self.scanning.clock() + self.scanning.lease_ms)
        written: list[Stored[Any]] = [replace(held, value=part), *batch.changed]
        records = [stored.value for stored in batch.changed]
        written += reminders(records, "scanned", now_ms=self.scanning.clock())
        if part.done and part.kind is RangeKind.LATE:
            written += self._closed(part)
        return self.scanning.save(written)

    def _closed(self, late: ScanRange) -> list[Stored[Scan]]:
        """Return the scan, done, with what all its ranges did."""
        patterns, scan_id = self.scanning.patterns, self.scan.scan_id
        parts = {found.value.name: found.value for found in patterns.ranges_of(scan_id)}
        parts[late.name] = late
        stored = patterns.get_scans([scan_id])[scan_id]
        done = core.end(
            stored.value,
            ScanState.DONE,
            parts.values(),
            by=_MACHINE,
            why="done",
            now_ms=self.scanning.clock(),
        )
        return [replace(stored, value=done)]
