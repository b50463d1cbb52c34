"""The engine that people's expressions run on: linear time whatever the input, chosen here alone.

It is Rust's regex crate. Another engine can take its place because expressions come in the plain
form of syntax.py; a test runs google-re2 behind the same contract.
"""

from collections.abc import Iterator
from typing import Protocol, cast

import rurex  # type: ignore[import-untyped]

from shared.errors import InvalidExpression


class Span(Protocol):
    """Where an expression was found, in bytes."""

    def start(self) -> int:
        """Return where the match starts."""
        ...

    def span(self) -> tuple[int, int]:
        """Return where the match starts and ends."""
        ...


class Searcher(Protocol):
    """An expression that is ready to run."""

    def search(self, text: bytes, /) -> Span | None:
        """Return the leftmost match in valid UTF-8, None if there is none."""
        ...

    def finditer(self, text: bytes, /) -> Iterator[Span]:
        """Yield the leftmost matches that do not overlap."""
        ...


def compile_plain(plain: str) -> Searcher:
    """Return an expression in plain form ready to run on UTF-8. Raises InvalidExpression."""
    # Bytes are matched as characters, except that the edge of a word is a matter of ASCII.
    text = "(?u)" + plain.replace(r"\b", r"(?-u:\b)").replace(r"\B", r"(?-u:\B)")
    try:
        return cast(Searcher, rurex.compile(text.encode()))
    except rurex.error as exc:
        raise InvalidExpression(
            "too_costly", f"The engine refuses this expression: {exc}. Make it simpler."
        ) from exc
