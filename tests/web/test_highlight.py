"""Matches within shown lines: in the right place whatever stands before, between and behind."""

import pytest

from shared.core.analysis.clean_window import line_text, prefixes_of
from shared.core.analysis.prefixes import Prefixes
from shared.core.patterns.model import Match
from shared.web.views.highlight import NO_HIGHLIGHTS, Highlights
from shared.web.views.terminal import show_line


def marked(raw, text, prefixes=None):
    """Return what is marked of a shown line where the text matches its clean one."""
    prefixes = prefixes or Prefixes()
    start = line_text(raw, prefixes).index(text)
    match = Match("1", 1, 7, start, start + len(text))
    pieces = Highlights({7: [match]}, prefixes).pieces(7, raw, show_line(raw).pieces)
    assert "".join(piece.text for piece in pieces) == "".join(
        piece.text for piece in show_line(raw).pieces
    )
    return [piece.text for piece in pieces if "match" in piece.look.split()]


@pytest.mark.parametrize(
    ("raw", "text", "expected"),
    [
        pytest.param(b"the gate broke", "gate", ["gate"], id="plain"),
        pytest.param(b"the gate", "the gate", ["the gate"], id="whole"),
        pytest.param(b"the \x1b[31mga\x1b[0mte", "gate", ["ga", "te"], id="colored"),
        pytest.param("d\u00e9j\u00e0 vu gate".encode(), "vu", ["vu"], id="beyond-ascii"),
        pytest.param(b"10 %\r99 %\rthe gate", "gate", ["gate"], id="overwritten"),
        pytest.param(b"a\x00b the gate", "gate", ["gate"], id="behind-a-control"),
        pytest.param("a\u202eb gate".encode(), "b gate", ["b gate"], id="behind-a-shown-control"),
        pytest.param("ga\u200bte".encode(), "ga\u200bte", ["ga", "[U+200B]", "te"], id="hidden"),
    ],
)
def test_a_match_is_marked_where_it_stands(raw, text, expected):
    assert marked(raw, text) == expected


def test_what_stands_before_the_text_is_not_counted():
    lines = [b"2026-03-04T09:15:%02d.1234567Z step %d" % (n, n) for n in range(20)]
    prefixes = prefixes_of(b"\n".join(lines))
    assert prefixes.names
    assert marked(lines[3], "step 3", prefixes) == ["step 3"]
    assert marked(b"no time, step 3", "step 3", prefixes) == ["step 3"]


def test_matches_may_touch_and_overlap():
    raw = b"abcdef"
    matches = [Match("1", 1, 1, 0, 3), Match("2", 1, 1, 2, 4), Match("3", 1, 1, 4, 5)]
    pieces = Highlights({1: matches}).pieces(1, raw, show_line(raw).pieces)
    assert [(piece.text, piece.look) for piece in pieces] == [("abcde", "match"), ("f", "")]


def test_a_match_beyond_what_is_shown_marks_nothing():
    raw = b"x" * 3000 + b"gate"
    shown = show_line(raw).pieces
    assert Highlights({1: [Match("1", 1, 1, 3000, 3004)]}).pieces(1, raw, shown) == shown


def test_a_line_without_a_match_stays_as_it_is():
    pieces = show_line(b"\x1b[31mred\x1b[0m").pieces
    assert NO_HIGHLIGHTS.pieces(1, b"", pieces) == pieces
