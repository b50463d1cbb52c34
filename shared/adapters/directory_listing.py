"""What lies in a folder of objects, and which of it has been written to the end."""

import heapq
import os
import time
from collections.abc import Iterator
from pathlib import Path

from shared.adapters.object_files import is_folder_name, is_object_file

# A file is taken for an object when nothing about it has changed for so long.
SETTLE_SECONDS = 0.5

Stamp = tuple[int, int]  # size and time of change


def walk(folder: Path, prefix: str, *, after: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield name and entry of every object file under the prefix and behind `after`, in order.

    Symbolic links, hidden and unreadable folders are passed over; holds the entries of one
    folder a level, not of the whole tree.
    """
    start = len(str(folder)) + 1
    pending = _entries(_deepest(folder, prefix))
    while pending:
        entry = pending.pop()
        name = entry.path[start:]
        if not entry.is_dir(follow_symlinks=False):
            if name.startswith(prefix) and name > after:
                yield name, entry
        elif _may_hold(f"{name}/", prefix, after):
            pending += _entries(entry.path)


def first_entries(folder: Path, path: str, count: int) -> list[os.DirEntry[str]]:
    """Return the first object files and folders, in order of name, that lie right in a folder.

    Memory is bounded by `count`, however much lies there. A link is no folder, nor is anything
    outside of `folder`.
    """
    place = folder / path
    named = all(map(is_folder_name, path[:-1].split("/"))) if path else True
    if not named or os.path.realpath(place) != str(place):
        return []
    try:
        with os.scandir(place) as entries:
            return heapq.nsmallest(count, filter(_sort_key, entries), key=_sort_key)
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return []


def _may_hold(folder: str, prefix: str, after: str) -> bool:
    """Tell whether a folder may have names with that prefix, and names behind `after`."""
    if folder <= after and not after.startswith(folder):
        return False
    return folder.startswith(prefix) or prefix.startswith(folder)


def _deepest(folder: Path, prefix: str) -> str:
    """Return the folder that everything under the prefix lies in, by no symbolic link."""
    head = prefix.rpartition("/")[0]
    if not head or not all(map(is_folder_name, head.split("/"))):
        return str(folder)
    path = f"{folder}/{head}"
    return path if os.path.realpath(path) == path else str(folder)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return the folder's object files and folders, last first.

    A folder sorts as if its name ended in a slash: that makes the order of whole names right.
    """
    try:
        with os.scandir(folder) as entries:
            keyed = [(_sort_key(entry), entry) for entry in entries]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    chosen = [(key, entry) for key, entry in keyed if key]
    chosen.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in chosen]


def _sort_key(entry: os.DirEntry[str]) -> str:
    """Return what to sort the entry by; nothing if it is to be passed over."""
    if entry.is_file(follow_symlinks=False):
        return entry.name if is_object_file(entry.name) else ""
    if entry.is_dir(follow_symlinks=False):
        return f"{entry.name}/" if is_folder_name(entry.name) else ""
    return ""


class Settling:
    """Tells which files stood still for SETTLE_SECONDS."""

    def __init__(self) -> None:
        self._ahead: dict[str, tuple[Stamp, float]] = {}

    def is_settled(self, name: str, found: os.stat_result) -> bool:
        """Tell whether neither size nor times of the file changed of late.

        The inode's time of change answers at the first look: nobody can set it back, as
        `cp -p`, `touch` and `tar` do with the time of modification.
        """
        age = time.time() - found.st_ctime
        if age < 0:
            return self._stood_still(name, (found.st_size, found.st_ctime_ns))
        self._ahead.pop(name, None)
        return age >= SETTLE_SECONDS

    def _stood_still(self, name: str, stamp: Stamp) -> bool:
        """Answer for a file from the future, as after a clock was set back: by watching it."""
        known, since = self._ahead.get(name, (None, 0.0))
        if known != stamp:
            self._ahead[name] = (stamp, time.monotonic())
            return False
        return time.monotonic() - since >= SETTLE_SECONDS
