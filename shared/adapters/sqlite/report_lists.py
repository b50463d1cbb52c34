"""The list of reports in SQLite: read along the index of one facet, or of all reports."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shared.adapters.codec import from_document
from shared.adapters.cursors import Position
from shared.adapters.scan import Scan, Start, read_start, write_start
from shared.adapters.sqlite.query import Query
from shared.core.documents import Report
from shared.core.lists import COUNT_CAP, MAX_READ, ListQuery, Plan, Sort, plan
from shared.ports import Page

Row = tuple[int, str, int, dict[str, Any]]
"""The sort key, the id, when last seen, and the document."""

_KEYS = {
    Sort.LAST_SEEN: "last_seen_ms",
    Sort.FIRST_SEEN: "first_seen_ms",
    Sort.OCCURRENCES: "occurrences",
    Sort.FILED: "filed_ms",
}


def list_reports(
    connection: sqlite3.Connection, query: ListQuery, *, limit: int, cursor: str | None
) -> Page[Report]:
    """Return one page; it costs the same in a store of any size."""
    name = f"reports.{query.sort.value}"
    chosen = plan(query, lambda facet: _count(connection, _of_facet(facet), COUNT_CAP))

    def read(start: Start, count: int) -> list[Row]:
        statement = _statement(query, chosen, start) + Query(" LIMIT ?", (count,))
        rows = connection.execute(statement.sql, statement.parameters)
        return [(key, row_id, last_ms, json.loads(doc)) for key, row_id, last_ms, doc in rows]

    scan = Scan(read, lambda row: Position(row[0], row[1]), _fits(chosen))
    found = scan.page(read_start(name, cursor), limit=limit, max_read=MAX_READ)
    reports = [from_document(Report, document) for *_, document in found.rows]
    return Page(reports, write_start(name, found.next), write_start(name, found.previous))


def count_reports(connection: sqlite3.Connection, query: ListQuery, at_most: int) -> int:
    """Return how many reports the query finds, by its first facet alone, up to that many."""
    chosen = plan(replace(query, sort=Sort.LAST_SEEN), lambda _facet: 0)
    source = _of_facet(chosen.lead) if chosen.lead else Query(" FROM reports AS l")
    source += Query(" WHERE " if chosen.lead is None else " AND ")
    since_ms = 0 if query.since_ms is None else query.since_ms
    return _count(connection, source + Query("l.last_seen_ms >= ?", (since_ms,)), at_most)


def _fits(chosen: Plan) -> Callable[[Row], bool] | None:
    if not chosen.filters:
        return None
    return lambda row: chosen.fits(row[3]["facets"], row[2])


def _statement(query: ListQuery, chosen: Plan, start: Start) -> Query:
    key = _KEYS[query.sort]
    columns = f"SELECT l.{key}, l.id, l.last_seen_ms, r.doc"
    if chosen.lead is None:
        statement = Query(columns.replace("r.doc", "l.doc"))
        statement += Query(" FROM reports AS l WHERE true")
    else:
        # CROSS JOIN: SQLite keeps this order, and the reports are looked up one by one.
        joined = " FROM report_facets AS l CROSS JOIN reports AS r ON r.id = l.id WHERE l.facet = ?"
        statement = Query(columns + joined, (chosen.lead,))
    statement += Query(f" AND l.{key} IS NOT NULL")
    if query.reads_along_age and query.since_ms is not None:
        statement += Query(" AND l.last_seen_ms >= ?", (query.since_ms,))
    if start.position is not None:
        comparison = (">" if start.back else "<") + ("=" if start.inclusive else "")
        values = (start.position.key, start.position.id)
        statement += Query(f" AND (l.{key}, l.id) {comparison} (?, ?)", values)
    direction = "ASC" if start.back else "DESC"
    return statement + Query(f" ORDER BY l.{key} {direction}, l.id {direction}")


def _of_facet(facet: str) -> Query:
    return Query(" FROM report_facets AS l WHERE l.facet = ?", (facet,))


def _count(connection: sqlite3.Connection, source: Query, at_most: int) -> int:
    inner = Query("SELECT count(*) FROM (SELECT 1") + source + Query(" LIMIT ?)", (at_most,))
    return int(connection.execute(inner.sql, inner.parameters).fetchone()[0])
