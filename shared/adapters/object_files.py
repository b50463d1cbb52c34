"""Objects as files of a folder: which names they may have, and how they are written whole."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from shared.errors import BucketUnavailable, InvalidObjectName

METADATA_SUFFIX = ".metadata.json"
MAX_NAME_BYTES = 1024  # as in Cloud Storage
_NO_OBJECT_SUFFIXES = (METADATA_SUFFIX, ".tmp", ".part")

# The file system cannot hold this name, now or ever: too long, or a file stands where a folder
# would have to be, or the other way round.
NAME_ERRORS = frozenset(
    {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ}
)


def is_object_file(file_name: str) -> bool:
    """Tell whether a file of this name is an object: not hidden, not unfinished, no metadata."""
    return is_folder_name(file_name) and not file_name.endswith(_NO_OBJECT_SUFFIXES)


def is_folder_name(name: str) -> bool:
    """Tell whether a part of an object's name may be so; the same for its last part."""
    if not name or name.startswith("."):
        return False
    if name.isascii() and name.isprintable():
        return True
    return not any(char in name for char in "\0\r\n") and is_utf8(name)


def is_utf8(text: str) -> bool:
    """Tell whether the text can be encoded; a file name of other bytes cannot."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def new_object_path(folder: Path, name: str) -> Path:
    """Return where to put the object of this name, as `object_path` does."""
    path = object_path(folder, name)
    if len(name.encode()) > MAX_NAME_BYTES:
        raise InvalidObjectName(f"the name of an object is at most {MAX_NAME_BYTES} bytes long")
    return path


def object_path(folder: Path, name: str) -> Path:
    """Return where the object of this name lies: within the folder, by no symbolic link.

    The folder is a resolved one. Raises InvalidObjectName for what no listing of it would show.
    """
    *folders, file_name = name.split("/")
    path = folder / name.lstrip("/")
    if (
        not all(map(is_folder_name, folders))
        or not is_object_file(file_name)
        or os.path.realpath(path) != str(path)
    ):
        raise InvalidObjectName(f"no object can be named {name!r}")
    return path


@contextmanager
def translated_errors(name: str) -> Iterator[None]:
    """Turn errors of the file system into InvalidObjectName and BucketUnavailable."""
    try:
        yield
    except OSError as exc:
        if exc.errno in NAME_ERRORS:
            raise InvalidObjectName(f"the folder cannot hold an object named {name!r}") from exc
        raise BucketUnavailable(f"{name}: {exc.strerror}") from exc


@contextmanager
def written_file(path: Path, blocks: Iterable[bytes]) -> Iterator[Path]:
    """Give a hidden file beside the path, holding the blocks; it is for the caller to rename.

    When it is given its bytes have reached the disk. Removed at the end if it was not renamed.
    """
    with _hidden_path(path) as hidden:
        with hidden.open("xb") as file:
            for block in blocks:
                file.write(block)
            _sync(file)
        yield hidden


@contextmanager
def appearing_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, that takes its place at the path when the context ends well."""
    with _hidden_path(path) as hidden:
        with hidden.open("xb") as file:
            yield file
            _sync(file)
        hidden.rename(path)


@contextmanager
def _hidden_path(path: Path) -> Iterator[Path]:
    """Give the path of a hidden file beside this one; what is left there at the end is removed."""
    make_folders(path.parent)
    hidden = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        yield hidden
    finally:
        with suppress(FileNotFoundError):
            hidden.unlink()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def make_folders(folder: Path) -> None:
    """Make the folder and those above it, each entered in its parent for good."""
    if folder.is_dir():
        return
    make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed in the folder stays so through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
