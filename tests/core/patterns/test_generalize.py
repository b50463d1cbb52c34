"""A pattern made from a failure line finds that line and its like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.documents import BuildContext
from shared.core.patterns.expression import check
from shared.core.patterns.generalize import generalize
from shared.core.patterns.model import ActivePattern
from shared.core.patterns.pattern_set import PatternSet
from shared.core.patterns.scan import LogScanner, scan_log
from shared.errors import InvalidExpression


def finds(expression, line):
    patterns = PatternSet([ActivePattern("p", 1, expression)])
    return bool(scan_log([line.encode() + b"\n"], LogScanner(patterns, BuildContext())).hits)


@pytest.mark.parametrize(
    ("line", "like", "unlike"),
    [
        pytest.param(
            "/tmp/x81/src/a.c:3:7: error: took 12.5s", "/w/src/a.c:10:1: error: took 9s",
            "/tmp/x81/src/b.c:3:7: error: took 12.5s", id="path-position-duration",
        ),
        pytest.param(
            "job 123456 failed at 2026-11-23T10:00:00Z (exit code 137)",
            "job 9 failed at 2025-01-02T00:00:59Z (exit code 137)",
            "job 123456 failed at 2026-11-23T10:00:00Z (exit code 1)", id="time-but-exit-code",
        ),
        pytest.param(
            "pod 1b4e28ba-2fa1-11d2-883f-0016d3cca427 evicted",
            "pod 00000000-2fa1-11d2-883f-001600000427 evicted",
            "pod 1b4e28ba-2fa1-11d2-883f-0016d3cca427 created", id="uuid",
        ),
        pytest.param(
            "segfault at 0xdeadbeef in libc", "segfault at 0x10 in libc",
            "segfault at 0xdeadbeef in libm", id="address",
        ),
        pytest.param(
            "cannot fetch https://a.example/x?y=1: 503 Unavailable",
            "cannot fetch http://b.example/z: 503 Unavailable",
            "cannot fetch https://a.example/x?y=1: 404 Not Found", id="url-but-status",
        ),
        pytest.param("a[0] * (b) + c?", "a[7] * (b) + c?", "a0 b c", id="escaped"),
        pytest.param(
            "login with password=[masked] failed", "login with password=s3 cr failed",
            "login with key=s3cr failed", id="masked-credential",
        ),
    ],
)  # fmt: skip
def test_finds_its_like_and_nothing_else(line, like, unlike):
    expression = generalize(line)
    assert finds(expression, line)
    assert finds(expression, like)
    assert not finds(expression, unlike)


def test_a_long_line_gives_an_expression_that_still_fits():
    line = "error: " + "(x[1]) " * 1000
    assert finds(generalize(line), line)


@pytest.mark.parametrize("line", ["", "   ", "[masked]"])
def test_refuses_a_line_that_leaves_nothing_to_look_for(line):
    with pytest.raises(InvalidExpression):
        generalize(line)


PARTS = [
    "error", "/tmp/a1b2c3/x.py", ":12:3", "0xff", "12.5s", "3 MB", "10:00:01", "Nov 23 10:00:00",
    "https://h/p?q", "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "deadbeef01", "[x]", "(y)", "a+b*c?",
    "$HOME", "^", "|", "\\", " ", "  ", "\t", "é", "😀", "exit code 3", "pid 77", "E1101", "-5",
    "localhost:8080", "10.0.0.1:99", "@1f2e3d4c", "ip-10-0-0-1.ec2", "id: x9", "line 7", "٣",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(line=st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join) | st.text())
def test_whatever_it_gives_is_accepted_and_finds_the_line_it_came_from(line):
    line = "".join(char for char in line if char.isprintable() or char == "\t")
    try:
        expression = generalize(line)
    except InvalidExpression:
        return
    check(expression)
    assert finds(expression, line)
