"""From events and logs to the status that the host shows, on both sets of adapters."""

from dataclasses import replace

import pytest

from shared.core.patterns.model import Scope
from shared.ports import Changes
from shared.services.commits import sightings
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import (
    FLAKY_LINE,
    GREEN,
    MINE,
    NEXT,
    OTHER,
    PENDING,
    RED,
    open_mine,
)
from tests.services.curating import create, work

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.fixture
def flaky(repository):
    """A pattern labelled flaky, seen yesterday in a pull request of somebody else."""
    create(repository.world, "page /cart did not load", labels=("flaky",))
    work(repository.world)
    repository.tell(*payloads.pull_request(8, OTHER, repository.world.clock(), author="bob"))
    repository.failed("e2e", 80, OTHER, FLAKY_LINE)
    repository.world.clock.pass_by(DAY)
    return repository


def test_what_others_hit_too_and_is_labelled_flaky_is_green(flaky):
    open_mine(flaky)
    flaky.ran("unit", 1, MINE, ended="success")
    flaky.failed("e2e", 2, MINE, FLAKY_LINE)
    assert flaky.host.shows(MINE) == (GREEN, "1 of 1 failure flaky")
    assert flaky.host.posts[MINE][0] == (PENDING, "No failures in 0 jobs, 1 running")
    [verdict] = flaky.commit(MINE).decision.verdicts
    assert verdict.given_by.startswith("pattern ")
    assert verdict.line_number == 2
    assert flaky.host.targets[-1] == f"https://ci.acme.example/commits/{REPO}/{MINE}"


def test_the_first_to_hit_it_is_not_excused(flaky):
    assert flaky.host.shows(OTHER)[0] is RED
    assert flaky.verdicts(OTHER) == {"e2e": "new"}


def log_now(repository, job, build, sha):
    """Drop a log that was written at this moment of the story, which is in the past."""
    written_ms = str(repository.world.clock())
    return repository.log(job, build, sha, FLAKY_LINE, written_ms=written_ms)


@pytest.mark.parametrize("since", ["while it ran", "after it ended"])
def test_what_others_hit_before_is_found_however_many_hit_it_since(repository, monkeypatch, since):
    monkeypatch.setattr(sightings, "PAGE_RECORDS", 1)
    clock = repository.world.clock
    clock.pass_by(-3 * DAY)
    create(repository.world, "page /cart did not load", labels=("flaky",))
    work(repository.world)
    repository.tell(*payloads.pull_request(8, OTHER, clock(), author="bob"))
    repository.ran("e2e", 80, OTHER, ended="failure")
    log_now(repository, "e2e", 80, OTHER)
    clock.pass_by(HOUR)
    open_mine(repository)
    mine = payloads.workflow_job("e2e", 2, MINE, clock(), ended="failure")
    clock.pass_by(MINUTE)
    if since == "after it ended":
        log_now(repository, "e2e", 2, MINE)
    for number in range(3 * sightings.MAX_PAGES):
        clock.pass_by(MINUTE)
        log_now(repository, "nightly", number, NEXT)
    if since == "while it ran":
        log_now(repository, "e2e", 2, MINE)
    repository.tell(*mine)

    assert repository.verdicts(MINE) == {"e2e": "flaky"}


def test_nobody_excuses_themselves_in_another_pull_request(flaky):
    flaky.tell(*payloads.pull_request(9, NEXT, flaky.world.clock(), author="bob"))
    flaky.failed("e2e", 2, NEXT, FLAKY_LINE)
    assert flaky.state(NEXT) is RED


def test_a_log_that_nobody_heard_failing_is_no_evidence(repository):
    create(repository.world, "page /cart did not load", labels=("flaky",))
    work(repository.world)
    repository.tell(*payloads.push(OTHER, repository.world.clock()))
    repository.log("e2e", 80, OTHER, FLAKY_LINE, branch="main", result="FAILURE")
    repository.world.clock.pass_by(DAY)
    open_mine(repository)
    repository.failed("e2e", 2, MINE, FLAKY_LINE)
    assert repository.state(MINE) is RED


def test_a_pattern_that_fits_another_line_excuses_nothing(flaky):
    open_mine(flaky)
    text = f"{FLAKY_LINE}\nretrying\n" + "passed\n" * 40
    flaky.failed("e2e", 2, MINE, f"{text}main.c:7:3: error: unknown type name 'strin'")
    assert flaky.state(MINE) is RED


