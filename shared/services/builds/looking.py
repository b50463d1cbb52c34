"""Looking at a build's folder: two bounded listings and its few small JSON files."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from shared.core.builds import notes
from shared.core.builds.files import MAX_FILE_BYTES, READ_FILES, SaidOfBuild, read_files
from shared.core.documents import Build
from shared.core.layout import ARTIFACTS
from shared.core.streams import unzip
from shared.errors import ObjectGone
from shared.ports import Folder, LogSource, StoredObject

LISTED = 1000
"""What one listing answers at most; a folder of more is cut there."""
_EMPTY = Folder((), ())


def look_at(logs: LogSource, build: Build, *, now_ms: int) -> Build:
    """Return the build with what its folder holds and its files say."""
    above = logs.list_folder(build.folder, limit=LISTED)
    below = _EMPTY
    if ARTIFACTS in above.folders:
        below = logs.list_folder(build.folder + ARTIFACTS, limit=LISTED)
    listed = notes.Listed(
        {_name(each): each.generation for each in above.objects},
        tuple(above.folders),
        (*map(_name, below.objects), *below.folders),
        above.more or below.more,
    )
    first_ms = min((each.created_ms for each in above.objects), default=None)
    said = read_said(logs, above.objects, now_ms=now_ms)
    return notes.told(notes.looked_at(build, listed, first_ms=first_ms), said)


def read_said(logs: LogSource, objects: Iterable[StoredObject], *, now_ms: int) -> SaidOfBuild:
    """Return what those of the objects say that are a build's JSON files."""
    files = {_name(each): each for each in objects if _name(each) in READ_FILES}
    read = {name: _read(logs, each) for name, each in files.items()}
    return read_files(read, now_ms=now_ms)


def _read(logs: LogSource, found: StoredObject) -> bytes:
    """Return the file's bytes, unzipped if need be; nothing of one that is too large or gone."""
    if found.size > MAX_FILE_BYTES:
        return b""
    data = b""
    try:
        for block in unzip(logs.read(found.name, found.generation, found.size)):
            data += block
            if len(data) > MAX_FILE_BYTES:
                return b""
    except ObjectGone:
        return b""
    return data


def _name(found: StoredObject) -> str:
    return PurePosixPath(found.name).name
