"""All documents of the SQLite file, for moving them to another store."""

import json
from collections.abc import Sequence
from pathlib import Path

from shared.adapters.archived import KINDS, of_kind, read_documents
from shared.adapters.collections import collection_of, place_of
from shared.adapters.sqlite.documents import insert
from shared.adapters.sqlite.file import sqlite_file
from shared.ports.archive import Document, Walked


class SqliteArchive:
    """Satisfies `Archive`."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    @property
    def kinds(self) -> Sequence[str]:
        """The names of the kinds."""
        return list(KINDS)

    def walk(self, kind: str, *, after: str, limit: int) -> Walked:
        """Return documents of the kind with names above `after`."""
        table = collection_of(KINDS[kind])
        query = f"SELECT id, doc FROM {table} WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
        with self._file.reading() as connection:
            rows = connection.execute(query, (after, limit)).fetchall()
        found = [of_kind(kind, name, json.loads(document)) for name, document in rows]
        return Walked([each for each in found if each], rows[-1][0] if len(rows) == limit else None)

    def put(self, kind: str, documents: Sequence[Document]) -> None:
        """Write the documents in one transaction; what is derived of the old ones goes first."""
        with self._file.writing() as connection:
            for value in read_documents(kind, documents):
                place = place_of(value)
                statement = f"DELETE FROM {place.collection} WHERE id = ?"  # noqa: S608
                connection.execute(statement, (place.name,))
                insert(connection, value)
