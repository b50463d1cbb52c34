"""The regex engine: linear time whatever the input, chosen in this one place.

Patterns stay inside what Python's re, RE2 and Rust's regex all read (no lookaround, no back
references), so that another engine can take over by changing this file. A test compares the
answers with those of re.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol, cast

import rurex  # type: ignore[import-untyped]

# Classes as \w mean ASCII here: so they do in re's bytes patterns, and the tables of Unicode take
# a hundred times as long to compile.
_OUTSIDE = {"w": "[0-9A-Za-z_]", "d": "[0-9]", "W": "[^0-9A-Za-z_]", "b": r"(?-u:\b)"}
_INSIDE = {"w": "0-9A-Za-z_", "d": "0-9"}
_TOKEN = re.compile(r"\\(.)|[\[\]]", re.DOTALL)
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


class Test(Protocol):
    """Tells whether a line holds a match, not where: a fraction of the time of a search."""

    def is_match(self, line: bytes, /) -> bool:
        """Return whether the line holds a match."""


class _Pattern:
    """A pattern that is compiled at its first use: one log asks few of the hundreds there are."""

    def __init__(self, source: str | bytes) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if "_compiled" not in vars(self):
            self._compiled = rurex.compile(self._source)
        found = getattr(self._compiled, name)
        setattr(self, name, found)  # so that Python finds it there the next time
        return found


def compile_text(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern for text."""
    return cast("re.Pattern[str]", _Pattern(_with_ascii_classes(pattern)))


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
    return cast("re.Pattern[bytes]", _Pattern(pattern.encode()))


def tests_of(patterns: Sequence[re.Pattern[bytes]]) -> tuple[Test, ...]:
    """Return the same patterns, compiled here, to be asked for yes or no."""
    return cast("tuple[Test, ...]", tuple(patterns))


def any_of(patterns: Sequence[str]) -> Test:
    """Return what tells whether any of the patterns finds a match."""
    one = "|".join(f"(?:{_GROUP_NAME.sub('(?:', pattern)})" for pattern in patterns)
    return tests_of([compile_bytes(one)])[0]
