"""Words without which a pattern cannot match: they decide which lines a rule is asked about."""

from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

MIN_CHARS = 3
_MAX_WORDS = 40


def required_words(pattern: str) -> frozenset[str] | None:
    """Return lower-case words, one of which every match of the pattern holds; None: none known.

    r"(?:fatal|internal) error: \\d+" -> {"fatal error: ", "internal error: "} or {" error: "}
    """
    return _best(sre_parser.parse(pattern))


def _best(items: Iterable[Any]) -> frozenset[str] | None:
    """Return the best words of a concatenation: the longest of its runs and branches."""
    choices: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        char = _char(operation, value)
        if char is not None:
            run += char
            continue
        choices.append(frozenset([run]))
        run = ""
        if operation not in _ANCHORS:
            inner = _inner(operation, value)
            if inner:
                choices.append(inner)
    choices.append(frozenset([run]))
    return _longest(choices)


def _longest(choices: Sequence[frozenset[str]]) -> frozenset[str] | None:
    fit = [words for words in choices if _shortest(words) >= MIN_CHARS and len(words) <= _MAX_WORDS]
    return max(fit, key=lambda words: (_shortest(words), -len(words)), default=None)


def _shortest(words: frozenset[str]) -> int:
    return min((len(word) for word in words), default=0)


_ANCHORS = (sre.AT,)


def _char(operation: Any, value: Any) -> str | None:
    """Return the lower-case character that the node stands for, None if there is no one."""
    if operation is sre.LITERAL:
        return chr(value).lower()
    if operation is sre.IN:
        found = {chr(v).lower() for op, v in value if op is sre.LITERAL}
        only_literals = all(op is sre.LITERAL for op, _ in value)
        return found.pop() if only_literals and len(found) == 1 else None
    return None


def _inner(operation: Any, value: Any) -> frozenset[str] | None:
    if operation is sre.SUBPATTERN:
        return _best(value[-1])
    if operation is sre.BRANCH:
        return _union(value[1])
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] >= 1:
        return _best(value[2])
    return None


def _union(branches: Iterable[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for branch in branches:
        words = _best(branch)
        if words is None:
            return None
        found |= words
    return frozenset(found)
