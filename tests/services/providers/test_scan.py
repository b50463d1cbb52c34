"""Logs of failed builds, fetched from a provider: each once, whatever happens in between."""

import gzip
import threading
import time
from dataclasses import replace

import pytest

from shared.adapters.providers.log_cache import DirectoryLogCache
from shared.core.providers.model import ProviderBuild
from shared.core.streams import LogProblem
from shared.errors import LogMissing, ProviderRefused, ProviderUnavailable, SourceUnreadable
from shared.services.providers.scan import Fetched, ProviderScan
from tests.services.conftest import NOON

SHA = "a" * 40


def build(number, result="FAILURE", **changes):
    made = ProviderBuild(
        "circleci", "acme/shop", "unit", str(number), sha=SHA, branch="main", result=result
    )
    return replace(made, ended_ms=NOON - 1000, **changes)


def text_of(number):
    return f"src/part.c:{number}:2: error: no crumb\n".encode()


class FakeProvider:
    """`runs` by branch; `logs` are functions that yield blocks, in place of the usual text."""

    def __init__(self, **runs):
        self.runs, self.logs = runs, {}
        self.asked = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()

    def list_runs(self, repo, branch, *, count):
        yield from self.runs[branch][:count]

    def read_log(self, build):
        with self._lock:
            self.asked.append(build.build)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield from self.logs.get(build.build, lambda: [text_of(build.build)])()
        finally:
            with self._lock:
                self.at_once -= 1

    def get_build(self, repo, build):
        runs = [each for runs in self.runs.values() for builds in runs for each in builds]
        return next(each for each in runs if each.build == build)


@pytest.fixture
def provider():
    return FakeProvider(main=[(build(n), build(n + 100, "SUCCESS")) for n in range(5)])


@pytest.fixture
def scan(world, provider):
    """Give a function that scans, and returns the progress at its end."""

    def run(*branches, count=50, **options):
        made = ProviderScan(provider, world.ingest, lambda: NOON, lambda _: None, **options)
        steps = list(made.run("acme/shop", branches or ("main",), count=count))
        world.fold()
        return steps[-1]

    return run


def records(world):
    found = world.store.list_records(now_ms=NOON, limit=1000).items
    return {record.context.build: record for record in found}


def test_the_log_of_each_failed_build_is_a_record_of_its_build(world, scan):
    progress = scan()

    assert (progress.runs, progress.builds, progress.new, progress.done) == (5, 10, 5, 5)
    found = records(world)
    assert found.keys() == {"0", "1", "2", "3", "4"}
    record = found["3"]
    assert (record.context.job, record.context.repo, record.context.sha) == (
        "unit", "acme/shop", SHA,
    )  # fmt: skip
    assert (record.context.branch, record.context.result) == ("main", "FAILURE")
    assert (record.byte_count, record.seen_ms) == (len(text_of(3)), NOON - 1000)
    assert world.occurrences() == [5]


def test_what_is_recorded_is_not_asked_for_again(world, provider, scan):
    scan()
    provider.asked.clear()
    provider.runs["main"].insert(0, (build(9),))
    progress = scan()

    assert (progress.new, progress.known, provider.asked) == (1, 5, ["9"])
    assert world.occurrences() == [6]


@pytest.mark.parametrize("result", ["SUCCESS", "ABORTED", None])
def test_what_passed_was_stopped_or_still_runs_is_left_alone(provider, scan, result):
    provider.runs["main"] = [(build(1, result),)]
    assert (scan().done, provider.asked) == (0, [])


def test_events_of_the_fetched_logs_change_nothing(world, scan):
    scan()
    for number in range(5):
        world.process(world.logs.stat(build(number).log_name))
    world.fold()
    assert (len(records(world)), world.occurrences()) == (5, [5])


def test_a_build_without_a_log_is_known_all_the_same_and_asked_for_once(world, provider, scan):
    def missing():
        raise LogMissing("no log")
        yield

    provider.logs["3"] = missing
    progress = scan()

    assert (progress.new, progress.missing) == (4, 1)
    record = records(world)["3"]
    assert (record.problem, record.context.result) == (LogProblem.EMPTY, "FAILURE")
    assert scan().known == 5


def test_a_log_that_breaks_off_is_fetched_anew_and_half_of_it_is_never_kept(world, provider, scan):
    tries = []

    def breaks_twice():
        tries.append(1)
        yield text_of(3)
        if len(tries) < 3:
            raise ProviderUnavailable("broke off")
        yield b"the end\n"

    provider.logs["3"] = breaks_twice
    assert scan().new == 5
    assert records(world)["3"].byte_count == len(text_of(3)) + 8


