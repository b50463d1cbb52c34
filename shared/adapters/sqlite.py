"""The documents in one SQLite file: the embedded Store."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from shared.adapters import sqlite_lists
from shared.adapters.codec import from_document, to_document
from shared.adapters.cursors import Position, read_cursor, write_cursor
from shared.adapters.sqlite_file import SqliteFile
from shared.adapters.sqlite_query import Query
from shared.core.documents import Fingerprint, Issue, Job, NewFailure, Record, Report
from shared.core.ids import job_key
from shared.core.lists import ALL, ListQuery
from shared.errors import FoldConflict, IdTaken, RecordConflict
from shared.ports import Fold, Page, Stored

T = TypeVar("T")

# Names of tables stand in statements as they are: they come from this file alone.
Table = Literal["records", "fingerprints", "reports", "issues", "jobs"]
_RECORD_ORDER = {True: "seen_ms, id", False: "seen_ms DESC, id DESC"}


class SqliteStore:
    """Satisfies `Store`. Threads and processes may share the file; nothing is opened before use.

    A document's version is a random number, new with each write: no number comes back when a
    document is deleted and made again.
    """

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path)

    def get_record(self, record_id: str) -> Stored[Record] | None:
        """Return the record, expired or not."""
        return self._get("records", Record, [record_id]).get(record_id)

    def get_fingerprint(self, fingerprint: str) -> Stored[Fingerprint] | None:
        """Return the fingerprint's document."""
        return self._get("fingerprints", Fingerprint, [fingerprint]).get(fingerprint)

    def get_reports(self, log_ids: Iterable[str]) -> dict[str, Stored[Report]]:
        """Return those of the reports that exist, by id."""
        return self._get("reports", Report, log_ids)

    def get_fingerprints(self, fingerprints: Iterable[str]) -> dict[str, Stored[Fingerprint]]:
        """Return those of the fingerprint documents that exist, by fingerprint."""
        return self._get("fingerprints", Fingerprint, fingerprints)

    def find_similar(self, bands: Sequence[str], *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints that have one of these band values."""
        query = """
            SELECT version, doc FROM fingerprints WHERE id IN (
                SELECT fingerprint FROM bands WHERE band IN (SELECT value FROM json_each(?))
            ) LIMIT ?
            """
        with self._file.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(bands)), limit)).fetchall()
        return [Stored(_read(Fingerprint, doc), version) for version, doc in rows]

    def get_jobs(self, jobs: Iterable[str]) -> dict[str, Stored[Job]]:
        """Return those of the jobs that are known, by name."""
        found = self._get("jobs", Job, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def find_coarse(self, coarse: str, *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints of this coarse fingerprint."""
        query = "SELECT version, doc FROM fingerprints WHERE coarse = ? LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (coarse, limit)).fetchall()
        return [Stored(_read(Fingerprint, doc), version) for version, doc in rows]

    def get_issues(self, issue_ids: Iterable[str]) -> dict[str, Stored[Issue]]:
        """Return those of the issues that exist, by id."""
        return self._get("issues", Issue, issue_ids)

    def save_record(
        self,
        record: Record,
        *,
        replaces: Stored[Record] | None = None,
        failure: NewFailure | None = None,
    ) -> None:
        """Write the record and the new failure in one transaction, or raise and write nothing."""
        with self._file.writing() as connection:
            if replaces is not None:
                saved = _update(connection, "records", record.record_id, record, replaces)
            else:
                saved = _insert(connection, "records", record.record_id, record)
            if not saved:
                raise RecordConflict(record.record_id)
            for table, document_id, document in _documents_of(failure):
                if not _insert(connection, table, document_id, document):
                    raise IdTaken(f"{table}: {document_id}")

    def save_fold(self, fold: Fold) -> None:
        """Write all documents of the fold in one transaction, or raise and write nothing."""
        changes: list[tuple[Table, str, Stored[Any]]] = [
            *(("records", each.value.record_id, each) for each in fold.records),
            *(("fingerprints", each.value.fingerprint, each) for each in fold.fingerprints),
            *(("reports", each.value.log_id, each) for each in fold.reports),
            *(("jobs", job_key(each.value.job), each) for each in fold.jobs),
            *(("issues", each.value.issue_id, each) for each in fold.issues),
        ]
        removals: list[tuple[Table, str, Stored[Any]]] = [
            *(("reports", each.value.log_id, each) for each in fold.removed_reports),
            *(("issues", each.value.issue_id, each) for each in fold.removed_issues),
        ]
        with self._file.writing() as connection:
            for write, documents in ((_write, changes), (_delete, removals)):
                for table, document_id, stored in documents:
                    if not write(connection, table, document_id, stored):
                        raise FoldConflict(f"{table}: {document_id}")

    def list_reports(
        self, query: ListQuery = ALL, *, limit: int, cursor: str | None = None
    ) -> Page[Report]:
        """Return reports that have all the facets asked for, read along the rarest of them."""
        with self._file.reading() as connection:
            return sqlite_lists.list_reports(connection, query, limit=limit, cursor=cursor)

    def count_reports(self, query: ListQuery, *, at_most: int) -> int:
        """Return how many reports a query of at most one facet finds, up to that many."""
        with self._file.reading() as connection:
            return sqlite_lists.count_reports(connection, query, at_most)

    def list_records(
        self,
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        fingerprints: Sequence[str] | None = None,
        problems_only: bool = False,
        oldest_first: bool = False,
    ) -> Page[Record]:
        """Return unexpired records by `seen_ms`; a page costs the same in a store of any size."""
        after = read_cursor("records", cursor)
        query = _unexpired_records(now_ms, after, oldest_first)
        if problems_only:
            query += Query(" AND problem IS NOT NULL")
        if fingerprints is not None:
            query = _of_any_fingerprint(query, fingerprints)
        query += Query(f" ORDER BY {_RECORD_ORDER[oldest_first]}")
        return self._page("records", Record, query, limit)

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Record]]:
        """Return some records whose `unfolded` is true, expired ones too."""
        query = "SELECT version, doc FROM records WHERE unfolded = 1 LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (limit,)).fetchall()
        return [Stored(_read(Record, doc), version) for version, doc in rows]

    def count_unfolded(self, fingerprints: Sequence[str]) -> int:
        """Return what unfolded records add to these fingerprints, less what they take away."""
        query = """
            SELECT (SELECT count(*) FROM records WHERE unfolded = 1
                    AND fingerprint IN (SELECT value FROM json_each(:ids)))
                 - (SELECT count(*) FROM records WHERE unfolded = 1
                    AND counted_fingerprint IN (SELECT value FROM json_each(:ids)))
            """
        with self._file.reading() as connection:
            row = connection.execute(query, {"ids": json.dumps(list(fingerprints))}).fetchone()
        return int(row[0])

    def seen_bounds(self, fingerprint: str) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of its records, expired or not: two index look-ups."""
        query = """
            SELECT (SELECT min(seen_ms) FROM records WHERE fingerprint = :fingerprint),
                   (SELECT max(seen_ms) FROM records WHERE fingerprint = :fingerprint)
            """
        with self._file.reading() as connection:
            first, last = connection.execute(query, {"fingerprint": fingerprint}).fetchone()
        return None if first is None else (first, last)

    def take_lease(self, name: str, holder: str, *, now_ms: int, until_ms: int) -> bool:
        """Take or extend the lease, in one statement."""
        statement = """
            INSERT INTO leases VALUES (:name, :holder, :until_ms)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
            WHERE holder = excluded.holder OR until_ms <= :now_ms
            """
        lease = {"name": name, "holder": holder, "until_ms": until_ms, "now_ms": now_ms}
        with self._file.writing() as connection:
            # Leases that ran out are free: nothing is lost with them.
            connection.execute("DELETE FROM leases WHERE until_ms <= ?", (now_ms,))
            return connection.execute(statement, lease).rowcount == 1

    def drop_lease(self, name: str, holder: str) -> None:
        """Give the lease back if this holder still has it."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM leases WHERE name = ? AND holder = ?", (name, holder))

    def _get(self, table: Table, cls: type[T], ids: Iterable[str]) -> dict[str, Stored[T]]:
        query = f"""
            SELECT id, version, doc FROM {table} WHERE id IN (SELECT value FROM json_each(?))
            """  # noqa: S608
        with self._file.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(ids)),)).fetchall()
        return {row_id: Stored(_read(cls, doc), version) for row_id, version, doc in rows}

    def _page(self, table: Table, cls: type[T], query: Query, limit: int) -> Page[T]:
        query += Query(" LIMIT ?", (limit + 1,))  # the one more tells whether another page follows
        with self._file.reading() as connection:
            rows = connection.execute(query.sql, query.parameters).fetchall()
        shown = rows[:limit]
        more = len(rows) > limit and bool(shown)
        return Page(
            [_read(cls, doc) for _, _, doc in shown],
            write_cursor(table, Position(*shown[-1][:2])) if more else None,
        )


