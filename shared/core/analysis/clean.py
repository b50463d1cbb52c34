"""From the bytes of one raw line to what a terminal would show of it."""

from shared.core.analysis.engine import compile_bytes, compile_text

MAX_LINE_CHARS = 2000
_HEAD_BYTES = 2400
_TAIL_BYTES = 1600

# CSI sequences, OSC ended by BEL or ST, character sets, and the two-byte escapes.
ANSI = compile_bytes(
    r"\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\)?"
    r"|[_P^X][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)?"
    r"|[()#][0-9A-Za-z]"
    r"|[ -OQ-WYZ\\`-~]?)"
)
# What colors a line red: tools mark failures that way long before any word does.
_RED = compile_bytes(
    r"\x1b\[(?:\d{1,3};)*(?:31|91|1;31|38;5;(?:1|9|160|196))"
    r"(?:;\d{1,3})*m[^\x1b\s]"
)
_CONTROL = compile_text(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{2028}\x{2029}\x{feff}]")


def clean_bytes(raw: bytes) -> bytes:
    """Return one raw line without its line feed, ANSI codes and overwritten progress.

    Text before a carriage return is what a progress bar overwrote: the last part that shows
    anything stays. A line beyond the limits keeps its head and its tail, because tools name
    the error at either end.
    """
    if len(raw) > _HEAD_BYTES + _TAIL_BYTES:
        raw = b"%b ... %b" % (raw[:_HEAD_BYTES], raw[-_TAIL_BYTES:])
    if b"\x1b" in raw:
        raw = ANSI.sub(b"", raw)
    if b"\r" in raw:
        raw = last_shown(raw)
    return raw


def decode(line: bytes) -> str:
    """Return the text of a clean line: valid Unicode without control characters but tabs."""
    text = line.decode("utf-8", "replace")
    return text if text.isprintable() else _CONTROL.sub("", text)


def is_red(raw: bytes) -> bool:
    """Tell whether a terminal would show a part of the raw line in red."""
    return b"\x1b[" in raw and _RED.search(raw) is not None


def bound_text(text: str) -> str:
    """Return text of at most MAX_LINE_CHARS characters, shortened in its middle."""
    if len(text) <= MAX_LINE_CHARS:
        return text
    half = (MAX_LINE_CHARS - 5) // 2
    return f"{text[:half]} ... {text[-half:]}"


def last_shown(raw: bytes) -> bytes:
    """Return the last part between carriage returns that shows anything, else nothing."""
    for part in reversed(raw.split(b"\r")):
        if part.strip():
            return part
    return b""
