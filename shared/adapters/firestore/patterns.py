"""Patterns, what they hit, and the ledger of scans in Firestore."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from google.cloud import firestore

from shared.adapters.collections import ACTIVE_SET, LABELS
from shared.adapters.cursors import Position
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import (
    FIRST_HIT,
    HOLDING,
    LAST_HIT,
    LATE,
    NEWEST_SCANS,
    OPEN_RANGES,
    PATTERN_TALLIES,
    RANGES_OF,
    RECORDS,
    SEEN_SINCE,
    WALK,
    WITH_HIT,
    build_query,
    cursor_at,
    is_document_id,
    tally_list,
    write_cursor,
)
from shared.adapters.scan import Scan as PageScan
from shared.adapters.scan import Start, read_start, write_start
from shared.core.documents import (
    ActiveSet,
    DayTally,
    Labels,
    Pattern,
    PatternTally,
    Record,
    Scan,
    ScanRange,
)
from shared.core.lists import MAX_READ
from shared.core.pattern_lists import PatternQuery, PatternRow
from shared.ports import Page, Stored

_DOCUMENT_ID = "__name__"
Row = tuple[int, str, PatternRow | None]
"""The sort key, the name of the tally, and what is shown; nothing without a pattern."""


class FirestorePatterns:
    """Satisfies `Patterns`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get_patterns(self, pattern_ids: Iterable[str]) -> dict[str, Stored[Pattern]]:
        """Return those of the patterns that exist, by id."""
        return self._database.get_all(Pattern, pattern_ids)

    def get_tallies(self, keys: Iterable[str]) -> dict[str, Stored[PatternTally]]:
        """Return those of the tallies that exist, by key."""
        return self._database.get_all(PatternTally, keys)

    def get_active_set(self) -> Stored[ActiveSet] | None:
        """Return which set of patterns is looked for."""
        return self._database.get(ActiveSet, ACTIVE_SET)

    def get_labels(self) -> Stored[Labels] | None:
        """Return the declared labels."""
        return self._database.get(Labels, LABELS)

    def get_days(self, days: Iterable[str]) -> dict[str, Stored[DayTally]]:
        """Return those of the days on which something was counted."""
        return self._database.get_all(DayTally, days)

    def get_scans(self, scan_ids: Iterable[str]) -> dict[str, Stored[Scan]]:
        """Return those of the scans that exist, by id."""
        return self._database.get_all(Scan, scan_ids)

    def list_patterns(
        self, query: PatternQuery, *, limit: int, cursor: str | None = None
    ) -> Page[PatternRow]:
        """Return patterns along the index of their tallies; each costs two reads."""
        name = f"patterns.{query.sort.value}"

        def read_rows(start: Start, count: int) -> list[Row]:
            shape = tally_list(query.sort, descending=not start.back)
            asked = self._from(build_query(self._database.client, shape, {}), start)
            return self._rows(self._database.snapshots(asked.limit(count)), shape.order[0])

        scan = PageScan(
            read_rows,
            lambda row: Position(row[0], row[1]),
            lambda row: row[2] is not None and query.fits(row[2]),
        )
        found = scan.page(_start(name, cursor), limit=limit, max_read=MAX_READ)
        rows = [row for *_, row in found.rows if row is not None]
        return Page(rows, write_start(name, found.next), write_start(name, found.previous))

    def list_hit_records(
        self,
        sided_keys: Sequence[str],
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        before_ms: int | None = None,
    ) -> Page[Record]:
        """Return unexpired records with one of these hits, newest first."""
        if not sided_keys:
            return Page(())
        if before_ms is not None:
            cursor = cursor_at(before_ms, -1, "-")
        values = {"hit_keys": list(sided_keys), "expires_ms": now_ms}
        return self._database.page(WITH_HIT, values, Record, limit=limit, cursor=cursor)

    def hit_bounds(self, sided_key: str) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of the folded records with such a hit."""
        values = {"hit_keys": sided_key}
        first = self._database.first(FIRST_HIT, values, "seen_ms", without="unfolded")
        last = self._database.first(LAST_HIT, values, "seen_ms", without="unfolded")
        return None if first is None or last is None else (first, last)

    def walk_records(
        self, *, after: str, last: str, limit: int, holding: Sequence[str] = ()
    ) -> Sequence[Stored[Record]]:
        """Return records by id, those above `after` and below `last`."""
        shape = HOLDING if holding else WALK
        query = build_query(self._database.client, shape, {"hit_keys": list(holding)})
        query = query.order_by(_DOCUMENT_ID).end_before([self._at(RECORDS, last)])
        if after:
            query = query.start_after([self._at(RECORDS, after)])
        return self._stored_records(query.limit(limit))

    def list_late(
        self, *, scanned_since_ms: int, below_set: int, limit: int, cursor: str | None = None
    ) -> Page[Stored[Record]]:
        """Return records scanned since then for a set of a lower number."""
        values = {"scanned_ms": scanned_since_ms - 1, "pattern_set": below_set}
        query = build_query(self._database.client, LATE, values, cursor=cursor)
        found = self._database.snapshots(query.limit(limit + 1))
        items = [read_stored(Record, snapshot) for snapshot in found[:limit]]
        goes_on = len(found) > limit > 0
        return Page(items, write_cursor(LATE, found[limit - 1]) if goes_on else None)

    def count_records(self, *, since_ms: int) -> int:
        """Return how many records were seen since: one read for 1,000."""
        return self._database.count(SEEN_SINCE, {"seen_ms": since_ms - 1})

    def list_scans(self, *, limit: int, cursor: str | None = None) -> Page[Scan]:
        """Return scans, newest first."""
        return self._database.page(NEWEST_SCANS, {}, Scan, limit=limit, cursor=cursor)

    def ranges_of(self, scan_id: str) -> Sequence[Stored[ScanRange]]:
        """Return all ranges of a scan."""
        query = build_query(self._database.client, RANGES_OF, {"scan_id": scan_id})
        return [read_stored(ScanRange, each) for each in self._database.snapshots(query)]

    def get_ranges(self, names: Iterable[str]) -> dict[str, Stored[ScanRange]]:
        """Return those of the ranges that exist, by name."""
        return self._database.get_all(ScanRange, names)

    def open_ranges(self, *, limit: int) -> Sequence[Stored[ScanRange]]:
        """Return ranges that are not done, those first whose lease ends, or ended, first."""
        query = build_query(self._database.client, OPEN_RANGES, {}).limit(limit)
        return [read_stored(ScanRange, each) for each in self._database.snapshots(query)]

    def _rows(self, snapshots: Sequence[Any], key: str) -> list[Row]:
        tallies = [read_stored(PatternTally, each).value for each in snapshots]
        patterns = self.get_patterns(tally.pattern_id for tally in tallies)
        return [
            (snapshot.get(key), snapshot.id, _row(tally, patterns))
            for snapshot, tally in zip(snapshots, tallies, strict=True)
        ]

    def _from(self, query: firestore.Query, start: Start) -> firestore.Query:
        if start.position is None:
            return query
        position = [start.position.key, self._at(PATTERN_TALLIES, start.position.id)]
        return query.start_at(position) if start.inclusive else query.start_after(position)

    def _stored_records(self, query: firestore.Query) -> list[Stored[Record]]:
        return [read_stored(Record, each) for each in self._database.snapshots(query)]

    def _at(self, collection: str, name: str) -> firestore.DocumentReference:
        return self._database.document(collection, name)


def _row(tally: PatternTally, patterns: Mapping[str, Stored[Pattern]]) -> PatternRow | None:
    pattern = patterns.get(tally.pattern_id)
    return PatternRow(pattern.value, tally) if pattern else None


def _start(name: str, cursor: str | None) -> Start:
    start = read_start(name, cursor)
    known = start.position is None or is_document_id(start.position.id)
    return start if known else Start()
