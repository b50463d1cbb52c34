"""What cannot be annotated: each with a code and a sentence."""

from dataclasses import replace

import pytest

from shared.core.breakages.checking import (
    MAX_JOBS,
    MAX_MODE_CHARS,
    MAX_NOTES_CHARS,
    Problem,
    full_sha,
    problem_of,
)
from shared.core.breakages.order import Push, order_of
from tests.core.breakages.branch import a_branch, broke

ORDER = a_branch("abcdefgh")
JOBS = ("unit", "e2e-chrome", "lint")


@pytest.mark.parametrize(
    "new",
    [
        broke("c", "f"),
        broke("c"),
        broke("c", "d", jobs=("unit", "e2e-*")),
        broke("a", "h", notes="two\nlines"),
    ],
)
def test_fits(new):
    assert problem_of(new, ORDER, JOBS, []) is None


@pytest.mark.parametrize(
    ("new", "code"),
    [
        pytest.param(broke("f", "c"), "resolved_before_cause", id="the-wrong-way-round"),
        pytest.param(broke("c", "c"), "resolved_before_cause", id="by-its-own-cause"),
        pytest.param(broke("?"), "unknown_sha", id="cause-unknown"),
        pytest.param(broke("c", "?"), "unknown_sha", id="resolution-unknown"),
        pytest.param(broke("c", jobs="uint"), "no_such_job", id="a-name-nobody-has"),
        pytest.param(broke("c", jobs=("unit", "ui-*")), "no_such_job", id="a-glob-of-nothing"),
        pytest.param(broke("c", jobs=()), "no_jobs", id="no-jobs"),
        pytest.param(broke("c", jobs=("x",) * (MAX_JOBS + 1)), "invalid_jobs", id="too-many"),
        pytest.param(broke("c", jobs=("",)), "invalid_jobs", id="an-empty-one"),
        pytest.param(broke("c", jobs=("two\nlines",)), "invalid_jobs", id="two-lines"),
        pytest.param(broke("c", mode=" "), "missing_mode", id="no-mode"),
        pytest.param(broke("c", mode="x" * (MAX_MODE_CHARS + 1)), "invalid_mode", id="long-mode"),
        pytest.param(
            broke("c", notes="x" * (MAX_NOTES_CHARS + 1)), "notes_too_long", id="long-notes"
        ),
    ],
)
def test_is_refused(new, code):
    problem = problem_of(new, ORDER, JOBS, [])
    assert (problem.code, problem.is_conflict) == (code, False)
    assert problem.message.endswith(".")


def test_a_cause_that_a_forced_push_replaced_is_refused():
    forced = [Push("b", 1, None, tuple("ab")), Push("x", 2, "b", ("x",), forced=True, base="a")]
    assert problem_of(broke("b"), order_of(forced, {}), JOBS, []).code == "cause_replaced"


def test_the_same_annotation_twice_is_a_conflict_and_overlapping_ones_are_none():
    known = broke("c", "f", jobs="unit")
    problem = problem_of(broke("c", "e", jobs="unit", breakage_id="2"), ORDER, JOBS, [known])
    assert (problem.code, problem.is_conflict) == ("already_annotated", True)
    assert problem_of(known, ORDER, JOBS, [known]) is None  # itself, being changed
    for other in (broke("d", "g", jobs="unit"), broke("c", "f"), broke("c", "f", jobs="lint")):
        assert problem_of(other, ORDER, JOBS, [known]) is None


def test_what_was_said_before_may_be_said_again_though_nobody_knows_it_any_more():
    known = broke("?", "!", jobs="retired")
    assert problem_of(replace(known, notes="more"), ORDER, JOBS, [known], before=known) is None
    moved = replace(known, resolved_sha="f")
    assert problem_of(moved, ORDER, JOBS, [known], before=known).code == "unknown_sha"
    renamed = replace(known, jobs=("gone",))
    assert problem_of(renamed, ORDER, JOBS, [known], before=known).code == "no_such_job"


SHAS = a_branch(["abc0123456" + "0" * 30, "abc0123457" + "0" * 30, "fff" + "0" * 37])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fff0000", "fff" + "0" * 37),
        (" FFF0000\n", "fff" + "0" * 37),
        ("abc0123457", "abc0123457" + "0" * 30),
    ],
)
def test_a_commit_may_be_named_by_its_first_digits(text, found):
    assert full_sha(text, SHAS) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc012345", "ambiguous_sha"),
        ("1234567", "unknown_sha"),
        ("fff", "invalid_sha"),
        ("main", "invalid_sha"),
        ("", "invalid_sha"),
        ("f" * 65, "invalid_sha"),
    ],
)
def test_what_names_no_commit_of_the_branch(text, code):
    problem = full_sha(text, SHAS)
    assert isinstance(problem, Problem)
    assert problem.code == code
