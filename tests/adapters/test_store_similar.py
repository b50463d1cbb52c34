"""Near-duplicates: found by band, joined by a fingerprint alone, merged reports off the list."""

from dataclasses import replace

import pytest

from shared.core.documents import Job, NewFailure, PassingLog
from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.examples import a_failure, a_fingerprint, failing


class TestSimilarFingerprints:
    def test_are_found_by_any_band_that_they_share(self, store):
        for number in (1, 2, 3):
            failure = a_failure(number)
            bands = (f"m1:00:{number}", f"m1:01:{number % 2}")
            fingerprint = replace(failure.fingerprint, bands=bands)
            store.save_record(
                failing(number, number), failure=replace(failure, fingerprint=fingerprint)
            )

        found = store.find_similar(["m1:00:9", "m1:01:1"], limit=10)

        assert {each.value.log_id for each in found} == {"000000001", "000000003"}
        assert len(store.find_similar(["m1:01:1"], limit=1)) == 1

    def test_are_none_without_bands(self, store):
        store.save_record(failing(1), failure=a_failure(1))

        assert list(store.find_similar([], limit=10)) == []

    def test_come_with_the_version_that_changing_them_needs(self, store):
        failure = a_failure(1)
        fingerprint = replace(failure.fingerprint, bands=("m1:00:1",))
        store.save_record(failing(1), failure=replace(failure, fingerprint=fingerprint))
        (found,) = store.find_similar(["m1:00:1"], limit=10)

        store.save(Changes([replace(found, value=replace(found.value, near="x"))]))

        assert store.get_fingerprint(fingerprint.fingerprint).value.near == "x"


class TestMergedReports:
    def test_are_not_listed_but_found_by_id(self, store):
        for number in (1, 2):
            store.save_record(failing(number, number), failure=a_failure(number))
        stored = store.get_reports(["000000001"])["000000001"]
        merged = replace(stored.value, merged_into="000000002", fingerprints=())

        store.save(Changes([replace(stored, value=merged)]))

        assert [report.log_id for report in store.list_reports(limit=9).items] == ["000000002"]
        assert store.get_reports(["000000001"])["000000001"].value == merged


class TestNearDuplicates:
    def test_add_their_fingerprint_alone(self, store):
        store.save_record(failing(1), failure=a_failure(1))
        near = a_fingerprint(2, log_id="000000001", near="v1:00000001", similarity=0.95)

        store.save_record(failing(2, 2), failure=NewFailure(near))

        assert store.get_fingerprint(near.fingerprint).value == near
        assert len(store.list_reports(limit=9).items) == 1


class TestJobs:
    def test_are_created_once_and_changed_as_they_were_read(self, store):
        job = Job("a/b #1", (PassingLog("r1", 1, "noise/r1"),))
        store.save(Changes([Stored(job, None)]))
        with pytest.raises(ChangeConflict):
            store.save(Changes([Stored(job, None)]))
        found = store.get_jobs(["a/b #1", "other"])["a/b #1"]
        store.save(Changes([replace(found, value=Job("a/b #1"))]))

        assert found.value == job
        assert store.get_jobs(["a/b #1"])["a/b #1"].value == Job("a/b #1")
        with pytest.raises(ChangeConflict):
            store.save(Changes([found]))
