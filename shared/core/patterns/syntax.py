"""An expression read once: refused where a linear engine cannot follow, else in one plain form.

People write what Python's re reads in ASCII mode: \\w, \\d, \\s, \\b and the case of letters mean
ASCII. The plain form has only characters, classes of ranges, groups, repeats and edges, all of
which every linear engine reads alike. None of its classes holds a line feed, so that it finds the
same in one line and in many lines at once.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

from shared.core.patterns.charsets import ANY, Ranges, one_of
from shared.core.patterns.model import Expression, Kind
from shared.core.patterns.words import MAX_CHARS, MIN_CHARS, Words, case_folded, required_words
from shared.errors import InvalidExpression

MAX_DEPTH = 40
MAX_REPEAT = 1000
MAX_COST = 2000
# Without a word to look for, every character of a log is read, and counted repeats slow that down.
MAX_COST_WITHOUT_WORDS = 500
MAX_COUNTED_WITHOUT_WORDS = 100
_COST_BEYOND_ASCII = 4
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_GROUPS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_POSIX_CLASS = re.compile(r"\[\^?\[:\^?\w+:\]")
_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-,:;/'\"=<>@%&!~`"
)

# The constructs that need backtracking, with the code and the name that tells a person which.
_UNSUPPORTED = {
    sre.ASSERT: ("lookaround", "lookaround, (?=...) or (?<=...)"),
    sre.ASSERT_NOT: ("lookaround", "negative lookaround, (?!...) or (?<!...)"),
    sre.GROUPREF: ("backreference", "a backreference such as \\1 or (?P=name)"),
    sre.GROUPREF_EXISTS: ("conditional", "a conditional group, (?(1)...)"),
    getattr(sre, "ATOMIC_GROUP", None): ("atomic_group", "an atomic group, (?>...)"),
    getattr(sre, "POSSESSIVE_REPEAT", None): ("possessive", "a possessive repeat such as a++"),
}
_EDGES = {
    sre.AT_BEGINNING: "(?m:^)",
    sre.AT_BEGINNING_STRING: "(?m:^)",
    sre.AT_END: "(?m:$)",
    sre.AT_END_STRING: "(?m:$)",
    sre.AT_BOUNDARY: r"\b",
    sre.AT_NON_BOUNDARY: r"\B",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression in its plain form, with the words it needs and what it costs per character.

    `folded` says that the words are in lower case because case does not matter to some of it.
    """

    plain: str
    words: Words | None
    folded: bool
    cost: int


def read(expression: Expression) -> Reading:
    """Return the expression in plain form. Raises InvalidExpression."""
    if expression.kind is Kind.LITERAL:
        return _read_literal(expression.text)
    tree, folded = _parse(expression.text)
    if tree.getwidth()[0] == 0:
        raise InvalidExpression(
            "matches_empty", "This matches the empty string, so every line. Require a character."
        )
    writer = _Writer()
    plain, cost = writer.sequence(tree, folded)
    words = required_words(tree, folded=folded)
    _check_cost(cost, words, writer.counted)
    return Reading(plain, words, writer.folded, cost)


def _read_literal(text: str) -> Reading:
    _refuse_controls(text)
    written = [_character(ord(char)) for char in text]
    words = frozenset([text[:MAX_CHARS]]) if len(text) >= MIN_CHARS else None
    return Reading("".join(plain for plain, _ in written), words, False, len(text.encode()))


def _refuse_controls(text: str) -> None:
    if control := _CONTROLS.search(text):
        raise _never(ord(control.group()))


def _check_cost(cost: int, words: Words | None, counted: int) -> None:
    if cost > MAX_COST:
        raise _too_costly(cost)
    if words is None and (cost > MAX_COST_WITHOUT_WORDS or counted > MAX_COUNTED_WITHOUT_WORDS):
        raise InvalidExpression(
            "too_costly",
            "This expression is too costly: no three characters in a row stand in every match, so "
            "every line of every log is tried. Add a fixed word, or shorten it.",
        )


def _too_costly(cost: int) -> InvalidExpression:
    return InvalidExpression(
        "too_costly",
        f"This expression is too costly: {cost} steps, at most {MAX_COST} are allowed. "
        "Shorten its repeats, such as .{0,500}.",
    )


