"""From the raw bytes of an object to bounded chunks of log text, whatever the bytes are.

    read_log(raw chunks) -> chunks of whole lines, at most about CHUNK_BYTES each

Memory stays flat: at most a few chunks are held, however large the log or a single line is.
"""

import codecs
import hashlib
from collections.abc import Generator, Iterable, Iterator
from enum import StrEnum
from typing import cast

from isal import isal_zlib

CHUNK_BYTES = 1 << 20
MAX_LOG_BYTES = 1 << 30
GZIP_MAGIC = b"\x1f\x8b"

# Of a line longer than a chunk, this much of its start and of its end is kept: messages of
# giant lines sit at either end.
LONG_LINE_HEAD_BYTES = 64 << 10
LONG_LINE_TAIL_BYTES = 64 << 10

# Logs may hold stray control bytes or text in an old encoding; beyond this share it is no log.
MAX_NOISE_SHARE = 0.25
SAMPLE_BYTES = 64 << 10
_TEXT_CONTROLS = b"\t\n\r\f\b\x1b"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)

# isal's stubs call it an instance; it is a class.
_GZIP_ERROR = cast(type[Exception], isal_zlib.error)

_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class LogProblem(StrEnum):
    """Why a log could not be read, or not wholly; permanent: reading it again changes nothing."""

    EMPTY = "empty_log"
    BINARY = "binary_file"
    BAD_GZIP = "bad_gzip"
    TRUNCATED_GZIP = "truncated_gzip"
    TOO_LARGE = "log_too_large"
    GONE = "object_gone"


class LogStream:
    """Iterate once over the chunks of one log; afterwards `problem` and the sizes are known.

    `problem` is None or the LogProblem that ended the reading; what was readable before it has
    been yielded (nothing of a binary file). `raw_bytes` counts bytes of the object as stored,
    `byte_count` bytes of the unzipped log; `content_hash` is that of what was read of it, 32 hex
    digits. Errors of the source pass through.
    """

    def __init__(self, raw: Iterable[bytes], *, max_bytes: int = MAX_LOG_BYTES) -> None:
        self.problem: LogProblem | None = None
        self.raw_bytes = 0
        self.byte_count = 0
        self._raw = raw
        self._hash = hashlib.blake2b(digest_size=16)
        self._max_bytes = max_bytes

    @property
    def content_hash(self) -> str:
        """The hash of the unzipped bytes: equal for a log and its copy, zipped or not."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        return cut_lines(self._decode(self._sniff(self._cap(self._unzip()))))

    def _count_raw(self) -> Iterator[bytes]:
        for block in self._raw:
            self.raw_bytes += len(block)
            yield block

    def _unzip(self) -> Iterator[bytes]:
        self.problem = yield from unzip(self._count_raw())

    def _cap(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            room = self._max_bytes - self.byte_count
            self.byte_count += min(len(block), room)
            self._hash.update(block[:room])
            yield block[:room]
            if len(block) > room:
                self.problem = LogProblem.TOO_LARGE
                return
        if self.byte_count == 0 and self.problem is None:
            self.problem = LogProblem.EMPTY

    def _sniff(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        blocks = _rejoin_start(blocks, SAMPLE_BYTES)
        first = next(blocks, b"")
        if is_binary(first[:SAMPLE_BYTES]):
            self.problem = LogProblem.BINARY
            return
        yield first
        yield from blocks

    def _decode(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        blocks = iter(blocks)
        first = next(blocks, b"")
        encoding = _UTF16_MARKS.get(first[:2])
        if encoding is None:
            yield first.removeprefix(codecs.BOM_UTF8)
            yield from blocks
            return
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        for block in _chain(first[2:], blocks):
            yield decoder.decode(block).encode("utf-8", errors="replace")
        yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def read_log(raw: Iterable[bytes], *, max_bytes: int = MAX_LOG_BYTES) -> LogStream:
    """Return the log in the raw bytes of an object: unzipped if need be, as UTF-8 or nearly so.

    Chunks end after a line feed (the last may not). gzip is known by its first two bytes, UTF-16
    by its byte order mark. Bytes that are no UTF-8 pass through.
    """
    return LogStream(raw, max_bytes=max_bytes)


def unzip(raw: Iterable[bytes]) -> Generator[bytes, None, LogProblem | None]:
    """Yield the bytes unzipped, or as they are if they are no gzip; return what ended it early."""
    blocks = _rejoin_start(raw, len(GZIP_MAGIC))
    first = next(blocks, b"")
    if not first.startswith(GZIP_MAGIC):
        yield first
        yield from blocks
        return None
    inflate = isal_zlib.decompressobj(wbits=31)
    for block in _chain(first, blocks):
        try:
            inflate = yield from _inflate(inflate, block)
        except _GZIP_ERROR:
            return LogProblem.BAD_GZIP
    return None if inflate.eof else LogProblem.TRUNCATED_GZIP


def is_binary(sample: bytes) -> bool:
    """Tell whether the first bytes of a file are no text in any encoding that logs use."""
    if not sample or sample[:2] in _UTF16_MARKS:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    undecodable = sample.decode("utf-8", errors="replace").count("\ufffd")
    return (controls + undecodable) / len(sample) > MAX_NOISE_SHARE


def cut_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in chunks that end after a line feed; giant lines lose their middle."""
    carry = b""
    long_line: _LongLine | None = None
    for block in _bounded(blocks):
        rest = block
        if long_line is not None:
            end = block.find(b"\n") + 1
            long_line.add(block[:end] if end else block)
            if not end:
                continue
            yield long_line.text()
            long_line, rest = None, block[end:]
        end = rest.rfind(b"\n") + 1
        if end:
            yield carry + rest[:end]
            carry = rest[end:]
        else:
            carry += rest
        if len(carry) > CHUNK_BYTES:
            long_line, carry = _LongLine(carry), b""
    yield from filter(None, [long_line.text() if long_line is not None else carry])


class _LongLine:
    """The head and the tail of a line too long to hold."""

    def __init__(self, start: bytes) -> None:
        self._head = start[:LONG_LINE_HEAD_BYTES]
        self._tail = b""
        self._cut = 0
        self.add(start[LONG_LINE_HEAD_BYTES:])

    def add(self, more: bytes) -> None:
        tail = self._tail + more
        self._tail = tail[-LONG_LINE_TAIL_BYTES:]
        self._cut += len(tail) - len(self._tail)

    def text(self) -> bytes:
        return self._head + b" [... %d bytes cut ...] " % self._cut + self._tail


def _inflate(
    inflate: "isal_zlib.Decompress", block: bytes
) -> Generator[bytes, None, "isal_zlib.Decompress"]:
    """Yield what one block of gzip inflates to, in bounded pieces; return the state after it."""
    while block:
        if inflate.eof:
            if block[:1] == b"\0":  # tape padding after the last member
                return inflate
            inflate = isal_zlib.decompressobj(wbits=31)
        yield inflate.decompress(block, CHUNK_BYTES)
        block = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    return inflate


def _rejoin_start(blocks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield the same bytes, the first block being at least `size` long where there are so many."""
    blocks = iter(blocks)
    start = b""
    for block in blocks:
        start += block
        if len(start) >= size:
            break
    yield start
    yield from blocks


def _bounded(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), CHUNK_BYTES):
            yield block[start : start + CHUNK_BYTES]


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
