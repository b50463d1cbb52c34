"""Bringing in what exists, through the same steps as events."""

import random
from dataclasses import replace

import pytest

from shared.adapters.directory import DirectoryBucket
from shared.core.builds.units import Wanted
from shared.errors import BucketUnavailable, ObjectGone
from shared.services.builds.backfill import Backfill
from tests.faults import Faulty
from tests.services.builds.archive import Archive
from tests.services.builds.conftest import HOUR_MS
from tests.services.conftest import NOON

BUILDS = 40


@pytest.fixture
def archive(tmp_path):
    """An archive in a folder."""
    archive = Archive(BUILDS)
    archive.write(tmp_path / "archive")
    return archive


@pytest.fixture
def source(archive, tmp_path):
    return DirectoryBucket(tmp_path / "archive", name="archive")


def a_backfill(there, source, **options):
    options = {"origin": "gs://elsewhere"} | options
    return Backfill(there.ingest, there.keeper, source, lambda: NOON, lambda _: None, **options)


def run(backfill, **options):
    """Return the progress at the end."""
    return list(backfill.run([""], **options))[-1]


def outcome(there):
    """Return all that a reader can see of jobs and records."""
    there.fold()
    there.world.fold()
    jobs = there.builds.list_jobs(limit=100).items
    stats = there.builds.get_stats(job.job for job in jobs)
    records = there.store.list_records(now_ms=NOON, limit=1000).items
    return (
        {name: (s.value.builds, s.value.results, s.value.artifacts) for name, s in stats.items()},
        sorted((r.name, r.context.result, r.title) for r in records),
        there.world.occurrences(),
    )


def test_all_is_brought_in_once_however_often_it_runs(there, archive, source):
    first = run(a_backfill(there, source))
    seen = outcome(there)
    second = run(a_backfill(there, source))

    assert (first.new, first.known, first.failed) == (BUILDS + 2, 0, 0)
    assert (second.new, second.known, second.objects) == (0, BUILDS + 2, first.objects)
    assert (first.logs, outcome(there)) == (archive.log_count, seen)
    for job, levels in archive.levels.items():
        assert seen[0][job][:2] == (len(levels), dict(archive.results[job]))
    assert len(seen[1]) == archive.log_count


def test_events_of_the_copies_and_backfill_count_an_object_once(there, source):
    run(a_backfill(there, source))
    seen = outcome(there)
    for found in there.logs.list():
        there.deliver(found)

    assert outcome(there) == seen


def test_our_own_bucket_is_brought_in_as_events_would(make_own, archive):
    by_events, by_backfill = make_own(), make_own()
    for each in (by_events, by_backfill):
        for name, text in archive.objects.items():
            each.logs.put(name, [text], metadata={})
    shuffled = sorted(archive.objects)
    random.Random(3).shuffle(shuffled)
    for name in shuffled:
        by_events.deliver(by_events.logs.stat(name))
    by_events.sweep(NOON + 48 * HOUR_MS)
    late = replace(a_backfill(by_backfill, by_backfill.logs, origin=None), clock_ms=far_ahead)
    run(late)

    assert outcome(by_backfill) == outcome(by_events)
    assert run(late).new == 0


def far_ahead():
    return NOON + 10**12


@pytest.fixture
def make_own(tmp_path):
    """Give a function that makes embedded worlds; in the cloud the same steps run elsewhere."""
    from shared.adapters.sqlite import SqliteBuilds
    from tests.services.builds.conftest import BuildWorld
    from tests.services.conftest import World, open_embedded

    numbers = iter(range(9))

    def make():
        folder = tmp_path / f"own-{next(numbers)}"
        folder.mkdir()
        world = World(*open_embedded(folder), folder=folder)
        return BuildWorld(world, SqliteBuilds(folder / "store.sqlite3"))

    return make


def test_records_keep_the_time_that_the_log_was_written(there, source):
    run(a_backfill(there, source))

    written = {each.name: each.created_ms for each in source.list()}
    records = there.store.list_records(now_ms=NOON, limit=1000).items
    assert {r.name: r.seen_ms for r in records} == {r.name: written[r.name] for r in records}


def test_jobs_a_time_and_a_number_limit_what_is_brought_in(there, source):
    assert run(a_backfill(there, source, wanted=Wanted(("unit", "team/*"))), limit=5).new == 5
    assert {job.job for job in listed_jobs(there)} <= {"unit", "team/nightly build"}
    assert list(a_backfill(there, source, wanted=Wanted(since_ms=10**14)).run([""])) == []


def listed_jobs(there):
    there.fold()
    return there.builds.list_jobs(limit=100).items


def test_a_run_goes_on_behind_where_another_stopped(there, source):
    stopped = list(a_backfill(there, source).run([""], limit=20))[-1]
    rest = run(a_backfill(there, source), after=stopped.after)

    assert (stopped.units, rest.units, rest.known) == (20, BUILDS + 2 - 20, 0)


def test_passing_trouble_is_tried_again_and_then_said(there, source):
    up, down = source, BucketUnavailable("staged")
    once = run(a_backfill(there, Faulty(up, before={"read": 1}, error=down), workers=1))
    assert once.failed == 0

    class Down:
        def __getattr__(self, name):
            return getattr(up, name)

        def read(self, name, *asked):
            if "unit" in name:
                raise down
            return up.read(name, *asked)

    name = next(
        each.name for each in up.list() if "/unit/" in each.name and "build-log" in each.name
    )
    up.put(name, [b"newer\n"], metadata={})
    failed = run(a_backfill(there, Down(), workers=1))
    assert (failed.failed, "staged" in failed.trouble, failed.after < name) == (1, True, True)
    assert run(a_backfill(there, up)).new == 1


def test_a_log_that_is_deleted_meanwhile_is_no_trouble(there, source):
    class Vanishing:
        def __getattr__(self, name):
            return getattr(source, name)

        def read(self, name, *asked):
            raise ObjectGone(name)

    assert run(a_backfill(there, Vanishing())).failed == 0
