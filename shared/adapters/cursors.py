"""Cursors of lists that are sorted by a number and, among equals, by id."""

import base64
import re
from dataclasses import dataclass

# What a 64-bit column can hold, give or take: a forged cursor must not overflow a query.
_POSITION = re.compile(r"(?P<key>-?[0-9]{1,18}):(?P<id>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the sort key and the id of its last item."""

    key: int
    id: str


def write_cursor(list_name: str, position: Position) -> str:
    """Return the position as url-safe text, marked with the list that it belongs to."""
    text = f"{list_name}:{position.key}:{position.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(list_name: str, cursor: str | None) -> Position | None:
    """Return the position; None for no cursor, for nonsense, and for another list's cursor."""
    marked_for, _, position = _decode(cursor or "").partition(":")
    match = _POSITION.fullmatch(position)
    if match is None or marked_for != list_name:
        return None
    return Position(int(match["key"]), match["id"])


def _decode(cursor: str) -> str:
    padding = "=" * (-len(cursor) % 4)
    try:
        return base64.b64decode(cursor + padding, altchars=b"-_", validate=True).decode()
    except ValueError:  # not base64, not ASCII, not UTF-8
        return ""
