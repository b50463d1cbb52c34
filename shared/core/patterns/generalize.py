"""A pattern made from a failure line: what differs from run to run is generalized already."""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

from shared.core.analysis.secrets import MASK
from shared.core.analysis.skeleton import PLACEHOLDERS
from shared.core.patterns.expression import MAX_EXPRESSION_BYTES, check
from shared.core.patterns.model import Expression, Kind

MAX_LINE_CHARS = 400
_CUT = " ... "  # where a long line lost its middle
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
_MASKED = re.compile(re.escape(MASK))
_WORDS = re.compile(r"\s+|[^\s]+")
_ALNUM = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+", re.ASCII)
_PATH_TAIL = re.compile(r"[^\\/]*[A-Za-z][^\\/0-9]*$")

# Codes and names that tell failures apart stay as they stand.
_KEPT = frozenset({"status", "rule", "http"})
_HEX = frozenset({"uuid", "hash"})
_SPACELESS = frozenset({"url", "host", "function", "task", "object"})
_NAMES_VARY = frozenset({"timestamp", "clock"})

_Part = tuple[int, int, str]  # where it starts and ends in the line, and its expression


def generalize(line: str) -> Expression:
    r"""Return a regular expression that finds the clean line and others like it.

    "/tmp/x81/a.c:3:7: error: x" -> "\S*a\.c:[\d.,]+:[\d.,]+: error: x"

    Of a long line the first 400 characters count; a masked credential may be anything. Raises
    InvalidExpression where too little is left to look for.
    """
    text = line.strip()[:MAX_LINE_CHARS].split(_CUT)[0]
    expression = Expression(Kind.REGEX, _joined(_pieces(text, _variable_parts(text))))
    check(expression)
    return expression


def _variable_parts(text: str) -> list[_Part]:
    parts: list[_Part] = [(*m.span(), ".*") for m in _MASKED.finditer(text)]
    for placeholder in PLACEHOLDERS:
        for match in placeholder.pattern.finditer(text):
            start, end = match.span()
            if start < end and not any(s < end and start < e for s, e, _ in parts):
                parts.append((start, end, _general(placeholder.name, match.group())))
    return sorted(parts, key=itemgetter(0))


def _general(name: str, text: str) -> str:
    """Return an expression for what a placeholder stands for, sure to match the text itself."""
    if name in _KEPT:
        return _escaped(text)
    expression = _by_name(name, text)
    if re.fullmatch(expression, text, re.ASCII):
        return expression
    return _anything_like(text)


def _by_name(name: str, text: str) -> str:
    if name in _HEX:
        return "[0-9A-Fa-f-]+"
    if name == "address":
        return "0x[0-9A-Fa-f]+"
    if name in _SPACELESS:
        return r"\S+"
    if name == "path":
        tail = _PATH_TAIL.search(text)
        return r"\S*" + _escaped(tail.group()) if tail else r"\S+"
    return _shape(text, letters=name in _NAMES_VARY)


def _shape(text: str, *, letters: bool) -> str:
    """Return the text with its numbers, and its letters too if wanted, made variable."""
    parts, position = [], 0
    for match in _ALNUM.finditer(text):
        parts.append(_escaped(text[position : match.start()]))
        number = match.group()[0].isdigit()
        parts.append(r"[\d.,]+" if number else r"[A-Za-z]+" if letters else match.group())
        position = match.end()
    return "".join([*parts, _escaped(text[position:])])


def _anything_like(text: str) -> str:
    return ".+" if any(char.isspace() for char in text) else r"\S+"


def _pieces(text: str, parts: Iterable[_Part]) -> Iterator[str]:
    """Yield the expression of the text in pieces that may be left away from the end on."""
    position = 0
    for start, end, expression in parts:
        yield from map(_escaped, _WORDS.findall(text[position:start]))
        yield expression
        position = end
    yield from map(_escaped, _WORDS.findall(text[position:]))


def _joined(pieces: Iterable[str]) -> str:
    joined, size = [], 0
    for piece in pieces:
        size += len(piece.encode())
        if size > MAX_EXPRESSION_BYTES:
            break
        joined.append(piece)
    return "".join(joined)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
