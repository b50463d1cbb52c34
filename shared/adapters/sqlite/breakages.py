"""Breakages in the SQLite file of the embedded store."""

from pathlib import Path

from shared.adapters.cursors import read_cursor
from shared.adapters.sqlite.documents import get_all, get_page
from shared.adapters.sqlite.file import sqlite_file
from shared.adapters.sqlite.query import Query
from shared.core.documents import Breakage
from shared.core.ids import branch_key
from shared.ports import Page, Stored


class SqliteBreakages:
    """Satisfies `Breakages`; nothing is opened before its first use."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get(self, breakage_id: str) -> Stored[Breakage] | None:
        """Return the breakage."""
        with self._file.reading() as connection:
            return get_all(connection, Breakage, [breakage_id]).get(breakage_id)

    def list(
        self,
        *,
        limit: int,
        cursor: str | None = None,
        repo: str | None = None,
        branch: str | None = None,
    ) -> Page[Breakage]:
        """Return breakages, the last annotated first; all, or those of one branch."""
        query = Query("SELECT created_ms, id, doc FROM breakages WHERE true")
        if repo is not None and branch is not None:
            query += Query(" AND branch_key = ?", (branch_key(repo, branch),))
        after = read_cursor("breakages", cursor)
        if after is not None:
            query += Query(" AND (created_ms, id) < (?, ?)", (after.key, after.id))
        with self._file.reading() as connection:
            ordered = query + Query(" ORDER BY created_ms DESC, id DESC")
            return get_page(connection, Breakage, ordered, limit)
