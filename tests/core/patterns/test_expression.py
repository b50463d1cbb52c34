"""Which expressions may be curated, and what is said about those that may not."""

import re

import pytest

from shared.core.patterns.engine import compile_plain
from shared.core.patterns.expression import check
from shared.core.patterns.model import Expression, Kind, Scope
from shared.core.patterns.syntax import MAX_COST, read
from shared.errors import InvalidExpression


def regex(text, **more):
    return Expression(Kind.REGEX, text, **more)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        pytest.param("", "empty_expression", "Enter one", id="empty"),
        pytest.param("a" * 1025, "expression_too_long", "1025 bytes", id="over-1-KB"),
        pytest.param("é" * 513, "expression_too_long", "1026 bytes", id="bytes-count"),
        pytest.param("a" * 100_000, "expression_too_long", "1024", id="100-KB"),
        pytest.param("a(", "invalid_syntax", "unterminated subpattern", id="open-group"),
        pytest.param("*a", "invalid_syntax", "nothing to repeat", id="nothing-to-repeat"),
        pytest.param("a{5,2}", "invalid_syntax", "min repeat greater", id="bounds-swapped"),
        pytest.param(r"\pL", "invalid_syntax", "bad escape", id="unknown-escape"),
        pytest.param("a(?i)b", "invalid_syntax", "global flags", id="flags-in-the-middle"),
        pytest.param("(?u)a", "invalid_syntax", "incompatible", id="unicode-flag"),
        pytest.param("a{99999999999999999999}", "invalid_syntax", "too large", id="huge-number"),
        pytest.param("a(?=b)", "lookaround", "lookaround", id="lookahead"),
        pytest.param("(?<=a)b", "lookaround", "lookaround", id="lookbehind"),
        pytest.param("a(?!b)", "lookaround", "negative lookaround", id="negative-lookahead"),
        pytest.param("(?<!a)b", "lookaround", "negative lookaround", id="negative-lookbehind"),
        pytest.param(r"(a)\1", "backreference", "backreference", id="backreference"),
        pytest.param("(?P<x>a)(?P=x)", "backreference", "backreference", id="named-reference"),
        pytest.param("(a)?(?(1)b|c)", "conditional", "conditional group", id="conditional"),
        pytest.param("(?>a)b", "atomic_group", "atomic group", id="atomic"),
        pytest.param("a++b", "possessive", "possessive", id="possessive-plus"),
        pytest.param("a{1,3}+b", "possessive", "possessive", id="possessive-bounds"),
        pytest.param("[[:alpha:]]+", "posix_class", r"\d, \w or \s", id="posix-class"),
        pytest.param("a*", "matches_empty", "empty string", id="star"),
        pytest.param("^$", "matches_empty", "empty string", id="only-edges"),
        pytest.param(r"\b", "matches_empty", "empty string", id="only-a-word-edge"),
        pytest.param("error|", "matches_empty", "empty string", id="empty-branch"),
        pytest.param("a\nb", "control_character", "line feed", id="line-feed"),
        pytest.param(r"a\nb", "control_character", "line feed", id="escaped-line-feed"),
        pytest.param(r"[\n]", "control_character", "line feed", id="class-of-a-line-feed"),
        pytest.param(r"\x1b\[31m", "control_character", "U+001B", id="color-code"),
        pytest.param("\ud800", "control_character", "U+D800", id="half-a-character"),
        pytest.param("a{1001}", "repeat_too_large", "at most 1000", id="repeat"),
        pytest.param("(" * 41 + "a" + ")" * 41, "too_deep", "deeper than 40", id="deep"),
        pytest.param("(((a{9}){99}){99}){99}", "too_costly", "too costly", id="compile-bomb"),
        pytest.param("word.{900}", "too_costly", "too costly", id="wide-repeat"),
        pytest.param("[ab].{50}[xy]", "too_costly", "fixed word", id="no-word-and-counted"),
    ],
)
def test_refuses_and_says_what_to_do(text, code, told):
    with pytest.raises(InvalidExpression) as refused:
        check(regex(text))
    assert refused.value.code == code
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param({"lines_from_end": 0}, "invalid_lines_from_end", id="no-line"),
        pytest.param({"lines_from_end": 501}, "invalid_lines_from_end", id="too-many-lines"),
        pytest.param({"scope": Scope(job="")}, "invalid_scope", id="blank-job"),
        pytest.param({"scope": Scope(repo="a" * 201)}, "invalid_scope", id="long-repo"),
        pytest.param({"scope": Scope(branch="*a" * 9)}, "invalid_scope", id="stars"),
        pytest.param({"scope": Scope(step="a\tb")}, "invalid_scope", id="control-in-step"),
    ],
)
def test_refuses_where_and_when_too(more, code):
    with pytest.raises(InvalidExpression) as refused:
        check(regex("error", **more))
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["a*", "(?=a)", "[x", "(a)\\1", "a++", "***", "é😀"])
def test_a_literal_is_taken_as_it_stands(text):
    literal = Expression(Kind.LITERAL, text)
    check(literal)
    line = f"x{text}y"
    found = compile_plain(read(literal).plain).search(line.encode())
    assert found
    assert line.encode()[slice(*found.span())] == text.encode()


