"""From a log on a main branch to those who are told: once, however often anything runs."""

from dataclasses import replace

import pytest

from shared.core.documents import IssueStatus
from shared.core.main_branches import MainBranches
from shared.core.notices.events import breakage_found
from shared.errors import NoticeDelayed, NoticeRefused, StoreUnavailable
from shared.ports import Changes, Stored
from shared.services.fold import Folding
from shared.services.notices.noting import Noting
from shared.services.notices.telling import MAX_AT_ONCE, Telling, Told
from tests.adapters.examples import a_breakage
from tests.faults import Faulty
from tests.services.conftest import NOON

MINUTE_MS = 60_000
ERROR = b"src/toast.c:4:2: error: unknown type name 'crumb'\n"
OTHER = b"src/bread.c:1:9: error: 'flour' undeclared here\n"


class Receiver:
    """One who is told; `fails` are the errors of the next messages."""

    def __init__(self, name):
        self.name, self.got, self.fails = name, [], []

    def send(self, notice, *, now_ms):
        if self.fails:
            raise self.fails.pop(0)
        self.got.append(notice.text)


@pytest.fixture
def notices(world):
    return world.adapter("Notices")


@pytest.fixture
def clock():
    """The time of day, for a test to move."""
    return [NOON + MINUTE_MS]


@pytest.fixture
def noting(world, notices, clock):
    return Noting(world.store, notices, lambda: clock[0], MainBranches())


@pytest.fixture
def log(world, noting):
    """Give a function that drops a log of a branch, and counts it."""

    def drop(name, text=ERROR, **context):
        source = world.drop(name, text, **{"branch": "main", "repo": "acme/shop", **context})
        source = replace(source, created_ms=NOON)
        outcome = world.process(source)
        Folding(world.store, world.derived, world.patterns, noting=noting).run()
        return outcome

    return drop


@pytest.fixture
def slack():
    return Receiver("slack")


@pytest.fixture
def tell(world, notices, clock, slack):
    return Telling(world.store, notices, [slack], lambda: clock[0]).run


def test_a_new_failure_on_main_is_told_once(log, tell, slack):
    log("unit/1.log", job="unit")
    log("unit/2.log", job="unit")
    assert (tell(), tell()) == (Told(sent=1), Told())
    assert len(slack.got) == 1
    assert slack.got[0].startswith("New failure on main of acme/shop in unit: ")

    log("unit/3.log", OTHER, job="unit")
    tell()
    assert len(slack.got) == 2


def test_what_is_met_on_a_pull_request_is_told_when_it_reaches_main(log, tell, slack):
    log("unit/1.log", pull="17")
    assert tell() == Told()
    log("unit/2.log")
    assert tell() == Told(sent=1)


def test_a_failure_that_somebody_filed_an_issue_on_is_known(world, log, tell, slack):
    log("unit/1.log", pull="17")
    (row,) = world.reports()
    issue = world.store.get_issues([row.report.issue_id])[row.report.issue_id]
    opened = replace(issue.value, status=IssueStatus.OPEN, filed_ms=NOON)
    world.store.save(Changes([Stored(opened, issue.version)]))
    log("unit/2.log")
    assert (tell(), slack.got) == (Told(), [])


def test_a_fold_that_dies_before_its_commit_notes_nothing_and_the_next_one_all(
    world, noting, notices, tell
):
    world.process(replace(world.drop("a.log", ERROR, branch="main"), created_ms=NOON))
    dying = Faulty(world.store, before={"save": 1}, error=StoreUnavailable("staged"))
    with pytest.raises(StoreUnavailable):
        Folding(dying, world.derived, world.patterns, noting=noting).run()
    assert notices.list_due(now_ms=NOON * 2, limit=9) == []
    Folding(world.store, world.derived, world.patterns, noting=noting).run()
    assert tell() == Told(sent=1)


def test_trouble_that_passes_is_tried_again_and_others_are_not_told_twice(
    world, log, notices, clock, slack
):
    webhook = Receiver("webhook")
    webhook.fails = [NoticeDelayed("answered 503"), NoticeDelayed("no answer")]
    telling = Telling(world.store, notices, [slack, webhook], lambda: clock[0])
    log("a.log")
    assert telling.run() == Told(sent=1, delayed=1)
    assert telling.run() == Told()  # not before its time
    clock[0] += MINUTE_MS
    assert telling.run() == Told(delayed=1)
    clock[0] += 2 * MINUTE_MS
    assert telling.run() == Told(sent=1)
    assert (len(slack.got), len(webhook.got)) == (1, 1)


def test_one_who_refuses_is_not_asked_again(log, tell, slack, notices, clock):
    slack.fails = [NoticeRefused("answered 404")]
    log("a.log")
    assert tell() == Told(given_up=1)
    clock[0] += 999 * MINUTE_MS
    assert (tell(), slack.got) == (Told(), [])


def test_two_sweeps_at_once_tell_one_message(world, log, notices, clock):
    class Nosy(Receiver):
        def send(self, notice, *, now_ms):
            super().send(notice, now_ms=now_ms)
            assert Telling(world.store, notices, [self], lambda: clock[0]).run() == Told()

    nosy = Nosy("slack")
    log("a.log")
    assert Telling(world.store, notices, [nosy], lambda: clock[0]).run() == Told(sent=1)
    assert len(nosy.got) == 1


def test_a_bad_day_floods_nobody(world, noting, tell, slack):
    events = [breakage_found(a_breakage(number)) for number in range(MAX_AT_ONCE + 5)]
    world.store.save(Changes(noting.new(events)))
    assert noting.new(events) == []
    assert [tell().sent for _ in range(3)] == [MAX_AT_ONCE, 5, 0]
    assert len(slack.got) == len(events)


def test_where_nobody_is_told_nothing_is_asked(world, notices, log):
    log("a.log")
    assert Telling(world.store, None, [], lambda: NOON).run() == Told()
