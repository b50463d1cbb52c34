"""A build's log beside another: what changed since it was green."""

import gzip

import pytest

from shared.core.builds import compare as core
from shared.errors import BuildNotFound, LogNotFound
from shared.services.builds.compare import LogComparing
from tests.services.conftest import NOON

GREEN = b"""2026-11-23T10:00:00Z installing package left-pad 1.2.3
2026-11-23T10:00:01Z compiling main.c
2026-11-23T10:00:02Z all tests passed in 12.5s
"""
RED = b"""2026-11-23T11:30:00Z installing package left-pad 1.2.4
2026-11-23T11:30:05Z compiling main.c
2026-11-23T11:30:06Z <b>cannot</b> open shared object file
2026-11-23T11:30:07Z <b>cannot</b> open shared object file
"""


def put_build(there, number, log, result="SUCCESS", job="unit"):
    folder = f"logs/{job}/{number}/"
    there.put(folder + "started.json", b'{"timestamp": %d}' % (NOON // 1000 - 100 + number))
    if log is not None:
        there.put(folder + "build-log.txt", log)
    there.put(folder + "finished.json", b'{"result": "%s"}' % result.encode())


@pytest.fixture
def comparing(there):
    return LogComparing(there.store, there.builds, there.logs)


def shown(lines):
    return [(each.group.here, each.group.there, each.text[20:]) for each in lines]


def test_the_last_pass_before_a_build_tells_what_changed(there, comparing):
    put_build(there, 1, b"an old pass\n")
    put_build(there, 2, GREEN)
    put_build(there, 3, None)
    put_build(there, 4, gzip.compress(RED), "FAILURE")
    put_build(there, 5, b"a later pass\n")

    found = comparing.with_last_pass("unit", "4", now_ms=NOON)

    assert found.there.build.facts.build_id == "2"
    assert shown(found.only_here) == [(3, None, " <b>cannot</b> open shared object file")]
    assert found.only_here[0].group.here_count == 2
    assert shown(found.only_there) == [(None, 3, " all tests passed in 12.5s")]
    assert [pair[:2] for pair in shown(found.both)] == [(1, 1), (2, 2)]
    assert (found.totals, found.cut) == ((1, 1, 2), False)
    assert (found.here.record.line_count, found.there.record.line_count) == (4, 3)


def test_any_two_builds_can_be_compared(there, comparing):
    put_build(there, 1, GREEN)
    put_build(there, 1, RED, job="team/e2e")

    found = comparing.with_build("unit", "1", "team/e2e", "1")

    assert found.totals == (1, 1, 2)


def test_what_cannot_be_compared_says_why(there, comparing):
    put_build(there, 1, RED, "FAILURE")
    put_build(there, 2, None, "FAILURE")

    with pytest.raises(LogNotFound, match="passed before"):
        comparing.with_last_pass("unit", "1", now_ms=NOON)
    with pytest.raises(LogNotFound, match="build 2 of unit"):
        comparing.with_build("unit", "1", "unit", "2")
    with pytest.raises(BuildNotFound):
        comparing.with_build("unit", "1", "unit", "99")


def test_of_a_log_of_very_many_shapes_a_bounded_number_is_held(there, comparing, monkeypatch):
    monkeypatch.setattr(core, "MAX_SKELETONS", 700)
    words = [a + b + c for a in "abcdefghij" for b in "klmnopqrst" for c in "uvwxyzabcd"]
    put_build(there, 1, "".join(f"step {word}\n" for word in words).encode())
    put_build(there, 2, b"short\n", "FAILURE")

    found = comparing.with_build("unit", "1", "unit", "2")

    assert (len(found.only_here), found.totals, found.cut) == (core.MAX_GROUPS, (700, 1, 0), True)
    assert found.only_here[-1].text == f"step {words[core.MAX_GROUPS - 1]}"
