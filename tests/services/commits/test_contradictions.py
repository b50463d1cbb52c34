"""People are told of a label that retries contradict: once, in the commit that decides so."""

import pytest

from shared.core.notices.appearing import MainBranches
from shared.errors import StoreUnavailable
from shared.services.notices.noting import Noting
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, MINE, OTHER, RED, Repository, open_mine
from tests.services.curating import create, work

MINUTE, DAY = 60_000, 86_400_000


@pytest.fixture
def notices(world):
    return world.adapter("Notices")


@pytest.fixture
def excused(world, notices):
    """A failure of Ann's pull request that a pattern explains as flaky."""
    world.noting = Noting(world.store, notices, world.clock, MainBranches())
    repository = Repository(world)
    create(world, "page /cart did not load", labels=("flaky",))
    work(world)
    repository.tell(*payloads.pull_request(8, OTHER, world.clock(), author="bob"))
    repository.failed("e2e", 80, OTHER, FLAKY_LINE)
    world.clock.pass_by(DAY)
    open_mine(repository)
    repository.failed("e2e", 2, MINE, FLAKY_LINE)
    assert repository.verdicts(MINE) == {"e2e": "flaky"}
    world.clock.pass_by(5 * MINUTE)
    return repository


def told(notices, world):
    return [each.value for each in notices.list_due(now_ms=world.clock() + DAY, limit=9)]


def test_a_retry_that_failed_the_same_way_is_told_of_once(excused, notices, monkeypatch):
    world = excused.world
    assert told(notices, world) == []
    excused.ran("e2e", 3, MINE, ended="failure", attempt=2)
    assert told(notices, world) == []

    saved, save = [], type(world.store).save

    def recording(store, changes):
        saved.append([type(each.value).__name__ for each in changes.written])
        save(store, changes)

    monkeypatch.setattr(type(world.store), "save", recording)
    excused.log("e2e", 3, MINE, FLAKY_LINE)
    [notice] = told(notices, world)
    assert [each for each in saved if "Notice" in each] == [
        ["Commit", "CommitSigns", "CommitSign", "Notice"]
    ]
    assert (notice.kind, notice.path) == ("flaky.contradicted", f"/commits/{REPO}/{MINE}")
    assert "failed 2 times in e2e" in notice.text
    assert excused.state(MINE) is RED

    excused.failed("e2e", 4, MINE, FLAKY_LINE, attempt=3)
    excused.repair()
    assert told(notices, world) == [notice]


def test_one_who_is_killed_before_it_is_noted_decides_and_tells_again(
    excused, notices, monkeypatch
):
    world = excused.world
    save = type(world.store).save

    def killed(store, changes):
        if any(type(each.value).__name__ == "Notice" for each in changes.written):
            raise StoreUnavailable("killed")
        save(store, changes)

    with monkeypatch.context() as dying:
        dying.setattr(type(world.store), "save", killed)
        excused.failed("e2e", 3, MINE, FLAKY_LINE, attempt=2)
    assert told(notices, world) == []
    excused.repair()
    assert [each.kind for each in told(notices, world)] == ["flaky.contradicted"]


def test_a_retry_that_passed_or_failed_otherwise_is_no_news(excused, notices):
    excused.failed("e2e", 3, MINE, "main.c:7:3: error: unknown type name 'strin'", attempt=2)
    excused.ran("e2e", 4, MINE, ended="success", attempt=3)
    assert told(notices, excused.world) == []
