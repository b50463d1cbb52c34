"""Which lines of a log a page shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.log_index import Block, LogIndex
from shared.core.log_lines import Span, read_spans
from shared.core.log_window import Aim, Edge, LogWindow, around, choose_window, join
from shared.core.streams import cut_lines

LOG = b"".join(b"line %d\n" % number for number in range(1, 101))
WHOLE = [Span(1, 100)]
NEAR = [Span(1, 3), Span(20, 29), Span(60, 69), Span(98, 100)]
# Ten blocks of ten lines each.
INDEX = LogIndex(tuple(Block(Span(n + 1, n + 10), n, 10) for n in range(0, 100, 10)))


def chosen(spans, line, edge=Edge.MIDDLE, **options):
    window = choose_window(spans, Aim(line, edge), 100, **options)
    return [(span.first, span.last) for span in window.spans], window.above, window.below


@pytest.mark.parametrize(
    ("line", "edge", "expected"),
    [
        pytest.param(50, Edge.MIDDLE, ([(45, 54)], 44, 55), id="in-the-middle"),
        pytest.param(1, Edge.MIDDLE, ([(1, 10)], None, 11), id="around-the-first"),
        pytest.param(100, Edge.MIDDLE, ([(91, 100)], 90, None), id="around-the-last"),
        pytest.param(999, Edge.MIDDLE, ([(91, 100)], 90, None), id="beyond-the-end"),
        pytest.param(55, Edge.START, ([(55, 64)], 54, 65), id="from"),
        pytest.param(99, Edge.START, ([(91, 100)], 90, None), id="from-near-the-end"),
        pytest.param(44, Edge.END, ([(35, 44)], 34, 45), id="up-to"),
        pytest.param(2, Edge.END, ([(1, 10)], None, 11), id="up-to-near-the-start"),
    ],
)
def test_a_window_of_a_whole_log(line, edge, expected):
    assert chosen(WHOLE, line, edge, max_lines=10) == expected


@pytest.mark.parametrize(
    ("line", "edge", "expected"),
    [
        pytest.param(65, Edge.MIDDLE, ([(60, 69)], 29, 98), id="one-span"),
        pytest.param(60, Edge.MIDDLE, ([(25, 29), (60, 64)], 24, 65), id="over-a-gap"),
        pytest.param(40, Edge.MIDDLE, ([(25, 29), (60, 64)], 24, 65), id="in-a-gap"),
        pytest.param(4, Edge.START, ([(20, 29)], 3, 60), id="from-a-gap"),
        pytest.param(1, Edge.START, ([(1, 3), (20, 26)], None, 27), id="the-first-page"),
        pytest.param(100, Edge.END, ([(63, 69), (98, 100)], 62, None), id="the-last-page"),
    ],
)
def test_a_window_of_what_lies_near_failures_counts_only_that(line, edge, expected):
    assert chosen(NEAR, line, edge, max_lines=10) == expected


@pytest.mark.parametrize(
    ("spans", "line", "edge", "expected"),
    [
        pytest.param(WHOLE, 55, Edge.MIDDLE, ([(41, 60)], 40, 61), id="whole-log"),
        pytest.param(WHOLE, 55, Edge.START, ([(51, 70)], 50, 71), id="from"),
        pytest.param(WHOLE, 55, Edge.END, ([(41, 60)], 40, 61), id="up-to"),
        pytest.param(NEAR, 98, Edge.MIDDLE, ([(61, 69), (98, 100)], 60, None), id="spans"),
        pytest.param(NEAR, 1, Edge.MIDDLE, ([(1, 3), (20, 20)], None, 21), id="part-of-a-span"),
        pytest.param([Span(3, 4)], 50, Edge.MIDDLE, ([(3, 4)], None, None), id="one-block"),
    ],
)
def test_a_window_lies_in_a_bounded_number_of_blocks(spans, line, edge, expected):
    assert chosen(spans, line, edge, index=INDEX, max_blocks=2) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        pytest.param(LogWindow((Span(1, 9),), 9), [], id="whole-log"),
        pytest.param(LogWindow((Span(3, 4),), 9), [Span(1, 2), Span(5, 9)], id="both-ends"),
        pytest.param(LogWindow((Span(1, 2), Span(5, 9)), 9), [Span(3, 4)], id="between"),
        pytest.param(LogWindow((Span(5, 6),), 99, above=4, below=7), [], id="it-goes-on"),
        pytest.param(
            LogWindow((Span(5, 6),), 99, above=2, below=9), [Span(3, 4), Span(7, 8)], id="to-others"
        ),
        pytest.param(LogWindow((), 0), [], id="no-line"),
    ],
)
def test_gaps_are_what_lies_between(window, expected):
    assert window.gaps == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([Span(40, 50), Span(10, 20)], [Span(10, 20), Span(40, 50)], id="in-order"),
        pytest.param([Span(10, 20), Span(15, 30)], [Span(10, 30)], id="overlapping"),
        pytest.param([Span(10, 30), Span(15, 20)], [Span(10, 30)], id="one-within-another"),
        pytest.param([Span(10, 20), Span(21, 30)], [Span(10, 30)], id="touching"),
        pytest.param([Span(10, 20), Span(22, 30)], [Span(10, 30)], id="a-line-between"),
        pytest.param(
            [Span(10, 20), Span(23, 30)], [Span(10, 20), Span(23, 30)], id="two-lines-between"
        ),
        pytest.param([Span(-4, 6), Span(95, 105)], [Span(1, 6), Span(95, 100)], id="over-the-ends"),
        pytest.param([Span(2, 6), Span(95, 99)], [Span(1, 6), Span(95, 100)], id="near-the-ends"),
        pytest.param([Span(101, 105)], [], id="outside"),
    ],
)
def test_spans_are_joined_where_next_to_nothing_lies_between(spans, expected):
    assert join(spans, 100) == expected


def test_lines_are_shown_with_some_on_either_side():
    assert join(around([50, 7], 5), 100) == [Span(1, 12), Span(45, 55)]


@given(
    failures=st.lists(st.integers(1, 100), max_size=12),
    aim=st.builds(Aim, st.integers(1, 120), st.sampled_from(Edge)),
    max_lines=st.integers(1, 40),
    max_blocks=st.integers(1, 12),
    indexed=st.booleans(),
)
def test_windows_one_after_the_other_show_every_line_once(
    failures, aim, max_lines, max_blocks, indexed
):
    spans = join(around(failures, 3), 100)
    limits = {
        "max_lines": max_lines,
        "max_blocks": max_blocks,
        "index": INDEX if indexed else None,
    }
    window = choose_window(spans, aim, 100, **limits)
    seen = numbers(window)
    assert len(seen) <= max_lines
    assert len(INDEX.blocks_of(window.spans)) <= max_blocks or not indexed
    while window.below is not None:
        window = choose_window(spans, Aim(window.below, Edge.START), 100, **limits)
        seen += [number for number in numbers(window) if number not in seen]
    window = choose_window(spans, aim, 100, **limits)
    while window.above is not None:
        window = choose_window(spans, Aim(window.above, Edge.END), 100, **limits)
        seen += [number for number in numbers(window) if number not in seen]
    assert sorted(seen) == [n for span in spans for n in range(span.first, span.last + 1)]


def numbers(window):
    return [n for span in window.spans for n in range(span.first, span.last + 1)]


def test_a_line_asked_for_is_in_its_window():
    for line in range(1, 101):
        for edge in Edge:
            window = choose_window(WHOLE, Aim(line, edge), 100, max_lines=7, index=INDEX)
            assert line in numbers(window)


class TestReadingLines:
    def numbers(self, chunks, *spans):
        return [line.number for line in read_spans(chunks, spans, max_line_bytes=9)]

    @pytest.mark.parametrize("size", [1, 7, 64, 1000, 10_000])
    def test_the_same_come_out_however_the_log_is_cut_into_chunks(self, size):
        blocks = [LOG[start : start + size] for start in range(0, len(LOG), size)]
        spans = [Span(2, 3), Span(40, 43), Span(99, 100)]
        lines = list(read_spans(cut_lines(blocks), spans, max_line_bytes=100))
        assert [(line.number, line.data) for line in lines] == [
            (number, b"line %d" % number) for number in (2, 3, 40, 41, 42, 43, 99, 100)
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
    def test_they_are_counted_as_the_analysis_counts_them(self, chunks, expected):
        assert self.numbers(chunks, Span(1, 10)) == expected

    def test_no_chunk_behind_the_last_span_is_read(self):
        def chunks():
            yield b"1\n2\n"
            raise AssertionError("read on")

        assert self.numbers(chunks(), Span(1, 2)) == [1, 2]
        assert self.numbers(iter(()), Span(1, 0)) == []

    def test_a_giant_line_is_held_only_in_part(self):
        (line,) = read_spans([b"x" * 1_000_000], [Span(1, 1)], max_line_bytes=9)
        assert line.data == b"x" * 9
