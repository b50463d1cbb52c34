"""Where logs are brought in from, and files that tables are written to."""

from collections.abc import Iterator
from typing import Protocol

from shared.core.builds.dataset import Row
from shared.ports.buckets import Folder, StoredObject


class LogSource(Protocol):
    """What backfill asks of a source; every LogBucket is one."""

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[StoredObject]:
        """Yield the objects under the prefix, in order of name, those behind `after`."""

    def list_folder(self, path: str, *, limit: int) -> Folder:
        """Return what lies right in the folder; `path` ends in a slash."""

    def read(self, name: str, generation: int, size: int | None = None, /) -> Iterator[bytes]:
        """Yield the stored bytes of this generation. Raises ObjectGone.

        Who knows its size, in bytes as stored, may spare asking for it.
        """


class TableFile(Protocol):
    """A file of rows that is being written."""

    def add(self, row: Row) -> None:
        """Append the row."""
