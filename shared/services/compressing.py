"""Text on its way to a bucket: as gzip, whatever it was."""

from collections.abc import Iterable, Iterator
from typing import IO

from isal import isal_zlib

from shared.core.streams import CHUNK_BYTES, GZIP_MAGIC


def compressed(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the file as gzip; one that is gzip already stays as it is."""
    first = file.read(CHUNK_BYTES)
    rest = iter(lambda: file.read(CHUNK_BYTES), b"")
    if first[: len(GZIP_MAGIC)] == GZIP_MAGIC:
        yield first
        yield from rest
        return
    yield from gzipped(_chain(first, rest))


def gzipped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the blocks as one gzip file."""
    deflate = isal_zlib.compressobj(level=isal_zlib.ISAL_DEFAULT_COMPRESSION, wbits=31)
    for block in blocks:
        yield deflate.compress(block)
    yield deflate.flush()


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
