"""What a pattern tells of the lines it can match: words they hold, and that it starts with them.

Both decide which lines a rule is asked about. Read here is the language that the patterns keep to
(engine.py); what is not understood counts as unknown, which is never wrong.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

MIN_CHARS = 3
_MAX_WORDS = 40
_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|:))?(?!\?))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>(?:[*+?]|\{\d+(?:,\d*)?\})\??)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<start>\^|\\A)|(?P<edge>\$|\\[bBzZ])"
    r"|(?P<unknown>\(\?[a-z]+\)|\.|\\[dDwWsSnrtfvx](?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})?)"
    r"|(?P<run>[A-Za-z0-9 :_]+(?![*+?{]))"
    r"|(?P<char>\\?.)",
    re.DOTALL,
)


class _At(Enum):
    START = "the start of the line"
    EDGE = "another place that takes no character"


# Characters in lower case, a place, the alternatives of a group, None for anything else.
_Item: TypeAlias = "str | _At | list[list[_Item]] | None"


def required_words(pattern: str) -> frozenset[str] | None:
    """Return lower-case words, one of which every match of the pattern holds; None: none known.

    r"(?:fatal|internal) error: \\d+" -> {" error: "}
    """
    return _of_any(_read(pattern))


def starts_line(pattern: str) -> bool:
    """Tell whether every match begins where the line does; False where that is not known."""
    return _all_start(_read(pattern))


@lru_cache(maxsize=1)
def _read(pattern: str) -> list[list[_Item]]:
    """Return the alternatives of the pattern, each as its items in order.

    Who is asked for both its words and its start asks for them in turn.
    """
    open_groups: list[list[list[_Item]]] = [[[]]]
    for token in _TOKEN.finditer(pattern):
        alternatives = open_groups[-1]
        if token.lastgroup == "open":
            open_groups.append([[]])
        elif token.lastgroup == "close":
            open_groups.pop()
            open_groups[-1][-1].append(alternatives)
        elif token.lastgroup == "bar":
            alternatives.append([])
        elif token.lastgroup == "repeat":
            optional = token.group().startswith(("*", "?", "{0"))
            alternatives[-1][-1:] = [None if optional else [alternatives[-1][-1:]]]
        else:
            alternatives[-1].append(_item(token.lastgroup, token.group()))
    return open_groups[0]


def _item(kind: str | None, text: str) -> _Item:
    if kind == "run":
        return text.lower()
    if kind == "char":
        return text[-1].lower()
    if kind == "set":
        found = set(text[1:-1].lower())
        return found.pop() if len(found) == 1 else None
    return {"start": _At.START, "edge": _At.EDGE}.get(kind or "")


def _all_start(alternatives: Iterable[list[_Item]]) -> bool:
    firsts = [items[0] if items else None for items in alternatives]
    return all(
        first is _At.START or (isinstance(first, list) and _all_start(first)) for first in firsts
    )


def _of_any(alternatives: Iterable[list[_Item]]) -> frozenset[str] | None:
    found: set[str] = set()
    for items in alternatives:
        words = _of_all(items)
        if words is None:
            return None
        found |= words
    return frozenset(found)


def _of_all(items: Iterable[_Item]) -> frozenset[str] | None:
    """Return the best words of a concatenation: the longest of its runs and groups."""
    choices: list[frozenset[str]] = []
    run = ""
    for item in items:
        if isinstance(item, str):
            run += item
        elif not isinstance(item, _At):
            choices.append(frozenset([run]))
            run = ""
            choices.append((item and _of_any(item)) or frozenset())
    return _longest([*choices, frozenset([run])])


def _longest(choices: Sequence[frozenset[str]]) -> frozenset[str] | None:
    fit = [words for words in choices if _shortest(words) >= MIN_CHARS and len(words) <= _MAX_WORDS]
    return max(fit, key=lambda words: (_shortest(words), -len(words)), default=None)


def _shortest(words: frozenset[str]) -> int:
    return min((len(word) for word in words), default=0)
