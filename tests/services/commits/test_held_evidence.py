"""While builds run, evidence that was read serves again; never for a status or the last word."""

from dataclasses import replace

import pytest

from shared.core.commits.hearing import reminder
from shared.core.commits.posting import CALM_MS
from shared.core.verdicts.model import Failure, Sighting
from shared.services.commits import held_evidence
from shared.services.commits.evidence import Evidence
from shared.services.commits.held_evidence import MAX_AGE_MS, Asked, HeldEvidence
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, GREEN, MINE, OTHER, RED, Repository, open_mine
from tests.services.commits.replay import WatchingHost
from tests.services.curating import create, work

DAY_MS = 86_400_000
NOW_MS = 1_000 * DAY_MS


@pytest.fixture
def reads(monkeypatch):
    """The logs whose evidence was read, decision by decision."""
    reads, failures = [], Evidence.failures

    def noting(evidence, record_ids):
        record_ids = list(record_ids)
        if evidence.mine.sha == MINE and record_ids:
            reads.append(record_ids)
        return failures(evidence, record_ids)

    monkeypatch.setattr(Evidence, "failures", noting)
    return reads


@pytest.fixture
def running(world):
    """A commit with a failure that nobody else had yet, whose other jobs run still.

    Each status is compared with what is known when it is posted; only the first text is at once.
    """
    host = WatchingHost()
    host.watch(world)
    repository = Repository(world, host)
    world.saying = replace(world.saying, lively_posts=1)
    create(world, "page /cart did not load", labels=("flaky",))
    work(world)
    open_mine(repository)
    for job in range(9):
        began(repository, job)
    repository.failed("e2e", 100, MINE, FLAKY_LINE)
    assert host.shows(MINE)[0] is RED
    yield repository
    assert host.wrong == []


def began(repository, job):
    repository.tell(*payloads.workflow_job(f"job-{job}", job, MINE, repository.world.clock()))


def passed(repository, job):
    repository.ran(f"job-{job}", job, MINE, ended="success")


def others_had_it(repository):
    """Bring in late what somebody else had before."""
    clock = repository.world.clock
    clock.pass_by(-DAY_MS)
    repository.tell(*payloads.pull_request(8, OTHER, clock(), author="bob"))
    repository.ran("e2e", 80, OTHER, ended="failure")
    written_ms = str(clock())
    clock.pass_by(DAY_MS)
    repository.log("e2e", 80, OTHER, FLAKY_LINE, written_ms=written_ms)


def test_what_does_not_tell_of_failures_reads_no_evidence(running, reads):
    for job in range(4):
        passed(running, job)
    assert reads == []
    running.failed("lint", 101, MINE, "error: unused import")
    assert [len(records) for records in reads] == [2, 2]  # it failed, its log came


def test_a_status_rests_on_what_is_read_for_it(running, reads):
    others_had_it(running)
    passed(running, 0)
    assert (running.verdicts(MINE), reads) == ({"e2e": "new"}, [])
    running.world.clock.pass_by(CALM_MS)
    passed(running, 1)
    assert reads
    assert running.verdicts(MINE) == {"e2e": "flaky"}


def test_the_last_word_rests_on_what_is_read_for_it(running, reads):
    others_had_it(running)
    for job in range(8):
        passed(running, job)
    assert reads == []
    passed(running, 8)
    assert running.host.shows(MINE) == (GREEN, "1 of 1 failure flaky")


def test_a_reminder_has_it_read_again_by_whoever_hears_of_the_commit_next(running, reads):
    before = running.world.held
    running.world.held = HeldEvidence()  # another instance hears the reminder
    said = reminder(REPO, MINE, "a label", now_ms=running.world.clock())
    assert running.world.deciding.hear(said)
    assert len(reads) == 1
    running.world.held = before
    passed(running, 0)
    assert len(reads) == 2
    passed(running, 1)
    assert len(reads) == 2


ASKED = Asked("key", frozenset("a"), 0, NOW_MS, 1, "ann", "7", "topic", "main")


def failures(sightings=1):
    seen = tuple(Sighting(str(number), NOW_MS) for number in range(sightings))
    return {"a": Failure("a", sightings=seen)}


@pytest.mark.parametrize(
    "changed",
    [
        {"records": frozenset("ab")},
        {"reminders": 1},
        {"before_ms": NOW_MS - 1},
        {"pattern_set": 2},
        {"author": "bob"},
        {"pull": None},
        {"branch": "other"},
        {"base_branch": "next"},
        {"key": "another"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_it_serves_for_just_what_it_was_read_for(changed):
    held = HeldEvidence()
    held.put(ASKED, failures(), now_ms=NOW_MS)
    assert held.get(ASKED, now_ms=NOW_MS) == failures()
    assert held.get(replace(ASKED, **changed), now_ms=NOW_MS) is None


def test_it_serves_for_ten_minutes_and_not_where_the_clock_was_set_back():
    held = HeldEvidence()
    held.put(ASKED, failures(), now_ms=NOW_MS)
    assert held.get(ASKED, now_ms=NOW_MS + MAX_AGE_MS - 1) == failures()
    assert held.get(ASKED, now_ms=NOW_MS + MAX_AGE_MS) is None
    assert held.get(ASKED, now_ms=NOW_MS - 1) is None


def test_it_is_bounded(monkeypatch):
    monkeypatch.setattr(held_evidence, "MAX_COMMITS", 2)
    held = HeldEvidence()
    for key in ("old", "key", "new"):
        held.put(replace(ASKED, key=key), failures(), now_ms=NOW_MS)
    found = [held.get(replace(ASKED, key=key), now_ms=NOW_MS) for key in ("old", "key", "new")]
    assert [each is not None for each in found] == [False, True, True]
    held.put(ASKED, failures(held_evidence.MAX_SIGHTINGS + 1), now_ms=NOW_MS)
    assert held.get(ASKED, now_ms=NOW_MS) is None
