"""Ids that need no counter."""

from shared.core import ids


def test_the_same_object_always_has_the_same_record():
    assert ids.record_id("b", "logs/x") == ids.record_id("b", "logs/x")


def test_bucket_and_name_do_not_run_together():
    assert ids.record_id("b", "c/d") != ids.record_id("b/c", "d")


def test_a_record_id_is_twenty_hex_digits():
    assert len(ids.record_id("b", "n")) == 20
    assert int(ids.record_id("b", "n"), 16) >= 0


def test_report_and_issue_ids_have_nine_and_six_digits():
    for number in range(200):
        fingerprint = f"v1:{number}"
        assert len(ids.log_id(fingerprint, 0)) == 9
        assert len(ids.issue_id(fingerprint, 0)) == 6
        assert ids.log_id(fingerprint, 0).isdecimal()


def test_each_attempt_proposes_another_id():
    assert len({ids.log_id("v1:a", attempt) for attempt in range(10)}) == 10


def test_issue_ids_grow_when_the_space_fills():
    assert [len(ids.issue_id("v1:a", attempt)) for attempt in (0, 3, 4, 8)] == [6, 6, 7, 8]


def test_a_failure_that_starts_anew_goes_by_another_key():
    again = ids.next_life("v1:abc")

    assert again == "v1:abc~1"
    assert ids.next_life(again) == "v1:abc~2"
    assert {ids.first_life(key) for key in ("v1:abc", again)} == {"v1:abc"}
    assert ids.log_id(again, 0) != ids.log_id("v1:abc", 0)
