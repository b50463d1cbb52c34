"""The regex engine: linear time whatever the input, chosen in this one place.

Patterns stay inside what Python's re, RE2 and Rust's regex all read (no lookaround, no back
references), so that another engine can take over by changing this file. A test compares the
answers with those of re.
"""

import re
from typing import cast

import rurex  # type: ignore[import-untyped]

# Classes as \w mean ASCII here: so they do in re's bytes patterns, and the tables of Unicode take
# a hundred times as long to compile.
_OUTSIDE = {"w": "[0-9A-Za-z_]", "d": "[0-9]", "W": "[^0-9A-Za-z_]", "b": r"(?-u:\b)"}
_INSIDE = {"w": "0-9A-Za-z_", "d": "0-9"}
_TOKEN = re.compile(r"\\(.)|[\[\]]", re.DOTALL)


def compile_text(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern for text."""
    return cast("re.Pattern[str]", rurex.compile(_with_ascii_classes(pattern)))


def _with_ascii_classes(pattern: str) -> str:
    parts, position, inside, opened = [], 0, False, 0
    for token in _TOKEN.finditer(pattern):
        parts.append(pattern[position : token.start()])
        position, text = token.end(), token.group()
        if text == "[" and not inside:
            inside, opened = True, token.end()
        elif text == "]" and inside and pattern[opened : token.start()] not in ("", "^"):
            inside = False
        elif len(text) > 1:
            text = (_INSIDE if inside else _OUTSIDE).get(token.group(1), text)
        parts.append(text)
    return "".join([*parts, pattern[position:]])


def compile_bytes(pattern: str) -> re.Pattern[bytes]:
    """Return the compiled pattern for bytes; letters beyond ASCII stand for their UTF-8 bytes."""
    return cast("re.Pattern[bytes]", rurex.compile(pattern.encode()))
