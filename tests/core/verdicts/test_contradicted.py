"""When retries speak against a label."""

from dataclasses import replace

import pytest

from shared.core.verdicts.contradicted import Contradicted, contradicted
from shared.core.verdicts.state import decide
from tests.core.verdicts.facts import (
    BEGAN,
    DAY,
    NOW,
    breakage,
    failed,
    flaky,
    known,
    log,
    passed,
    pull_request,
    seen,
)

FLAKY = log(flaky())
ONCE, AGAIN, THIRD = (failed(FLAKY, build=f"{number}", number=number) for number in (1, 2, 3))
OTHER = failed(log(), build="2", number=2)


def found(commit, now_ms=NOW):
    return list(contradicted(commit, decide(commit, now_ms=now_ms), now_ms=now_ms))


def told(attempts):
    return [Contradicted("e2e", "123456789", "TestUpgrade timed out", attempts)]


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        pytest.param((ONCE,), [], id="once"),
        pytest.param((ONCE, AGAIN), told(2), id="again"),
        pytest.param((ONCE, AGAIN, THIRD), told(3), id="and-again"),
        pytest.param((ONCE, OTHER, THIRD), told(2), id="with-another-between"),
        pytest.param((ONCE, OTHER), [], id="another-failure"),
        pytest.param((OTHER, THIRD), [], id="first-of-its-kind"),
        pytest.param((ONCE, passed(build="2")), [], id="passed-then"),
        pytest.param((ONCE, failed(build="2")), [], id="log-not-there"),
    ],
)
def test_a_flaky_failure_that_came_again_at_one_commit(attempts, expected):
    assert found(pull_request(e2e=attempts)) == expected


@pytest.mark.parametrize(
    "excuse",
    [
        pytest.param(flaky(sightings=()), id="nobody-else-had-it"),
        pytest.param(flaky(names_cause=False), id="another-line"),
        pytest.param(flaky(in_scope=False), id="out-of-scope"),
        pytest.param(flaky(sightings=[seen(author="ann")]), id="own-sighting"),
        pytest.param(known(), id="known-problem"),
    ],
)
def test_what_was_never_excused_as_flaky_is_no_contradiction(excuse):
    failures = (failed(log(excuse)), failed(log(excuse), build="2", number=2))
    assert found(pull_request(e2e=failures)) == []


def test_what_a_breakage_explains_or_is_long_ago_says_nothing_against_the_label():
    commit = pull_request(e2e=(ONCE, AGAIN))
    assert found(replace(commit, breakages=(breakage("e2e"),))) == []
    assert found(commit, BEGAN + DAY) == told(2)
    assert found(commit, BEGAN + DAY + 1) == []
