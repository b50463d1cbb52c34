"""Sets of characters as ranges of code points: what one position of an expression may hold."""

from collections.abc import Iterable
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
# What no line holds: its end, and halves of surrogate pairs.
_NEVER: Ranges = ((10, 10), (0xD800, 0xDFFF))
_DIGITS: Ranges = ((48, 57),)
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Ranges = ((9, 13), (32, 32))
_CASE_STEP = 32


def one_of(items: Iterable[tuple[Any, Any]], *, folded: bool) -> Ranges:
    """Return the characters of a parsed class such as [^a-f\\d], classes and case as in ASCII."""
    return _one_of(tuple(items), folded)


@lru_cache(maxsize=1000)
def _one_of(items: tuple[tuple[Any, Any], ...], folded: bool) -> Ranges:
    negated, found = False, []
    for operation, value in items:
        if operation is sre.NEGATE:
            negated = True
        elif operation is sre.LITERAL:
            found.append((value, value))
        elif operation is sre.RANGE:
            found.append(value)
        else:
            found.extend(_CATEGORIES[value])
    ranges = _joined(_both_cases(found) if folded else found)
    return in_lines(_complement(ranges) if negated else ranges)


def in_lines(ranges: Ranges) -> Ranges:
    """Return the characters among these that a line can hold."""
    return _complement(_joined([*_complement(ranges), *_NEVER]))


def _both_cases(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found = list(ranges)
    for first, last in list(found):
        for low, high, step in ((65, 90, _CASE_STEP), (97, 122, -_CASE_STEP)):
            start, end = max(first, low), min(last, high)
            if start <= end:
                found.append((start + step, end + step))
    return found


def _joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _complement(ranges: Ranges) -> Ranges:
    rest, start = [], 0
    for first, last in ranges:
        if first > start:
            rest.append((start, first - 1))
        start = last + 1
    if start <= LAST:
        rest.append((start, LAST))
    return tuple(rest)


_CATEGORIES: dict[Any, Ranges] = {
    sre.CATEGORY_DIGIT: _DIGITS,
    sre.CATEGORY_NOT_DIGIT: _complement(_DIGITS),
    sre.CATEGORY_WORD: _WORD,
    sre.CATEGORY_NOT_WORD: _complement(_WORD),
    sre.CATEGORY_SPACE: _SPACE,
    sre.CATEGORY_NOT_SPACE: _complement(_SPACE),
}
ANY = in_lines(((0, LAST),))
