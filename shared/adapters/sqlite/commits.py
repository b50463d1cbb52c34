"""Commits and what was heard of them in the SQLite file."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from shared.adapters.sqlite.documents import get_all, read
from shared.adapters.sqlite.file import sqlite_file
from shared.core.documents import Commit, CommitSign, CommitSigns, Record, Touch
from shared.ports import Stored

T = TypeVar("T")


class SqliteCommits:
    """Satisfies `Commits`."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get_commits(self, keys: Iterable[str]) -> dict[str, Stored[Commit]]:
        """Return those of the commits that exist, by key."""
        with self._file.reading() as connection:
            return get_all(connection, Commit, keys)

    def get_signs(self, key: str) -> Stored[CommitSigns] | None:
        """Return all that was decided with so far."""
        with self._file.reading() as connection:
            return get_all(connection, CommitSigns, [key]).get(key)

    def get_heard(self, sign_ids: Iterable[str]) -> dict[str, Stored[CommitSign]]:
        """Return those of the signs that are kept still, by id."""
        with self._file.reading() as connection:
            return get_all(connection, CommitSign, sign_ids)

    def list_undecided(self, key: str, *, limit: int) -> Sequence[Stored[CommitSign]]:
        """Return signs of the commit that were not decided with yet."""
        query = "SELECT version, doc FROM signs WHERE waits_for = ? LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (key, limit)).fetchall()
        return [Stored(read(CommitSign, doc), version) for version, doc in rows]

    def list_waiting(self, *, before_ms: int, limit: int) -> Sequence[CommitSign]:
        """Return undecided signs that were heard before, the oldest first."""
        query = "SELECT doc FROM signs WHERE waits_ms < ? ORDER BY waits_ms, id LIMIT ?"
        return self._list(CommitSign, query, before_ms, limit)

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `due_ms` has come, the longest due first."""
        query = "SELECT doc FROM commits WHERE due_ms <= ? ORDER BY due_ms, id LIMIT ?"
        return self._list(Commit, query, now_ms, limit)

    def list_unposted(self, *, since_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `post_problem_ms` is later than that, the last first."""
        query = """
            SELECT doc FROM commits WHERE post_problem_ms > ?
            ORDER BY post_problem_ms DESC, id DESC LIMIT ?
            """
        return self._list(Commit, query, since_ms, limit)

    def list_answered(self, *, limit: int) -> Sequence[Commit]:
        """Return commits of which a status answered a log, the last answered first."""
        query = """
            SELECT doc FROM commits WHERE answered_ms > ?
            ORDER BY answered_ms DESC, id DESC LIMIT ?
            """
        return self._list(Commit, query, 0, limit)

    def list_touches(self, *, limit: int) -> Sequence[Stored[Touch]]:
        """Return changes that commits were not reminded of yet."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT version, doc FROM touches LIMIT ?", (limit,)
            ).fetchall()
        return [Stored(read(Touch, doc), version) for version, doc in rows]

    def list_of_pull(self, pull_key: str, *, limit: int) -> Sequence[Commit]:
        """Return commits of the pull request, the last heard of first."""
        query = """
            SELECT doc FROM commits WHERE pull_key = ? ORDER BY heard_ms DESC, id DESC LIMIT ?
            """
        return self._list(Commit, query, pull_key, limit)

    def list_based_on(
        self, base_keys: Sequence[str], *, limit: int, after: str = ""
    ) -> Sequence[Commit]:
        """Return commits with failures by one of these keys, in the order of their own."""
        query = """
            SELECT doc FROM commits
            WHERE base_key IN (SELECT value FROM json_each(?)) AND id > ? ORDER BY id LIMIT ?
            """
        with self._file.reading() as connection:
            parameters = (json.dumps(list(base_keys)), after, limit)
            rows = connection.execute(query, parameters).fetchall()
        return [read(Commit, doc) for (doc,) in rows]

    def find_copies(self, content_hash: str, *, limit: int) -> Sequence[Record]:
        """Return some records of logs that are equal byte for byte, the oldest first."""
        query = "SELECT doc FROM records WHERE content_hash = ? ORDER BY seen_ms, id LIMIT ?"
        return self._list(Record, query, content_hash, limit)

    def _list(self, kind: type[T], query: str, value: int | str, limit: int) -> list[T]:
        with self._file.reading() as connection:
            rows = connection.execute(query, (value, limit)).fetchall()
        return [read(kind, doc) for (doc,) in rows]
