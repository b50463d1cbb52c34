"""Builds from events, whatever their order and content."""

import json
import random
from dataclasses import replace

import pytest

from shared.core.documents import Build
from tests.faults import Calls, Faulty
from tests.services.builds.conftest import HOUR_MS
from tests.services.conftest import NOON, older

FOLDER = "logs/unit/1/"
STARTED_S = NOON // 1000 - 3600
FILES = {
    "started.json": json.dumps({"timestamp": STARTED_S, "repo-commit": "c" * 40}).encode(),
    "finished.json": json.dumps({"timestamp": STARTED_S + 60, "result": "SUCCESS"}).encode(),
    "prowjob.json": b'{"spec": {"refs": {"org": "acme", "repo": "shop", "base_ref": "main"}}}',
    "podinfo.json": b"{}",
    "build-log.txt": b"all\ngood\n",
}
ARTIFACTS = ("artifacts/junit.xml", "artifacts/e2e/out.log", "artifacts/e2e/deep/x")
WHOLE = (
    "artifacts/",
    "build-log.txt",
    "finished.json",
    "podinfo.json",
    "prowjob.json",
    "started.json",
)


def put_all(there, folder=FOLDER):
    """Put a whole build into the bucket and return its objects, undelivered."""
    contents = FILES | dict.fromkeys(ARTIFACTS, b"x")
    return [there.logs.put(folder + name, [text], metadata={}) for name, text in contents.items()]


def essence(build: Build) -> Build:
    """Return the build without what tells in which order things were heard of."""
    return replace(build, waits_ms=None)


@pytest.mark.parametrize("seed", range(4))
def test_events_in_any_order_and_twice_make_the_same_build(there, seed):
    objects = put_all(there) * 2
    random.Random(seed).shuffle(objects)
    for source in objects:
        there.deliver(source)

    build = there.build()
    facts = build.facts
    assert (facts.result, facts.repo, facts.branch, facts.sha) == (
        "SUCCESS",
        "acme/shop",
        "main",
        "c" * 40,
    )
    assert (facts.started_ms, facts.duration_ms) == (STARTED_S * 1000, 60_000)
    assert (facts.entries, facts.artifact_entries) == (WHOLE, ("e2e/", "junit.xml"))
    assert (facts.log_bytes, facts.log_lines, build.settled) == (9, 2, True)
    stats = there.stats()
    assert (stats.builds, stats.complete, stats.results) == (1, 1, {"SUCCESS": 1})


def test_the_record_of_the_log_learns_the_result_whichever_comes_first(there):
    for folder, names in {
        "logs/unit/1/": ("build-log.txt", "finished.json"),
        "logs/unit/2/": ("finished.json", "build-log.txt"),
    }.items():
        for name in names:
            there.put(folder + name, FILES[name])

        record_id = there.build(build_id=folder.split("/")[2]).record_id
        record = there.store.get_record(record_id).value
        assert record.context.result == "SUCCESS"
        assert there.derived.get(record.noise) is not None


def test_finished_json_outranks_what_the_uploader_said(there):
    there.put(FOLDER + "build-log.txt", b"all good\n", result="FAILURE")
    there.put(FOLDER + "finished.json", FILES["finished.json"])

    assert there.store.get_record(there.build().record_id).value.context.result == "SUCCESS"


def test_a_build_counts_from_its_first_object_with_what_is_seen_so_far(there):
    there.put(FOLDER + "started.json", FILES["started.json"])

    build = there.build()
    assert (build.facts.entries, build.settled) == (("started.json",), False)
    assert build.facts.started_ms == STARTED_S * 1000
    assert (there.stats().builds, there.stats().logs) == (1, 0)


def test_a_build_that_never_finishes_is_settled_once_it_was_quiet(there):
    put_all(there)
    there.put(FOLDER + "started.json", FILES["started.json"])
    there.logs.put(FOLDER + "prowjob.json", [b'{"status": {"state": "error"}}'], metadata={})

    assert there.sweep(NOON + 23 * HOUR_MS).looked == 0
    assert there.sweep(NOON + 24 * HOUR_MS).looked == 1
    assert there.sweep(NOON + 48 * HOUR_MS).looked == 0
    assert there.build().facts.entries == WHOLE
    assert there.build().settled


def test_artifacts_that_come_after_the_end_are_seen_at_the_second_look(there):
    there.put(FOLDER + "finished.json", FILES["finished.json"])
    there.put(FOLDER + "artifacts/late.xml", b"x")
    assert there.build().facts.artifact_entries == ()

    there.sweep(NOON + HOUR_MS)

    assert there.build().facts.artifact_entries == ("late.xml",)
    assert there.stats().artifacts.names == {"late.xml": 1}


