"""Objects as files of a folder: which names they may have, and how they are written whole."""

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shared.errors import BucketUnavailable, InvalidObjectName

METADATA_SUFFIX = ".metadata.json"
MAX_NAME_BYTES = 1024  # as in Cloud Storage
_UNFINISHED_SUFFIXES = (".tmp", ".part")

# The file system cannot hold this name, now or ever: too long, or a file stands where a folder
# would have to be, or the other way round.
NAME_ERRORS = frozenset(
    {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ}
)


def is_object_file(file_name: str) -> bool:
    """Tell whether a file of this name is an object: not hidden, not unfinished, no metadata.

    The name is one component, as the folder's listing gives it.
    """
    return (
        not file_name.startswith(".")
        and not file_name.endswith((*_UNFINISHED_SUFFIXES, METADATA_SUFFIX))
        and is_utf8(file_name)
    )


def is_utf8(text: str) -> bool:
    """Tell whether the text can be encoded; a file name of other bytes cannot."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def object_path(folder: Path, name: str) -> Path:
    """Return where the object of this name lies: always within the folder, which is resolved.

    Raises InvalidObjectName for a name that no listing of the folder would show.
    """
    path = folder / name.lstrip("/")
    if not _is_object_name(name) or os.path.realpath(path) != str(path):
        raise InvalidObjectName(f"no object can be named {name!r}")
    return path


def _is_object_name(name: str) -> bool:
    parts = name.split("/")
    return (
        is_object_file(parts[-1])
        and not any(each == "" or each.startswith(".") for each in parts)
        and not any(char in name for char in "\0\r\n")
        and is_utf8(name)
        and len(name.encode()) <= MAX_NAME_BYTES
    )


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
    make_folders(path.parent)
    hidden = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with hidden.open("xb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        yield hidden
    finally:
        with suppress(FileNotFoundError):
            hidden.unlink()


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
