"""One stored log is scanned again, or a person says what explains it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.core.documents import Record
from shared.core.patterns.hits import Hits
from shared.core.patterns.scan import scan_log
from shared.core.scans import without_patterns
from shared.core.snapshots import bounded_hits
from shared.core.streams import MAX_LOG_BYTES
from shared.errors import NotPossible, ObjectGone, RecordNotFound
from shared.ports import Changes, LogBucket, Store, Stored
from shared.services.changes import until_unchallenged
from shared.services.fold import Folding
from shared.services.logs import open_log
from shared.services.patterns.active import ActivePatterns, KnownSet, with_hits
from shared.services.patterns.labels import list_labels, require_declared


@dataclass(frozen=True, slots=True)
class Rescanned:
    """A record as it is to be; `scannable` says that its log is still there."""

    record: Record
    scannable: bool = True


@dataclass(frozen=True, slots=True)
class Rescanning:
    """The use case with what it needs.

    `folds_at_once` suits a store that one machine owns; elsewhere the sweep folds.
    """

    store: Store
    logs: LogBucket
    active: ActivePatterns
    max_log_bytes: int = MAX_LOG_BYTES
    folds_at_once: bool = False

    def look(self, record: Record, known: KnownSet) -> Rescanned:
        """Return the record with what the set finds in its log; nothing is saved.

        A log that shows what it showed leaves the record as it is. One whose text is gone keeps
        its hits, but those of patterns that are looked for no more.
        """
        scanner = known.scanner(record.context)
        try:
            log = open_log(self.logs, record, max_bytes=self.max_log_bytes)
            found = scan_log(log, scanner) if scanner else Hits()
        except ObjectGone:
            kept = (pattern.pattern_id for pattern in known.patterns)
            return Rescanned(without_patterns(record, kept), scannable=False)
        if bounded_hits(found.hits) == record.hits:
            return Rescanned(record)
        return Rescanned(with_hits(record, found, known, self.active.derived))

    def rescan(self, record_id: str) -> Rescanned:
        """Scan one log for all patterns, now. Raises RecordNotFound."""

        def attempt() -> Rescanned:
            stored, known = self._get(record_id), self.active.newest()
            seen = self.look(stored.value, known)
            if seen.scannable:
                seen = Rescanned(replace(seen.record, pattern_set=known.number))
            return self._save(stored, seen)

        return until_unchallenged(attempt)

    def pin(self, record_id: str, pattern_id: str | None) -> Record:
        """Say which of its hits explains a log; None leaves it to the rules.

        Raises RecordNotFound, NotPossible for a pattern that does not hit.
        """

        def change(record: Record) -> Record:
            if pattern_id not in (None, *(hit.pattern_id for hit in record.hits)):
                raise NotPossible("no_such_hit", f"Pattern {pattern_id} does not hit this log.")
            return replace(record, pinned=pattern_id)

        return self._change(record_id, change)

    def label(self, record_id: str, label: str | None) -> Record:
        """Say by hand what a log's failure is; None takes it back.

        Raises RecordNotFound, InvalidPattern for a label that is not declared.
        """
        if label is not None:
            require_declared(label, list_labels(self.active.patterns))
        return self._change(record_id, lambda record: replace(record, label=label))

    def _change(self, record_id: str, change: Callable[[Record], Record]) -> Record:
        def attempt() -> Record:
            stored = self._get(record_id)
            return self._save(stored, Rescanned(change(stored.value))).record

        return until_unchallenged(attempt)

    def _save(self, stored: Stored[Record], seen: Rescanned) -> Rescanned:
        if seen.record == stored.value:
            return seen
        record = replace(seen.record, scanned_ms=self.active.clock())
        self.store.save(Changes([Stored(record, stored.version)]))
        if self.folds_at_once:
            Folding(self.store, self.active.derived, self.active.patterns).run()
        return replace(seen, record=record)

    def _get(self, record_id: str) -> Stored[Record]:
        found = self.store.get_record(record_id)
        if found is None:
            raise RecordNotFound(f"There is no record {record_id}.")
        return found
