"""Tokens in the SQLite file of the embedded store."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shared.adapters.codec import from_document, to_document
from shared.adapters.sqlite.file import sqlite_file
from shared.core.access import AccessToken
from shared.errors import IdTaken


class SqliteTokens:
    """Satisfies `Tokens`."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite_file(path)

    def get(self, token_id: str) -> AccessToken | None:
        """Return the token."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT doc FROM tokens WHERE id = ?", (token_id,)).fetchone()
        return _read(row[0]) if row else None

    def add(self, token: AccessToken) -> None:
        """Create the token. Raises IdTaken."""
        statement = "INSERT INTO tokens VALUES (?, ?) ON CONFLICT DO NOTHING"
        with self._file.writing() as connection:
            if connection.execute(statement, (token.token_id, _written(token))).rowcount != 1:
                raise IdTaken(token.token_id)

    def revoke(self, token_id: str, *, now_ms: int) -> bool:
        """Note when the token was taken back, the first time; False if there is none."""
        with self._file.writing() as connection:
            row = connection.execute("SELECT doc FROM tokens WHERE id = ?", (token_id,)).fetchone()
            if row is None:
                return False
            token = _read(row[0])
            if token.revoked_ms is None:
                revoked = _written(replace(token, revoked_ms=now_ms))
                connection.execute("UPDATE tokens SET doc = ? WHERE id = ?", (revoked, token_id))
        return True

    def list(self, *, limit: int) -> Sequence[AccessToken]:
        """Return the tokens, those taken back too, in no order."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT doc FROM tokens LIMIT ?", (limit,)).fetchall()
        return [_read(doc) for (doc,) in rows]


def _read(document: str) -> AccessToken:
    return from_document(AccessToken, json.loads(document))


def _written(token: AccessToken) -> str:
    return json.dumps(to_document(token), separators=(",", ":"))
