"""The kinds of documents that an archive moves, to plain values and back."""

from collections.abc import Iterable
from typing import Any

from shared.adapters.codec import from_document, to_document
from shared.adapters.collections import STORED_KINDS, Lease, place_of
from shared.errors import InvalidDocument
from shared.ports.archive import Document

KINDS: dict[str, type] = {kind.__name__: kind for kind in STORED_KINDS if kind is not Lease}


def read_documents(kind: str, documents: Iterable[Document]) -> list[Any]:
    """Return the values in the documents. Raises InvalidDocument."""
    if kind not in KINDS:
        raise InvalidDocument(f"{kind!r} is no kind of document of this release")
    return [_read(KINDS[kind], document) for document in documents]


def of_kind(kind: str, name: str, document: Document) -> Document | None:
    """Return the document if it is one of the kind: several kinds may share a collection.

    What a store keeps beside the value's own fields is left out.
    """
    try:
        value = _read(KINDS[kind], document)
    except InvalidDocument:
        return None
    return to_document(value) if place_of(value).name == name else None


def _read(kind: type, document: Document) -> Any:
    try:
        return from_document(kind, document)
    except (TypeError, ValueError, KeyError, AttributeError) as exc:
        raise InvalidDocument(f"this is no {kind.__name__}: {exc}") from exc
