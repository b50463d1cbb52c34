"""Expired records and what was derived from their logs, removed a few at a time.

Counts, reports and issues outlive them. What is derived goes first and the record last, so whoever
is killed in between is followed by one who finds the record and goes on.
"""

from dataclasses import dataclass, field

from shared.core.documents import Record
from shared.errors import ChangeConflict
from shared.ports import Changes, LogBucket, Patterns, Store, Stored
from shared.services.copies import Copies

BATCH_RECORDS = 200
# After all records were looked at there is nothing to do for a while.
REST_MS = 3_600_000
DAY_MS = 86_400_000
_LAST = "~"  # above every record's id


@dataclass(slots=True)
class _Position:
    """The last record looked at, and until when to rest."""

    after: str = ""
    rests_until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The use case with what it needs; remembers how far it has come.

    A record whose log still lies in the bucket stays, hidden: without it the log would count as a
    new one. With `log_days` logs that are older are deleted themselves.
    """

    store: Store
    patterns: Patterns
    logs: LogBucket
    copies: Copies
    log_days: int | None = None
    _position: _Position = field(default_factory=_Position)

    def run(self, *, now_ms: int, limit: int = BATCH_RECORDS) -> int:
        """Look at the next records; return how many were removed."""
        position = self._position
        if now_ms < position.rests_until_ms:
            return 0
        found = self.patterns.walk_records(after=position.after, last=_LAST, limit=limit)
        removed = sum(self._clean(stored, now_ms) for stored in found)
        position.after = found[-1].value.record_id if len(found) == limit else ""
        position.rests_until_ms = 0 if position.after else now_ms + REST_MS
        return removed

    def _clean(self, stored: Stored[Record], now_ms: int) -> bool:
        """Remove what has expired of the record; return whether it went itself."""
        record = stored.value
        if self.log_days is not None and record.seen_ms <= now_ms - self.log_days * DAY_MS:
            self._delete_log(record)
        if record.expires_ms > now_ms or record.unfolded:
            return False
        teaches = self._teaches(record)
        self.copies.remove(record.record_id, now_ms=now_ms, with_noise=not teaches)
        if self.logs.stat(record.name) is not None:
            return False
        try:
            self.store.save(Changes(removed=[stored]))
        except ChangeConflict:
            return False
        self.copies.leave(record, now_ms=now_ms)
        return True

    def _delete_log(self, record: Record) -> None:
        """Delete the log unless a newer one took its place, which has days of its own."""
        live = self.logs.stat(record.name)
        if live is not None and live.generation == record.generation:
            self.logs.delete(record.name)

    def _teaches(self, record: Record) -> bool:
        """Tell whether the log is among those that its job's baseline rests on."""
        job = record.context.job
        if record.noise is None or job is None:
            return False
        known = self.store.get_jobs([job]).get(job)
        return known is not None and any(
            log.record_id == record.record_id for log in known.value.passing
        )
