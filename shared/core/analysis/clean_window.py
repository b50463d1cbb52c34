"""The clean text of many lines at once, uncut: what patterns are matched against."""

from typing import Protocol

from shared.core.analysis.clean import ANSI, clean_bytes, decode, last_shown
from shared.core.analysis.engine import compile_bytes
from shared.core.analysis.prefixes import Prefixes, prove_prefixes

SAMPLE_BYTES = 64 * 1024
_SAMPLE_LINES = 300
_BLANK = r"[ \t\r\x0b\x0c]*"
# What a carriage return overwrote, in three steps: lines that show nothing, returns that nothing
# follows, and what stands before the last return that is left.
_SHOWS_NOTHING = compile_bytes(rf"(?m)^{_BLANK}\r{_BLANK}$")
_LAST_RETURNS = compile_bytes(rf"(?m)\r{_BLANK}$")
_OVERWRITTEN = compile_bytes(r"(?m)^[^\n]*\r")
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_WIDE_CONTROLS = compile_bytes(r"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf")


class Scanner(Protocol):
    """What reads along: it is given all whole lines in order, each once, with their prefixes."""

    def scan(self, lines: bytes, prefixes: Prefixes) -> None:
        """Take the next whole lines; only the last of a log may lack its line feed."""
        ...


def prefixes_of(start: bytes) -> Prefixes:
    """Return the prefixes that the first SAMPLE_BYTES of a log prove."""
    sample = start[:SAMPLE_BYTES].split(b"\n")[:_SAMPLE_LINES]
    return prove_prefixes([clean_bytes(raw) for raw in sample])


def line_text(raw: bytes, prefixes: Prefixes) -> str:
    """Return the clean text of one raw line, whatever its length: valid Unicode, no codes."""
    raw = ANSI.sub(b"", raw) if b"\x1b" in raw else raw
    raw = last_shown(raw) if b"\r" in raw else raw
    return decode(prefixes.strip(raw))


def clean_window(data: bytes, prefixes: Prefixes) -> bytes:
    """Return whole lines as valid UTF-8, each the `line_text` of the raw line in its place."""
    if b"\x1b" in data:
        data = ANSI.sub(b"", data)
    if b"\r" in data:
        data = _SHOWS_NOTHING.sub(b"", data)
        data = _OVERWRITTEN.sub(b"", _LAST_RETURNS.sub(b"", data))
    data = prefixes.strip_lines(data)
    if data.isascii():
        return data.translate(None, _CONTROLS)
    data = data.decode("utf-8", "replace").encode().translate(None, _CONTROLS)
    return _WIDE_CONTROLS.sub(b"", data)
