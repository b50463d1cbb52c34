"""The list of reports in Firestore: read along the index of one facet, or of all reports."""

from collections.abc import Callable
from typing import Any

from google.cloud import firestore

from shared.adapters.cursors import Position
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import (
    REPORTS,
    WITH_FACET,
    Shape,
    build_query,
    is_document_id,
    report_list,
)
from shared.adapters.scan import Scan, Start, read_start, write_start
from shared.core.documents import Report
from shared.core.lists import COUNT_CAP, MAX_READ, ListQuery, Plan, Sort, plan
from shared.ports import Page

Snapshot = firestore.DocumentSnapshot[Any]


def list_reports(
    database: Database, query: ListQuery, *, limit: int, cursor: str | None
) -> Page[Report]:
    """Return one page. Of several facets each is counted first, for one read."""
    name = f"reports.{query.sort.value}"
    chosen = plan(query, lambda facet: database.count(WITH_FACET, {"facets": facet}, COUNT_CAP))
    key = _shape(query, chosen).order[0]

    def read(start: Start, count: int) -> list[Snapshot]:
        shape = _shape(query, chosen, descending=not start.back)
        asked = _from(database, build_query(database.client, shape, _values(query, chosen)), start)
        return database.snapshots(asked.select(_fields(chosen, key)).limit(count))

    scan = Scan(read, lambda each: Position(each.get(key), each.id), _fits(chosen))
    found = scan.page(_start(name, cursor), limit=limit, max_read=MAX_READ)
    reports = [read_stored(Report, snapshot).value for snapshot in found.rows]
    return Page(reports, write_start(name, found.next), write_start(name, found.previous))


def count_reports(database: Database, query: ListQuery, *, at_most: int) -> int:
    """Return how many reports the query finds, by its first facet alone, up to that many.

    Sorted by when last seen: a merged report has no such time and is not counted.
    """
    recent = ListQuery(query.facets, query.since_ms, Sort.LAST_SEEN)
    chosen = plan(recent, lambda _facet: 0)
    return database.count(_shape(recent, chosen), _values(recent, chosen), at_most)


def _shape(query: ListQuery, chosen: Plan, *, descending: bool = True) -> Shape:
    return report_list(
        query.sort,
        of_facet=chosen.lead is not None,
        recent=query.reads_along_age,
        descending=descending,
    )


def _values(query: ListQuery, chosen: Plan) -> dict[str, Any]:
    values: dict[str, Any] = {"facets": chosen.lead}
    if query.since_ms is not None:
        values["last_ms"] = query.since_ms - 1  # shapes compare by "greater than"
    return values


def _fields(chosen: Plan, key: str) -> list[str]:
    """Return the fields that a page needs: facets are as large as all others together."""
    return list(dict.fromkeys(["doc", key, *(("facets", "last_ms") if chosen.filters else ())]))


def _fits(chosen: Plan) -> Callable[[Snapshot], bool] | None:
    if not chosen.filters:
        return None
    return lambda each: chosen.fits(each.get("facets"), each.get("last_ms"))


def _start(name: str, cursor: str | None) -> Start:
    start = read_start(name, cursor)
    known = start.position is None or is_document_id(start.position.id)
    return start if known else Start()


def _from(database: Database, query: firestore.Query, start: Start) -> firestore.Query:
    if start.position is None:
        return query
    last = database.client.collection(REPORTS).document(start.position.id)
    position = [start.position.key, last]
    return query.start_at(position) if start.inclusive else query.start_after(position)
