"""Logs that are to be fetched from providers; all of it is written by `Store.save`."""

from collections.abc import Sequence
from typing import Protocol

from shared.core.documents import PendingFetch
from shared.ports.values import Stored


class PendingFetches(Protocol):
    """The documents of failed builds whose logs were not fetched yet."""

    def get(self, key: str) -> Stored[PendingFetch] | None:
        """Return the one of this key."""

    def list_due(self, provider: str, *, now_ms: int, limit: int) -> Sequence[Stored[PendingFetch]]:
        """Return those of the provider whose `due_ms` is past, the longest past first."""
