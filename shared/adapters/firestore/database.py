"""One Firestore database: its client, made at first use, and the calls the adapter makes of it."""

import threading
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from google.cloud import firestore

from shared.adapters.firestore.calls import CALL, translated_errors
from shared.adapters.firestore.documents import for_create, for_update, read_stored
from shared.adapters.firestore.queries import Shape, build_query, is_document_id, write_cursor
from shared.ports import Page, Stored

T = TypeVar("T")


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

    def get(self, collection: str, name: str, cls: type[T]) -> Stored[T] | None:
        """Return the document as a value, None if there is none."""
        return self.get_all(collection, [name], cls).get(name)

    def get_all(self, collection: str, names: Iterable[str], cls: type[T]) -> dict[str, Stored[T]]:
        """Return those of the documents that exist, by name, in one call."""
        known = [name for name in dict.fromkeys(names) if is_document_id(name)]
        if not known:
            return {}
        references = [self.document(collection, name) for name in known]
        with translated_errors():
            snapshots = list(self.client.get_all(references, **CALL))
        return {each.id: read_stored(cls, each) for each in snapshots if each.exists}

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

    def first(self, shape: Shape, values: Mapping[str, Any], field: str) -> Any:
        """Return one field of the first document that the query finds, None without."""
        query = build_query(self.client, shape, values).select([field]).limit(1)
        return next((each.get(field) for each in self.snapshots(query)), None)

    def batch(self) -> "Batch":
        """Return an empty commit."""
        return Batch(self)


class Batch:
    """Writes that one commit does all or none, each under a precondition."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writes = database.client.batch()

    def create(self, collection: str, name: str, fields: Mapping[str, Any]) -> None:
        """Create the document; fields of value None are left out."""
        with translated_errors():
            self._writes.create(self._database.document(collection, name), for_create(fields))

    def update(self, collection: str, name: str, fields: Mapping[str, Any], version: Any) -> None:
        """Replace these fields of the unchanged document; those of value None are removed."""
        unchanged = self._database.client.write_option(last_update_time=version)
        document = self._database.document(collection, name)
        with translated_errors():
            self._writes.update(document, for_update(fields), unchanged)

    def write(self, collection: str, name: str, fields: Mapping[str, Any], version: Any) -> None:
        """Create the document where `version` is None, else replace its fields as `update`."""
        if version is None:
            self.create(collection, name, fields)
        else:
            self.update(collection, name, fields, version)

    def delete(self, collection: str, name: str, version: Any) -> None:
        """Delete the unchanged document."""
        unchanged = self._database.client.write_option(last_update_time=version)
        self._writes.delete(self._database.document(collection, name), unchanged)

    def commit(self) -> None:
        """Write all or raise StoreUnavailable or one of the library's PRECONDITION_FAILED."""
        with translated_errors():
            self._writes.commit(**CALL)
