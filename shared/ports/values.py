"""What stores give and take: values with versions, pages of lists, changes made together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A value as read, with the store's version of it: a precondition for changing it."""

    value: T
    version: object


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` and `previous` are opaque cursors, None where the list ends.

    Lists that only go on have no `previous`.
    """

    items: Sequence[T]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents of any kind changed together, each with the version it was read at.

    The version None stands for a document that is not there yet: it is created. Those `removed`
    are deleted.
    """

    written: Sequence[Stored[Any]] = ()
    removed: Sequence[Stored[Any]] = ()