def test_what_cannot_be_fetched_is_counted_and_the_rest_goes_on(world, provider, scan):
    def down():
        raise ProviderUnavailable("answered 503")
        yield

    provider.logs["3"] = down
    progress = scan()
    assert (progress.new, progress.failed) == (4, 1)
    assert progress.trouble == "build 3: answered 503"
    assert "3" not in records(world)

    del provider.logs["3"]
    assert (scan().new, len(records(world))) == (1, 5)


def test_an_answer_that_nobody_understands_stops_no_other_build_and_a_lost_token_all(
    provider, scan
):
    def odd():
        raise SourceUnreadable("ftp://x is no address")
        yield

    def lost():
        raise ProviderRefused("Set CIRCLECI_TOKEN to one that is good.")
        yield

    provider.logs["3"] = odd
    progress = scan()
    assert (progress.new, progress.failed, provider.asked.count("3")) == (4, 1, 1)
    provider.logs["3"] = lost
    with pytest.raises(ProviderRefused):
        scan()


def test_a_log_that_was_put_there_and_not_recorded_is_not_fetched_again(world, provider, scan):
    """As after a kill between the two."""
    world.logs.put(build(3).log_name, [gzip.compress(text_of(3))], metadata=build(3).metadata)
    assert scan().new == 5
    assert "3" not in provider.asked
    assert records(world)["3"].context.sha == SHA


def test_a_log_over_the_cap_is_read_up_to_it_and_recorded_as_too_large(world, provider, scan):
    read = []

    def endless():
        while True:
            read.append(1)
            yield text_of(3) * 1000

    provider.logs["3"] = endless
    world.options["max_log_bytes"] = 100_000
    scan()

    record = records(world)["3"]
    assert (record.problem, record.byte_count) == (LogProblem.TOO_LARGE, 100_000)
    assert len(read) <= 4


def test_wiped_all_is_fetched_again_and_takes_the_place_of_what_was_there(world, provider, scan):
    scan()
    provider.asked.clear()
    provider.logs["3"] = lambda: [text_of(3), b"more\n"]
    progress = scan(anew=True)

    assert (progress.new, sorted(provider.asked)) == (5, ["0", "1", "2", "3", "4"])
    assert records(world)["3"].line_count == 2
    assert world.occurrences() == [5]


def test_what_the_cache_has_is_not_asked_for(world, provider, scan, tmp_path):
    cache = DirectoryLogCache(tmp_path / "cache")

    def breaks():
        yield text_of(3)
        raise ProviderUnavailable("broke off")

    provider.logs["3"] = breaks
    scan(cache=cache)
    assert cache.read(build(3).log_name) is None
    assert gzip.decompress(b"".join(cache.read(build(4).log_name))) == text_of(4)

    provider.logs.clear()
    provider.asked.clear()
    provider.runs["dev"] = [(build(3, branch="dev"),)]
    scan("dev", cache=cache)
    assert provider.asked == ["3"]


def test_a_cached_log_fills_another_bucket(make_world, provider, tmp_path):
    cache = DirectoryLogCache(tmp_path / "cache")
    worlds = make_world(), make_world()
    for world in worlds:
        made = ProviderScan(
            provider, world.ingest, lambda: NOON, lambda _: None, cache=cache, workers=2
        )
        list(made.run("acme/shop", ["main"], count=9))
    assert len(provider.asked) == 5
    assert records(worlds[0]).keys() == records(worlds[1]).keys()


def test_no_more_is_fetched_at_once_than_allowed(provider, scan):
    def slow():
        time.sleep(0.02)
        yield text_of(1)

    provider.runs["main"] = [(build(n),) for n in range(12)]
    provider.logs = {str(n): slow for n in range(12)}
    assert scan(workers=3).new == 12
    assert provider.most_at_once <= 3


def test_branches_are_scanned_one_after_the_other_and_named_twice_once(provider, scan):
    provider.runs["pull/7"] = [(build(7, branch=None, pull="7"),)]
    progress = scan("main", "pull/7", "main", count=2)
    assert (progress.runs, sorted(provider.asked)) == (3, ["0", "1", "7"])


def test_one_build_is_fetched_by_its_id_if_it_failed(world, provider):
    made = ProviderScan(provider, world.ingest, lambda: NOON, lambda _: None)
    assert made.fetch("acme/shop", "3") == (Fetched.NEW, "")
    assert made.fetch("acme/shop", "3") == (Fetched.KNOWN, "")
    assert made.fetch("acme/shop", "103") is None
    assert records(world).keys() == {"3"}