def test_a_newer_generation_settles_again_and_an_older_changes_nothing(there):
    there.put(FOLDER + "finished.json", FILES["finished.json"])
    assert there.stats().results == {"SUCCESS": 1}
    there.put(FOLDER + "finished.json", b'{"result": "FAILURE"}')
    there.deliver(older(there.logs.stat(FOLDER + "finished.json")))

    assert there.stats().results == {"FAILURE": 1}


def test_two_generations_of_one_log_are_one_build_with_the_newer_one(there):
    there.put(FOLDER + "build-log.txt", b"one\n")
    there.put(FOLDER + "build-log.txt", b"one\ntwo\n")

    assert (there.build().facts.log_lines, there.stats().builds) == (2, 1)


def test_a_build_without_a_log_is_seen_as_such(there):
    there.put(FOLDER + "finished.json", b'{"result": "FAILURE"}')
    there.put("logs/unit/2/build-log.txt", b"fine\n")

    stats = there.stats()
    assert (stats.builds, stats.logs) == (2, 1)
    assert there.build().record_id is None


def test_a_log_that_cannot_be_read_is_still_there(there):
    there.put(FOLDER + "build-log.txt", b"\x1f\x8bno gzip")

    record = there.store.get_record(there.build().record_id).value
    assert (record.problem is not None, there.stats().logs) == (True, 1)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b"\x00\xff",
        b'{"timestamp": "soon", "result": 7, "passed": "no"}',
        b"[" * 50_000,
    ],
    ids=["empty", "list", "cut", "binary", "wrong-types", "deep"],
)
def test_malformed_files_leave_gaps_and_no_trouble(there, text):
    for name in ("started.json", "prowjob.json", "podinfo.json", "finished.json"):
        there.put(FOLDER + name, text)

    facts = there.build().facts
    assert (facts.result, facts.started_ms, facts.finished_ms) == (None, None, None)
    assert len(facts.entries) == 4


def test_a_job_with_slashes_and_odd_letters_is_one_job(there):
    folder = "pr-logs/pull/acme_shop/42/team a/nightly/ü #1/77/"
    there.put(folder + "finished.json", FILES["finished.json"])

    build = there.build("team a/nightly/ü #1", "77")
    assert (build.facts.repo, build.facts.pull, build.folder) == ("acme/shop", "42", folder)


def test_a_plain_log_is_a_build_of_its_own(there):
    there.put("nightly/run7.log", b"ERROR: boom\n", result="failed")
    there.put("uploads/2026/1.log.gz", b"ok\n", job="nightly", build="8", result="passed")
    there.put("uploads/2026/2.log.gz", b"nobody's\n")

    stats = there.stats("nightly")
    assert (stats.builds, stats.complete, stats.results) == (2, 2, {"FAILURE": 1, "SUCCESS": 1})
    assert there.build("nightly", "run7").facts.log_bytes == 12


class TestCost:
    """What events cost, in calls of the ports."""

    @pytest.fixture
    def counted(self, there):
        for name in ("builds", "logs", "store"):
            target = getattr(there, name)
            setattr(there, name, Faulty(target, calls=Calls()))
        there.world.logs, there.world.store = there.logs, there.store
        return there

    def test_of_artifacts_is_nothing(self, counted):
        source = counted.logs.put(FOLDER + "artifacts/x.log", [b"x"], metadata={})
        before = counted.logs.calls.total()
        counted.deliver(source)

        assert counted.store.calls.total() + counted.builds.calls.total() == 0
        assert counted.logs.calls.total() == before

    def test_of_a_file_known_already_is_one_read(self, counted):
        counted.put(FOLDER + "finished.json", FILES["finished.json"])
        counted.store.calls.clear()
        counted.builds.calls.clear()
        counted.deliver(counted.logs.stat(FOLDER + "finished.json"))

        assert (dict(counted.builds.calls), counted.store.calls.total()) == (
            {"get": 1, "any method": 1},
            0,
        )

    def test_of_the_end_is_two_listings_however_many_artifacts_there_are(
        self, counted, monkeypatch
    ):
        if counted.world.kind == "embedded":
            folder = counted.world.folder / "bucket" / FOLDER / "artifacts"
            folder.mkdir(parents=True)
            for number in range(1_500):
                (folder / f"{number:06}").touch()
        counted.put(FOLDER + "finished.json", FILES["finished.json"])

        assert counted.logs.calls["list_folder"] <= 2
        assert counted.logs.calls["list"] == 0
        if counted.world.kind == "embedded":
            assert counted.logs.calls["list_folder"] == 2
            assert (len(counted.build().facts.artifact_entries), counted.build().cut) == (200, True)

    def test_of_folding_is_one_write_a_build_and_two_a_job(self, counted):
        for number in range(30):
            counted.put(f"logs/unit/{number}/started.json", FILES["started.json"])
        before = counted.store.calls["save"]
        counted.fold()

        assert counted.store.calls["save"] == before + 1
