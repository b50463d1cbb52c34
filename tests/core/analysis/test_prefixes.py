"""Prefixes are stripped where the log proves them, and only there."""

import pytest

from shared.core.analysis.prefixes import prove_prefixes

MESSAGES = (b"make all", b"cc -c a.c", b"a.c:3:1: error: x", b"make: *** [a.o] Error 1")


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("taskcluster", b"[task 2026-03-04T09:15:06.097Z] "),
        ("github-actions", b"2026-03-04T09:15:06.0978390Z "),
        ("github-cli", b"build\tRun make\t2026-03-04T09:15:06.0978390Z "),
        ("gitlab-runner", b"2026-03-04T09:15:06.097839Z 01O "),
        ("bracketed-iso", b"[2026-03-04T09:15:08.353Z] "),
        ("iso", b"2026-03-04 09:15:06,097 "),
        ("bracketed-clock", b"[09:15:06] "),
        ("mozharness", b"09:15:06     INFO -  "),
        ("kernel-console", b"[   72.159680][ T3329] "),
        ("docker-step", b"#12 0.431 "),
    ],
)
def test_a_prefix_of_most_lines_is_stripped(name: str, prefix: bytes) -> None:
    prefixes = prove_prefixes([prefix + message for message in MESSAGES])
    assert name in prefixes.names
    assert prefixes.strip(prefix + b"a.c:3:1: error: x") == b"a.c:3:1: error: x"
    assert prefixes.strip(b"a line without it") == b"a line without it"


def test_nested_prefixes_are_stripped_from_the_outside_in() -> None:
    nested = [b"2026-03-04T09:15:06.0978390Z #12 0.431 " + message for message in MESSAGES]
    prefixes = prove_prefixes(nested)
    assert prefixes.names == ("github-actions", "docker-step")
    assert prefixes.strip(nested[0]) == b"make all"


def test_a_single_time_in_the_log_stays() -> None:
    prefixes = prove_prefixes([b"[09:15:06] started", *MESSAGES])
    assert prefixes.names == ()
    assert prefixes.strip(b"[09:15:06] started") == b"[09:15:06] started"


def test_the_log_of_one_line_proves_only_what_is_like_nothing_else() -> None:
    assert prove_prefixes([b"2026-03-04T09:15:06.0978390Z x"]).names == ("github-actions",)
    assert prove_prefixes([b"09:15:06 x"]).names == ()
