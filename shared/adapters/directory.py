"""Buckets as folders: build logs are dropped in one, what is derived from them lies in another."""

import os
import stat as stat_bits
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from shared.adapters.directory_listing import Settling, first_entries, walk
from shared.adapters.object_files import (
    NAME_ERRORS,
    appearing_file,
    new_object_path,
    object_path,
    sync_folder,
    translated_errors,
    written_file,
)
from shared.adapters.object_metadata import ObjectMetadata, remove_metadata, write_metadata
from shared.errors import InvalidObjectName, ObjectGone
from shared.ports import Folder, StoredObject

BLOCK_BYTES = 1 << 20
_SIZE_BITS = 11
_NEWER_TIME_ATTEMPTS = 50
_NEWER_TIME_SECONDS = 0.001


class DirectoryBucket:
    """Satisfies `LogBucket`: an object is a regular file, its name the path within the folder.

    Hidden files, `*.tmp` and `*.part` are no objects; symbolic links are not followed. What the
    uploader says of `x.log` lies beside it in `x.log.metadata.json`, an object of texts.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._name = name
        self._settling = Settling()

    @property
    def name(self) -> str:
        """The bucket's name, as events carry it."""
        return self._name

    def stat(self, name: str) -> StoredObject | None:
        """Return the live generation of the object, settled or not."""
        with translated_errors(name):
            located = _locate(self._folder, name)
        return None if located is None else self._object(name, *located)

    def read(self, name: str, generation: int, _size: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of the file while it is of this generation, to its end.

        Raises ObjectGone as soon as it is not, in the middle too: files can be written in place.
        """
        with translated_errors(name), self._open(name) as file:
            while True:
                block = file.read(BLOCK_BYTES)
                if generation_of(os.fstat(file.fileno())) != generation:
                    raise ObjectGone(f"{name} was written again or removed")
                if not block:
                    return
                yield block

    def put(
        self, name: str, blocks: Iterable[bytes], *, metadata: Mapping[str, str]
    ) -> StoredObject:
        """Create the object: it appears whole, after its metadata, and survives a power cut."""
        path = new_object_path(self._folder, name)
        with translated_errors(name), written_file(path, blocks) as hidden:
            write_metadata(path, metadata)
            _wait_for_newer_time(hidden, path)
            hidden.rename(path)
            sync_folder(path.parent)
            return self._object(name, path, path.stat())

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[StoredObject]:
        """Yield the settled objects, in order of name; what vanishes meanwhile is left out."""
        with translated_errors(prefix):
            for name, entry in walk(self._folder, prefix, after=after):
                try:
                    found = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if self._settling.is_settled(name, found):
                    yield self._object(name, entry, found)

    def list_folder(self, path: str, *, limit: int) -> Folder:
        """Return what lies right in the folder; what vanishes meanwhile is left out."""
        objects, folders = [], []
        with translated_errors(path):
            entries = first_entries(self._folder, path, limit + 1)
            for entry in entries[:limit]:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{entry.name}/")
                    continue
                with suppress(FileNotFoundError):
                    found = entry.stat(follow_symlinks=False)
                    objects.append(self._object(path + entry.name, entry, found))
        return Folder(objects, folders, more=len(entries) > limit)

    def delete(self, name: str) -> None:
        """Delete the file, and then its metadata: a file without its own would seem another."""
        with translated_errors(name):
            located = _locate(self._folder, name)
            if located is not None:
                located[0].unlink(missing_ok=True)
            remove_metadata(self._folder, name)

    def _open(self, name: str) -> FileIO:
        located = _locate(self._folder, name)
        if located is None:
            raise ObjectGone(f"there is no {name}")
        try:
            return located[0].open("rb", buffering=0)
        except FileNotFoundError as exc:
            raise ObjectGone(f"there is no {name}") from exc

    def _object(self, name: str, path: os.PathLike[str], found: os.stat_result) -> StoredObject:
        return StoredObject(
            bucket=self._name,
            name=name,
            generation=generation_of(found),
            size=found.st_size,
            created_ms=_written_ms(found),
            metadata=ObjectMetadata(os.fspath(path)),
        )


class DirectoryDerived:
    """Satisfies `DerivedBucket`: a folder without metadata, generations or watchers."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))

    def put(self, name: str, data: bytes) -> None:
        """Write the object whole, in place of an older one."""
        path = new_object_path(self._folder, name)
        with translated_errors(name), written_file(path, [data]) as hidden:
            hidden.rename(path)

    def get(self, name: str) -> bytes | None:
        """Return the object's bytes, None if there is none."""
        with translated_errors(name):
            located = _locate(self._folder, name)
            return None if located is None else located[0].read_bytes()

    def get_range(self, name: str, start: int, length: int) -> bytes | None:
        """Return that part of the object, as much as there is of it; None if there is no object."""
        with translated_errors(name):
            located = _locate(self._folder, name)
            if located is None:
                return None
            with located[0].open("rb", buffering=0) as file:
                return os.pread(file.fileno(), length, start)

    def list(self, prefix: str = "") -> Iterator[str]:
        """Yield the names under the prefix, in order."""
        with translated_errors(prefix):
            for name, _entry in walk(self._folder, prefix):
                yield name

    def delete(self, name: str) -> None:
        """Delete the file."""
        with translated_errors(name):
            located = _locate(self._folder, name)
            if located is not None:
                located[0].unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[Callable[[bytes], object]]:
        """Give a function that appends to the object; it appears whole, or not at all."""
        path = new_object_path(self._folder, name)
        with translated_errors(name), appearing_file(path) as file:
            yield file.write


def generation_of(found: os.stat_result) -> int:
    """Return a number that grows whenever the file is written, moved there, or touched.

    Microseconds of the inode's change, then the last bits of the size: it fits 64 bits until
    the year 2112. The time of modification would not do: `mv` and `cp -p` bring an old one, and
    a log that replaces another must be the newer of the two.
    """
    return (found.st_ctime_ns // 1000 << _SIZE_BITS) | (found.st_size & ((1 << _SIZE_BITS) - 1))


def _written_ms(found: os.stat_result) -> int:
    """Return when the content was written; a time from the future, or before 1970, is no such."""
    return max(0, min(found.st_mtime_ns, found.st_ctime_ns) // 1_000_000)


def _locate(folder: Path, name: str) -> tuple[Path, os.stat_result] | None:
    """Return the regular file that the name stands for."""
    try:
        path = object_path(folder, name)
        found = path.stat(follow_symlinks=False)
    except (InvalidObjectName, FileNotFoundError):
        return None
    except OSError as exc:
        if exc.errno in NAME_ERRORS:
            return None
        raise
    return (path, found) if stat_bits.S_ISREG(found.st_mode) else None


def _wait_for_newer_time(hidden: Path, path: Path) -> None:
    """Let the clock of the file system tick, so that the new file is of a later generation.

    It ticks every few milliseconds. After a clock was set back there is nothing to wait for.
    """
    for _ in range(_NEWER_TIME_ATTEMPTS):
        if not path.exists() or hidden.stat().st_ctime_ns > path.stat().st_ctime_ns + 1000:
            return
        time.sleep(_NEWER_TIME_SECONDS)
        os.utime(hidden)
