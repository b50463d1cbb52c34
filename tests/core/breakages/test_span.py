"""Which commits and jobs a breakage excuses: its cause included, its resolution excluded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.breakages.order import Push, order_of
from shared.core.breakages.span import Coverage, covers, span_of, touched
from tests.core.breakages.at_once import excusing
from tests.core.breakages.branch import a_branch, broke

ORDER = a_branch("abcdefgh")


def covered(breakage, order=ORDER):
    return "".join(sha for sha in order.shas if covers(breakage, order, sha))


@pytest.mark.parametrize(
    ("breakage", "shas"),
    [
        pytest.param(broke("c", "f"), "cde", id="cause-in-resolution-out"),
        pytest.param(broke("c"), "cdefgh", id="goes-on"),
        pytest.param(broke("c", "d"), "c", id="one-commit"),
        pytest.param(broke("h"), "h", id="the-newest"),
        pytest.param(broke("?"), "", id="cause-unknown"),
        pytest.param(broke("c", "?"), "", id="resolution-unknown"),
        pytest.param(broke("f", "c"), "", id="the-wrong-way-round"),
        pytest.param(broke("c", "c"), "", id="nothing-between"),
    ],
)
def test_span(breakage, shas):
    assert covered(breakage) == shas


def test_a_commit_that_is_not_known_is_not_covered():
    assert not covers(broke("a"), ORDER, "?")


FORCED = [
    Push("d", 100, None, tuple("abcd")),
    Push("y", 200, "d", tuple("xy"), forced=True, base="b"),
]


@pytest.mark.parametrize(
    ("breakage", "shas"),
    [
        pytest.param(broke("c"), "cd", id="cause-replaced: gone with its commits"),
        pytest.param(broke("a"), "abcdxy", id="cause-is-still-there"),
        pytest.param(broke("x"), "xy", id="cause-is-new"),
        pytest.param(broke("a", "c"), "ab", id="resolution-replaced: its place counts"),
    ],
)
def test_a_branch_that_was_pushed_over_the_cause(breakage, shas):
    assert covered(breakage, order_of(FORCED, {})) == shas


@pytest.mark.parametrize(
    ("jobs", "job", "excused"),
    [
        (None, "anything", True),
        ("unit", "unit", True),
        ("unit", "unit-2", False),
        ("e2e-*", "e2e-chrome", True),
        ("e2e-*", "unit", False),
        (("unit", "lint"), "lint", True),
        ("Unit", "unit", False),
        ("e2e-[ab]", "e2e-b", True),
    ],
)
def test_jobs_by_name_or_glob(jobs, job, excused):
    assert (excusing(Coverage([broke("a", jobs=jobs)], ORDER), "b", job) is not None) is excused


def test_of_overlapping_ones_each_failure_has_one_that_explains_it():
    everything, unit, later = broke("b"), broke("b", "g", jobs="unit"), broke("d", jobs="*")
    three = [everything, unit, later]
    assert excusing(Coverage(three, ORDER), "e", "unit") == later
    assert excusing(Coverage(three, ORDER), "c", "unit") == unit
    assert excusing(Coverage(three, ORDER), "c", "lint") == everything
    assert excusing(Coverage(three, ORDER), "a", "unit") is None
    assert Coverage(three, ORDER).at("e") == (later, unit, everything)


BREAKAGES = st.builds(
    broke,
    st.sampled_from("abcdefgh?"),
    st.sampled_from([None, *"abcdefgh?"]),
    st.sampled_from([None, "unit", "e2e-*"]),
)


@given(st.lists(BREAKAGES, max_size=5), st.sampled_from("abcdefgh"), st.sampled_from(["unit", "x"]))
def test_which_one_explains_does_not_depend_on_their_order(breakages, sha, job):
    found = excusing(Coverage(breakages, ORDER), sha, job)
    assert found == excusing(Coverage(breakages[::-1], ORDER), sha, job) or len(
        {each.breakage_id for each in breakages}
    ) < len(breakages)
    assert found is None or covers(found, ORDER, sha)


@pytest.mark.parametrize(
    ("before", "after", "shas"),
    [
        pytest.param(None, broke("c", "f"), "cde", id="created"),
        pytest.param(broke("c", "f"), None, "cde", id="deleted"),
        pytest.param(broke("c"), broke("c", "f"), "fgh", id="resolved"),
        pytest.param(broke("c", "f"), broke("d", "f"), "c", id="began-later"),
        pytest.param(broke("c", "e"), broke("c", "e", "unit"), "cd", id="other-jobs"),
        pytest.param(broke("c", "e"), broke("c", "e", mode="other"), "cd", id="another-reason"),
        pytest.param(broke("c", "e"), broke("c", "e", notes="more"), "", id="only-notes"),
        pytest.param(broke("c", "e"), broke("f", "h", "unit"), "cdfg", id="all-of-it"),
    ],
)
def test_a_change_touches_only_commits_whose_verdicts_may_differ(before, after, shas):
    assert "".join(touched(before, after, ORDER)) == shas


@given(BREAKAGES, BREAKAGES)
def test_what_is_not_touched_is_explained_as_before(before, after):
    left = set(ORDER.shas) - set(touched(before, after, ORDER))
    for sha in left:
        for job in ("unit", "e2e-chrome", "lint"):
            was, now = (excusing(Coverage([each], ORDER), sha, job) for each in (before, after))
            assert (was and was.mode) == (now and now.mode)


def test_the_span_of_what_nobody_knows_is_empty():
    assert len(span_of(broke("?"), a_branch(""))) == 0
