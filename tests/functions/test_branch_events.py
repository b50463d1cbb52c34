"""GitHub's pushes to branches that everyone builds on: what the sweep makes of them."""

import pytest

from shared.bootstrap import get_app
from shared.core.documents import Breakage
from shared.services.breakages.covering import Covering
from tests import github_payloads as payloads
from tests.functions.github import github, github_api, now_ms, web

__all__ = ["github", "github_api", "web"]  # fixtures

REPO = payloads.REPO
A, B, C, D = (letter * 40 for letter in "abcd")
ZEROS = "0" * 40


def a_push(after, before=ZEROS, commits=None, *, branch="main", ago_ms=0, **changes):
    event, payload = payloads.push(after, now_ms(), branch=branch)
    pushed_s = (now_ms() - ago_ms) / 1000
    listed = [{"id": sha} for sha in (commits or [after])]
    repository = payload["repository"] | {"pushed_at": pushed_s}
    told = {"before": before, "commits": listed, "forced": False, "repository": repository}
    return event, payload | told | changes


def order(branch="main"):
    return get_app().branch_history.order(REPO, branch)


def cells():
    """Return how the jobs of each commit went, as the weeks of the branch tell it."""
    branch = get_app().branches.get_branch(REPO, "main").value
    keys = [f"{branch.key}-{monday}" for monday in branch.weeks]
    weeks = get_app().branches.get_weeks(keys)
    return {
        commit.sha: dict(zip(each.value.jobs, commit.cells, strict=False))
        for each in weeks.values()
        for commit in each.value.commits
    }


def test_pushes_and_builds_become_the_history_of_a_main_branch(github, sweep):
    github.send(*a_push(A, ago_ms=9000))
    github.send(*a_push(C, A, [B, C], ago_ms=5000))
    github.send(*a_push(D, branch="topic"))
    github.send(*payloads.workflow_job("unit", 5, C, now_ms(), ended="failure"))
    assert sweep()["branch_news"] == 3
    assert order().shas == (A, B, C)
    assert order("topic").shas == ()
    assert cells() == {A: {}, B: {}, C: {"unit": "u"}}
    assert sweep()["branch_news"] == 0


def test_pushes_out_of_order_repeated_and_told_twice_are_one_history(github, sweep):
    first, second = a_push(A, ago_ms=9000), a_push(B, A, ago_ms=5000)
    third = a_push(C, B, ago_ms=4000)
    github.send(*third, delivery="third")
    github.send(*first)
    sweep()
    github.send(*second)
    assert github.send(*third, delivery="third").json["outcome"] == "known"
    github.send(*third)  # the same once more, under another name
    sweep()
    assert order().shas == (A, B, C)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"commits": [7, None, {}, {"id": "HEAD"}, {"id": A * 9}]}, id="odd-commits"),
        pytest.param({"commits": {"id": A}}, id="no-list"),
        pytest.param({"before": "x", "forced": "yes"}, id="odd-before"),
        pytest.param({"repository": payloads.repository() | {"pushed_at": -1}}, id="no-time"),
        pytest.param({"repository": payloads.repository() | {"pushed_at": 1}}, id="in-1970"),
        pytest.param({"repository": payloads.repository() | {"pushed_at": 1e300}}, id="in-no-year"),
        pytest.param({"ref": "refs/heads/"}, id="no-branch"),
        pytest.param({"ref": "refs/heads/main\n"}, id="odd-branch"),
        pytest.param({"ref": f"refs/heads/{'x' * 5000}"}, id="long-branch"),
    ],
)
def test_nonsense_in_a_push_harms_nothing(github, sweep, changes):
    github.send(*a_push(A, ago_ms=9000))
    sweep()
    event, payload = a_push(B, A)
    assert github.send(event, payload | changes).status_code < 500
    sweep()
    assert order().shas in ((A,), (A, B))
    assert len(get_app().branches.list_branches(limit=9).items) == 1


def test_a_very_large_push_is_cut_and_says_so(github, sweep):
    many = [f"{number:040x}" for number in range(1, 5000)]
    github.send(*a_push(A, ago_ms=9000))
    github.send(*a_push(B, A, [*many, B]))
    sweep()
    branch = get_app().branches.get_branch(REPO, "main").value
    assert branch.cut
    assert (len(order().shas), branch.head) == (1400, B)
    assert order().place(A) == 0


def test_a_forced_push_over_its_cause_ends_a_breakage(github, sweep):
    github.send(*a_push(A, ago_ms=9000))
    github.send(*a_push(B, A, ago_ms=5000))
    github.send(*payloads.workflow_job("unit", 5, B, now_ms(), ended="failure"))
    sweep()
    annotating = get_app().annotating
    draft = Breakage("", REPO, "main", B[:8], "no compiler")
    annotating.create(draft, actor="ann", now_ms=now_ms())
    assert Covering(annotating.breakages, annotating.history).at(REPO, "main", B)

    github.send(*a_push(C, B, forced=True))
    github.send(*payloads.workflow_job("unit", 6, C, now_ms(), ended="failure"))
    sweep()
    assert (order().shas, order().gone) == ((A, B, C), {B})
    assert Covering(annotating.breakages, annotating.history).at(REPO, "main", B)
    assert Covering(annotating.breakages, annotating.history).at(REPO, "main", C) == ()
    days = get_app().branches.get_branch(REPO, "main").value.days.values()
    assert sum(day.failures for day in days) == 2
    assert sum(day.explained for day in days) == 1
