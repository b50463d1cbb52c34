"""Tokens as documents of Firestore, read by their ids."""

from collections.abc import Sequence
from dataclasses import replace

from google.cloud import firestore

from shared.adapters.firestore.calls import PRECONDITION_FAILED
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import read_stored
from shared.adapters.firestore.queries import ALL_TOKENS, build_query
from shared.core.access import AccessToken
from shared.errors import IdTaken, StoreUnavailable

_ATTEMPTS = 5


class FirestoreTokens:
    """Satisfies `Tokens`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    def get(self, token_id: str) -> AccessToken | None:
        """Return the token."""
        stored = self._database.get(AccessToken, token_id)
        return stored.value if stored else None

    def add(self, token: AccessToken) -> None:
        """Create the token. Raises IdTaken."""
        batch = self._database.batch()
        batch.create(token)
        try:
            batch.commit()
        except PRECONDITION_FAILED as exc:
            raise IdTaken(token.token_id) from exc

    def revoke(self, token_id: str, *, now_ms: int) -> bool:
        """Note when the token was taken back, the first time; False if there is none."""
        for _ in range(_ATTEMPTS):
            stored = self._database.get(AccessToken, token_id)
            if stored is None:
                return False
            if stored.value.revoked_ms is not None:
                return True
            batch = self._database.batch()
            batch.write(replace(stored, value=replace(stored.value, revoked_ms=now_ms)))
            try:
                batch.commit()
            except PRECONDITION_FAILED:
                continue  # another was faster; what it wrote is read next
            return True
        raise StoreUnavailable(f"token {token_id} kept changing while it was taken back")

    def list(self, *, limit: int) -> Sequence[AccessToken]:
        """Return the tokens, those taken back too, in no order."""
        query = build_query(self._database.client, ALL_TOKENS, {}).limit(limit)
        return [read_stored(AccessToken, each).value for each in self._database.snapshots(query)]
