"""How jobs went at a commit, on which main branches that is news, and what a new order moves."""

from dataclasses import replace

import pytest

from shared.core.breakages.cells import cells_of, read_cells, write_cells
from shared.core.breakages.hearing import MAX_PUSH_AGE_MS, believed, changed_on
from shared.core.breakages.moved import moved
from shared.core.breakages.order import Push, order_of
from shared.core.documents import Commit, CommitSigns, HostFacts, Run
from shared.core.main_branches import MainBranches
from shared.core.verdicts.model import Decision, Result, State, Verdict, VerdictKind
from tests.core.breakages.branch import a_branch, broke

NOW_MS = 1_795_435_200_000
MAINS = MainBranches(("main", "release-*"))


def a_commit(results=(Result.FAILURE,), kind=VerdictKind.FLAKY, **decided):
    runs = tuple(Run("unit", str(number), NOW_MS, result) for number, result in enumerate(results))
    decision = Decision(State.SUCCESS, "", (Verdict("unit", "0", kind, ()),), **decided)
    return Commit("key", "acme/shop", "a" * 40, NOW_MS, NOW_MS, runs=runs, decision=decision)


@pytest.mark.parametrize(
    ("commit", "letter"),
    [
        *((a_commit(kind=kind), letter) for kind, letter in zip(VerdictKind, "bkfnu", strict=True)),
        (a_commit([Result.SUCCESS]), "p"),
        (a_commit([Result.FAILURE, Result.SUCCESS], recovered=("unit",)), "r"),
        (a_commit([Result.FAILURE, None], running=("unit",)), "g"),
        (a_commit([Result.SUCCESS, Result.ABORTED]), None),
        (a_commit([None]), None),
    ],
)
def test_the_last_attempt_of_a_job_is_its_cell(commit, letter):
    assert cells_of(commit) == ({} if letter is None else {"unit": letter})


def test_cells_are_letters_in_the_order_of_the_jobs():
    jobs = ("lint", "ui", "unit")
    assert write_cells(jobs, {"ui": "n", "other": "p"}) == " n"
    assert read_cells(jobs, " n") == {"ui": "n"}
    assert read_cells(jobs, "") == {}


def said(*facts):
    return CommitSigns("key", 0, facts={str(n): each for n, each in enumerate(facts)})


@pytest.mark.parametrize(
    ("facts", "branches"),
    [
        ((), []),
        ((HostFacts(1, branch="main"),), ["main"]),
        ((HostFacts(1, branch="topic"), HostFacts(2, branch="release-2")), ["release-2"]),
        ((HostFacts(1, pull="7", branch="main", base_branch="main"),), []),
        ((HostFacts(1, pull="7", branch="topic"), HostFacts(2, branch="main")), ["main"]),
    ],
)
def test_a_commit_is_on_the_main_branches_that_its_host_names(facts, branches):
    assert changed_on((None, None), (a_commit(), said(*facts)), MAINS) == branches


def test_only_what_shows_something_else_is_news():
    on_main, moved_on = said(HostFacts(1, branch="main")), said(HostFacts(2, branch="release-1"))
    before = (a_commit(), on_main)
    assert changed_on(before, (replace(a_commit(), decided_ms=7), on_main), MAINS) == []
    assert changed_on(before, (a_commit(kind=VerdictKind.NEW), on_main), MAINS) == ["main"]
    assert changed_on(before, (a_commit(), moved_on), MAINS) == ["release-1"]
    assert changed_on((None, None), (a_commit([None]), on_main), MAINS) == []


def test_a_push_at_no_time_was_made_when_it_was_heard_of():
    for at_ms in (0, NOW_MS - MAX_PUSH_AGE_MS - 1, NOW_MS + 1):
        assert believed(Push("a", at_ms), NOW_MS).at_ms == NOW_MS
    assert believed(Push("a", NOW_MS - 5), NOW_MS).at_ms == NOW_MS - 5


@pytest.mark.parametrize(
    ("before", "after", "commits"),
    [
        pytest.param("abcd", "abcd", "", id="nothing-moved"),
        pytest.param("abcd", "abcde", "", id="new-behind-its-end"),
        pytest.param("abcd", "abxcd", "x", id="new-in-it"),
        pytest.param("ab", "abc", "", id="new-where-the-end-is-not-known"),
        pytest.param("acd", "abcd", "bc", id="its-cause-is-known-now"),
        pytest.param("abc", "abcd", "bc", id="its-end-is-known-now"),
        pytest.param("abcd", "abdc", "c", id="left-behind-its-end"),
        pytest.param("axbcd", "abxcd", "x", id="came-behind-its-cause"),
    ],
)
def test_commits_that_come_into_a_breakage_or_leave_it(before, after, commits):
    order, then = a_branch(before), a_branch(after)
    assert "".join(moved([broke("b", "d")], order, then)) == commits


def test_what_is_new_stands_in_a_breakage_that_goes_on():
    assert moved([broke("b")], a_branch("abc"), a_branch("abcde")) == ["d", "e"]


def test_a_forced_push_moves_what_came_behind_it_out_of_a_breakage():
    pushes = [Push("a", 1), Push("b", 2, "a"), Push("c", 3, "b"), Push("d", 4, "c")]
    before = order_of(pushes, {})
    forced = Push("c", 3, "b", forced=True, base="a")
    after = order_of([pushes[0], pushes[1], forced, pushes[3]], {})
    assert moved([broke("b")], before, after) == ["c", "d"]
    assert moved([broke("b")], after, before) == ["c", "d"]
