"""Words without which an expression cannot match: they decide which lines it is asked about."""

from collections.abc import Iterable
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from shared.core.patterns.charsets import one_of

MIN_CHARS = 3
MAX_CHARS = 24
_MAX_WORDS = 40
_MAX_OF_CLASS = 4
_EMPTY = frozenset([""])
Words = frozenset[str]


class _Found(NamedTuple):
    """What is known of a part: all that it can match; how matches begin; what each holds.

    `exact` is None where there is too much, `head` and `best` tell something only then.
    """

    exact: Words | None
    head: Words = _EMPTY
    best: Words | None = None


_NOTHING = _Found(None)


def required_words(tree: Iterable[Any], *, folded: bool) -> Words | None:
    """Return words of which every matching line, between line feeds, holds one; None: none known.

    They have 3 to 24 characters. A line feed in them stands for the edge of the line.

    ^(?:fatal|internal) error: \\d+  ->  "\\nfatal error: ", "\\ninternal error: "
    """
    found = _of_all(tree, folded)
    best = found.best if found.exact is None else _better(None, found.exact)
    return frozenset(word[:MAX_CHARS] for word in best) if best else None


def _of_all(items: Iterable[Any], folded: bool) -> _Found:
    best: Words | None = None
    head: Words | None = None
    run = _EMPTY
    for operation, value in items:
        found = _of_one(operation, value, folded)
        joined = _product(run, found.head if found.exact is None else found.exact)
        if found.exact is not None and joined is not None:
            run = joined
            continue
        head = (joined or run) if head is None else head
        best = _better(_better(best, joined or run), found.best)
        run = found.exact or _EMPTY
    if head is None:
        return _Found(run)
    return _Found(None, head, _better(best, run))


def _of_one(operation: Any, value: Any, folded: bool) -> _Found:
    if operation is sre.LITERAL and not folded:
        return _Found(frozenset(chr(value)))
    if operation is sre.LITERAL:
        return _characters([(sre.LITERAL, value)], folded)
    if operation is sre.IN:
        return _characters(value, folded)
    if operation is sre.AT:
        edge = value not in (sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY)
        return _Found(frozenset("\n") if edge else _EMPTY)
    if operation is sre.SUBPATTERN:
        return _of_all(value[3], case_folded(value, folded))
    if operation is sre.BRANCH:
        return _either([_of_all(branch, folded) for branch in value[1]])
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeated(value, folded)
    return _NOTHING


def case_folded(group: Any, folded: bool) -> bool:
    """Tell whether case does not matter inside a group, given how it is outside."""
    _, added, removed, _ = group
    return bool(added & sre.SRE_FLAG_IGNORECASE) or (
        folded and not removed & sre.SRE_FLAG_IGNORECASE
    )


def _characters(items: list[tuple[Any, Any]], folded: bool) -> _Found:
    ranges = one_of(items, folded=folded)
    if sum(last - first + 1 for first, last in ranges) > _MAX_OF_CLASS:
        return _NOTHING
    exact = frozenset(chr(c) for first, last in ranges for c in range(first, last + 1))
    # Folded words are looked for in lower case, so that a letter is one word, not two.
    return _Found(frozenset(map(ascii_lower, exact)) if folded else exact)


def ascii_lower(text: str) -> str:
    """Return text with the letters A to Z in lower case, all others as they are."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _either(branches: list[_Found]) -> _Found:
    heads = [branch.head if branch.exact is None else branch.exact for branch in branches]
    together = frozenset[str]().union(*heads)
    few = len(together) <= _MAX_WORDS
    if few and all(branch.exact is not None for branch in branches):
        return _Found(together)
    needed = [_better(branch.best, branch.exact) for branch in branches]
    best = None if None in needed else frozenset(word for words in needed for word in words or ())
    return _Found(None, together if few else _EMPTY, best)


def _repeated(value: Any, folded: bool) -> _Found:
    low, high, items = value
    inner = _of_all(items, folded)
    if low >= 1:
        return _Found(
            None,
            inner.head if inner.exact is None else inner.exact,
            _better(inner.best, inner.exact),
        )
    if high == 1 and inner.exact is not None and len(inner.exact) < _MAX_WORDS:
        return _Found(inner.exact | _EMPTY)
    return _NOTHING


def _product(left: Words, right: Words) -> Words | None:
    if len(left) * len(right) > _MAX_WORDS:
        return None
    if max(map(len, left), default=0) > MAX_CHARS:
        return None
    return frozenset(a + b for a, b in product(left, right))


def _better(one: Words | None, other: Words | None) -> Words | None:
    """Return the words that fewer lines hold: the longer ones, else the fewer."""
    fit = [w for w in (one, other) if w and min(map(len, w)) >= MIN_CHARS]
    return max(fit, key=lambda words: (min(map(len, words)), -len(words)), default=None)
