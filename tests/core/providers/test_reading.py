"""Builds as CircleCI and GitHub tell of them, whole and in pieces."""

import pytest

from shared.core.layout import ObjectKind, read_place
from shared.core.metadata import read_context
from shared.core.providers import circleci, github
from shared.core.providers.model import pull_of
from shared.core.repositories import is_repo
from tests.stand_ins.circleci import entry
from tests.stand_ins.github import job, run

NOW = 1_795_435_200_000
SOURCE = github.Source("main", "main")


def circle_build(**changes):
    return circleci.read_build(entry(3, **changes), "acme/shop", now_ms=NOW)


def github_job(source=SOURCE, **changes):
    answer = {"jobs": [job(run(3), 0, **changes)]}
    return next(github.read_jobs(answer, "acme/shop", source, now_ms=NOW))


def test_a_build_of_circleci_is_the_job_that_github_shows_of_it():
    build = circle_build()
    assert (build.job, build.build, build.branch) == ("ci/circleci: unit", "3", "master")
    assert (build.result, build.sha, build.pull) == ("FAILURE", f"{3:040x}", None)
    assert build.ended_ms == 1_795_168_800_000


@pytest.mark.parametrize(
    ("outcome", "result", "failed"),
    [
        ("success", "SUCCESS", False),
        ("no_tests", "SUCCESS", False),
        ("failed", "FAILURE", True),
        ("timedout", "FAILURE", True),
        ("infrastructure_fail", "FAILURE", True),
        ("canceled", "ABORTED", False),
        (None, None, False),
        (["odd"], None, False),
    ],
)
def test_how_a_build_of_circleci_ended(outcome, result, failed):
    build = circle_build(outcome=outcome)
    assert (build.result, build.has_failed) == (result, failed)


@pytest.mark.parametrize(
    ("changes", "branch", "pull"),
    [
        ({"branch": "pull/17"}, None, "17"),
        ({"pull_requests": [{"url": "https://github.com/acme/shop/pull/17"}]}, None, "17"),
        ({"pull_requests": [{"url": "javascript:x"}]}, "master", None),
        ({"pull_requests": "odd"}, "master", None),
        ({"branch": None}, None, None),
    ],
)
def test_of_a_pull_request_circleci_tells_no_base(changes, branch, pull):
    build = circle_build(**changes)
    assert (build.branch, build.pull) == (branch, pull)


@pytest.mark.parametrize("odd", [None, 3, "x", [], {}, {"build_num": "../x"}, {"build_num": -1}])
def test_entries_of_another_shape_are_no_builds(odd):
    assert circleci.read_build(odd, "acme/shop", now_ms=NOW) is None
    assert list(circleci.read_builds(odd, "acme/shop", now_ms=NOW)) == []
    assert circleci.read_outputs(odd) == []
    assert list(github.read_jobs(odd, "acme/shop", SOURCE, now_ms=NOW)) == []
    assert list(github.read_runs(odd, SOURCE)) == []
    assert github.read_pull(odd) is None


def test_outputs_are_those_of_actions_that_wrote_something():
    answer = {
        "steps": [
            {"name": "one", "actions": [{"has_output": False}, {"output_url": "https://a/0"}]},
            {"name": "two\nlines", "actions": [{"name": "make", "output_url": "https://a/1"}]},
            {"name": "odd", "actions": [7, {"output_url": 3}]},
        ]
    }
    outputs = circleci.read_outputs(answer)
    assert [(each.step, each.url) for each in outputs] == [
        ("one", "https://a/0"),
        ("make", "https://a/1"),
    ]


@pytest.mark.parametrize(
    ("changes", "result", "failed"),
    [
        ({"conclusion": "success"}, "SUCCESS", False),
        ({"conclusion": "skipped"}, "SUCCESS", False),
        ({"conclusion": "cancelled"}, "ABORTED", False),
        ({"conclusion": "timed_out"}, "FAILURE", True),
        ({"conclusion": "a word to come"}, "FAILURE", True),
        ({"status": "in_progress", "conclusion": None}, None, False),
    ],
)
def test_how_a_job_of_github_ended(changes, result, failed):
    build = github_job(**changes)
    assert (build.result, build.has_failed, build.run) == (result, failed, "3/1")


FORK = {"event": "pull_request", "head_repository": {"full_name": "bob/shop"}}
OWN = {"event": "pull_request"}


@pytest.mark.parametrize(
    ("source", "changes", "taken"),
    [
        pytest.param(SOURCE, {}, True, id="push"),
        pytest.param(SOURCE, {"event": "schedule"}, True, id="nightly"),
        pytest.param(SOURCE, FORK, False, id="a-fork-calls-its-branch-main-too"),
        pytest.param(github.Source("x", "main", "17", "bob/shop"), FORK, True, id="its-own-pull"),
        pytest.param(github.Source("x", "main", "17", "eve/shop"), FORK, False, id="other-fork"),
        pytest.param(github.Source("x", "main", "17", "acme/shop"), OWN, True, id="no-fork"),
        pytest.param(github.Source("x", "main", "17", "acme/shop"), {}, False, id="its-push"),
        pytest.param(github.Source("x", "main", "17", None), FORK, False, id="removed-fork"),
    ],
)
def test_runs_of_a_branch_and_of_a_pull_request(source, changes, taken):
    answer = {"workflow_runs": [run(3, **changes)]}
    assert bool(list(github.read_runs(answer, source))) is taken


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"conclusion": "success"}, False),
        ({"conclusion": "success", "run_attempt": 2}, True),
        ({"conclusion": "failure"}, True),
        ({"conclusion": None}, True),
    ],
)
def test_runs_that_passed_at_once_need_no_further_question(changes, asked):
    (found,) = github.read_runs({"workflow_runs": [run(3, **changes)]}, SOURCE)
    assert found.may_have_failed is asked


def test_a_pull_request_names_where_it_comes_from_and_goes_to():
    pull = {
        "number": 17,
        "head": {"ref": "fix", "repo": {"full_name": "bob/shop"}},
        "base": {"ref": "main"},
    }
    assert github.read_pull(pull) == github.Source("fix", "main", "17", "bob/shop")
    assert github.read_pull(pull | {"head": {"ref": "fix", "repo": None}}).head_repo is None


@pytest.mark.parametrize("make", [circle_build, github_job])
def test_the_object_of_a_log_says_all_that_is_known_of_its_build(make):
    build = make()
    place = read_place(build.log_name)
    assert place.kind is ObjectKind.BUILD_LOG
    context = read_context(place, build.metadata)
    assert (context.job, context.build, context.repo) == (build.job, build.build, "acme/shop")
    assert (context.sha, context.branch, context.result) == (build.sha, build.branch, "FAILURE")


@pytest.mark.parametrize(
    ("text", "number"),
    [("pull/17", "17"), ("pull/0", None), ("pull/x", None), ("main", None), ("pull/17/head", None)],
)
def test_pull_requests_among_branches(text, number):
    assert pull_of(text) == number


@pytest.mark.parametrize("text", ["acme", "acme/shop/x", "acme/..", "../shop", "a b/c", ""])
def test_what_names_no_repository(text):
    assert not is_repo(text)
