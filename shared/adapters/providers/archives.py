"""The log of one job out of the zipped logs of a run, in bounded memory and on bounded disk."""

import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from shared.core.providers.github_archive import TAIL_BYTES, archive_problem, members_of
from shared.errors import LogMissing, ProviderUnavailable

BLOCK_BYTES = 1 << 20
MAX_ARCHIVE_BYTES = 1 << 30
_SPOOL_BYTES = 16 << 20
# What the library says of an archive that is damaged, encrypted or made to look so.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, struct.error),
)


def read_members(archive: Iterable[bytes], job: str) -> Iterator[bytes]:
    """Yield the log of the job. Raises LogMissing, ProviderUnavailable for a broken archive.

    Whoever reads stops where it has enough: what unzips to any size is never held.
    """
    with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as file:
        _spool(archive, file)
        _check(file)
        try:
            with zipfile.ZipFile(file) as opened:
                names = members_of(job, opened.namelist())
                if not names:
                    raise LogMissing(f"the archive of the run has no log of {job}")
                for name in names:
                    with opened.open(name) as member:
                        yield from iter(lambda: member.read(BLOCK_BYTES), b"")
        except _BROKEN as bad:
            raise ProviderUnavailable(f"the archive of the run cannot be read: {bad}") from bad


def _spool(archive: Iterable[bytes], file: IO[bytes]) -> None:
    size = 0
    for block in archive:
        size += len(block)
        if size > MAX_ARCHIVE_BYTES:
            raise LogMissing(f"the archive of the run is over {MAX_ARCHIVE_BYTES:,} bytes")
        file.write(block)


def _check(file: IO[bytes]) -> None:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL_BYTES))
    problem = archive_problem(file.read())
    if problem is not None:
        raise ProviderUnavailable(f"the archive of the run cannot be read: {problem}")
