"""The documents in one SQLite file: the embedded Store."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from shared.adapters.collections import place_of
from shared.adapters.cursors import Position, read_cursor
from shared.adapters.sqlite import report_lists
from shared.adapters.sqlite.documents import delete, get_all, get_page, insert, put, read, write
from shared.adapters.sqlite.file import sqlite_file
from shared.adapters.sqlite.query import Query
from shared.core.documents import (
    CommitSign,
    Fingerprint,
    Issue,
    Job,
    NewFailure,
    Record,
    Report,
)
from shared.core.ids import job_key
from shared.core.lists import ALL, ListQuery
from shared.errors import ChangeConflict, IdTaken, RecordConflict
from shared.ports import Changes, Page, Stored

T = TypeVar("T")

_RECORD_ORDER = {True: "seen_ms, id", False: "seen_ms DESC, id DESC"}


class SqliteStore:
    """Satisfies `Store`. Threads and processes may share the file; nothing is opened before use.

    A document's version is a random number, new with each write: no number comes back when a
    document is deleted and made again.
    """

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get_record(self, record_id: str) -> Stored[Record] | None:
        """Return the record, expired or not."""
        return self._get(Record, [record_id]).get(record_id)

    def get_fingerprint(self, fingerprint: str) -> Stored[Fingerprint] | None:
        """Return the fingerprint's document."""
        return self._get(Fingerprint, [fingerprint]).get(fingerprint)

    def get_records(self, record_ids: Iterable[str]) -> dict[str, Stored[Record]]:
        """Return those of the records that exist, by id, expired ones too."""
        return self._get(Record, record_ids)

    def get_reports(self, log_ids: Iterable[str]) -> dict[str, Stored[Report]]:
        """Return those of the reports that exist, by id."""
        return self._get(Report, log_ids)

    def get_fingerprints(self, fingerprints: Iterable[str]) -> dict[str, Stored[Fingerprint]]:
        """Return those of the fingerprint documents that exist, by fingerprint."""
        return self._get(Fingerprint, fingerprints)

    def find_similar(self, bands: Sequence[str], *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints that have one of these band values."""
        query = """
            SELECT version, doc FROM fingerprints WHERE id IN (
                SELECT fingerprint FROM bands WHERE band IN (SELECT value FROM json_each(?))
            ) LIMIT ?
            """
        with self._file.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(bands)), limit)).fetchall()
        return [Stored(read(Fingerprint, doc), version) for version, doc in rows]

    def get_jobs(self, jobs: Iterable[str]) -> dict[str, Stored[Job]]:
        """Return those of the jobs that are known, by name."""
        found = self._get(Job, [job_key(job) for job in jobs])
        return {stored.value.job: stored for stored in found.values()}

    def find_coarse(self, coarse: str, *, limit: int) -> Sequence[Stored[Fingerprint]]:
        """Return some fingerprints of this coarse fingerprint."""
        query = "SELECT version, doc FROM fingerprints WHERE coarse = ? LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (coarse, limit)).fetchall()
        return [Stored(read(Fingerprint, doc), version) for version, doc in rows]

    def get_issues(self, issue_ids: Iterable[str]) -> dict[str, Stored[Issue]]:
        """Return those of the issues that exist, by id."""
        return self._get(Issue, issue_ids)

    def save_record(
        self,
        record: Record,
        *,
        replaces: Stored[Record] | None = None,
        failure: NewFailure | None = None,
        sign: CommitSign | None = None,
    ) -> None:
        """Write the record, the new failure and the sign in one transaction, or nothing."""
        version = None if replaces is None else replaces.version
        with self._file.writing() as connection:
            if not write(connection, Stored(record, version)):
                raise RecordConflict(record.record_id)
            for document in failure.documents if failure else ():
                if not insert(connection, document):
                    raise IdTaken(str(place_of(document)))
            if sign is not None:
                put(connection, sign)

    def save(self, changes: Changes) -> None:
        """Write and remove all the documents in one transaction, or raise and write nothing."""
        with self._file.writing() as connection:
            for change, documents in ((write, changes.written), (delete, changes.removed)):
                for stored in documents:
                    if not change(connection, stored):
                        raise ChangeConflict(str(place_of(stored.value)))

    def list_reports(
        self, query: ListQuery = ALL, *, limit: int, cursor: str | None = None
    ) -> Page[Report]:
        """Return reports that have all the facets asked for, read along the rarest of them."""
        with self._file.reading() as connection:
            return report_lists.list_reports(connection, query, limit=limit, cursor=cursor)

    def count_reports(self, query: ListQuery, *, at_most: int) -> int:
        """Return how many reports a query of at most one facet finds, up to that many."""
        with self._file.reading() as connection:
            return report_lists.count_reports(connection, query, at_most)

    def list_records(
        self,
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        fingerprints: Sequence[str] | None = None,
        problems_only: bool = False,
        oldest_first: bool = False,
        before_ms: int | None = None,
    ) -> Page[Record]:
        """Return unexpired records by `seen_ms`; a page costs the same in a store of any size."""
        after = read_cursor("records", cursor)
        query = _unexpired_records(now_ms, after, oldest_first)
        if before_ms is not None:
            query += Query(" AND seen_ms < ?", (before_ms,))
        if problems_only:
            query += Query(" AND problem IS NOT NULL")
        if fingerprints is not None:
            query = _of_any_fingerprint(query, fingerprints)
        query += Query(f" ORDER BY {_RECORD_ORDER[oldest_first]}")
        return self._page(Record, query, limit)

    def list_unfolded(self, *, limit: int) -> Sequence[Stored[Record]]:
        """Return some records whose `unfolded` is true, expired ones too."""
        query = "SELECT version, doc FROM records WHERE unfolded = 1 LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (limit,)).fetchall()
        return [Stored(read(Record, doc), version) for version, doc in rows]

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

    def seen_bounds(self, fingerprint: str, *, folded: bool = False) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of its records, expired or not: two index look-ups."""
        records = "FROM records WHERE fingerprint = :fingerprint"
        if folded:
            records += " AND NOT unfolded"
        query = f"SELECT (SELECT min(seen_ms) {records}), (SELECT max(seen_ms) {records})"
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

    def _get(self, kind: type[T], names: Iterable[str]) -> dict[str, Stored[T]]:
        with self._file.reading() as connection:
            return get_all(connection, kind, names)

    def _page(self, kind: type[T], query: Query, limit: int) -> Page[T]:
        with self._file.reading() as connection:
            return get_page(connection, kind, query, limit)


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
