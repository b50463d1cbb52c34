"""A file on its way to a bucket: as gzip, whatever it was."""

from collections.abc import Iterator
from typing import IO

from isal import isal_zlib

from shared.core.streams import CHUNK_BYTES, GZIP_MAGIC


def compressed(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the file as gzip; one that is gzip already stays as it is."""
    first = file.read(CHUNK_BYTES)
    if first[: len(GZIP_MAGIC)] == GZIP_MAGIC:
        yield first
        yield from iter(lambda: file.read(CHUNK_BYTES), b"")
        return
    deflate = isal_zlib.compressobj(level=isal_zlib.ISAL_DEFAULT_COMPRESSION, wbits=31)
    yield deflate.compress(first)
    for block in iter(lambda: file.read(CHUNK_BYTES), b""):
        yield deflate.compress(block)
    yield deflate.flush()
