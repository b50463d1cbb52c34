import pytest

from shared.web.views.controls import show_controls
from shared.web.views.terminal import MAX_LINE_CHARS, Piece, show_line


def pieces(raw):
    return [(piece.text, piece.look) for piece in show_line(raw).pieces]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b"plain", [("plain", "")], id="plain"),
        pytest.param(b"\x1b[31mred\x1b[0m on", [("red", "t-red"), (" on", "")], id="color"),
        pytest.param(
            b"\x1b[1;33mw\x1b[22mx", [("w", "t-bold t-yellow"), ("x", "t-yellow")], id="bold"
        ),
        pytest.param(b"\x1b[91mbright", [("bright", "t-red")], id="bright"),
        pytest.param(b"\x1b[38;5;2mg", [("g", "t-green")], id="256-colors"),
        pytest.param(b"\x1b[38;5;200;1mx", [("x", "t-bold")], id="unnamed-color"),
        pytest.param(b"\x1b[38;2;255;0;4;4mx", [("x", "t-underline")], id="24-bit"),
        pytest.param(b"\x1b[48;5;1mx", [("x", "")], id="background"),
        pytest.param(b"\x1b[38mx\x1b[38;5mx", [("x", ""), ("x", "t-black")], id="broken-codes"),
        pytest.param(b"a\x1b[2K\x1b[1Gb", [("a", ""), ("b", "")], id="cursor-codes-go"),
        pytest.param(b"\x1b]8;;http://x\x07link\x1b]8;;\x07", [("link", "")], id="hyperlink"),
        pytest.param(b"10%\r50%\rdone\r", [("done", "")], id="progress"),
        pytest.param(b"crlf\r", [("crlf", "")], id="crlf"),
        pytest.param(b"a\0b", [("a", ""), ("[U+0000]", "t-control"), ("b", "")], id="nul"),
        pytest.param(
            "x\u202egnp.exe".encode(),
            [("x", ""), ("[U+202E]", "t-control"), ("gnp.exe", "")],
            id="right-to-left-override",
        ),
        pytest.param(b"bad \xff\xfe", [("bad \ufffd\ufffd", "")], id="invalid-utf-8"),
        pytest.param("שלום".encode(), [("שלום", "")], id="right-to-left-script-stays"),
        pytest.param(b"<script>", [("<script>", "")], id="markup-is-text"),
        pytest.param(b"a\tb", [("a\tb", "")], id="tab-stays"),
    ],
)
def test_a_line_is_shown_as_a_terminal_would(raw, expected):
    assert pieces(raw) == expected


def test_a_color_lasts_until_it_is_reset_on_a_later_line():
    first = show_line(b"\x1b[31mred")
    second = show_line(b"still\x1b[0m", first.style)
    assert second.pieces == (Piece("still", "t-red"),)
    assert show_line(b"plain", second.style).pieces == (Piece("plain", ""),)


def test_a_long_line_is_cut():
    shown = show_line(b"x" * 50_000)
    assert sum(len(piece.text) for piece in shown.pieces) == MAX_LINE_CHARS
    assert shown.cut
    assert not show_line(b"x" * MAX_LINE_CHARS).cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("a\u202eb\u2066c", "a[U+202E]b[U+2066]c"),
        ("a\u200bb\ufeff", "a[U+200B]b[U+FEFF]"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
        ("👩\u200d💻 שלום", "👩\u200d💻 שלום"),
    ],
)
def test_hidden_characters_are_spelled_out(text, expected):
    assert show_controls(text) == expected
