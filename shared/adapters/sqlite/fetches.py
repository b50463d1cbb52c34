"""Logs to be fetched, in the SQLite file of the embedded store."""

from collections.abc import Sequence
from pathlib import Path

from shared.adapters.sqlite.documents import get_all, read
from shared.adapters.sqlite.file import sqlite_file
from shared.core.documents import PendingFetch
from shared.ports import Stored


class SqlitePendingFetches:
    """Satisfies `PendingFetches`; nothing is opened before its first use."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get(self, key: str) -> Stored[PendingFetch] | None:
        """Return the one of this key."""
        with self._file.reading() as connection:
            return get_all(connection, PendingFetch, [key]).get(key)

    def list_due(self, provider: str, *, now_ms: int, limit: int) -> Sequence[Stored[PendingFetch]]:
        """Return those of the provider whose `due_ms` is past, the longest past first."""
        query = """
            SELECT version, doc FROM pending_fetches
            WHERE provider = ? AND due_ms <= ? ORDER BY due_ms, id LIMIT ?
            """
        with self._file.reading() as connection:
            rows = connection.execute(query, (provider, now_ms, limit)).fetchall()
        return [Stored(read(PendingFetch, doc), version) for version, doc in rows]
