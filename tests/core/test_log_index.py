"""The seekable copy: any window of it equals the lines of the plain log."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.log_index import (
    BLOCK_BYTES,
    Block,
    BlockCutter,
    LogIndex,
    pack_index,
    runs,
    unpack_block,
    unpack_index,
)
from shared.core.log_lines import Span, read_spans
from shared.core.streams import cut_lines

KIB = 1 << 10
TEN_LINES = LogIndex(
    (Block(Span(1, 4), 0, 50), Block(Span(5, 5), 50, 20), Block(Span(6, 10), 70, 30))
)


def copy_of(log, piece=64 * KIB):
    """Return the blocks of a log that arrives in pieces of this size, and their index."""
    pieces = [log[start : start + piece] for start in range(0, len(log), piece)]
    cutter = BlockCutter()
    blocks = [block for chunk in cut_lines(pieces) for block in cutter.add(chunk)]
    return [*blocks, *cutter.end()], cutter.index


def read_copy(stored, index, span):
    copy = b"".join(stored)
    lines = []
    for block in index.blocks_of([span]):
        data = copy[block.offset : block.offset + block.stored_bytes]
        text = unpack_block(data, block)
        first = block.lines.first
        lines += read_spans([text], [span], first=first, max_line_bytes=1 << 30)
    return [line.data for line in lines]


def plain_lines(log):
    rows = log.split(b"\n")
    return rows if rows[-1] else rows[:-1]


@st.composite
def logs(draw):
    """Logs of some blocks: lines of any length, the last one with or without its line feed."""
    sizes = st.one_of(st.integers(0, 200), st.integers(20 * KIB, 90 * KIB), st.just(300 * KIB))
    lengths = draw(st.lists(sizes, min_size=1, max_size=40))
    log = b"".join(b"%d " % n + b"x" * size + b"\n" for n, size in enumerate(lengths))
    return log if draw(st.booleans()) else log[:-1]


@settings(max_examples=60, deadline=None)
@given(logs(), st.data(), st.integers(1, 700 * KIB))
def test_any_span_equals_the_lines_of_the_log_however_it_arrived(log, data, piece):
    stored, index = copy_of(log, max(piece, len(log) // 50))
    expected = plain_lines(log)
    first = data.draw(st.integers(1, len(expected)))
    last = data.draw(st.integers(first, len(expected)))

    assert index.line_count == len(expected)
    assert read_copy(stored, index, Span(first, last)) == expected[first - 1 : last]
    assert gzip.decompress(b"".join(stored)) == log
    assert stored == copy_of(log)[0]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b"a\nb", [Span(1, 2)], id="small"),
        pytest.param(b"x" * (BLOCK_BYTES - 1) + b"\n", [Span(1, 1)], id="just-one-block"),
        pytest.param(
            b"x" * (BLOCK_BYTES - 1) + b"\ny", [Span(1, 1), Span(2, 2)], id="one-line-more"
        ),
        pytest.param(
            b"a\n" + b"x" * (2 * BLOCK_BYTES) + b"\nb\n",
            [Span(1, 1), Span(2, 2), Span(3, 3)],
            id="a-line-longer-than-a-block",
        ),
        pytest.param(
            b"\n" * (BLOCK_BYTES + 2),
            [Span(1, BLOCK_BYTES), Span(BLOCK_BYTES + 1, BLOCK_BYTES + 2)],
            id="empty-lines",
        ),
    ],
)
def test_blocks_are_cut_at_line_feeds(log, expected):
    assert [block.lines for block in copy_of(log)[1].blocks] == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([Span(1, 1)], [0], id="first-line"),
        pytest.param([Span(4, 5)], [0, 50], id="over-a-cut"),
        pytest.param([Span(2, 9)], [0, 50, 70], id="all-blocks"),
        pytest.param([Span(10, 10)], [70], id="last-line"),
        pytest.param([Span(1, 2), Span(3, 3), Span(8, 9)], [0, 70], id="several-spans"),
        pytest.param([Span(11, 20)], [], id="beyond-the-end"),
        pytest.param([Span(5, 4)], [], id="no-line"),
        pytest.param([], [], id="no-span"),
    ],
)
def test_spans_lie_in_these_blocks(spans, expected):
    assert [block.offset for block in TEN_LINES.blocks_of(spans)] == expected


def test_an_index_comes_back_as_it_was_stored():
    assert unpack_index(pack_index(TEN_LINES)) == TEN_LINES
    assert unpack_index(pack_index(LogIndex(()))) == LogIndex(())
    assert pack_index(TEN_LINES) == pack_index(TEN_LINES)


def test_the_index_of_the_largest_log_is_small():
    blocks, offset = [], 0
    for number in range((1 << 30) // BLOCK_BYTES):
        stored = 40_000 + number * 7919 % 9973
        lines = 3000 + number * 6101 % 997
        first = blocks[-1].lines.last + 1 if blocks else 1
        blocks.append(Block(Span(first, first + lines - 1), offset, stored))
        offset += stored
    assert len(pack_index(LogIndex(tuple(blocks)))) < 32 * KIB


def test_blocks_that_follow_each_other_are_read_at_once():
    first, second, third = TEN_LINES.blocks
    assert runs([first, second, third]) == [[first, second, third]]
    assert runs([first, third]) == [[first], [third]]
    assert runs([]) == []


def test_bytes_that_are_not_the_block_are_none():
    stored, index = copy_of(b"a\nb\n")
    (block,) = index.blocks
    assert unpack_block(stored[0], block) == b"a\nb\n"
    for wrong in (b"", stored[0][:-1], stored[0] + b"\0", b"no gzip", gzip.compress(b"a\n")):
        assert unpack_block(wrong, block) is None
