"""Notices in the SQLite file of the embedded store."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.adapters.sqlite.documents import get_all, read
from shared.adapters.sqlite.file import sqlite_file
from shared.core.documents import Notice
from shared.ports import Stored


class SqliteNotices:
    """Satisfies `Notices`; nothing is opened before its first use."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get(self, notice_ids: Iterable[str]) -> dict[str, Stored[Notice]]:
        """Return those of the notices that exist, by id."""
        with self._file.reading() as connection:
            return get_all(connection, Notice, notice_ids)

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Notice]]:
        """Return notices whose `due_ms` is past, the longest past first."""
        query = "SELECT version, doc FROM notices WHERE due_ms <= ? ORDER BY due_ms LIMIT ?"
        with self._file.reading() as connection:
            rows = connection.execute(query, (now_ms, limit)).fetchall()
        return [Stored(read(Notice, doc), version) for version, doc in rows]
