"""When statuses are posted, and what becomes of those that the host does not take."""

from shared.core.commits.hearing import reminder
from shared.errors import StatusDelayed, StatusRefused
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, GREEN, MINE, PENDING, RED, open_mine

MINUTE, HOUR = 60_000, 3_600_000


def test_nothing_is_posted_where_nothing_changed_and_nothing_was_built(repository):
    open_mine(repository)
    assert repository.host.posts == {}
    repository.ran("unit", 1, MINE, ended="success")
    posts = len(repository.host.posts[MINE])
    repository.world.deciding.hear(reminder(REPO, MINE, "again", now_ms=repository.world.clock()))
    assert len(repository.host.posts[MINE]) == posts


def test_a_host_that_is_down_for_an_hour_gets_the_last_word_later(repository):
    clock = repository.world.clock
    open_mine(repository)
    repository.host.trouble = [StatusDelayed("down")] * 1000
    repository.ran("unit", 1, MINE, ended="success")
    for _ in range(60):
        clock.pass_by(MINUTE)
        repository.repair()
    tries = 1000 - len(repository.host.trouble)
    assert 2 <= tries <= 12
    assert repository.commit(MINE).post_problem == "down"
    [unposted] = repository.world.commits.list_unposted(since_ms=clock() - HOUR, limit=9)
    assert unposted.sha == MINE
    repository.host.trouble.clear()
    clock.pass_by(HOUR)
    repository.repair()
    assert repository.host.posts[MINE] == [(GREEN, "No failures in 1 job")]
    assert repository.commit(MINE).post_problem is None
    assert repository.world.commits.list_unposted(since_ms=0, limit=9) == []


def test_a_host_that_asks_for_rest_gets_it(repository):
    clock = repository.world.clock
    open_mine(repository)
    repository.host.trouble = [StatusDelayed("slow down", retry_after_ms=10 * MINUTE)]
    repository.ran("unit", 1, MINE, ended="success")
    clock.pass_by(9 * MINUTE)
    repository.repair()
    assert repository.host.posts[MINE] == []
    clock.pass_by(2 * MINUTE)
    repository.repair()
    assert repository.state(MINE) is GREEN


def test_a_refused_status_is_not_sent_again_but_another_is(repository):
    open_mine(repository)
    repository.host.trouble = [None, StatusRefused("no such commit")]
    repository.ran("unit", 1, MINE, ended="success")
    assert repository.state(MINE) is PENDING
    repository.world.clock.pass_by(HOUR)
    repository.repair()
    assert repository.state(MINE) is PENDING
    assert repository.commit(MINE).post_problem == "no such commit"
    assert len(repository.world.commits.list_unposted(since_ms=0, limit=9)) == 1
    repository.ran("lint", 2, MINE, ended="failure")
    assert repository.host.shows(MINE)[1] == "1 of 1 failure waiting for a log"


def test_each_post_is_a_line_with_the_time_since_the_last_log(repository):
    clock, lines = repository.world.clock, repository.lines
    open_mine(repository)
    repository.ran("unit", 1, MINE, ended="failure")
    no_log = {"severity": "INFO", "message": "status posted", "repo": REPO, "sha": MINE}
    assert lines[-1] == no_log | {"state": "pending", "lag_ms": None}

    clock.pass_by(MINUTE)
    repository.host.trouble = [StatusDelayed("HTTP 502")]
    repository.log("unit", 1, MINE, FLAKY_LINE)
    assert lines[-1] == {
        "severity": "WARNING",
        "message": "status not posted",
        "repo": REPO,
        "sha": MINE,
        "state": "failure",
        "reason": "HTTP 502",
    }
    clock.pass_by(MINUTE)
    repository.repair()
    assert lines[-1] == no_log | {"state": "failure", "lag_ms": MINUTE}
    posted = repository.commit(MINE).posted
    assert (posted.answered_ms, posted.lag_ms) == (clock(), MINUTE)

    # What is said later for another reason is no answer to that log.
    clock.pass_by(HOUR)
    repository.ran("lint", 2, MINE, ended="success")
    assert lines[-1]["lag_ms"] is None
    assert repository.commit(MINE).posted.lag_ms == MINUTE


def test_a_lost_delivery_is_asked_for(repository):
    open_mine(repository)
    clock = repository.world.clock
    repository.tell(*payloads.workflow_job("unit", 1, MINE, clock()))
    lost = payloads.check_run("unit", 1, MINE, clock(), ended="success")
    repository.host.runs = [lost, lost]
    repository.repair()
    assert repository.state(MINE) is PENDING
    clock.pass_by(11 * MINUTE)
    repository.repair()
    assert repository.state(MINE) is GREEN
    posts = len(repository.host.posts[MINE])
    clock.pass_by(HOUR)
    repository.repair()
    assert len(repository.host.posts[MINE]) == posts


def test_a_host_that_cannot_be_asked_is_told_all_the_same(repository):
    open_mine(repository)
    repository.host.runs = StatusDelayed("down")
    repository.tell(*payloads.workflow_job("unit", 1, MINE, repository.world.clock()))
    repository.host.posts[MINE].clear()
    repository.world.clock.pass_by(25 * HOUR)
    repository.repair()
    assert repository.host.shows(MINE) == (RED, "1 of 1 failure unknown")
