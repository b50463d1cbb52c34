"""Breakages that nobody annotated, from runs of failures."""

import pytest

from tests.core.breakages.at_once import Proposal, failure_runs, isolated, propose
from tests.core.breakages.branch import a_branch, broke, outcomes

ORDER = a_branch("abcdefghij")


def proposed(*breakages, **jobs):
    return propose(outcomes(**jobs), breakages, ORDER)


def spans(found):
    return [(each.cause_sha, each.resolved_sha, each.jobs) for each in found]


@pytest.mark.parametrize(
    ("marks", "runs"),
    [
        ("....", []),
        (".x..", [("b", "c")]),
        (".xx.", [("bc", "d")]),
        (".x x.", [("bd", "e")]),
        ("..xx", [("cd", None)]),
        ("x.x", [("a", "b"), ("c", None)]),
        ("    ", []),
    ],
)
def test_runs_of_failures(marks, runs):
    commits = outcomes(unit=marks)
    names = [each.sha for each in commits]
    found = [
        ("".join(names[p] for p in run.places), None if run.fixed is None else names[run.fixed])
        for run in failure_runs(commits)
    ]
    assert found == runs


@pytest.mark.parametrize(
    ("jobs", "alone"),
    [
        pytest.param({"unit": ".x."}, ["unit"], id="one-failure-then-passed"),
        pytest.param({"unit": ".xx."}, [], id="a-run"),
        pytest.param({"unit": "..x"}, [], id="nobody-knows-yet"),
        pytest.param({"unit": ".x.", "lint": ".x."}, ["lint", "unit"], id="two-at-once"),
        pytest.param({"unit": ".x.", "lint": ".x.", "e2e": ".x."}, [], id="many-at-once"),
    ],
)
def test_failures_that_stand_alone(jobs, alone):
    assert [run.job for run in isolated(failure_runs(outcomes(**jobs)))] == alone


def test_a_run_is_proposed_from_its_first_failure_to_the_next_pass():
    assert proposed(unit="..xxx..") == [Proposal("c", "f", "e", ("unit",), 3)]


def test_one_that_goes_on_has_no_end():
    assert proposed(unit="..xxx") == [Proposal("c", None, "e", ("unit",), 3)]


def test_a_failure_that_stands_alone_is_not_proposed():
    assert proposed(unit=".x..x..") == []


def test_many_jobs_at_one_commit_are():
    found = proposed(unit=".x.", lint=".x.", e2e=".x.")
    assert spans(found) == [("b", "c", ("e2e", "lint", "unit"))]


def test_jobs_that_broke_and_were_mended_together_are_one_the_newest_first():
    found = proposed(unit=".xx..xx.", lint=".xx.....", e2e=".....xx.", doc=".xxx....")
    assert spans(found) == [
        ("f", "h", ("e2e", "unit")),
        ("b", "e", ("doc",)),
        ("b", "d", ("lint", "unit")),
    ]


def test_what_is_annotated_is_not_proposed_and_the_rest_of_it_is():
    marks = {"unit": ".xxxx.", "lint": ".xxxx."}
    assert proposed(broke("b", "f"), **marks) == []
    assert spans(proposed(broke("b", "f", jobs="unit"), **marks)) == [("b", "f", ("lint",))]
    assert spans(proposed(broke("b", "d"), **marks)) == [("d", "f", ("lint", "unit"))]


def test_jobs_that_do_not_run_at_every_commit_break_all_the_same():
    assert spans(proposed(nightly=".  x  x  .")) == [("d", "j", ("nightly",))]
