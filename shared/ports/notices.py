"""Notices, and those who are told of them; all of it is written by `Store.save`."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shared.core.documents import Notice
from shared.ports.values import Stored


class Notices(Protocol):
    """The documents of notices."""

    def get(self, notice_ids: Iterable[str]) -> dict[str, Stored[Notice]]:
        """Return those of the notices that exist, by id."""

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Stored[Notice]]:
        """Return notices whose `due_ms` is past, the longest past first."""


class NoticeTarget(Protocol):
    """One who is told."""

    @property
    def name(self) -> str:
        """What it is called in documents."""

    def send(self, notice: Notice, *, now_ms: int) -> None:
        """Tell of it. Raises NoticeRefused, or NoticeDelayed for trouble that passes."""
