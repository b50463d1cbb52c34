"""Documents as rows: id, version, and the codec's document as JSON, from which SQLite computes
the columns that queries need.
"""

import json
import sqlite3
from collections.abc import Iterable
from functools import singledispatch
from typing import Any, TypeVar

from shared.adapters.codec import from_document, to_document
from shared.adapters.collections import Place, collection_of, place_of
from shared.adapters.cursors import Position, write_cursor
from shared.adapters.sqlite.query import Query
from shared.core.documents import (
    Breakage,
    Build,
    Commit,
    CommitSign,
    PatternTally,
    Record,
    Report,
)
from shared.ports import Page, Stored

T = TypeVar("T")

# Names of tables stand in statements as they are: they come from `collections.py` alone.


def get_all(
    connection: sqlite3.Connection, kind: type[T], names: Iterable[str]
) -> dict[str, Stored[T]]:
    """Return those of the documents that exist, by name."""
    query = f"""
        SELECT id, version, doc FROM {collection_of(kind)}
        WHERE id IN (SELECT value FROM json_each(?))
        """  # noqa: S608
    rows = connection.execute(query, (json.dumps(list(names)),)).fetchall()
    return {name: Stored(read(kind, doc), version) for name, version, doc in rows}


def get_page(connection: sqlite3.Connection, kind: type[T], query: Query, limit: int) -> Page[T]:
    """Return one page of a query for sort key, id and document, which says where it begins."""
    query += Query(" LIMIT ?", (limit + 1,))  # the one more tells whether another page follows
    rows = connection.execute(query.sql, query.parameters).fetchall()
    shown = rows[:limit]
    more = len(rows) > limit and bool(shown)
    return Page(
        [read(kind, doc) for _, _, doc in shown],
        write_cursor(collection_of(kind), Position(*shown[-1][:2])) if more else None,
    )


def write(connection: sqlite3.Connection, stored: Stored[Any]) -> bool:
    """Write the document if it still is, or is not, what was read."""
    if stored.version is None:
        return insert(connection, stored.value)
    place = place_of(stored.value)
    statement = f"""
        UPDATE {place.collection} SET doc = ?, version = random() WHERE id = ? AND version = ?
        """  # noqa: S608
    row = (_written(stored.value), place.name, stored.version)
    return connection.execute(statement, row).rowcount == 1


def put(connection: sqlite3.Connection, value: Any) -> None:
    """Write the document whether there is one of its name or not."""
    place = place_of(value)
    statement = f"""
        INSERT INTO {place.collection} (id, doc) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, version = random()
        """  # noqa: S608
    connection.execute(statement, (place.name, _written(value)))


def insert(connection: sqlite3.Connection, value: Any) -> bool:
    """Create the document; False when there is one of this name."""
    place = place_of(value)
    statement = f"""
        INSERT INTO {place.collection} (id, doc) VALUES (?, ?) ON CONFLICT DO NOTHING
        """  # noqa: S608
    return connection.execute(statement, (place.name, _written(value))).rowcount == 1


def delete(connection: sqlite3.Connection, stored: Stored[Any]) -> bool:
    """Delete the document; False when it is not the one that was read any more."""
    place: Place = place_of(stored.value)
    statement = f"DELETE FROM {place.collection} WHERE id = ? AND version = ?"  # noqa: S608
    return connection.execute(statement, (place.name, stored.version)).rowcount == 1


def read(kind: type[T], document: str) -> T:
    """Return the value in a row's document."""
    return from_document(kind, json.loads(document))


def _written(value: Any) -> str:
    return json.dumps(to_document(value) | _asked_for(value), separators=(",", ":"))


@singledispatch
def _asked_for(_value: object) -> dict[str, Any]:
    """Return what queries ask for and no field of the value holds."""
    return {}


@_asked_for.register
def _(record: Record) -> dict[str, Any]:
    contribution = record.contribution
    hit_keys = contribution.sided_hits if contribution else ()
    return {"unfolded": record.unfolded, "hit_keys": hit_keys}


@_asked_for.register
def _(commit: Commit) -> dict[str, Any]:
    return {"due_ms": commit.due_ms, "pull_key": commit.pull_key, "base_key": commit.base_key}


@_asked_for.register
def _(sign: CommitSign) -> dict[str, Any]:
    return {"key": sign.key}


@_asked_for.register
def _(tally: PatternTally) -> dict[str, Any]:
    return {"hits": tally.hits, "last_seen_ms": tally.last_seen_ms}


@_asked_for.register
def _(build: Build) -> dict[str, Any]:
    return {"unfolded": build.unfolded}


@_asked_for.register
def _(breakage: Breakage) -> dict[str, Any]:
    return {"branch_key": breakage.branch_key}


@_asked_for.register
def _(report: Report) -> dict[str, Any]:
    return {"facets": report.facets}
