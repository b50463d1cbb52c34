"""From the bytes of one raw line to clean text: valid Unicode, no ANSI codes, no overwritten text."""  # noqa: E501

import re

MAX_LINE_CHARS = 2000
_HEAD_BYTES = 3000
_TAIL_BYTES = 3000

# CSI, OSC (ended by BEL or ST), and the two-byte escapes that terminals understand.
ANSI = re.compile(
    rb"\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\)?|[()#][0-9A-Za-z]|[ -~]?)"  # noqa: E501
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def clean_line(raw: bytes) -> str:
    """Return the text a terminal would show for one raw line, without its line feed.

    Text before a carriage return is what a progress bar overwrote: the last part that shows
    anything wins. A line longer than the limits keeps its head and its tail, because tools
    name the error at either end.
    """
    if len(raw) > _HEAD_BYTES + _TAIL_BYTES:
        raw = raw[:_HEAD_BYTES] + b" ... " + raw[-_TAIL_BYTES:]
    if b"\x1b" in raw:
        raw = ANSI.sub(b"", raw)
    if b"\r" in raw:
        raw = _last_shown(raw)
    text = raw.decode("utf-8", "replace")
    return text if text.isprintable() else _CONTROL.sub("", text)


def bound_text(text: str) -> str:
    """Return text of at most MAX_LINE_CHARS characters, shortened in its middle."""
    if len(text) <= MAX_LINE_CHARS:
        return text
    half = (MAX_LINE_CHARS - 5) // 2
    return f"{text[:half]} ... {text[-half:]}"


def _last_shown(raw: bytes) -> bytes:
    parts = raw.split(b"\r")
    for part in reversed(parts):
        if part.strip():
            return part
    return b""