def test_a_copied_log_excuses_nothing(flaky):
    open_mine(flaky)
    flaky.ran("e2e", 2, MINE, ended="failure")
    copied = f"run 80 of e2e\n{FLAKY_LINE}\n".encode()
    flaky.world.process(
        flaky.world.drop("logs/e2e/2/build-log.txt", copied, repo=REPO, sha=MINE),
        now_ms=flaky.world.clock(),
    )
    assert flaky.state(MINE) is RED
    assert flaky.commit(MINE).decision.verdicts[0].evidence == (
        "the log is byte for byte that of another build",
    )


def test_a_branch_in_a_pattern_s_scope_is_the_one_that_the_host_names(repository):
    scope = Scope(branch="main")
    create(repository.world, "page /cart did not load", labels=("flaky",), scope=scope)
    work(repository.world)
    repository.tell(*payloads.push(OTHER, repository.world.clock()))
    repository.ran("e2e", 80, OTHER, ended="failure")
    repository.log("e2e", 80, OTHER, FLAKY_LINE, branch="main")
    repository.world.clock.pass_by(DAY)
    open_mine(repository)
    repository.ran("e2e", 2, MINE, ended="failure")
    repository.log("e2e", 2, MINE, FLAKY_LINE, branch="main")
    assert repository.state(MINE) is RED


def test_an_uploader_cannot_say_that_a_failed_build_passed(repository):
    open_mine(repository)
    repository.failed("unit", 1, MINE, "main.c:7:3: error: unknown type name 'strin'")
    source = repository.world.drop(
        "other.log", b"all good\n", repo=REPO, sha=MINE, job="unit", build="1", result="SUCCESS"
    )
    repository.world.process(source, now_ms=repository.world.clock())
    assert repository.state(MINE) is RED


def test_a_retry_that_passed_confirms_that_it_was_flaky(repository):
    open_mine(repository)
    repository.failed("e2e", 1, MINE, FLAKY_LINE)
    assert repository.state(MINE) is RED
    repository.world.clock.pass_by(5 * MINUTE)
    repository.ran("e2e", 2, MINE, ended="success", attempt=2)
    assert repository.state(MINE) is GREEN
    assert repository.commit(MINE).decision.recovered == ("e2e",)


def test_the_label_of_a_report_excuses_its_own_fingerprint(repository):
    text = "tests/cart.py:12: AssertionError: expected 3 items"
    repository.tell(*payloads.push(OTHER, repository.world.clock()))
    record = repository.failed("unit", 80, OTHER, text)
    repository.world.fold()
    [found] = repository.world.store.get_reports(
        {row.report.log_id for row in repository.world.reports()}
    ).values()
    labelled = replace(found.value, labels=("known-problem",))
    repository.world.store.save(Changes([replace(found, value=labelled)]))
    repository.world.clock.pass_by(DAY)
    open_mine(repository)
    repository.failed("unit", 2, MINE, text)
    assert repository.verdicts(MINE) == {"unit": "known problem"}
    assert repository.commit(MINE).decision.verdicts[0].also_on_base
    assert record.record_id in repository.commit(MINE).decision.verdicts[0].seen_in


def test_a_missing_log_turns_pending_into_unknown_by_time_alone(flaky):
    open_mine(flaky)
    flaky.ran("e2e", 2, MINE, ended="failure")
    assert flaky.host.shows(MINE) == (PENDING, "1 of 1 failure waiting for a log")
    flaky.world.clock.pass_by(19 * MINUTE)
    flaky.repair()
    assert flaky.state(MINE) is PENDING
    flaky.world.clock.pass_by(2 * MINUTE)
    flaky.repair()
    assert flaky.host.shows(MINE) == (RED, "1 of 1 failure unknown")


def test_a_log_elsewhere_that_comes_late_is_found(repository):
    world = repository.world
    create(world, "page /cart did not load", labels=("flaky",))
    work(world)
    repository.tell(*payloads.pull_request(8, OTHER, world.clock(), author="bob"))
    repository.ran("e2e", 80, OTHER, ended="failure")
    world.clock.pass_by(5 * MINUTE)
    open_mine(repository)
    repository.failed("e2e", 2, MINE, FLAKY_LINE)
    assert repository.state(MINE) is RED
    repository.log("e2e", 80, OTHER, FLAKY_LINE)
    world.clock.pass_by(11 * MINUTE)
    repository.repair()
    assert repository.state(MINE) is GREEN


def test_the_same_delivery_twice_does_nothing(repository):
    open_mine(repository)
    event = payloads.workflow_job("unit", 1, MINE, repository.world.clock(), ended="failure")
    assert repository.tell(*event, delivery="x") == [True]
    posts = list(repository.host.posts[MINE])
    assert repository.tell(*event, delivery="x") == [False]
    assert repository.host.posts[MINE] == posts
