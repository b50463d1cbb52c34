"""Fetched logs in a folder, each there whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from shared.adapters.object_files import appearing_file, new_object_path, object_path

BLOCK_BYTES = 1 << 20


class DirectoryLogCache:
    """Satisfies `LogCache`."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))

    def read(self, name: str) -> Iterator[bytes] | None:
        """Return the blocks of a log that was kept, None if it was not."""
        path = object_path(self._folder, name)
        return _blocks(path) if path.is_file() else None

    def keep(self, name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the blocks, and keep them once all were there; nothing of a log that broke off."""
        with appearing_file(new_object_path(self._folder, name)) as file:
            for block in blocks:
                file.write(block)
                yield block


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(BLOCK_BYTES), b"")
