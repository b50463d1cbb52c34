"""Scans are planned with the change that makes them necessary, watched, and cancelled."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.core import scans as core
from shared.core.documents import Scan, ScanRange, ScanState
from shared.core.scans import Progress
from shared.errors import NotPossible, PatternNotFound, ScanNotFound
from shared.ports import Changes, Page, Patterns, Store, Stored
from shared.services.changes import until_unchallenged

DAY_MS = 86_400_000
MAX_OPEN_RANGES = 2000


@dataclass(frozen=True, slots=True)
class Planning:
    """The use case with what it needs.

    `fan_out` is how many workers can share a scan, `default_days` how far back it goes where
    nobody says, `grace_ms` after what time no process commits what it scanned for an older set.
    """

    store: Store
    patterns: Patterns
    fan_out: int = 4
    default_days: int = 30
    grace_ms: int = 60_000

    def walk(
        self,
        keys: Sequence[str],
        set_number: int,
        *,
        before: Sequence[str] = (),
        days: int | None = None,
        actor: str,
        now_ms: int,
    ) -> tuple[Scan, list[Stored[Any]]]:
        """Return a scan of the logs of so many days (0: all) for these patterns, to be saved.

        Logs with hits of the versions `before` are scanned whatever their age.
        """
        days = self.default_days if days is None else days
        since_ms = now_ms - days * DAY_MS if days else None
        total = self.patterns.count_records(since_ms=since_ms or 0)
        scan = Scan(_new_id(), tuple(keys), set_number, now_ms, actor, total, since_ms)
        return self._planned(scan, core.walk_ranges(scan, fan_out=self.fan_out, before=before))

    def retraction(
        self, keys: Sequence[str], set_number: int, *, actor: str, now_ms: int
    ) -> tuple[Scan, list[Stored[Any]]]:
        """Return a scan that takes away the hits of these versions, to be saved."""
        tallies = self.patterns.get_tallies(keys).values()
        total = sum(found.value.hits for found in tallies)
        scan = Scan(_new_id(), tuple(keys), set_number, now_ms, actor, total)
        return self._planned(scan, core.retract_ranges(scan, keys, fan_out=self.fan_out))

    def superseded(
        self, pattern_ids: Collection[str], *, actor: str, now_ms: int
    ) -> list[Stored[Any]]:
        """Return the open scans of these patterns alone, cancelled, to be saved with their change.

        In the same commit, because a retraction that went on could take away new hits.
        """
        open_ranges = self.patterns.open_ranges(limit=MAX_OPEN_RANGES)
        scans = self.patterns.get_scans({part.value.scan_id for part in open_ranges})
        return [
            document
            for stored in scans.values()
            if {key.partition("@")[0] for key in stored.value.patterns} <= set(pattern_ids)
            for document in self._cancelled(stored, actor, "the pattern was changed", now_ms)
        ]

    def start(
        self, pattern_id: str, *, days: int | None = None, actor: str, now_ms: int
    ) -> Progress:
        """Scan stored logs for a pattern once more, of so many days (0: all).

        Raises PatternNotFound, NotPossible for a retired pattern.
        """
        found = self.patterns.get_patterns([pattern_id]).get(pattern_id)
        if found is None:
            raise PatternNotFound(f"There is no pattern {pattern_id}.")
        if found.value.retired:
            raise NotPossible("pattern_retired", "The pattern is retired. Restore it first.")
        active = self.patterns.get_active_set()
        number = active.value.number if active else 0
        scan, documents = self.walk(
            [found.value.key], number, days=days, actor=actor, now_ms=now_ms
        )
        self.store.save(Changes(documents))
        return core.progress_of(scan, (), now_ms=now_ms)

    def cancel(self, scan_id: str, *, actor: str, now_ms: int) -> Progress:
        """Stop a scan where it is; one that ended stays as it is. Raises ScanNotFound."""

        def attempt() -> Scan:
            stored = self._get(scan_id)
            if not stored.value.state.is_open:
                return stored.value
            documents = self._cancelled(stored, actor, "cancelled", now_ms)
            self.store.save(Changes(documents))
            scan: Scan = documents[0].value
            return scan

        return core.progress_of(until_unchallenged(attempt), (), now_ms=now_ms)

    def progress(self, scan_id: str, *, now_ms: int) -> Progress:
        """Return how far a scan has come. Raises ScanNotFound."""
        return self._progress(self._get(scan_id).value, now_ms)

    def list_scans(self, *, limit: int, cursor: str | None, now_ms: int) -> Page[Progress]:
        """Return scans and how far they have come, newest first."""
        page = self.patterns.list_scans(limit=limit, cursor=cursor)
        return Page([self._progress(scan, now_ms) for scan in page.items], page.next)

    def _planned(self, scan: Scan, ranges: list[ScanRange]) -> tuple[Scan, list[Stored[Any]]]:
        ranges.append(core.late_range(scan, len(ranges), grace_ms=self.grace_ms))
        return scan, [Stored(scan, None), *(Stored(part, None) for part in ranges)]

    def _cancelled(
        self, stored: Stored[Scan], actor: str, why: str, now_ms: int
    ) -> list[Stored[Any]]:
        """Return the scan and its ranges, ended; workers fail at their next commit."""
        ranges = self.patterns.ranges_of(stored.value.scan_id)
        parts = [part.value for part in ranges]
        state = ScanState.CANCELLED
        scan = core.end(stored.value, state, parts, by=actor, why=why, now_ms=now_ms)
        left = [part for part in ranges if not part.value.done]
        return [
            replace(stored, value=scan),
            *(replace(part, value=core.finish(part.value)) for part in left),
        ]

    def _progress(self, scan: Scan, now_ms: int) -> Progress:
        parts = self.patterns.ranges_of(scan.scan_id) if scan.state.is_open else ()
        return core.progress_of(scan, [part.value for part in parts], now_ms=now_ms)

    def _get(self, scan_id: str) -> Stored[Scan]:
        found = self.patterns.get_scans([scan_id]).get(scan_id)
        if found is None:
            raise ScanNotFound(f"There is no scan {scan_id}.")
        return found


def _new_id() -> str:
    return uuid.uuid4().hex[:12]
