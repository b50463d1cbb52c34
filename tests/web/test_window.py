import pytest

from shared.core.streams import cut_lines
from shared.web.views.window import Span, read_span, span_around

LOG = b"".join(b"line %d\n" % number for number in range(1, 101))


def numbers(chunks, first, last):
    return [line.number for line in read_span(chunks, Span(first, last))]


@pytest.mark.parametrize(
    ("line", "line_count", "expected"),
    [
        pytest.param(50, 100, Span(45, 54), id="in-the-middle"),
        pytest.param(1, 100, Span(1, 10), id="at-the-start"),
        pytest.param(100, 100, Span(91, 100), id="at-the-end"),
        pytest.param(999, 100, Span(91, 100), id="beyond-the-end"),
        pytest.param(3, 4, Span(1, 4), id="short-log"),
        pytest.param(1, 1, Span(1, 1), id="one-line"),
        pytest.param(1, 0, Span(1, 0), id="no-lines"),
    ],
)
def test_the_span_lies_around_the_line_and_within_the_log(line, line_count, expected):
    assert span_around(line, line_count, length=10) == expected


@pytest.mark.parametrize("size", [1, 7, 64, 1000, 10_000])
def test_the_same_lines_come_out_however_the_log_is_cut_into_chunks(size):
    blocks = [LOG[start : start + size] for start in range(0, len(LOG), size)]
    lines = read_span(cut_lines(blocks), Span(40, 43))
    assert [(line.number, line.data) for line in lines] == [
        (number, b"line %d" % number) for number in range(40, 44)
    ]


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        pytest.param([], [], id="no-chunk"),
        pytest.param([b"a"], [1], id="no-line-feed"),
        pytest.param([b"a\n"], [1], id="one-line"),
        pytest.param([b"a\n", b"b"], [1, 2], id="last-without-line-feed"),
        pytest.param([b"\n\n\n"], [1, 2, 3], id="empty-lines"),
    ],
)
def test_lines_are_counted_as_the_analysis_counts_them(chunks, expected):
    assert numbers(chunks, 1, 10) == expected


def test_nothing_is_read_beyond_the_span():
    def chunks():
        yield b"1\n2\n"
        raise AssertionError("read on")

    assert numbers(chunks(), 1, 2) == [1, 2]


def test_an_empty_span_reads_nothing():
    assert numbers(iter(()), 1, 0) == []


def test_a_giant_line_is_held_only_in_part():
    (line,) = read_span([b"x" * 1_000_000], Span(1, 1))
    assert len(line.data) < 10_000
