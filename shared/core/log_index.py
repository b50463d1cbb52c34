"""The seekable copy of a large log: compressed blocks of whole lines, and where each one lies.

The copy is a gzip file of many members, so any tool reads it whole. Blocks depend on the text
alone: the same log always gives the same bytes, however often it is read and copied.
"""

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from isal import isal_zlib

from shared.core.documents import Record
from shared.core.ids import copy_key
from shared.core.log_lines import Span, count_lines

BLOCK_BYTES = 256 << 10
"""How much text a block holds at most; more only where a single line is longer."""

_LEVEL = 1
_GZIP = 31
_INDEX = ".json.gz"
_MAX_TEXT_BYTES = 8 << 20
# isal's stubs call it an instance; it is a class.
_GZIP_ERROR = cast(type[Exception], isal_zlib.error)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of the log, at this place of the copy."""

    lines: Span
    offset: int
    stored_bytes: int


@dataclass(frozen=True, slots=True)
class LogIndex:
    """The blocks of a copy, in order and without a gap."""

    blocks: tuple[Block, ...]

    @property
    def line_count(self) -> int:
        """How many lines the copy has."""
        return self.blocks[-1].lines.last if self.blocks else 0

    def blocks_of(self, spans: Iterable[Span]) -> list[Block]:
        """Return the blocks that hold lines of the spans, in order, each once."""
        found: dict[int, Block] = {}
        for span in spans:
            index = max(0, bisect_right(self.blocks, span.first, key=_first_line) - 1)
            for block in self.blocks[index:]:
                if block.lines.first > span.last:
                    break
                if block.lines.within(span).line_count:
                    found[block.offset] = block
        return [found[offset] for offset in sorted(found)]


class BlockCutter:
    """Cuts the chunks of a log into blocks, compresses them, and remembers where they lie."""

    def __init__(self) -> None:
        self._held = b""
        self._blocks: list[Block] = []

    @property
    def index(self) -> LogIndex:
        """The blocks so far."""
        return LogIndex(tuple(self._blocks))

    def add(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the blocks that are full now, compressed. Chunks end after a line feed."""
        text = self._held + chunk
        start = 0
        while len(text) - start > BLOCK_BYTES:
            end = text.rfind(b"\n", start, start + BLOCK_BYTES) + 1
            end = end or text.find(b"\n", start + BLOCK_BYTES) + 1
            if not end:
                break
            yield self._pack(text[start:end])
            start = end
        self._held = text[start:]

    def end(self) -> Iterator[bytes]:
        """Yield the last block, if anything is left for it."""
        if self._held:
            yield self._pack(self._held)
        self._held = b""

    def _pack(self, text: bytes) -> bytes:
        data = isal_zlib.compress(text, _LEVEL, wbits=_GZIP)
        first, offset = 1, 0
        if self._blocks:
            before = self._blocks[-1]
            first, offset = before.lines.last + 1, before.offset + before.stored_bytes
        lines = Span(first, first + count_lines(text) - 1)
        self._blocks.append(Block(lines, offset, len(data)))
        return data


def copy_name(record: Record) -> str:
    """Return the name of the derived object that holds the seekable copy of a record's log."""
    return f"{_folder(record)}/{record.generation}.gz"


def index_name(record: Record) -> str:
    """Return the name of the derived object that says where the blocks of the copy lie.

    It tells the content as well, so that whoever would remove it can ask who else uses it.
    """
    return f"{_folder(record)}/{record.generation}-{record.content_hash}{_INDEX}"


def copy_of(index: str) -> str:
    """Return the name of the copy that the index of this name is of."""
    return f"{index.removesuffix(_INDEX).partition('-')[0]}.gz"


def content_of(name: str) -> str | None:
    """Return the content hash that the name of an index tells; None for any other name."""
    stem, mark, content = name.removesuffix(_INDEX).partition("-")
    return content if mark and stem.startswith("copies/") and name.endswith(_INDEX) else None


def _folder(record: Record) -> str:
    return f"copies/{copy_key(record.record_id)}"


def pack_index(index: LogIndex) -> bytes:
    """Return the bytes to store, at most some 12 for each block; always the same for the same."""
    rows = [[block.lines.line_count, block.stored_bytes] for block in index.blocks]
    return gzip.compress(json.dumps(rows, separators=(",", ":")).encode(), mtime=0)


def unpack_index(data: bytes) -> LogIndex:
    """Return the index that `pack_index` stored."""
    blocks = []
    first, offset = 1, 0
    for line_count, stored_bytes in json.loads(gzip.decompress(data)):
        blocks.append(Block(Span(first, first + line_count - 1), offset, stored_bytes))
        first, offset = first + line_count, offset + stored_bytes
    return LogIndex(tuple(blocks))


def runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks in groups, each of which lies in one piece of the copy."""
    found: list[list[Block]] = []
    for block in blocks:
        if found and found[-1][-1].offset + found[-1][-1].stored_bytes == block.offset:
            found[-1].append(block)
        else:
            found.append([block])
    return found


def unpack_block(data: bytes, block: Block) -> bytes | None:
    """Return the text of a block, None if these bytes are not its."""
    inflate = isal_zlib.decompressobj(wbits=_GZIP)
    try:
        text = inflate.decompress(data, _MAX_TEXT_BYTES)
    except _GZIP_ERROR:
        return None
    whole = inflate.eof and not inflate.unused_data
    return text if whole and count_lines(text) == block.lines.line_count else None


def _first_line(block: Block) -> int:
    return block.lines.first
