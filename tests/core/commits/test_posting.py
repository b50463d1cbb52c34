"""Of which commits something is said on the host."""

import pytest

from shared.core.commits.posting import CALM_MS, OLD_MS, wanted_at
from shared.core.documents import Commit, Posted, Run
from shared.core.verdicts.model import Decision, Result, State

NOW = 1_795_435_200_000
RED = Decision(State.FAILURE, "1 of 1 failure new", ())


@pytest.mark.parametrize(
    ("began_ms", "expected"),
    [
        pytest.param([NOW - 1], NOW, id="now"),
        pytest.param([NOW - OLD_MS - 1], None, id="old-news"),
        pytest.param([NOW - OLD_MS - 1, NOW - OLD_MS], NOW, id="built-again"),
        pytest.param([], None, id="never-built"),
    ],
)
def test_nothing_is_said_of_builds_whose_logs_are_brought_in_late(began_ms, expected):
    runs = tuple(Run("unit", str(at), at, Result.FAILURE) for at in began_ms)
    commit = Commit("k", "acme/app", "a" * 40, heard_ms=NOW, expires_ms=NOW, runs=runs)
    assert wanted_at(commit, RED, now_ms=NOW) == expected


@pytest.mark.parametrize(
    ("state", "count", "lively_posts", "expected"),
    [
        pytest.param(State.FAILURE, 4, 5, NOW, id="lively"),
        pytest.param(State.FAILURE, 5, 5, NOW - 1 + CALM_MS, id="calm"),
        pytest.param(State.FAILURE, 5, 6, NOW, id="as-set"),
        pytest.param(State.PENDING, 500, 5, NOW, id="another-state"),
    ],
)
def test_a_text_that_changes_often_waits_and_a_state_never_does(
    state, count, lively_posts, expected
):
    commit = Commit(
        "k",
        "acme/app",
        "a" * 40,
        heard_ms=NOW,
        expires_ms=NOW,
        runs=(Run("unit", "1", NOW, Result.FAILURE),),
        posted=Posted(state, "2 failures waiting for a log", NOW - 1, count),
    )
    assert wanted_at(commit, RED, now_ms=NOW, lively_posts=lively_posts) == expected