def _unexpired_records(now_ms: int, after: Position | None, oldest_first: bool) -> Query:
    query = Query("SELECT seen_ms, id, doc FROM records WHERE expires_ms > ?", (now_ms,))
    if after is None:
        return query
    comparison = ">" if oldest_first else "<"
    return query + Query(f" AND (seen_ms, id) {comparison} (?, ?)", (after.key, after.id))


def _of_any_fingerprint(query: Query, fingerprints: Sequence[str]) -> Query:
    """Return a union of one query a fingerprint, each sorted by its index.

    SQLite merges them and stops at the limit; for `fingerprint IN (...)` it would read and sort
    every occurrence there is.
    """
    each = [query + Query(" AND fingerprint = ?", (one,)) for one in dict.fromkeys(fingerprints)]
    if not each:
        return query + Query(" AND false")
    sql = " UNION ALL ".join(one.sql for one in each)
    return Query(sql, tuple(value for one in each for value in one.parameters))


def _documents_of(failure: NewFailure | None) -> list[tuple[Table, str, Any]]:
    if failure is None:
        return []
    documents: list[tuple[Table, str, Any]] = [
        ("fingerprints", failure.fingerprint.fingerprint, failure.fingerprint)
    ]
    if failure.report is not None:
        documents.append(("reports", failure.report.log_id, failure.report))
    if failure.issue is not None:
        documents.append(("issues", failure.issue.issue_id, failure.issue))
    return documents


