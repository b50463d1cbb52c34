"""The two buckets: of build logs, and of what is derived from them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as a listing or an event names it. `metadata` is what its uploader said of it."""

    bucket: str
    name: str
    generation: int
    size: int
    created_ms: int
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies right in a folder: objects and names of folders, in order of name.

    Folders are named without the path, with their slash. `more` says that there is more.
    """

    objects: Sequence[StoredObject]
    folders: Sequence[str]
    more: bool = False


class LogBucket(Protocol):
    """The bucket that build logs are dropped in."""

    @property
    def name(self) -> str:
        """The bucket's name, as events carry it."""

    def read(self, name: str, generation: int, size: int | None = None, /) -> Iterator[bytes]:
        """Yield the stored bytes of exactly this generation, undecoded, in blocks up to 1 MiB.

        Who knows its size, in bytes as stored, spares asking for it.
        Raises ObjectGone, before the first block where it can be known.
        """

    def stat(self, name: str) -> StoredObject | None:
        """Return the live generation of the object."""

    def put(
        self, name: str, blocks: Iterable[bytes], *, metadata: Mapping[str, str]
    ) -> StoredObject:
        """Create the object from the blocks. Raises InvalidObjectName."""

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[StoredObject]:
        """Yield every settled object under the prefix, in order of name, those behind `after`."""

    def list_folder(self, path: str, *, limit: int) -> Folder:
        """Return what lies right in the folder, settled or not; `path` ends in a slash.

        At most so many objects and folders, from one listing of them, however much lies there.
        """

    def delete(self, name: str) -> None:
        """Delete the object and what its uploader said of it; one that is gone already is gone."""


class DerivedBucket(Protocol):
    """The bucket of what can be derived again: extracts, indexes. Nothing is triggered by it."""

    def put(self, name: str, data: bytes) -> None:
        """Write the object, replacing one of that name."""

    def get(self, name: str) -> bytes | None:
        """Return the object's bytes, None if there is none."""

    def get_range(self, name: str, start: int, length: int) -> bytes | None:
        """Return that part of the object, as much as there is of it; None if there is no object."""

    def list(self, prefix: str = "") -> Iterator[str]:
        """Yield the names under the prefix, in order."""

    def delete(self, name: str) -> None:
        """Delete the object; one that is gone already is gone."""

    def writing(self, name: str) -> AbstractContextManager[Callable[[bytes], object]]:
        """Give a function that appends to the object, in memory that does not grow.

        The object appears, in place of an older one, when the context is left without an error;
        after an error all is as it was.
        """
