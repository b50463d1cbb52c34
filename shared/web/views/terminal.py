"""One raw log line as a terminal would show it: colours kept, codes gone, controls visible."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.core.analysis.clean import ANSI
from shared.web.views.controls import CONTROLS, name_control

MAX_LINE_CHARS = 2000
# Four bytes hold any character; codes that color take some more.
MAX_LINE_BYTES = 4 * MAX_LINE_CHARS

Style = Mapping[str, str]
PLAIN: Style = {}

_COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
# What a code of "ESC [ ... m" sets: a property and its value; an empty value unsets it.
_CODES: Mapping[int, tuple[str, str]] = {
    1: ("weight", "bold"),
    2: ("weight", "dim"),
    3: ("slant", "italic"),
    4: ("line", "underline"),
    22: ("weight", ""),
    23: ("slant", ""),
    24: ("line", ""),
    39: ("color", ""),
    **{30 + index: ("color", name) for index, name in enumerate(_COLORS)},
    **{90 + index: ("color", name) for index, name in enumerate(_COLORS)},
}
_STYLE_CODE = re.compile(rb"\x1b\[([0-9;:]{0,64})m")
_EXTENDED = frozenset({38, 48, 58})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look; `look` names the CSS classes, empty for none."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """The pieces of a line, the style that the next line begins with, whether it was cut."""

    pieces: tuple[Piece, ...]
    style: Style
    cut: bool


def show_line(raw: bytes, style: Style = PLAIN) -> ShownLine:
    """Return one line (without its line feed) as it is shown; `style` is that before it.

    What a carriage return overwrote is left out, and so is the end of a long line.
    """
    pieces: list[Piece] = []
    room = MAX_LINE_CHARS
    for text, text_style in _styled(_last_shown(raw[:MAX_LINE_BYTES]), style):
        pieces.extend(_with_controls(text[: max(0, room)], _look(text_style)))
        room -= len(text)
        style = text_style
    return ShownLine(tuple(pieces), style, room < 0 or len(raw) > MAX_LINE_BYTES)


def _styled(raw: bytes, style: Style) -> Iterator[tuple[str, Style]]:
    """Yield the text between codes, each with the style it is shown in; the last may be empty."""
    start = 0
    for code in ANSI.finditer(raw):
        # Cut out here: the engine never frees what group() gives of such a match.
        begin, end = code.span()
        yield raw[start:begin].decode("utf-8", "replace"), style
        style = _after(style, raw[begin:end])
        start = end
    yield raw[start:].decode("utf-8", "replace"), style


def _after(style: Style, code: bytes) -> Style:
    """Return the style after a code; codes that move the cursor and the like change none."""
    match = _STYLE_CODE.fullmatch(code)
    if match is None:
        return style
    numbers = [int(part) if part else 0 for part in re.split(rb"[;:]", match[1])]
    changed = dict(style)
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            changed.clear()
        elif number in _EXTENDED:
            _extended_color(changed, number, numbers)
        elif number in _CODES:
            name, value = _CODES[number]
            changed[name] = value
    return changed


def _extended_color(style: dict[str, str], number: int, numbers: list[int]) -> None:
    """Take the parameters of a 256 or 24-bit color; only the 16 named ones are shown."""
    kind, index = [*numbers, 0, 0][:2]
    del numbers[: 2 if kind == 5 else 4]
    if number == 38:
        style["color"] = _COLORS[index % 8] if kind == 5 and index < 16 else ""


def _look(style: Style) -> str:
    return " ".join(f"t-{value}" for value in style.values() if value)


def _with_controls(text: str, look: str) -> Iterator[Piece]:
    start = 0
    for control in CONTROLS.finditer(text):
        if control.start() > start:
            yield Piece(text[start : control.start()], look)
        yield Piece(name_control(control.group()), "t-control")
        start = control.end()
    if start < len(text):
        yield Piece(text[start:], look)


def _last_shown(raw: bytes) -> bytes:
    """Return what stays visible of a line that carriage returns overwrote."""
    if b"\r" not in raw:
        return raw
    return next((part for part in reversed(raw.split(b"\r")) if part.strip()), b"")
