"""The order of a branch's commits, from pushes heard of in any order, or of none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.breakages.order import Push, order_of


def a_push(before, shas, at_ms, **changes):
    return Push(shas[-1], at_ms, before, tuple(shas), **changes)


PUSHES = [a_push(None, "ab", 100), a_push("b", "c", 200), a_push("c", "de", 300)]


def shas(order):
    return "".join(order.shas)


def test_pushes_tell_the_order():
    order = order_of(PUSHES, {})
    assert shas(order) == "abcde"
    assert [order.place(sha) for sha in ("a", "e", "?", None)] == [0, 4, None, None]


@given(st.permutations([*PUSHES, *PUSHES]), st.integers(0, 6))
def test_it_is_the_same_however_they_are_heard_of(pushes, lost):
    assert shas(order_of(pushes, {})) == "abcde"
    some = pushes[lost:]
    assert order_of(some, {}) == order_of(list(reversed(some)), {})


def test_events_that_arrive_in_another_order_than_they_were_made_are_put_right():
    late = [a_push(None, "ab", 300), a_push("b", "c", 200), a_push("c", "de", 100)]
    assert shas(order_of(late, {})) == "abcde"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param({"x": 250}, "abcxde", id="between-pushes"),
        pytest.param({"x": 50}, "xabcde", id="before-all"),
        pytest.param({"x": 900, "y": 901}, "abcdexy", id="behind-all"),
        pytest.param({"y": 250, "x": 250}, "abcxyde", id="at-one-moment-by-name"),
        pytest.param({"a": 900}, "abcde", id="a-push-knows-better"),
    ],
)
def test_what_no_push_tells_of_stands_where_it_was_first_seen(seen, expected):
    assert shas(order_of(PUSHES, seen)) == expected


def test_without_any_push_the_first_sight_counts():
    seen = {sha: at for at, sha in enumerate("dbca")}
    assert shas(order_of([], seen)) == "dbca"


@pytest.mark.parametrize(
    ("forced", "gone"),
    [
        pytest.param(a_push("e", "xy", 400, forced=True, base="b"), "cde", id="base-told"),
        pytest.param(a_push("e", "xy", 400, forced=True), "e", id="only-the-head-is-sure"),
        pytest.param(Push("b", 400, "e", (), forced=True), "cde", id="back-to-an-older-one"),
        pytest.param(a_push("?", "xy", 400, forced=True), "", id="head-unknown"),
        pytest.param(a_push("e", "xy", 400, forced=True, base="?"), "e", id="base-unknown"),
    ],
)
def test_a_forced_push_replaces_commits_which_keep_their_places(forced, gone):
    order = order_of([*PUSHES, forced], {})
    assert "".join(sorted(order.gone)) == gone
    assert shas(order).startswith("abcde")


def test_commits_that_are_pushed_once_more_are_back():
    forced = a_push("e", "x", 400, forced=True, base="b")
    back = Push("e", 500, "x", tuple("cde"), forced=True, base="b")
    order = order_of([*PUSHES, forced, back], {})
    assert order.gone == {"x"}
    assert shas(order) == "abcdex"


def test_a_long_branch_is_ordered_quickly():
    """Ten thousand pushes, in any order; quadratic work would not end."""
    names = [f"{n:040x}" for n in range(10_000)]
    pushes = [Push(sha, n, names[n - 1] if n else None, (sha,)) for n, sha in enumerate(names)]
    random.Random(3).shuffle(pushes)
    assert list(order_of(pushes, {}).shas) == names
