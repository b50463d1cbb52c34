"""Every line that a pattern matches is found, and no other, whatever the log is like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.analysis.analyze import analyze
from shared.core.analysis.clean_window import clean_window, line_text, prefixes_of
from shared.core.documents import BuildContext
from shared.core.patterns import engine, hits
from shared.core.patterns.expression import check
from shared.core.patterns.model import ActivePattern, Expression, Kind, Scope
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.errors import InvalidExpression
from tests.core.patterns import re2_engine
from tests.core.patterns.slow_scan import slow_scan

ENGINES = {"rurex": engine.compile_plain, "re2": re2_engine.compile_plain}
STAMP = b"2026-11-23T10:00:00.1234567Z "


def pattern(text, kind=Kind.REGEX, *, name=None, scope=None, from_end=None):
    expression = Expression(kind, text, scope or Scope(), from_end)
    return ActivePattern(name or text, 1, expression)


def scan(log, *patterns, context=None, chunk=None, compile_plain=engine.compile_plain):
    scanner = LogScanner(
        PatternSet(patterns, compile_plain=compile_plain), context or BuildContext()
    )
    return scan_log(chunks(log, chunk), scanner)


def chunks(log, lines_at_a_time=None):
    if lines_at_a_time is None:
        return [log]
    lines = log.splitlines(keepends=True) if b"\r" not in log else log.split(b"\n")
    if b"\r" in log:
        lines = [line + b"\n" for line in lines[:-1]] + [lines[-1]]
    step = lines_at_a_time
    return [b"".join(lines[n : n + step]) for n in range(0, len(lines), step)]


def pairs(found):
    return {(m.pattern_id, m.line_number, m.start, m.end) for m in found.matches}


def found_lines(log, *patterns, **more):
    return [(m.pattern_id, m.line_number) for m in scan(log, *patterns, **more).matches]


@pytest.mark.parametrize(
    ("log", "text", "lines"),
    [
        pytest.param(b"ok\nan error\n", "error", [2], id="plain"),
        pytest.param(b"error", "error$", [1], id="last-line-without-line-feed"),
        pytest.param(b"\n\nerror\n\n", "^error$", [3], id="empty-lines-count"),
        pytest.param(b"er\x1b[31mr\x1b[0mor\n", "error", [1], id="color-inside-a-word"),
        pytest.param(b"er\x00ror\x7f\n", "^error$", [1], id="control-inside-a-word"),
        pytest.param("er\u2028r\x85or\n".encode(), "^error$", [1], id="wide-control-inside"),
        pytest.param(b"10%\r50%\rerror\n", "^error$", [1], id="overwritten-progress"),
        pytest.param(b"error\rfine\n", "error", [], id="what-was-overwritten-is-gone"),
        pytest.param(b"error\r\nerror\r\n", "^error$", [1, 2], id="windows-lines"),
        pytest.param((STAMP + b"error\n") * 3, "^error", [1, 2, 3], id="prefix-of-the-ci"),
        pytest.param("naïve café\n".encode(), "é$", [1], id="beyond-ascii"),
        pytest.param(b"a\xff\xfeb\n", "a\ufffd\ufffdb", [1], id="bytes-that-are-no-text"),
        pytest.param(b"ERROR eRRor\n", "(?i)error error", [1], id="any-case"),
        pytest.param(b"x" * 300_000 + b" needle\n", "needle$", [1], id="end-of-a-long-line"),
        pytest.param(
            b"x" * 32_765 + b"needle" + b"x" * 9, "needle", [1], id="word-across-two-slices"
        ),
        pytest.param(b"a1\nb22\nc\n", r"^\w\d+$", [1, 2], id="no-word-to-look-for"),
        pytest.param(b"aaaa\n", "aaa", [1], id="a-line-counts-once"),
        pytest.param(b"foo\nbar\n", r"foo\s*bar", [], id="never-across-lines"),
        pytest.param(b"foo\nbar\n", r"foo[^x]bar", [], id="no-class-holds-a-line-feed"),
    ],
)
@pytest.mark.parametrize("compile_plain", ENGINES.values(), ids=ENGINES)
def test_matches_lines_as_they_are_shown(log, text, lines, compile_plain):
    found = found_lines(log, pattern(text), compile_plain=compile_plain)
    assert found == [(text, number) for number in lines]


def test_spans_count_characters_of_the_clean_line():
    (match,) = scan("\x1b[1mé é error\x1b[0m\n".encode(), pattern("error")).matches
    assert (match.start, match.end) == (4, 9)


def test_credentials_are_seen_by_patterns():
    assert found_lines(b"password=hunter22secret\n", pattern("hunter22"))


def test_a_hit_counts_all_lines_and_has_the_last():
    found = scan(b"error 1\nok\nan error 2\n", pattern("error", name="p"))
    (hit,) = found.hits
    assert (hit.lines, hit.line_number, hit.start, hit.end) == (2, 3, 3, 8)
    assert not found.cut


def test_matches_are_bounded_and_say_so():
    log = b"error a b c d e f g h i j k l\n" * 150
    patterns = [pattern(f"{char} ?", name=char) for char in "abcdefghijkl"]
    found = scan(log, *patterns)
    assert len(found.matches) == hits.MAX_MATCHES
    assert {hit.lines for hit in found.hits} == {150}
    assert {hit.line_number for hit in found.hits} == {150}
    assert found.cut


@pytest.mark.parametrize(
    ("log", "generic"),
    [
        (b"##[error]Process completed with exit code 1\n", True),
        (b"##[error]Process completed with exit code 1\nsrc/exit.c:3:1: error: x\n", False),
    ],
)
def test_a_hit_is_generic_while_all_its_lines_are(log, generic):
    (hit,) = scan(log, pattern("exit")).hits
    assert hit.generic is generic


@pytest.mark.parametrize(("from_end", "lines"), [(1, [6]), (2, [6]), (3, [4, 6]), (500, [1, 4, 6])])
@pytest.mark.parametrize("at_a_time", [None, 1])
def test_the_last_lines_are_decided_at_the_end(from_end, lines, at_a_time):
    log = b"error\n\n\nerror\n\nerror"
    found = found_lines(log, pattern("error", from_end=from_end), chunk=at_a_time)
    assert [number for _, number in found] == lines


STEPS = b"""error 1
##[group]Run make
error 2
##[error]Process completed with exit code 2
error 3
##[group]Run make install
error 4
Post job cleanup.
error 5
"""


@pytest.mark.parametrize(
    ("step", "numbers"),
    [
        ("make", [2, 4]), ("Run make install", [4]), ("install", [4]), ("cleaning up", [5]),
        ("Make", []), (None, [1, 2, 3, 4, 5]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("with_analysis", [True, False])
def test_a_step_is_known_by_its_markers(step, numbers, with_analysis):
    patterns = PatternSet([pattern(f"error {n}", scope=Scope(step=step)) for n in range(1, 6)])
    scanner = LogScanner(patterns, BuildContext())
    if with_analysis:
        analyze([STEPS], scanner=scanner)
        found = scanner.finish()
    else:
        found = scan_log([STEPS], scanner)
    assert [hit.pattern_id for hit in found.hits] == [f"error {n}" for n in numbers]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), True),
        (Scope(repo="acme/*"), True),
        (Scope(repo="ACME/*"), False),
        (Scope(job="e2e-[ab]*", branch="main"), True),
        (Scope(job="e2e-c*"), False),
        (Scope(branch="release-*"), False),
    ],
)
def test_only_patterns_in_scope_are_looked_for(scope, found):
    context = BuildContext(repo="acme/shop", job="e2e-aws", branch="main")
    assert bool(found_lines(b"error\n", pattern("error", scope=scope), context=context)) is found


def test_what_is_not_known_of_a_build_is_in_no_scope_that_names_it():
    assert not found_lines(b"error\n", pattern("error", scope=Scope(job="e2e")))


def test_a_stored_expression_that_no_longer_passes_harms_no_other():
    patterns = PatternSet([pattern("(?=a)b"), pattern("error")])
    assert [p.pattern_id for p in patterns.refused] == ["(?=a)b"]
    assert scan_log([b"error\n"], LogScanner(patterns, BuildContext())).hits[0].lines == 1


# --- against the slow reference ---

PIECES = [
    b"error", b"Error: ", b"ERROR", b"fail", b"failed", b"timeout", b"exit code ", b"1", b"42",
    b" ", b"\t", b"a", b"aa", b":", b"[", b"$", b"\\", b"\x1b[31m", b"\x1b[0m", b"\x1b]0;t\x07",
    b"\x1b", b"\r", b"\r\n", b"\n", b"\n", b"\n\n", b"\x00", b"\x08", b"\x7f", b"\xff", b"\xc2",
    "é".encode(), "\u2028".encode(), "\ufeff".encode(), "\x85".encode(), "😀".encode(), b"\xe2\x80",
    b"##[group]Run ", STAMP, b"12:00:00 ", b"x" * 70, b"y" * 5000, b"\x0b", b"\x0c",
]  # fmt: skip
EXPRESSIONS = [
    "error", "err", "rror: ", "(?i)error", "(?i:fail)ed", "^error", "error$", "^(error|fail)",
    r"exit code \d+", r"\bfail\b", r"\d+", r"^\s*\S+$", r"a{2,}", "é", "[^a-z ]", r"\w+:", "x{40}y",
    ".*failed", "f[aeiou]il", r"time(out|r)$", "(?i)É", r"\x5b", r"\S\s\S", "x+y", "(error)? ?1",
    "\ufffd", "error.{0,4}fail", r"^\W", r"\Bail",
]  # fmt: skip
logs = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
stamped = st.lists(logs, min_size=1, max_size=6).map(
    lambda parts: b"".join(STAMP + part + b"\n" for part in parts)
)
literals = st.text("errof 1:[\\aé", min_size=1, max_size=6)
pattern_sets = st.lists(
    st.builds(pattern, st.sampled_from(EXPRESSIONS), from_end=st.sampled_from([None, None, 1, 3]))
    | st.builds(pattern, literals, st.just(Kind.LITERAL)),
    min_size=1,
    max_size=12,
    unique_by=lambda p: p.pattern_id,
)


@pytest.mark.parametrize("compile_plain", ENGINES.values(), ids=ENGINES)
@settings(max_examples=150, deadline=None)
@given(log=logs | stamped, patterns=pattern_sets, at_a_time=st.sampled_from([None, 1, 3]))
def test_finds_the_same_pairs_as_asking_every_line(compile_plain, log, patterns, at_a_time):
    found = scan(log, *patterns, chunk=at_a_time, compile_plain=compile_plain)
    assert pairs(found) == slow_scan(log, patterns)


@settings(max_examples=60, deadline=None)
@given(log=logs | stamped, patterns=pattern_sets)
def test_finds_the_same_on_the_way_of_the_analysis(log, patterns):
    scanner = LogScanner(PatternSet(patterns), BuildContext())
    analyze(chunks(log, 2), scanner=scanner)
    assert scanner.finish() == scan(log, *patterns)


@settings(max_examples=200, deadline=None)
@given(log=logs | stamped)
def test_lines_are_cleaned_together_as_one_by_one(log):
    prefixes = prefixes_of(log)
    one_by_one = [line_text(raw, prefixes) for raw in log.split(b"\n")]
    assert clean_window(log, prefixes).decode().split("\n") == one_by_one


@settings(max_examples=150, deadline=None)
@given(text=st.from_regex(r"(\^|\(\?i\))?([abé .]|\[\^?[ab-d]\]|\\[dwsb]|[ab][+*?]|(a|b)){1,6}\$?"))
def test_expressions_of_every_shape_find_the_same(text):
    try:
        check(Expression(Kind.REGEX, text))
    except InvalidExpression:
        return
    log = "ab\na b\ncab d1\n\né.aB\nbbb\nA_b é\n".encode()
    for compile_plain in ENGINES.values():
        found = scan(log, pattern(text), compile_plain=compile_plain)
        assert pairs(found) == slow_scan(log, [pattern(text)])
