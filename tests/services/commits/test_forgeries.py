"""What a pull request may print, upload, copy or rename to come out green; nothing of it does."""

import pytest

from shared.core.patterns.model import Scope
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import FLAKY_LINE, GREEN, Repository, sha
from tests.services.curating import create, work

HOUR = 3_600_000
MAIN, BOBS, MINE, MINE_BEFORE = sha(1), sha(2), sha(3), sha(4)
ERROR = "main.c:7:3: error: unknown type name 'strin'"
OLD_LOG = f"run 80 of e2e\n{FLAKY_LINE}\n"

# What is decided is the same on every store: other tests here hold both sets of adapters to it.
pytestmark = pytest.mark.parametrize("make_world", ["embedded"], indirect=True)


@pytest.fixture
def curated(world):
    """Bob's pull request hit what a pattern calls flaky in any e2e job; ann opened hers."""
    repository = Repository(world)
    scope = Scope(job="e2e*")
    create(world, "page /cart did not load", labels=("flaky",), scope=scope)
    create(world, "no space left on main", labels=("known-problem",), scope=Scope(branch="main"))
    work(world)
    repository.tell(*payloads.push(MAIN, world.clock(), author="carol"))
    repository.tell(*payloads.pull_request(8, BOBS, world.clock(), author="bob"))
    repository.failed("e2e", 80, BOBS, FLAKY_LINE)
    world.clock.pass_by(HOUR)
    repository.tell(*payloads.pull_request(7, MINE, world.clock(), author="ann"))
    return repository


def drop(repository, name, text, **said):
    """Drop a log under any name, with any metadata."""
    world = repository.world
    source = world.drop(name, text.encode(), **{"repo": REPO, "sha": MINE, **said})
    world.process(source, now_ms=world.clock())


def honest(repository):
    repository.failed("e2e", 2, MINE, FLAKY_LINE)


def prints_it_before(repository):
    repository.failed("e2e", 2, MINE, f"{FLAKY_LINE}\n" + "ok\n" * 40 + ERROR)


def prints_it_after(repository):
    repository.failed("e2e", 2, MINE, f"{ERROR}\n" + "ok\n" * 40 + FLAKY_LINE)


def prints_it_beside(repository):
    repository.failed("e2e", 2, MINE, f"{FLAKY_LINE}\n{ERROR}\n{FLAKY_LINE}")


def prints_it_in_a_test(repository):
    text = (
        "=================================== FAILURES ===================================\n"
        "__________________________________ test_cart ___________________________________\n\n"
        "    def test_cart():\n>       assert total() == 3\nE       assert 4 == 3\n\n"
        f"tests/test_cart.py:9: AssertionError\n----- Captured stdout call -----\n{FLAKY_LINE}\n"
        "FAILED tests/test_cart.py::test_cart - assert 4 == 3\n"
    )
    repository.failed("e2e", 2, MINE, text)


def uploads_success(repository):
    repository.failed("e2e", 2, MINE, ERROR)
    drop(repository, "other.log", "all good\n", job="e2e", build="2", result="SUCCESS")


def uploads_success_for_a_later_build(repository):
    repository.failed("e2e", 2, MINE, ERROR)
    drop(repository, "other.log", "all good\n", job="e2e", build="3", result="SUCCESS")


def uploads_success_first(repository):
    drop(repository, "other.log", "all good\n", job="e2e", build="2", result="SUCCESS")
    repository.ran("e2e", 2, MINE, ended="failure")


def uploads_a_second_log(repository):
    repository.failed("e2e", 2, MINE, ERROR)
    drop(repository, "other.log", f"again\n{FLAKY_LINE}\n", job="e2e", build="2")


def replays_the_old_log(repository):
    repository.ran("e2e", 2, MINE, ended="failure")
    drop(repository, "logs/e2e/2/build-log.txt", OLD_LOG)


