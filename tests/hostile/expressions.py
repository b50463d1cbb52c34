"""Expressions that make engines which backtrack explode, in families, the same in every run."""

import random
from collections.abc import Iterator
from itertools import product

PARTS = ("a", "[ab]", r"\w", r"\d", ".", r"[^!]", r"\S", "(?:a|b)", "(?i:a)", r"[a-z\d_]", "é")
ENDS = ("$", "b", "!$", r"\d$", "(?:x|y)z")
# Lines that nearly match: what makes a backtracking engine try every way.
HOSTILE = ("a", "ab1_", "aaa é ")
HOSTILE_END = "!"


def families() -> dict[str, list[str]]:
    """Return expressions by family."""
    return {
        "nested quantifiers": [*_nested()],
        "overlapping alternations": [*_overlapping()],
        "many ways to part a line": [*_polynomial()],
        "optional and again": [
            f"(?:{p}?){{{n}}}{p}{{{n}}}" for p in PARTS for n in (10, 25, 50, 400)
        ],
        "counted repeats": [*_counted()],
        "long counted repeats": [*_long_counted()],
        "references back": [*_references()],
        "looking around": [*_looking()],
        "possessive, atomic, conditional": [
            each.format(p=p)
            for p in PARTS
            for each in ("(?>{p}+)+b", "{p}++b", "({p}*+)*b", "({p})?(?(1)b|c)")
        ],
        "deep": [f"{'(' * n}{p}{')+' * n}$" for p in PARTS for n in (5, 20, 39, 60, 300)],
        "wide": [*_wide()],
        "edges": [f"(?:{e}{p}*)*{e}b" for p in PARTS for e in (r"\b", r"\B", "^", "$", r"\A")],
    }


def expressions(count: int) -> list[str]:
    """Return so many, of every family, the same each time."""
    found = [text for texts in families().values() for text in texts]
    chance = random.Random(7)
    while len(found) < count:
        left, right = chance.choice(found), chance.choice(found)
        found.append(
            chance.choice(("{0}{1}", "(?:{0}|{1})+", "(?:{0}){{1,8}}{1}")).format(left, right)
        )
    unique = list(dict.fromkeys(found))
    chance.shuffle(unique)
    return unique[:count]


def _nested() -> Iterator[str]:
    shapes = ("({p}+)+{e}", "({p}*)*{e}", "(({p}+)+)+{e}", "({p}+?)+?{e}", "^({p}+)*x{e}")
    for part, end, shape in product(PARTS, ENDS, shapes):
        yield shape.format(p=part, e=end)


def _overlapping() -> Iterator[str]:
    shapes = ("(?:{p}|{q})*{e}", "(?:{p}|{p}{q})+{e}", "(?:{p}{q}|{p}|{q}{p})*{e}")
    for (part, other), end, shape in product(product(PARTS, PARTS[:4]), ENDS[:2], shapes):
        yield shape.format(p=part, q=other, e=end)


def _polynomial() -> Iterator[str]:
    for part, end, count in product(PARTS, ENDS[:3], (2, 5, 20)):
        yield f"{part}*" * count + end
        yield f"(?:{part}*,){{{count}}}{end}"


def _counted() -> Iterator[str]:
    for part, (low, high) in product(PARTS, ((1, 20), (10, 30), (0, 40))):
        yield f"({part}{{{low},{high}}}){{{low},{high}}}!"
        yield f".*{part}{{{low},{high}}}.*{part}{{{low},{high}}}$"


def _long_counted() -> Iterator[str]:
    for part, count in product(PARTS, (100, 999, 1_000, 1_001, 60_000)):
        yield f"{part}{{{count}}}"
        yield f"({part}{{1,{count}}}){{1,{count}}}"
        yield f"x{part}{{0,{count}}}y{part}{{0,{count}}}z"


def _references() -> Iterator[str]:
    for part in PARTS:
        yield from (rf"({part}+)\1", rf"({part}*)*\1", rf"(?P<n>{part}+)(?P=n)+$")
        yield rf"({part})({part})*\2+\1$"


def _looking() -> Iterator[str]:
    for part in PARTS:
        yield from (f"(?=({part}+)){part}*b", f"(?!.*({part}+)+x)", f"(?<={part})({part}+)+$")
        yield f"(?<!{part})({part}*)*b"


def _wide() -> Iterator[str]:
    words = [f"{a}{b}{a}" for a, b in product("abcdefgh", repeat=2)]
    for part in PARTS:
        yield f"(?:{'|'.join(words)}|{part})+$"
        yield f"(?:{'|'.join(f'{word}{part}*' for word in words[:40])})*!"
        yield "".join(f"(?:{word}|{part})" for word in words[:30])
        yield f"[{''.join(words)}]*{part}+[^{''.join(words)}]"
