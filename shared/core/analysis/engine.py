"""The regex engine: linear time whatever the input, chosen in this one place.

Patterns stay inside what Python's re, RE2 and Rust's regex all read (no lookaround, no back
references), so that another engine can take over by changing this file. A test compares the
answers with those of re.
"""

import re
from collections.abc import Sequence
from typing import cast

import rurex  # type: ignore[import-untyped]


def compile_text(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern for text."""
    return cast("re.Pattern[str]", rurex.compile(pattern))


def compile_bytes(pattern: str) -> re.Pattern[bytes]:
    """Return the compiled pattern for bytes; letters beyond ASCII stand for their UTF-8 bytes."""
    return cast("re.Pattern[bytes]", rurex.compile(pattern.encode()))


class PatternSet:
    """Many patterns, asked in one pass over a line."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._set = rurex.compile_set([pattern.encode() for pattern in patterns])

    def matches(self, line: bytes) -> list[bool]:
        """Return, for each pattern in order, whether it is found in the line."""
        return cast("list[bool]", self._set.matches(line))