def replays_it_under_the_old_commit(repository):
    repository.ran("e2e", 2, MINE, ended="failure")
    drop(repository, "old.log", OLD_LOG, sha=BOBS, job="e2e", build="2")


def renames_the_job(repository):
    """The pattern is scoped to e2e jobs: a unit job cannot borrow it by its log alone."""
    repository.ran("unit", 2, MINE, ended="failure")
    drop(repository, "logs/e2e/2/build-log.txt", f"run 2\n{FLAKY_LINE}\n", job="e2e")


def renames_the_branch(repository):
    repository.ran("unit", 2, MINE, ended="failure")
    line = "error: no space left on main"
    drop(repository, "logs/unit/2/build-log.txt", f"run 2\n{line}\n", branch="main")


def excuses_itself_by_another_commit(repository):
    repository.tell(*payloads.pull_request(7, MINE_BEFORE, repository.world.clock()))
    repository.failed("unit", 1, MINE_BEFORE, "error: the toaster is on fire")
    create(repository.world, "the toaster is on fire", labels=("flaky",))
    work(repository.world)
    repository.world.clock.pass_by(HOUR)
    repository.failed("unit", 2, MINE, "error: the toaster is on fire")


def makes_up_a_sighting(repository):
    """A log of somebody else's commit that nobody ever heard fail is no evidence."""
    create(repository.world, "the toaster is on fire", labels=("flaky",))
    work(repository.world)
    for number, commit in enumerate((BOBS, MAIN)):
        said = {"sha": commit, "job": "unit", "build": str(90 + number), "result": "FAILURE"}
        drop(repository, f"made-up-{number}.log", "error: the toaster is on fire\n", **said)
    repository.world.clock.pass_by(HOUR)
    repository.failed("unit", 2, MINE, "run\nerror: the toaster is on fire")


def calls_itself_somebody_else(repository):
    """Whoever wrote a commit says what they like; who pushed it is known to the host."""
    commit = sha(9)
    event, payload = payloads.pull_request(9, commit, repository.world.clock(), author="bob")
    payload["pull_request"]["head"]["user"] = {"login": "mallory"}
    repository.tell(event, payload)
    told = payloads.status("e2e", "failure", commit, repository.world.clock(), author="ann")
    repository.tell(*told)
    drop(repository, "bobs.log", f"mine\n{FLAKY_LINE}\n", sha=commit, job="e2e")
    assert repository.state(commit) is not GREEN


def prints_nothing_else(repository):
    """Whoever decides all that a build prints can print what a flaky one does."""
    repository.failed("e2e", 2, MINE, FLAKY_LINE)


def prints_it_within_the_title(repository):
    repository.failed("e2e", 2, MINE, f"{ERROR} {FLAKY_LINE}")


# Desired: not green. A log cannot tell these from what they imitate; a reader of it can.
KNOWN_WRONG = (prints_nothing_else, prints_it_within_the_title)
FORGERIES = (
    prints_it_before,
    prints_it_after,
    prints_it_beside,
    prints_it_in_a_test,
    uploads_success,
    uploads_success_for_a_later_build,
    uploads_success_first,
    uploads_a_second_log,
    replays_the_old_log,
    replays_it_under_the_old_commit,
    renames_the_job,
    renames_the_branch,
    excuses_itself_by_another_commit,
    makes_up_a_sighting,
    calls_itself_somebody_else,
)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forgery_is_not_green(curated, forge):
    forge(curated)
    assert curated.state(MINE) is not GREEN
    for _ in range(3):
        curated.world.clock.pass_by(10 * HOUR)
        curated.repair()
        assert curated.state(MINE) is not GREEN


@pytest.mark.parametrize("forge", KNOWN_WRONG, ids=lambda forge: forge.__name__)
def test_a_title_that_imitates_a_flaky_failure_is_believed(curated, forge):
    forge(curated)
    assert curated.state(MINE) is GREEN


def test_what_is_no_forgery_is_green(curated):
    honest(curated)
    assert curated.state(MINE) is GREEN
