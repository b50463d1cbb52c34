"""All documents of a Firestore database, for moving them to another store."""

from collections.abc import Sequence

from google.cloud import firestore

from shared.adapters.archived import KINDS, of_kind, read_documents
from shared.adapters.collections import collection_of
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.documents import plain_document
from shared.ports.archive import Document, Walked

_DOCUMENT_ID = "__name__"


class FirestoreArchive:
    """Satisfies `Archive`; connects at the first call."""

    def __init__(
        self,
        *,
        project: str | None = None,
        database: str = "(default)",
        client: firestore.Client | None = None,
    ) -> None:
        self._database = Database(project, database, client)

    @property
    def kinds(self) -> Sequence[str]:
        """The names of the kinds."""
        return list(KINDS)

    def walk(self, kind: str, *, after: str, limit: int) -> Walked:
        """Return documents of the kind with names above `after`, in the order of their names."""
        collection = self._database.client.collection(collection_of(KINDS[kind]))
        query = collection.order_by(_DOCUMENT_ID).limit(limit)
        if after:
            query = query.start_after([collection.document(after)])
        snapshots = self._database.snapshots(query)
        found = [of_kind(kind, each.id, plain_document(each)) for each in snapshots]
        more = len(snapshots) == limit
        return Walked([each for each in found if each], snapshots[-1].id if more else None)

    def put(self, kind: str, documents: Sequence[Document]) -> None:
        """Write the documents in one commit, each whole."""
        batch = self._database.batch()
        for value in read_documents(kind, documents):
            batch.put(value)
        batch.commit()
