"""All documents of a store, whatever their kind, for moving them to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Document = Mapping[str, Any]
"""A value as plain JSON (adapters/codec.py), the same for every store."""


@dataclass(frozen=True, slots=True)
class Walked:
    """Some documents of one kind, by name, and after which name to go on; None at the end."""

    documents: Sequence[Document]
    after: str | None


class Archive(Protocol):
    """Every kind of document but leases: those are of the moment, and of one store."""

    @property
    def kinds(self) -> Sequence[str]:
        """The names of the kinds, always in the same order."""

    def walk(self, kind: str, *, after: str, limit: int) -> Walked:
        """Return documents of the kind with names above `after`, looking at up to `limit`."""

    def put(self, kind: str, documents: Sequence[Document]) -> None:
        """Write the documents, over those of the same names, all or none.

        At most MAX_PUT of them. Raises InvalidDocument for what is no document of the kind.
        """


MAX_PUT = 100
