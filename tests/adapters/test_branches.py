"""The contract of every Branches."""

from dataclasses import replace

import pytest

from shared.core.breakages.counts import Brokenness
from shared.core.breakages.order import Push
from shared.core.documents import (
    BranchCommit,
    BranchProposal,
    BranchWeek,
    FlakeCounts,
    OpenRun,
    WeekCounts,
)
from shared.core.ids import branch_week_key
from shared.errors import ChangeConflict
from shared.ports import Changes
from tests.adapters.examples import NOW_MS, a_branch, all_pages, branch_news
from tests.adapters.pairs import KINDS, a_pair, save

A, B, C = (letter * 40 for letter in "abc")
ODD_JOB = "__a/b.c `d`__"
A_DAY = {"2026-11-23": Brokenness(3, 2, 9, 4, 1, 1)}
A_PROPOSAL = BranchProposal(A, NOW_MS, None, B, (ODD_JOB, "unit"), 2, 4)
AN_OPEN_RUN = OpenRun(NOW_MS, 2, False, A, NOW_MS, B, 1)


@pytest.fixture(params=KINDS)
def pair(request, tmp_path):
    with a_pair(request.param, "Branches", tmp_path) as made:
        yield made


def test_a_branch_and_its_weeks_come_back_as_they_were(pair):
    store, branches = pair
    branch = a_branch(
        weeks={"2026-11-23": 2},
        days=A_DAY,
        totals=A_DAY,
        flakes={ODD_JOB: FlakeCounts(1, 20)},
        proposals=(A_PROPOSAL,),
        carry={ODD_JOB: AN_OPEN_RUN},
    )
    week = BranchWeek(
        branch_week_key(branch.repo, branch.branch, "2026-11-23"),
        branch.repo,
        branch.branch,
        "2026-11-23",
        revision=2,
        jobs=(ODD_JOB, "unit"),
        commits=(BranchCommit(A, NOW_MS, NOW_MS, "p"), BranchCommit(B, NOW_MS, None, " u", True)),
        pushes=(Push(B, NOW_MS, A, (B,), forced=True),),
        counts=WeekCounts({ODD_JOB: 2}, A_DAY, {"2026-11-22": {ODD_JOB: 1}}, (A_PROPOSAL,), 7),
        carry={ODD_JOB: AN_OPEN_RUN},
    )
    save(store, branch, week)
    assert branches.get_branch("ACME/shop", branch.branch).value == branch
    assert branches.get_branch("acme/shop", "none") is None
    found = branches.get_weeks([week.key, "none"])
    assert {key: each.value for key, each in found.items()} == {week.key: week}

    store.save(Changes([replace(found[week.key], value=replace(week, carry={}))]))
    with pytest.raises(ChangeConflict):
        store.save(Changes([found[week.key]]))
    assert branches.get_weeks([week.key])[week.key].value.carry == {}


def test_news_come_oldest_first_until_they_are_removed(pair):
    store, branches = pair
    push = Push(C, NOW_MS, None, (A, B, C))
    save(store, branch_news(3), branch_news(1, push=push), branch_news(2, sha=A))
    found = branches.list_news(limit=2)
    assert [each.value for each in found] == [branch_news(1, push=push), branch_news(2, sha=A)]
    store.save(Changes(removed=found))
    with pytest.raises(ChangeConflict):
        store.save(Changes(removed=found[:1]))
    assert [each.value for each in branches.list_news(limit=9)] == [branch_news(3)]


def test_branches_are_listed_the_last_changed_first(pair):
    store, branches = pair
    save(store, *(a_branch(number) for number in (2, 5, 1, 4, 3)))
    pages = all_pages(lambda cursor: branches.list_branches(limit=2, cursor=cursor))
    assert [each.branch for each in pages] == [f"release-{n}" for n in (5, 4, 3, 2, 1)]
