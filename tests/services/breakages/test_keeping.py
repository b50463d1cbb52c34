"""Branches that are kept: figures equal those made anew, whoever dies and whatever comes late."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.core.breakages.order import Push
from shared.core.commits.hearing import new_sign
from shared.core.documents import Breakage, HostFacts
from shared.core.main_branches import MainBranches
from shared.core.verdicts.model import Result
from shared.core.verdicts.signs import Sign
from shared.errors import StoreUnavailable
from shared.services.breakages.covering import Covering
from shared.services.breakages.keeping import LEASE_MS
from shared.services.commits.touching import remind_all
from tests.faults import ANY, Calls, Faulty
from tests.services.breakages.a_main_branch import (
    HOUR_MS,
    MAIN,
    PORTS,
    REPO,
    MainBranch,
    a_story,
    in_any_order,
    sha_of,
)
from tests.services.conftest import NOON

A, B, C, D, E = (letter * 40 for letter in "abcde")


@pytest.fixture
def main(world):
    ports = world.adapter("Branches"), world.commits, world.adapter("Breakages")
    return MainBranch(world.store, *ports, world.clock)


def test_two_workers_make_of_news_in_any_order_what_is_made_anew(main):
    chance = random.Random(8)
    told = in_any_order(chance, *a_story(chance, NOON - 36 * 24 * HOUR_MS))
    workers = [main.worker(), main.worker()]
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(told), 40):
            main.hear(told[start : start + 40])
            list(pool.map(lambda worker: worker.run(deadline_ms=main.clock() + 1), workers))
            main.work(workers[0])
            for _ in range(4):
                main.annotate(chance)
    main.work()
    main.check()
    branch = main.branches.get_branch(REPO, MAIN).value
    assert len(branch.weeks) in (5, 6)
    assert branch.fixes > 0
    assert branch.proposed > 0


def test_a_worker_that_is_killed_anywhere_has_done_all_or_nothing(main):
    chance = random.Random(3)
    pushes, decisions = a_story(chance, NOON - 8 * 24 * HOUR_MS, commits=6, weeks=1)
    number, killed = 0, True
    while killed:
        number += 1
        main.hear(in_any_order(chance, pushes, decisions)[:3])
        main.annotate(chance)
        calls, moment = Calls(), ("before", "after")[number % 2]
        staged = {moment: {ANY: number}, "error": StoreUnavailable("staged"), "calls": calls}
        ports = {name: Faulty(getattr(main, name), **staged) for name in PORTS}
        try:
            main.worker(**ports).run(deadline_ms=main.clock() + 1)
            killed = False
        except StoreUnavailable:
            main.clock.pass_by(LEASE_MS + 1)
        main.work()
        main.check()
    assert number > 8


def test_who_comes_second_to_the_same_news_changes_nothing(main):
    main.decide(A, NOON, unit="n")
    slow = main.worker(branches=Late(main.branches, main.work))
    assert slow.run(deadline_ms=main.clock() + 1) == 0
    main.check()


class Late:
    """Branches whose news are folded by others as soon as they were read."""

    def __init__(self, branches, work):
        self._branches, self._work = branches, work

    def __getattr__(self, name):
        return getattr(self._branches, name)

    def list_news(self, *, limit):
        found = self._branches.list_news(limit=limit)
        self._work()
        return found


def test_a_branch_is_read_by_its_changes_alone(main):
    for number in range(4):
        main.decide(sha_of(number), NOON - (3 - number) * 7 * 24 * HOUR_MS, unit="p")
    calls = Calls()
    worker = main.worker(branches=Faulty(main.branches, calls=calls))
    main.work(worker)
    history = main.history
    assert len(history.order(REPO, MAIN).shas) == 4
    main.decide(sha_of(4), NOON, unit="n", lint="p")
    calls.clear()
    main.work(worker)
    main.decide(sha_of(4), NOON, unit="p", lint="p")
    calls.clear()
    main.work(worker)
    assert (calls["get_branch"], calls["get_weeks"]) == (1, 1)
    assert history.jobs(REPO, MAIN) == {"unit", "lint"}
    main.check()


def test_the_history_tells_order_jobs_and_which_failed_where(main):
    history = main.history
    assert (history.order(REPO, MAIN).shas, history.jobs(REPO, MAIN)) == ((), set())
    assert history.failed_jobs(REPO, MAIN, range(9)) == frozenset()
    week_ms = 7 * 24 * HOUR_MS
    main.decide(A, NOON - week_ms, unit="n", lint="p")
    main.decide(B, NOON - week_ms + 1, unit="p", ui="f")
    main.decide(C, NOON, lint="u", ui="g")
    main.work()
    assert history.order(REPO, MAIN).shas == (A, B, C)
    assert history.order(REPO, MAIN).time_ms(C) == NOON
    assert history.jobs(REPO, MAIN) == {"lint", "ui", "unit"}
    spans = (range(1), range(1, 9), range(3, 3))
    failed = [history.failed_jobs(REPO, MAIN, span) for span in spans]
    assert failed == [{"unit"}, {"ui", "lint"}, set()]


def test_a_forced_push_over_its_cause_ends_a_breakage_and_has_commits_decided_again(main, world):
    main.push(Push(A, NOON - 4, None, (A,)))
    main.push(Push(C, NOON - 3, A, (B, C)))
    for number, sha in enumerate((A, B, C)):
        main.decide(sha, NOON - 3 + number, unit="n")
    main.work()
    draft = Breakage("", REPO, MAIN, B, "no compiler")
    main.annotating.create(draft, actor="ann", now_ms=NOON)
    main.work()
    explained = [day.explained for day in main.branches.get_branch(REPO, MAIN).value.days.values()]
    assert explained == [2]

    main.push(Push(E, NOON + 1, C, (D, E), forced=True, base=A))
    main.decide(E, NOON + 2, unit="n")
    main.decide(D, NOON + 2, unit="p")
    world.clock.pass_by(10)
    main.work()
    branch = main.branches.get_branch(REPO, MAIN).value
    assert [day.explained for day in branch.days.values()] == [2]
    assert branch.head == E
    assert Covering(main.annotating.breakages, main.annotating.history).at(REPO, MAIN, C)
    assert not Covering(main.annotating.breakages, main.annotating.history).at(REPO, MAIN, E)
    main.check()


def test_a_commit_that_comes_to_stand_in_a_breakage_is_decided_again(main, world):
    main.decide(A, NOON, unit="n")
    main.work()
    main.annotating.create(Breakage("", REPO, MAIN, A, "x"), actor="ann", now_ms=NOON)
    main.decide(B, NOON + 1, unit="n")
    main.decide(C, NOON + 2, unit="p")
    main.work()
    remind_all(world.store, world.commits, world.patterns, now_ms=world.clock())
    waiting = world.commits.list_waiting(before_ms=world.clock() + 1, limit=9)
    # A by the annotation, B when it was placed; nothing of C has to be explained.
    assert sorted(sign.sha for sign in waiting) == [A, B]
    main.push(Push(A, NOON + 5, C, (A,)))  # nonsense: it was before; it stands behind C now
    main.work()
    main.check()


def test_what_is_older_than_the_kept_weeks_keeps_its_totals_and_gives_its_runs_on(main, world):
    main.decide(A, NOON, unit="n")
    main.work()
    worker = main.worker()
    world.clock.pass_by(60 * 7 * 24 * HOUR_MS)
    main.decide(B, world.clock(), unit="n")
    main.decide(C, NOON + 1, unit="n")  # a decision on a commit that is too old to be counted
    main.work(worker)
    branch = main.branches.get_branch(REPO, MAIN).value
    assert len(branch.weeks) == 1
    assert [each.failures for each in branch.totals.values()] == [1, 1]
    assert [(each.cause_sha, each.failures) for each in branch.proposals] == [(A, 2)]
    assert main.history.order(REPO, MAIN).shas == (B,)


def test_a_decision_is_news_of_the_main_branches_it_is_on_where_it_shows_something_new(world, main):
    deciding = replace(world.deciding, mains=MainBranches(("main", "release-*")))

    def hear(source, sign=None, **facts):
        told = new_sign(REPO, A, source, now_ms=world.clock(), sign=sign)
        told = replace(told, facts=HostFacts(world.clock(), **facts) if facts else None)
        assert deciding.hear(told)
        return sorted(each.value.branch for each in main.branches.list_news(limit=9))

    ran = Sign("unit", heard_ms=NOON, said_ms=NOON, build="1", started_ms=NOON)
    assert hear("pull", pull="7", branch="topic", base_branch="main") == []
    assert hear("check", ran) == []
    assert hear("push", branch="main") == ["main"]
    assert hear("feature", branch="topic") == ["main"]
    assert hear("release", branch="release-2") == ["main", "release-2"]
    main.work()
    passed = replace(ran, said_ms=NOON + 1, result=Result.SUCCESS)
    assert hear("again", ran) == []
    assert hear("check ended", passed) == ["main", "release-2"]
    main.work()
    (commit,) = (
        main.branches.get_weeks([f"{main.branches.get_branch(REPO, MAIN).value.key}-2026-11-23"])
        .popitem()[1]
        .value.commits
    )
    assert (commit.sha, commit.cells) == (A, "p")
