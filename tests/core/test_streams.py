"""Whatever the bytes of an object are, bounded chunks of whole lines come out."""

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.streams import (
    CHUNK_BYTES,
    LONG_LINE_HEAD_BYTES,
    LONG_LINE_TAIL_BYTES,
    LogProblem,
    cut_lines,
    read_log,
    unzip,
)

TEXT = b"first\nsecond\nlast without line feed"
ZIPPED = gzip.compress(TEXT)


def read(raw, **options):
    stream = read_log(raw, **options)
    return b"".join(stream), stream.problem


@pytest.mark.parametrize(
    ("raw", "text", "problem"),
    [
        pytest.param([TEXT], TEXT, None, id="plain"),
        pytest.param([ZIPPED], TEXT, None, id="gzip"),
        pytest.param([ZIPPED[:1], ZIPPED[1:]], TEXT, None, id="gzip-in-odd-blocks"),
        pytest.param([ZIPPED, ZIPPED], TEXT + TEXT, None, id="gzip-members"),
        pytest.param([ZIPPED + bytes(512)], TEXT, None, id="gzip-padded"),
        pytest.param([b""], b"", LogProblem.EMPTY, id="empty"),
        pytest.param([], b"", LogProblem.EMPTY, id="no-blocks"),
        pytest.param([gzip.compress(b"")], b"", LogProblem.EMPTY, id="gzip-of-nothing"),
        pytest.param([ZIPPED[:-4]], TEXT, LogProblem.TRUNCATED_GZIP, id="gzip-cut"),
        pytest.param([b"\x1f\x8b" + b"x" * 99], b"", LogProblem.BAD_GZIP, id="no-gzip-at-all"),
        pytest.param([b"\x7fELF" + bytes(99)], b"", LogProblem.BINARY, id="binary"),
        pytest.param([os.urandom(9000)], b"", LogProblem.BINARY, id="random"),
        pytest.param([b"a\0b\nok ok ok ok\n"], b"a\0b\nok ok ok ok\n", None, id="some-nul"),
        pytest.param([b"\xff\xfe" + "é\n".encode("utf-16-le")], "é\n".encode(), None, id="utf-16"),
        pytest.param(
            [b"\xfe\xff" + "é\n".encode("utf-16-be")], "é\n".encode(), None, id="utf16-be"
        ),
        pytest.param([b"\xef\xbb\xbfx\n"], b"x\n", None, id="utf-8-mark"),
        pytest.param([b"gr\xfc\xdfe, Latin-1\n"], b"gr\xfc\xdfe, Latin-1\n", None, id="latin-1"),
        pytest.param([b"a\r\nb\rc\n"], b"a\r\nb\rc\n", None, id="carriage-returns"),
    ],
)
def test_what_is_readable_is_read_and_the_trouble_is_named(raw, text, problem):
    assert read(raw) == (text, problem)


def test_unzipping_stops_at_the_cap():
    bomb = gzip.compress(b"x" * 10_000_000)

    text, problem = read([bomb], max_bytes=1_000_000)

    assert problem is LogProblem.TOO_LARGE
    assert len(text) <= 1_000_000


def test_sizes_are_counted_as_stored_and_as_read():
    stream = read_log([ZIPPED])
    list(stream)

    assert (stream.raw_bytes, stream.byte_count) == (len(ZIPPED), len(TEXT))


def test_chunks_end_after_a_line_feed_and_stay_bounded():
    block = b"some line\n" * 10_000

    chunks = list(read_log([block] * 50))

    assert all(chunk.endswith(b"\n") for chunk in chunks)
    assert max(map(len, chunks)) <= 2 * CHUNK_BYTES
    assert b"".join(chunks) == block * 50


def test_a_giant_line_keeps_head_and_tail_and_the_lines_around_it():
    blocks = [b"before\nhead"] + [b"x" * CHUNK_BYTES] * 20 + [b"tail\nafter\n"]

    chunks = list(cut_lines(blocks))
    lines = b"".join(chunks).split(b"\n")

    assert [lines[0], lines[2], lines[3]] == [b"before", b"after", b""]
    assert lines[1].startswith(b"headxxx")
    assert lines[1].endswith(b"xxxtail")
    assert len(lines[1]) < LONG_LINE_HEAD_BYTES + LONG_LINE_TAIL_BYTES + 100


def test_a_giant_last_line_is_not_lost():
    assert b"".join(cut_lines([b"x" * CHUNK_BYTES] * 3 + [b"end"])).endswith(b"end")


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_cutting_lines_changes_no_byte(blocks):
    assert b"".join(cut_lines(blocks)) == b"".join(blocks)


@given(st.binary(max_size=3000))
def test_no_bytes_make_reading_raise(raw):
    for start in (raw, b"\x1f\x8b" + raw, ZIPPED[:20] + raw, b"\xff\xfe" + raw):
        list(read_log([start]))


def test_the_original_is_unzipped_byte_for_byte():
    odd = b"\xef\xbb\xbfa\r\n\xff\0"

    assert b"".join(unzip([gzip.compress(odd)])) == odd
