"""Branches that everyone builds on in the SQLite file of the embedded store."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.adapters.cursors import read_cursor
from shared.adapters.sqlite.documents import get_all, get_page, read
from shared.adapters.sqlite.file import sqlite_file
from shared.adapters.sqlite.query import Query
from shared.core.documents import Branch, BranchNews, BranchWeek
from shared.core.ids import branch_key
from shared.ports import Page, Stored


class SqliteBranches:
    """Satisfies `Branches`; nothing is opened before its first use."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get_branch(self, repo: str, branch: str) -> Stored[Branch] | None:
        """Return the branch."""
        key = branch_key(repo, branch)
        with self._file.reading() as connection:
            return get_all(connection, Branch, [key]).get(key)

    def get_weeks(self, keys: Iterable[str]) -> dict[str, Stored[BranchWeek]]:
        """Return those of the weeks that exist, by key."""
        with self._file.reading() as connection:
            return get_all(connection, BranchWeek, keys)

    def list_news(self, *, limit: int) -> Sequence[Stored[BranchNews]]:
        """Return news of any branch, the oldest first."""
        query = "SELECT version, doc FROM branch_news ORDER BY at_ms, id LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (limit,)).fetchall()
        return [Stored(read(BranchNews, doc), version) for version, doc in rows]

    def list_branches(self, *, limit: int, cursor: str | None = None) -> Page[Branch]:
        """Return branches, the last changed first."""
        query = Query("SELECT updated_ms, id, doc FROM branches WHERE true")
        after = read_cursor("branches", cursor)
        if after is not None:
            query += Query(" AND (updated_ms, id) < (?, ?)", (after.key, after.id))
        with self._file.reading() as connection:
            ordered = query + Query(" ORDER BY updated_ms DESC, id DESC")
            return get_page(connection, Branch, ordered, limit)
