"""Single failed builds that events tell of: their logs come once, whatever happens in between."""

from collections import Counter
from dataclasses import replace

import pytest

from shared.core.documents import PendingFetch
from shared.core.providers.model import ProviderBuild
from shared.errors import (
    BuildNotFound,
    ProviderRefused,
    ProviderResting,
    ProviderUnavailable,
    StoreUnavailable,
)
from shared.services.providers.fetching import MAX_ATTEMPTS, FetchCounts, Fetching
from shared.services.providers.scan import ProviderScan
from tests import github_payloads as payloads
from tests.services.commits.host import Repository, sha
from tests.services.curating import FAR

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
REPO, SHA = payloads.REPO, sha(5)
PROVIDERS = ("circleci", "github-actions")


class FakeProvider:
    """Builds that have failed, but those in `results`; `troubles` are raised, one a call."""

    def __init__(self):
        self.results, self.troubles, self.asked = {}, [], Counter()

    def get_build(self, repo, build):
        self.asked[build] += 1
        if self.troubles:
            raise self.troubles.pop(0)
        result = self.results.get(build, "FAILURE")
        return ProviderBuild("github-actions", repo, "unit", build, sha=SHA, result=result)

    def read_log(self, build):
        yield f"src/part.c:{build.build}:2: error: no crumb\n".encode()


@pytest.fixture
def provider():
    return FakeProvider()


@pytest.fixture
def repository(world):
    return Repository(world)


@pytest.fixture
def fetching(world, provider, repository):
    def scan(_name):
        return ProviderScan(provider, world.ingest, world.clock, lambda _: None, attempts=1)

    fetches = world.adapter("PendingFetches")
    args = (world.store, fetches, world.commits, scan, world.clock, ("acme/*",), repository.tell_of)
    return Fetching(*args)


def a_fetch(build, **changes):
    made = PendingFetch("github-actions", REPO, build, SHA, heard_ms=0, due_ms=0)
    return replace(made, **changes)


def run(fetching):
    counts = fetching.run(PROVIDERS, deadline_ms=FAR)
    return counts.fetched, counts.later, counts.given_up


def pending(fetching):
    due = [fetching.fetches.list_due(name, now_ms=FAR, limit=99) for name in PROVIDERS]
    return sorted(each.value.build for found in due for each in found)


def builds_recorded(world):
    found = world.store.list_records(now_ms=world.clock(), limit=99).items
    return sorted(record.context.build for record in found)


def test_a_log_that_nobody_sent_is_fetched_and_decides_its_commit(world, fetching, repository):
    repository.ran("unit", 7, SHA, ended="failure")
    assert (fetching.want(a_fetch("7")), fetching.want(a_fetch("7"))) == (True, False)
    assert run(fetching) == (1, 0, 0)
    assert (builds_recorded(world), pending(fetching)) == (["7"], [])
    [verdict] = repository.commit(SHA).decision.verdicts
    assert (verdict.kind, "no crumb" in verdict.title) == ("new", True)
    assert run(fetching) == (0, 0, 0)


def test_what_came_by_another_way_or_is_not_ours_is_not_fetched(
    world, provider, fetching, repository
):
    assert not fetching.want(a_fetch("7", repo="evil/app"))
    assert not replace(fetching, repositories=()).want(a_fetch("7"))
    assert fetching.want(a_fetch("8"))
    for build in (7, 8):
        repository.failed("unit", build, SHA, "error: no toaster")
    assert not fetching.want(a_fetch("7"))
    assert (run(fetching), pending(fetching), provider.asked) == ((0, 0, 0), [], {})


def test_trouble_that_passes_is_tried_again_later_each_time_and_not_for_ever(
    world, provider, fetching, repository
):
    fetching.want(a_fetch("7"))
    provider.troubles = [ProviderUnavailable("down")] * 99
    outcomes = Counter()
    for _ in range(24 * 6):
        outcomes[run(fetching)] += 1
        world.clock.pass_by(10 * MINUTE)
    assert outcomes == {(0, 1, 0): MAX_ATTEMPTS - 1, (0, 0, 1): 1, (0, 0, 0): 144 - MAX_ATTEMPTS}
    assert (pending(fetching), provider.asked) == ([], {"7": MAX_ATTEMPTS})
    assert [(line["message"], line["reason"]) for line in repository.lines] == [
        ("log not fetched", "down")
    ]


