"""The seekable copy of a large log: written while the log is analyzed, read a window at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

from shared.core.documents import Record
from shared.core.log_index import (
    Block,
    BlockCutter,
    LogIndex,
    copy_name,
    copy_of,
    index_name,
    pack_index,
    runs,
    unpack_block,
    unpack_index,
)
from shared.core.log_lines import RawLine, Span, read_spans
from shared.core.log_window import Aim, LogWindow, choose_window
from shared.core.streams import LogStream
from shared.errors import ObjectGone
from shared.ports import DerivedBucket, LogBucket
from shared.services.logs import open_log

Shared = Callable[[str, int], str | None]
"""Gives the index of a copy of an equal log, by content hash and number of lines."""


class _Shared(Exception):  # no error: it ends a copy that need not be written
    """There is a copy of an equal log."""


class LogCopy:
    """Iterate once over the chunks of a log: they pass through, and a copy of them is written.

    Afterwards `index` names the object that says where in the copy each line is, None for a log
    so small that it has no copy. The index is written last, so what it says is there. With
    `shared` nothing is left of a copy that an equal log has already.
    """

    def __init__(
        self,
        chunks: LogStream,
        derived: DerivedBucket,
        record: Record,
        shared: Shared = lambda _content, _lines: None,
    ) -> None:
        self.index: str | None = None
        self._chunks = chunks
        self._derived = derived
        self._record = record
        self._find_shared = shared

    def __iter__(self) -> Iterator[bytes]:
        cutter = BlockCutter()
        with suppress(_Shared), ExitStack() as writing:
            write = None
            for chunk in self._chunks:
                for block in cutter.add(chunk):
                    if write is None:
                        name = copy_name(self._record)
                        write = writing.enter_context(self._derived.writing(name))
                    write(block)
                yield chunk
            if write is None:
                return
            for block in cutter.end():
                write(block)
            content = self._chunks.content_hash
            self.index = self._find_shared(content, cutter.index.line_count)
            if self.index is not None:
                raise _Shared
        if self.index is None:
            name = index_name(replace(self._record, content_hash=content))
            self._derived.put(name, pack_index(cutter.index))
            self.index = name


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window and its lines, in order."""

    window: LogWindow
    lines: tuple[RawLine, ...]


def open_window(
    derived: DerivedBucket,
    logs: LogBucket,
    record: Record,
    spans: Sequence[Span],
    aim: Aim,
    *,
    max_line_bytes: int,
) -> OpenWindow:
    """Return the window on these spans of the log that the aim asks for, lines cut to that length.

    From the copy it reads a bounded number of bytes. A log without one is read from its start:
    a small one, one recorded before there were copies, one whose copy is gone. Raises ObjectGone
    if the log itself is.
    """
    live = logs.stat(record.name)
    if live is None or live.generation != record.generation:
        raise ObjectGone(f"{record.name} was written again or removed")
    index = _read_index(derived, record)
    window = choose_window(spans, aim, record.line_count, index=index)
    lines = _from_copy(derived, record, index, window.spans, max_line_bytes) if index else None
    if lines is None:
        log = open_log(logs, record)
        lines = list(read_spans(log, window.spans, max_line_bytes=max_line_bytes))
    return OpenWindow(window, tuple(lines))


def _read_index(derived: DerivedBucket, record: Record) -> LogIndex | None:
    """Return the index of the log's copy, if it has one and that is of this very log."""
    data = derived.get(record.index) if record.index else None
    index = unpack_index(data) if data else None
    return index if index and index.line_count == record.line_count else None


def _from_copy(
    derived: DerivedBucket,
    record: Record,
    index: LogIndex,
    spans: Sequence[Span],
    max_line_bytes: int,
) -> list[RawLine] | None:
    """Return the lines of the spans, None if the copy is gone or not the one of the index."""
    lines: list[RawLine] = []
    for run in runs(index.blocks_of(spans)):
        length = sum(block.stored_bytes for block in run)
        data = derived.get_range(copy_of(record.index or ""), run[0].offset, length)
        texts = _texts(data or b"", run)
        if None in texts:
            return None
        first = run[0].lines.first
        chunks = (text for text in texts if text is not None)
        lines.extend(read_spans(chunks, spans, first=first, max_line_bytes=max_line_bytes))
    return lines


def _texts(data: bytes, run: Sequence[Block]) -> list[bytes | None]:
    start = run[0].offset
    ends = [block.offset + block.stored_bytes - start for block in run]
    starts = [block.offset - start for block in run]
    return [
        unpack_block(data[first:end], block)
        for block, first, end in zip(run, starts, ends, strict=True)
    ]
