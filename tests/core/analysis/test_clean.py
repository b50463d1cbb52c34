"""Cleaning gives what a terminal would show of a raw line."""

import pytest

from shared.core.analysis.clean import MAX_LINE_CHARS, bound_text, clean_bytes, decode, is_red


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param(b"\x1b[31merror\x1b[0m: x", "error: x", id="colors"),
        pytest.param(b"\x1b]0;title\x07text", "text", id="title"),
        pytest.param(b"\x1b_bk;t=1772615707946\x07text", "text", id="application-command"),
        pytest.param(b"10%\r50%\r100% done", "100% done", id="progress"),
        pytest.param(b"shown\r", "shown", id="crlf"),
        pytest.param(b"travis_time:end:0c:start=1\r\x1b[0KDone.", "Done.", id="erased"),
        pytest.param(b"caf\xc3\xa9 \xff", "caf\u00e9 \ufffd", id="undecodable"),
        pytest.param("a\u2028b\u0085c".encode(), "abc", id="line-separators"),
        pytest.param(b"tab\there\x00", "tab\there", id="controls"),
    ],
)
def test_shows_what_a_terminal_shows(raw: bytes, shown: str) -> None:
    assert decode(clean_bytes(raw)) == shown


def test_a_long_line_keeps_both_ends() -> None:
    text = decode(clean_bytes(b"head" + b"x" * 100_000 + b"error: tail"))
    assert text.startswith("head")
    assert text.endswith("error: tail")
    assert len(bound_text(text)) <= MAX_LINE_CHARS


@pytest.mark.parametrize(
    ("raw", "red"),
    [
        (b"\x1b[31mfailed", True),
        (b"\x1b[1;31mfailed", True),
        (b"\x1b[0;91mfailed\x1b[0m", True),
        (b"\x1b[32mpassed", False),
        (b"\x1b[31m\x1b[0mplain", False),
        (b"plain", False),
    ],
)
def test_red_text_is_seen(raw: bytes, red: bool) -> None:
    assert is_red(raw) is red
