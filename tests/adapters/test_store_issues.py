"""Issues: changed and deleted only as they were read; fingerprints that ended."""

from dataclasses import replace

import pytest

from shared.core.documents import Change, Comment, IssueStatus
from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.examples import (
    NOW_MS,
    a_failure,
    a_fingerprint,
    a_report,
    failing,
)

OPEN, CLOSED = IssueStatus.OPEN, IssueStatus.CLOSED


def an_issue(number, **changes):
    return replace(a_failure(number).issue, **changes)


def created(*documents) -> Changes:
    return Changes([Stored(document, None) for document in documents])


def filed(number, status=OPEN, **changes):
    return an_issue(number, status=status, filed_ms=NOW_MS + number, **changes)


class TestIssues:
    def test_read_back_as_they_were_written(self, store):
        issue = filed(
            1,
            CLOSED,
            summary="<b>it broke</b>\n",
            comments=(Comment("again", "ann", NOW_MS),),
            counted_at_close={"v1:a": 3, "v1:a~1": 1},
            changes=(Change(NOW_MS, "ann", "closed"),),
        )
        store.save(created(issue))

        assert store.get_issues(["000001"])["000001"].value == issue

    def test_changed_by_two_at_once_conflict(self, store):
        store.save(created(an_issue(1)))
        found = store.get_issues(["000001"])["000001"]
        store.save(Changes([replace(found, value=filed(1))]))

        with pytest.raises(ChangeConflict):
            store.save(Changes([replace(found, value=filed(1, CLOSED))]))
        with pytest.raises(ChangeConflict):
            store.save(created(an_issue(1)))
        assert store.get_issues(["000001"])["000001"].value == filed(1)


class TestRemoval:
    @pytest.fixture
    def fold(self, store):
        """What deletes the report and the issue of failure 1, as read."""
        store.save_record(failing(1), failure=a_failure(1))
        reports = store.get_reports(["000000001"]).values()
        issues = store.get_issues(["000001"]).values()
        return Changes(removed=[*reports, *issues])

    def test_takes_report_and_issue_away(self, store, fold):
        store.save(fold)

        assert store.get_reports(["000000001"]) == {}
        assert store.get_issues(["000001"]) == {}
        assert list(store.list_reports(limit=9).items) == []

    def test_happens_once(self, store, fold):
        store.save(fold)

        with pytest.raises(ChangeConflict):
            store.save(fold)

    def test_of_what_changed_since_does_nothing_at_all(self, store, fold):
        report, _ = fold.removed
        store.save(Changes([replace(report, value=replace(report.value, title="x"))]))

        with pytest.raises(ChangeConflict):
            store.save(fold)
        assert set(store.get_issues(["000001"])) == {"000001"}

    def test_leaves_nothing_to_a_fold_that_read_before(self, store, fold):
        report, _ = fold.removed
        store.save(fold)

        with pytest.raises(ChangeConflict):
            store.save(Changes([report]))
        assert store.get_reports(["000000001"]) == {}

    def test_lets_the_ids_be_taken_again(self, store, fold):
        store.save(fold)
        store.save(created(an_issue(1), a_report(1, title="again")))

        assert store.get_reports(["000000001"])["000000001"].value.title == "again"


class TestFingerprints:
    def test_are_found_by_their_coarse_fingerprint(self, store):
        for number, coarse in ((1, "c1:a"), (2, "c1:a"), (3, "c1:b"), (4, None)):
            failure = a_failure(number)
            fingerprint = replace(failure.fingerprint, coarse=coarse)
            store.save_record(
                failing(number, number), failure=replace(failure, fingerprint=fingerprint)
            )

        found = store.find_coarse("c1:a", limit=9)
        assert {each.value.log_id for each in found} == {"000000001", "000000002"}
        assert len(store.find_coarse("c1:a", limit=1)) == 1
        assert list(store.find_coarse("c1:none", limit=9)) == []

    def test_that_ended_are_like_nothing_any_more(self, store):
        failure = a_failure(1)
        alive = replace(failure.fingerprint, bands=("m1:00:a", "m1:01:b"), coarse="c1:a")
        store.save_record(failing(1), failure=replace(failure, fingerprint=alive))
        found = store.get_fingerprint(alive.fingerprint)
        dead = replace(alive, bands=(), coarse=None, followed_by="v1:00000001~1")
        store.save(Changes([replace(found, value=dead)]))

        assert list(store.find_similar(["m1:00:a", "m1:01:b"], limit=9)) == []
        assert list(store.find_coarse("c1:a", limit=9)) == []
        assert store.get_fingerprint(alive.fingerprint).value == dead

    def test_are_created_by_a_fold_too(self, store):
        store.save(Changes([Stored(a_fingerprint(7, bands=("m1:00:z",)), None)]))

        assert len(store.find_similar(["m1:00:z"], limit=9)) == 1
