"""What the files of builds tell of commits, on both sets of adapters."""

import json
from itertools import permutations

import pytest

from shared.core.verdicts.model import Result, Trust
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import RED, Repository, sha

MINUTE = 60_000
MINE = sha(7)
FOLDER = "pr-logs/pull/acme_app/7/unit/"
ERROR = b"main.c:7:3: error: unknown type name 'strin'\n"


@pytest.fixture
def repository(world):
    return Repository(world)


def files_of(repository, *, passed):
    """Return the files of a build that ran for a minute and ended now."""
    now_s = repository.world.clock() // 1000
    repos = {REPO: f"main:{sha(1)},7:{MINE}"}
    started = {"timestamp": now_s - 60, "pull": "7", "repos": repos}
    return {
        "started.json": json.dumps(started).encode(),
        "finished.json": json.dumps({"timestamp": now_s, "passed": passed}).encode(),
        "build-log.txt": b"" if passed else ERROR,
    }


def drop(there, files, build="1"):
    for name, data in files.items():
        there.put(f"{FOLDER}{build}/{name}", data, there.world.clock())


def test_files_and_log_make_the_commit_in_any_order(there, repository):
    files = files_of(repository, passed=False)
    decided = []
    for number, order in enumerate(permutations(files)):
        drop(there, {name: files[name] for name in order}, build=str(number))
        [*_, run] = sorted(repository.commit(MINE).runs, key=lambda run: int(run.build))
        decided.append((run.result, run.trust, len(run.records)))
        assert repository.verdicts(MINE) == {"unit": "new"}, order
    assert set(decided) == {(Result.FAILURE, Trust.FILES, 1)}
    assert repository.state(MINE) is RED


def test_a_build_that_failed_without_a_log_is_unknown(there, repository):
    files = files_of(repository, passed=False)
    drop(there, {name: files[name] for name in ("started.json", "finished.json")})
    repository.world.clock.pass_by(21 * MINUTE)
    repository.repair()
    assert repository.verdicts(MINE) == {"unit": "unknown"}
    assert repository.state(MINE) is RED


def test_what_the_provider_says_counts_more(there, repository):
    repository.tell(*payloads.pull_request(7, MINE, repository.world.clock()))
    repository.ran("unit", 1, MINE, ended="failure")
    repository.world.clock.pass_by(MINUTE)
    drop(there, files_of(repository, passed=True), build="2")
    assert repository.state(MINE) is RED


def test_files_that_come_again_change_nothing(there, repository):
    files = files_of(repository, passed=False)
    drop(there, files)
    posted = list(repository.host.posts[MINE])
    drop(there, files)
    there.sweep(repository.world.clock())
    assert repository.host.posts[MINE] == posted
    [run] = repository.commit(MINE).runs
    assert len(run.records) == 1
