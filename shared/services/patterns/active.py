"""The patterns that are looked for, compiled: what ingest and scans work with."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from shared.core.documents import ActiveSet, BuildContext, Record
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.patterns.hits import Hits
from shared.core.patterns.model import ActivePattern
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner
from shared.core.snapshots import bounded_hits, matches_name, pack_matches, unpack_snapshot
from shared.ports import DerivedBucket, Patterns

MAX_AGE_MS = 10_000
_PAGE = 500


@dataclass(frozen=True)
class KnownSet:
    """One version of the active set: its number (0: there never was a pattern) and its patterns."""

    number: int
    patterns: tuple[ActivePattern, ...]

    @cached_property
    def compiled(self) -> PatternSet:
        """The patterns, ready to be looked for."""
        return PatternSet(self.patterns)

    def scanner(self, context: BuildContext) -> LogScanner | None:
        """Return what looks for them in one log; None where there is nothing to look for."""
        return LogScanner(self.compiled, context) if self.patterns else None


@dataclass(slots=True)
class _Held:
    known: KnownSet = KnownSet(0, ())
    read_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ActivePatterns:
    """Knows the newest set; `current` may be `max_age_ms` behind. Safe to share between threads.

    `clock` gives milliseconds since the Unix epoch.
    """

    patterns: Patterns
    derived: DerivedBucket
    clock: Callable[[], int]
    max_age_ms: int = MAX_AGE_MS
    _held: _Held = field(default_factory=_Held)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> KnownSet:
        """Return the set as it was at most `max_age_ms` ago: one read, if any."""
        with self._lock:
            now_ms, held = self.clock(), self._held
            # A clock that was set back would else keep what was read before in force.
            read_ms = now_ms + 1 if held.read_ms is None else held.read_ms
            if not read_ms <= now_ms < read_ms + self.max_age_ms:
                self._refresh()
                held.read_ms = now_ms
            return held.known

    def newest(self) -> KnownSet:
        """Return the set as it is now: one read."""
        with self._lock:
            self._refresh()
            self._held.read_ms = self.clock()
            return self._held.known

    def _refresh(self) -> None:
        stored = self.patterns.get_active_set()
        active = stored.value if stored else ActiveSet()
        if active.number > self._held.known.number:
            self._held.known = read_set(self.patterns, self.derived, active)


def read_set(patterns: Patterns, derived: DerivedBucket, active: ActiveSet) -> KnownSet:
    """Return the set; from the patterns themselves where its object was lost."""
    data = derived.get(active.snapshot) if active.snapshot else None
    return KnownSet(active.number, unpack_snapshot(data) if data else _collected(patterns))


def with_hits(record: Record, found: Hits, known: KnownSet, derived: DerivedBucket) -> Record:
    """Return the record with what was found; the object with all matches is written first."""
    hits = bounded_hits(found.hits)
    name = matches_name(record, known.number) if hits else None
    if name is not None:
        kept = {hit.pattern_id for hit in hits}
        derived.put(name, pack_matches(each for each in found.matches if each.pattern_id in kept))
    return replace(record, hits=hits, matches=name, pattern_set=known.number)


def _collected(patterns: Patterns) -> tuple[ActivePattern, ...]:
    found: list[ActivePattern] = []
    query, cursor = PatternQuery(sort=PatternSort.NEWEST), None
    while True:
        page = patterns.list_patterns(query, limit=_PAGE, cursor=cursor)
        found += [row.pattern.active for row in page.items]
        cursor = page.next
        if cursor is None:
            return tuple(found)
