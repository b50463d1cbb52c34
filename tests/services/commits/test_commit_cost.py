"""What a commit costs of which 40 jobs are heard, and three fail with what is known elsewhere."""

from collections import Counter
from dataclasses import asdict

import pytest

from shared.services.commits.held_evidence import HeldEvidence
from shared.services.patterns.active import ActivePatterns
from tests import github_payloads as payloads
from tests.bench._counted import COMMIT, COMMIT_FAILURES, COMMIT_JOBS, COMMIT_STATUSES
from tests.billing import billing
from tests.services.commits.host import FLAKY_LINE, MINE, Repository, sha
from tests.services.conftest import World
from tests.services.curating import create

ELSEWHERE = 60
FAIL = (9, 19, 29)
HOUR_MS = 3_600_000


@pytest.fixture
def bill(world, monkeypatch):
    """What is billed to processes that know the patterns, and leave counting to the sweep."""
    with billing(world.kind) as bill:
        create(world, "page /cart", labels=("flaky",))
        known = ActivePatterns(world.patterns, world.derived, world.clock, max_age_ms=1 << 50)
        known.current()
        monkeypatch.setattr(World, "active", known)
        world.options["folds_at_once"] = False
        yield bill


@pytest.fixture
def busy(world, bill):
    """A repository in which many others met the failure."""
    repository = Repository(world)
    for number in range(ELSEWHERE):
        commit = sha(1000 + number)
        opened = payloads.pull_request(800 + number, commit, world.clock(), author=f"bob{number}")
        repository.tell(*opened)
        began_ms = world.clock() - 60_000
        ended = payloads.workflow_job("e2e", 5000 + number, commit, began_ms, ended="failure")
        repository.tell(*ended)
        repository.log("e2e", 5000 + number, commit, FLAKY_LINE)
    world.fold()
    world.clock.pass_by(HOUR_MS)
    return repository


class Account:
    """Adds up what is billed, and keeps the first of each kind."""

    def __init__(self, bill, kind):
        self.bill, self.kind, self.all, self.first = bill, kind, Counter(), {}

    def book(self, name, do):
        self.bill.forget()
        do()
        cost = self.bill.totals()
        if self.kind == "embedded":  # a lease is one statement; Firestore's is read, too
            cost["read"] += 2
        self.all.update(cost)
        self.first.setdefault(name, cost)


def test_a_commit_costs_what_its_rows_say(world, bill, busy):
    """Each of the 81 events is heard by itself, and each log follows the end of its job.

    Events after the second failure reach another instance, which read nothing of it yet.
    """
    account, began_ms = Account(bill, world.kind), world.clock() - 60_000
    before, passed, failed, after, elsewhere, whole = COMMIT

    def tell(number, ended=None):
        told = payloads.workflow_job(f"job-{number}", number + 1, MINE, began_ms, ended=ended)
        busy.tell(*told)

    account.book(before, lambda: busy.tell(*payloads.pull_request(7, MINE, world.clock())))
    for number in range(COMMIT_JOBS):
        account.book(before, lambda number=number: tell(number))
    for number in range(COMMIT_JOBS):
        fails = number in FAIL
        name = before if number <= FAIL[0] else after
        if number == FAIL[1] + 1:
            name, world.held = elsewhere, HeldEvidence()
        ended = "failure" if fails else "success"
        account.book(name, lambda number=number, ended=ended: tell(number, ended))
        text = FLAKY_LINE if fails else "all good"
        account.book(
            failed if fails else passed,
            lambda number=number, text=text: busy.log(f"job-{number}", number + 1, MINE, text),
        )

    counted = account.first | {whole: dict(account.all)}
    assert counted == {name: asdict(work) for name, work in COMMIT.items()}
    assert len(busy.host.posts[MINE]) == COMMIT_STATUSES
    assert list(busy.verdicts(MINE).values()) == ["flaky"] * COMMIT_FAILURES