def _insert(connection: sqlite3.Connection, table: Table, document_id: str, value: Any) -> bool:
    """Create the document; False when there is one of this id."""
    statement = f"INSERT INTO {table} (id, doc) VALUES (?, ?) ON CONFLICT DO NOTHING"  # noqa: S608
    return connection.execute(statement, (document_id, _written(value))).rowcount == 1


def _update(
    connection: sqlite3.Connection, table: Table, document_id: str, value: Any, read: Stored[Any]
) -> bool:
    """Change the document; False when it is not the one that was read any more."""
    statement = f"""
        UPDATE {table} SET doc = ?, version = random() WHERE id = ? AND version = ?
        """  # noqa: S608
    row = (_written(value), document_id, read.version)
    return connection.execute(statement, row).rowcount == 1


def _write(
    connection: sqlite3.Connection, table: Table, document_id: str, stored: Stored[Any]
) -> bool:
    """Write the document if it still is, or is not, what was read."""
    if stored.version is None:
        return _insert(connection, table, document_id, stored.value)
    return _update(connection, table, document_id, stored.value, stored)


def _delete(
    connection: sqlite3.Connection, table: Table, document_id: str, read: Stored[Any]
) -> bool:
    """Delete the document; False when it is not the one that was read any more."""
    statement = f"DELETE FROM {table} WHERE id = ? AND version = ?"  # noqa: S608
    return connection.execute(statement, (document_id, read.version)).rowcount == 1


def _written(value: Any) -> str:
    document = to_document(value)
    if isinstance(value, Record):
        document["unfolded"] = value.unfolded  # no field, but what a query asks for
    if isinstance(value, Report):
        document["facets"] = value.facets  # likewise
    return json.dumps(document, separators=(",", ":"))


def _read(cls: type[T], document: str) -> T:
    return from_document(cls, json.loads(document))
