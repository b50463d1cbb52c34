"""Pairs of log excerpts: which of them are one failure, and which are two.

Two tables of plain data, `must_share` and `must_differ`. A row belongs here only if two engineers
who read both excerpts would agree. Hosts, people and projects are invented; the wording is that of
the tools.
"""

from textwrap import dedent
from typing import NamedTuple


class Pair(NamedTuple):
    """Two excerpts and the name of what sets them apart."""

    id: str
    left: str
    right: str


def pair(name: str, left: str, right: str) -> Pair:
    """Return a row whose excerpts lose the indentation of the table."""
    return Pair(name, _excerpt(left), _excerpt(right))


def _excerpt(text: str) -> str:
    return dedent(text).removeprefix("\n")


def crlf(text: str) -> str:
    """Return an excerpt as a Windows runner writes it."""
    return _excerpt(text).replace("\n", "\r\n")