def _parse(text: str) -> tuple[Any, bool]:
    _refuse_controls(text)
    if _POSIX_CLASS.search(text):
        raise InvalidExpression("posix_class", "Write \\d, \\w or \\s instead of [[:...:]].")
    if _depth(text) > MAX_DEPTH:
        raise InvalidExpression("too_deep", f"Groups nest deeper than {MAX_DEPTH}: flatten them.")
    try:
        tree = sre_parser.parse(text, sre.SRE_FLAG_ASCII)
    except (re.error, OverflowError, ValueError) as exc:
        raise InvalidExpression(
            "invalid_syntax", f"This is no regular expression: {exc}. Correct it, or use a literal."
        ) from exc
    return tree, bool(tree.state.flags & sre.SRE_FLAG_IGNORECASE)


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _GROUPS.findall(text):
        depth += {"(": 1, ")": -1}.get(token, 0)
        deepest = max(deepest, depth)
    return deepest


def _never(code: int) -> InvalidExpression:
    what = "a line feed" if code == 10 else f"the control character U+{code:04X}"
    return InvalidExpression(
        "control_character", f"A line never holds {what}: lines are matched one by one. Remove it."
    )


class _Writer:
    """Writes a parse tree in plain form; each part comes with its cost in steps."""

    def __init__(self) -> None:
        self.folded = False
        self.counted = 0

    def sequence(self, items: Any, folded: bool) -> tuple[str, int]:
        self.folded |= folded
        parts, cost = [], 0
        for operation, value in items:
            text, steps = self._one(operation, value, folded)
            parts.append(text)
            cost += steps
        return "".join(parts), cost

    def _one(self, operation: Any, value: Any, folded: bool) -> tuple[str, int]:
        if operation is sre.LITERAL and not folded:
            return _character(value)
        if operation in _UNSUPPORTED:
            code, name = _UNSUPPORTED[operation]
            raise InvalidExpression(
                code, f"It uses {name}, which engines that stay fast lack. Write it without."
            )
        if operation is sre.AT:
            return _EDGES[value], 1
        if operation is sre.SUBPATTERN:
            text, cost = self.sequence(value[3], case_folded(value, folded))
            return f"(?:{text})", cost
        if operation is sre.BRANCH:
            branches = [self.sequence(branch, folded) for branch in value[1]]
            return f"(?:{'|'.join(text for text, _ in branches)})", sum(c + 1 for _, c in branches)
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return self._repeat(value, folded, lazy=operation is sre.MIN_REPEAT)
        return _written(_ranges(operation, value, folded))

    def _repeat(self, value: Any, folded: bool, *, lazy: bool) -> tuple[str, int]:
        low, high, items = value
        endless = high is sre.MAXREPEAT
        most = max(low, 1) if endless else high
        if most > MAX_REPEAT:
            raise InvalidExpression(
                "repeat_too_large", f"It repeats {most} times; at most {MAX_REPEAT} are allowed."
            )
        text, cost = self.sequence(items, folded)
        if cost * most > MAX_COST:
            raise _too_costly(cost * most)
        self.counted += cost * most if most > 1 else 0
        bounds = f"{{{low},}}" if endless else f"{{{low},{high}}}"
        return f"(?:{text}){bounds}{'?' if lazy else ''}", cost * most + 1


def _ranges(operation: Any, value: Any, folded: bool) -> Ranges:
    if operation is sre.ANY:
        return ANY
    if operation is sre.NOT_LITERAL:
        return one_of([(sre.NEGATE, None), (sre.LITERAL, value)], folded=folded)
    if operation is sre.IN:
        return one_of(value, folded=folded)
    _character(value)
    return one_of([(sre.LITERAL, value)], folded=folded)


@lru_cache(maxsize=1000)
def _character(code: int) -> tuple[str, int]:
    if _CONTROLS.match(chr(code)):
        raise _never(code)
    return _char(code), len(chr(code).encode())


@lru_cache(maxsize=1000)
def _written(ranges: Ranges) -> tuple[str, int]:
    if not ranges:
        raise _never(10)
    first, last = ranges[0]
    if len(ranges) == 1 and first == last:
        return _char(first), len(chr(first).encode())
    cost = 1 if ranges[-1][1] < 128 else _COST_BEYOND_ASCII
    return f"[{''.join(f'{_code(first)}-{_code(last)}' for first, last in ranges)}]", cost


def _char(code: int) -> str:
    return chr(code) if chr(code) in _PLAIN else _code(code)


def _code(code: int) -> str:
    return f"\\x{{{code:x}}}"