ACCEPTED = [
    r"^FAILED (?:\[.*s\] )?(\S*.py::\S*::test_\S*)",
    r"^([A-Za-z0-9_]+) +(FAIL|IMPROVED): *(.*)$",
    r"(?i)connection (reset|refused)\b",
    r"(?i:WARN)ing: [^a-f\d]+$",
    r"(?x) error \s+ \d{3}  # a comment",
    r"find: (.+): No such file",
    r"\[  FAILED  \]\s+([^\s]+)",
    r"(?P<code>E\d{4}): .{0,200}?done",
    r"naïve .*ï\w?",
    r"(a+)+$",
    r"\D\W\S\B",
]
TEXTS = [
    "", "FAILED tests/a.py::T::test_x - E", "model_1  FAIL: 3 > 2", "Connection REFUSED",
    "WARNing: xyz", "warning: zz", "error  404", "find: /x: No such file", "[  FAILED  ]  A.b",
    "E1234: all done done", "naïve été ï1", "naïve ÎÏ", "aaaaaaaaaaaaaaaaaaaaaab", "aaaa", "é-é.é",
    "\tx - y", "K\u212a \u017fs",
]  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted_expressions_find_what_pythons_re_finds_in_ascii_mode(text):
    check(regex(text))
    ours, theirs = compile_plain(read(regex(text)).plain), re.compile(text, re.ASCII)
    for line in TEXTS:
        found = ours.search(line.encode())
        expected = theirs.search(line)
        assert (found is None) == (expected is None), line
        if found and expected:
            assert line.encode()[slice(*found.span())].decode() == expected.group()


def test_shapes_that_explode_elsewhere_are_refused_or_bounded_in_steps():
    parts = ("a+", "(a|a)", "(a|ab)", r"\w+\s?", "(.*a)", "x+x+", "a{1,30}", "(?:a?)", "[ab].{9}")
    shapes = [
        f"({one}{two})+{end}" for one in parts for two in parts for end in ("$", "y", "{9}z", "")
    ]
    shapes += [f"({shape}){{{n}}}b" for shape in shapes for n in (2, 20, 200)]
    assert len(shapes) >= 1000
    for shape in shapes:
        try:
            check(regex(shape))
        except InvalidExpression:
            continue
        assert read(regex(shape)).cost <= MAX_COST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"^(?:fatal|internal) error: \d+", {"\nfatal error: ", "\ninternal error: "}),
        (r"exit code [12]$", {"exit code 1\n", "exit code 2\n"}),
        (r"(?i)Error", {"error"}),
        (r"\d+ errors? in (\w+)", {" error in ", " errors in "}),
        (r"a\d+", None),
        (r"(?:error|\d+)", None),
        (r"(?:timeout)?", None),
        (r"(?:timeout )+now", {"timeout "}),
    ],
)
def test_names_the_words_that_every_match_holds(text, words):
    try:
        found = read(regex(text)).words
    except InvalidExpression:
        found = None
    assert found == (frozenset(words) if words else None)
