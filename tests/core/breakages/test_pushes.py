"""Pushes as GitHub tells of them."""

import pytest

from shared.core.breakages.order import Push
from shared.core.breakages.pushes import read_push

NOW_MS = 1_795_435_200_000
OLD, ONE, TWO = "0" * 39 + "1", "a" * 40, "b" * 40
PAYLOAD = {
    "ref": "refs/heads/release/2",
    "before": OLD,
    "after": TWO,
    "created": False,
    "deleted": False,
    "forced": False,
    "commits": [{"id": ONE}, {"id": TWO}],
    "repository": {"full_name": "acme/shop", "pushed_at": NOW_MS // 1000 - 5},
}


def pushed(**changes):
    return read_push(PAYLOAD | changes, now_ms=NOW_MS)


def test_a_push_names_its_branch_and_its_commits_oldest_first():
    push = Push(TWO, NOW_MS - 5000, OLD, (ONE, TWO))
    assert pushed() == ("acme/shop", "release/2", push)
    assert pushed(forced=True)[2].forced
    assert pushed(before="0" * 40)[2].before is None  # a new branch


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"ref": "refs/tags/v1"}, id="a-tag"),
        pytest.param({"deleted": True, "after": "0" * 40}, id="a-branch-deleted"),
        pytest.param({"after": "main"}, id="no-commit"),
        pytest.param({"after": None}, id="nothing"),
        pytest.param({"ref": 7}, id="no-ref"),
        pytest.param({"repository": None}, id="no-repository"),
    ],
)
def test_what_is_no_push_to_a_branch(changes):
    assert pushed(**changes) is None


@pytest.mark.parametrize("odd", [None, [], "x", {}, {"commits": 3}])
def test_payloads_of_another_shape_are_none(odd):
    assert read_push(odd, now_ms=NOW_MS) is None


@pytest.mark.parametrize("commits", [None, 7, [7, None, {"id": "main"}, {}]])
def test_a_list_of_commits_that_is_none_leaves_the_head(commits):
    assert pushed(commits=commits)[2].shas == ()
