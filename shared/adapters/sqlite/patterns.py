"""Patterns, what they hit, and the ledger of scans in the SQLite file."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from shared.adapters.collections import ACTIVE_SET, LABELS
from shared.adapters.cursors import Position, read_cursor, write_cursor
from shared.adapters.scan import Scan as PageScan
from shared.adapters.scan import Start, read_start, write_start
from shared.adapters.sqlite.documents import get_all, get_page, read
from shared.adapters.sqlite.file import sqlite_file
from shared.adapters.sqlite.query import Query
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
from shared.core.pattern_lists import PatternQuery, PatternRow, PatternSort
from shared.ports import Page, Stored

T = TypeVar("T")
Row = tuple[int, str, PatternRow]
"""The sort key, the name of the tally, and what is shown."""

_KEYS = {
    PatternSort.HITS: "hits",
    PatternSort.LAST_SEEN: "last_ms",
    PatternSort.NEWEST: "created_ms",
}


class SqlitePatterns:
    """Satisfies `Patterns`."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get_patterns(self, pattern_ids: Iterable[str]) -> dict[str, Stored[Pattern]]:
        """Return those of the patterns that exist, by id."""
        return self._get(Pattern, pattern_ids)

    def get_tallies(self, keys: Iterable[str]) -> dict[str, Stored[PatternTally]]:
        """Return those of the tallies that exist, by key."""
        return self._get(PatternTally, keys)

    def get_active_set(self) -> Stored[ActiveSet] | None:
        """Return which set of patterns is looked for."""
        return self._get(ActiveSet, [ACTIVE_SET]).get(ACTIVE_SET)

    def get_labels(self) -> Stored[Labels] | None:
        """Return the declared labels."""
        return self._get(Labels, [LABELS]).get(LABELS)

    def get_days(self, days: Iterable[str]) -> dict[str, Stored[DayTally]]:
        """Return those of the days on which something was counted."""
        return self._get(DayTally, days)

    def get_scans(self, scan_ids: Iterable[str]) -> dict[str, Stored[Scan]]:
        """Return those of the scans that exist, by id."""
        return self._get(Scan, scan_ids)

    def list_patterns(
        self, query: PatternQuery, *, limit: int, cursor: str | None = None
    ) -> Page[PatternRow]:
        """Return patterns along the index of their tallies."""
        name = f"patterns.{query.sort.value}"

        def read_rows(start: Start, count: int) -> list[Row]:
            asked = _tallies(_KEYS[query.sort], start) + Query(" LIMIT ?", (count,))
            return [
                (key, tally_id, PatternRow(read(Pattern, pattern), read(PatternTally, tally)))
                for key, tally_id, tally, pattern in self._rows(asked)
            ]

        scan = PageScan(
            read_rows, lambda row: Position(row[0], row[1]), lambda row: query.fits(row[2])
        )
        found = scan.page(read_start(name, cursor), limit=limit, max_read=MAX_READ)
        rows = [row for *_, row in found.rows]
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
        after = read_cursor("records", cursor)
        query = Query(
            """
            SELECT DISTINCT h.seen_ms, h.id, r.doc FROM record_hits AS h
            CROSS JOIN records AS r ON r.id = h.id
            WHERE h.hit IN (SELECT value FROM json_each(?)) AND r.expires_ms > ?
            """,
            (json.dumps(list(sided_keys)), now_ms),
        )
        if after is not None:
            query += Query(" AND (h.seen_ms, h.id) < (?, ?)", (after.key, after.id))
        elif before_ms is not None:
            query += Query(" AND h.seen_ms < ?", (before_ms,))
        query += Query(" ORDER BY h.seen_ms DESC, h.id DESC")
        with self._file.reading() as connection:
            return get_page(connection, Record, query, limit)

    def hit_bounds(self, sided_key: str) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of the folded records with such a hit: two look-ups."""
        hits = """
            FROM record_hits AS h WHERE hit = ?
            AND NOT (SELECT unfolded FROM records WHERE records.id = h.id)
            """
        query = Query(
            f"SELECT (SELECT min(seen_ms) {hits}), (SELECT max(seen_ms) {hits})",
            (sided_key, sided_key),
        )
        [(first, last)] = self._rows(query)
        return None if first is None else (first, last)

    def walk_records(
        self, *, after: str, last: str, limit: int, holding: Sequence[str] = ()
    ) -> Sequence[Stored[Record]]:
        """Return records by id, those above `after` and below `last`."""
        query = Query("SELECT version, doc FROM records WHERE id > ? AND id < ?", (after, last))
        if holding:
            hits = "SELECT id FROM record_hits WHERE hit IN (SELECT value FROM json_each(?))"
            query += Query(f" AND id IN ({hits})", (json.dumps(list(holding)),))
        return self._stored(Record, query + Query(" ORDER BY id LIMIT ?", (limit,)))

    def list_late(
        self, *, scanned_since_ms: int, below_set: int, limit: int, cursor: str | None = None
    ) -> Page[Stored[Record]]:
        """Return records scanned since then for a set of a lower number."""
        after = read_cursor("late", cursor) or Position(scanned_since_ms - 1, "~")
        query = Query(
            """
            SELECT version, doc FROM records
            WHERE (scanned_ms, id) > (?, ?) AND pattern_set < ? ORDER BY scanned_ms, id LIMIT ?
            """,
            (after.key, after.id, below_set, limit + 1),
        )
        found = self._stored(Record, query)
        items = found[:limit]
        if len(found) <= limit or not items:
            return Page(items)
        end = items[-1].value
        return Page(items, write_cursor("late", Position(end.scanned_ms, end.record_id)))

    def count_records(self, *, since_ms: int) -> int:
        """Return how many records were seen since, expired ones too."""
        [(count,)] = self._rows(
            Query("SELECT count(*) FROM records WHERE seen_ms >= ?", (since_ms,))
        )
        return int(count)

    def list_scans(self, *, limit: int, cursor: str | None = None) -> Page[Scan]:
        """Return scans, newest first."""
        after = read_cursor("scans", cursor)
        query = Query("SELECT created_ms, id, doc FROM scans WHERE true")
        if after is not None:
            query += Query(" AND (created_ms, id) < (?, ?)", (after.key, after.id))
        query += Query(" ORDER BY created_ms DESC, id DESC")
        with self._file.reading() as connection:
            return get_page(connection, Scan, query, limit)

    def ranges_of(self, scan_id: str) -> Sequence[Stored[ScanRange]]:
        """Return all ranges of a scan."""
        query = Query("SELECT version, doc FROM scan_ranges WHERE scan_id = ?", (scan_id,))
        return self._stored(ScanRange, query)

    def get_ranges(self, names: Iterable[str]) -> dict[str, Stored[ScanRange]]:
        """Return those of the ranges that exist, by name."""
        return self._get(ScanRange, names)

    def open_ranges(self, *, limit: int) -> Sequence[Stored[ScanRange]]:
        """Return ranges that are not done, those first whose lease ends, or ended, first."""
        query = """
            SELECT version, doc FROM scan_ranges WHERE lease_until_ms IS NOT NULL
            ORDER BY lease_until_ms, id LIMIT ?
            """
        return self._stored(ScanRange, Query(query, (limit,)))

    def _get(self, kind: type[T], names: Iterable[str]) -> dict[str, Stored[T]]:
        with self._file.reading() as connection:
            return get_all(connection, kind, names)

    def _stored(self, kind: type[T], query: Query) -> list[Stored[T]]:
        return [Stored(read(kind, doc), version) for version, doc in self._rows(query)]

    def _rows(self, query: Query) -> list[Any]:
        with self._file.reading() as connection:
            return connection.execute(query.sql, query.parameters).fetchall()


def _tallies(key: str, start: Start) -> Query:
    """Return the query for sort key, name, tally and pattern, from a start on."""
    # CROSS JOIN: SQLite keeps this order, and the patterns are looked up one by one.
    query = Query(
        f"""
        SELECT t.{key}, t.id, t.doc, p.doc FROM pattern_tallies AS t
        CROSS JOIN patterns AS p ON p.id = t.pattern_id WHERE t.{key} IS NOT NULL
        """  # noqa: S608
    )
    if start.position is not None:
        comparison = (">" if start.back else "<") + ("=" if start.inclusive else "")
        values = (start.position.key, start.position.id)
        query += Query(f" AND (t.{key}, t.id) {comparison} (?, ?)", values)
    direction = "ASC" if start.back else "DESC"
    return query + Query(f" ORDER BY t.{key} {direction}, t.id {direction}")