def test_a_build_that_has_not_failed_yet_or_is_not_there_yet_is_asked_for_again(
    world, provider, fetching
):
    fetching.want(a_fetch("7"))
    provider.troubles = [BuildNotFound("no such job")]
    provider.results["7"] = None
    assert [run(fetching), run(fetching)] == [(0, 1, 0), (0, 0, 0)]
    world.clock.pass_by(MINUTE)
    assert run(fetching) == (0, 1, 0)
    del provider.results["7"]
    world.clock.pass_by(2 * MINUTE)
    assert (run(fetching), builds_recorded(world)) == ((1, 0, 0), ["7"])


def test_a_provider_that_asks_for_rest_gets_it_from_every_sweep(world, provider, fetching):
    for build in ("7", "8"):
        fetching.want(a_fetch(build))
    fetching.want(a_fetch("1", provider="circleci"))
    provider.troubles = [ProviderResting("slow down", retry_after_ms=10 * MINUTE)]
    fetched = fetching.run(("github-actions",), deadline_ms=FAR)
    assert fetched == FetchCounts(later=1)
    asked = Counter(provider.asked)
    for _ in range(9):
        world.clock.pass_by(MINUTE)
        run(fetching)
    assert provider.asked - asked == {"1": 1}  # the other provider's
    world.clock.pass_by(2 * MINUTE)
    assert (run(fetching), builds_recorded(world)) == ((2, 0, 0), ["1", "7", "8"])


def test_a_token_that_was_taken_back_is_not_tried_on_every_build(world, provider, fetching):
    for build in ("7", "8", "9"):
        fetching.want(a_fetch(build))
    provider.troubles = [ProviderRefused("Set GITHUB_TOKEN to one that is good.")]
    assert (run(fetching), provider.asked.total()) == ((0, 1, 0), 1)
    world.clock.pass_by(MINUTE)
    assert (run(fetching), builds_recorded(world)) == ((3, 0, 0), ["7", "8", "9"])


def test_one_sweep_begins_no_more_than_it_has_time_for(world, fetching):
    for build in ("7", "8"):
        fetching.want(a_fetch(build))
    assert fetching.run(PROVIDERS, deadline_ms=world.clock()) == FetchCounts()
    assert pending(fetching) == ["7", "8"]
    assert run(fetching) == (2, 0, 0)


class Killed(BaseException):
    """Nothing catches it: a process that ends."""


def killed_in(store, action, *, at, after):
    """Do it, killed at a write of that number, before or after; tell whether it was."""
    kind, calls = type(store), Counter()

    def dying(real):
        def call(*args, **kwargs):
            calls["all"] += 1
            last = calls["all"] == at
            made = None if last and not after else real(*args, **kwargs)
            if last:
                raise Killed
            return made

        return call

    with pytest.MonkeyPatch.context() as staged:
        for name in ("save", "save_record", "take_lease"):
            staged.setattr(kind, name, dying(getattr(kind, name)))
        try:
            action()
        except Killed:
            return True
    return False


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_whoever_is_killed_at_any_write_the_log_comes_once(world, fetching, after):
    killed, builds = True, 0
    while killed:
        builds += 1
        fetching.want(a_fetch(f"{builds}"))
        killed = killed_in(world.store, lambda: run(fetching), at=builds, after=after)
        while pending(fetching):
            world.clock.pass_by(11 * MINUTE)
            run(fetching)
    world.fold()
    assert builds > 5
    assert len(builds_recorded(world)) == sum(world.occurrences()) == builds


def test_a_store_that_does_not_answer_loses_nothing(world, provider, fetching, monkeypatch):
    fetching.want(a_fetch("7"))
    with monkeypatch.context() as staged:
        staged.setattr(type(world.store), "save", _down)
        with pytest.raises(StoreUnavailable):
            run(fetching)
    world.clock.pass_by(11 * MINUTE)
    assert (run(fetching), builds_recorded(world)) == ((1, 0, 0), ["7"])


def _down(*_):
    raise StoreUnavailable("down")
