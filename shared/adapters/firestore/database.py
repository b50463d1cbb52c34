"""One Firestore database: its client, made at first use, and the calls the adapter makes of it."""

import threading
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from google.cloud import firestore

from shared.adapters.collections import collection_of, place_of
from shared.adapters.firestore.calls import CALL, translated_errors
from shared.adapters.firestore.documents import fields_of, for_create, for_update, read_stored
from shared.adapters.firestore.queries import Shape, build_query, is_document_id, write_cursor
from shared.ports import Page, Stored

T = TypeVar("T")

_PASSED_AT_ONCE = 30


class Database:
    """Reads and commits, with values for documents and our errors for the library's.

    With FIRESTORE_EMULATOR_HOST in the environment the client talks to the emulator, without
    credentials. A given `client` is used as it is.
    """

    def __init__(self, project: str | None, database: str, client: firestore.Client | None) -> None:
        self._project = project
        self._database = database
        self._client = client
        self._connecting = threading.Lock()

    @property
    def client(self) -> firestore.Client:
        """The client; the first to ask makes it, after any fork."""
        with self._connecting:
            if self._client is None:
                self._client = firestore.Client(
                    project=self._project or None, database=self._database
                )
            return self._client

    def document(self, collection: str, name: str) -> firestore.DocumentReference:
        """Return a reference to the document; nothing is read."""
        return self.client.collection(collection).document(name)

    def get(self, kind: type[T], name: str) -> Stored[T] | None:
        """Return the document as a value, None if there is none."""
        return self.get_all(kind, [name]).get(name)

    def get_all(self, kind: type[T], names: Iterable[str]) -> dict[str, Stored[T]]:
        """Return those of the documents that exist, by name, in one call."""
        known = [name for name in dict.fromkeys(names) if is_document_id(name)]
        if not known:
            return {}
        references = [self.document(collection_of(kind), name) for name in known]
        with translated_errors():
            snapshots = list(self.client.get_all(references, **CALL))
        return {each.id: read_stored(kind, each) for each in snapshots if each.exists}

    def snapshots(self, query: firestore.Query) -> list[firestore.DocumentSnapshot[Any]]:
        """Return what the query finds."""
        with translated_errors():
            return list(query.stream(**CALL))

    def page(
        self,
        shape: Shape,
        values: Mapping[str, Any],
        cls: type[T],
        *,
        limit: int,
        cursor: str | None,
    ) -> Page[T]:
        """Return one page of a list; one document more is read to know whether it goes on."""
        query = build_query(self.client, shape, values, cursor=cursor)
        found = self.snapshots(query.limit(limit + 1))
        items = [read_stored(cls, snapshot).value for snapshot in found[:limit]]
        goes_on = len(found) > limit > 0
        return Page(items, write_cursor(shape, found[limit - 1]) if goes_on else None)

    def count(self, shape: Shape, values: Mapping[str, Any], at_most: int | None = None) -> int:
        """Return how many documents the query finds, without reading them, up to that many."""
        query = build_query(self.client, shape, values)
        counting: Any = (query if at_most is None else query.limit(at_most)).count()
        with translated_errors():
            answer = counting.get(**CALL)
        return int(answer[0][0].value)

    def first(
        self, shape: Shape, values: Mapping[str, Any], field: str, *, without: str | None = None
    ) -> Any:
        """Return one field of the first document that the query finds, None without any.

        Documents in which the field `without` is true are passed over.
        """
        fields = [*shape.order, *([without] if without else [])]
        cursor, limit = None, 1
        while True:
            query = build_query(self.client, shape, values, cursor=cursor).select(fields)
            found = self.snapshots(query.limit(limit))
            for each in found:
                if without is None or not (each.to_dict() or {}).get(without):
                    return each.get(field)
            if len(found) < limit:
                return None
            # Seldom: what was not folded yet is the newest there is, or the oldest.
            cursor, limit = write_cursor(shape, found[-1]), _PASSED_AT_ONCE

    def batch(self) -> "Batch":
        """Return an empty commit."""
        return Batch(self)


class Batch:
    """Writes that one commit does all or none, each under a precondition."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writes = database.client.batch()

    def create(self, value: Any) -> None:
        """Create the value's document; fields that are None are left out."""
        with translated_errors():
            self._writes.create(self._reference(value), for_create(fields_of(value)))

    def put(self, value: Any) -> None:
        """Write the value's document whole, over one that may be there, whatever its version."""
        with translated_errors():
            self._writes.set(self._reference(value), for_create(fields_of(value)))

    def write(self, stored: Stored[Any]) -> None:
        """Create the document where the version is None, else replace its unchanged fields.

        Fields that are None are removed.
        """
        if stored.version is None:
            self.create(stored.value)
            return
        fields = for_update(fields_of(stored.value))
        with translated_errors():
            self._writes.update(self._reference(stored.value), fields, self._unchanged(stored))

    def delete(self, stored: Stored[Any]) -> None:
        """Delete the unchanged document."""
        self._writes.delete(self._reference(stored.value), self._unchanged(stored))

    def commit(self) -> None:
        """Write all or raise StoreUnavailable or one of the library's PRECONDITION_FAILED."""
        with translated_errors():
            self._writes.commit(**CALL)

    def _reference(self, value: Any) -> firestore.DocumentReference:
        place = place_of(value)
        return self._database.document(place.collection, place.name)

    def _unchanged(self, stored: Stored[Any]) -> Any:
        return self._database.client.write_option(last_update_time=stored.version)
