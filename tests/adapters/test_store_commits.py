"""The contract of every Store: what one commit writes, wholly or not at all."""

from dataclasses import replace

import pytest

from shared.core.analysis.model import ReportType
from shared.core.documents import Contribution
from shared.core.streams import LogProblem
from shared.errors import ChangeConflict, IdTaken, RecordConflict, TrackerError
from shared.ports import Changes, Stored
from tests.adapters.examples import (
    NOW_MS,
    a_failure,
    a_fingerprint,
    a_record,
    a_report,
    a_tally,
    at_once,
    counted,
    failing,
)


def assert_nothing_of(store, failure) -> None:
    assert store.get_fingerprint(failure.fingerprint.fingerprint) is None
    assert store.get_reports([failure.report.log_id]) == {}
    assert store.get_issues([failure.issue.issue_id]) == {}


class TestARecord:
    def test_reads_back_as_it_was_written(self, store):
        record = a_record(
            problem=LogProblem.TRUNCATED_GZIP,
            report_type=ReportType.CRASH,
            title="Segmentation fault — Ошибка 錯誤 💥 'quotes' \"and\" \\",
            primary_line=12,
            fingerprint="v1:abc",
            counted=Contribution("v1:abc", NOW_MS, None),
            byte_count=(1 << 62),
        )
        store.save_record(record)
        assert store.get_record(record.record_id).value == record

    def test_that_was_never_written_is_none(self, store):
        assert store.get_record("0" * 20) is None
        assert store.get_fingerprint("v1:none") is None

    def test_is_created_once(self, store):
        store.save_record(a_record(title="first"))
        with pytest.raises(RecordConflict):
            store.save_record(a_record(title="second"))
        assert store.get_record(a_record().record_id).value.title == "first"

    def test_of_twenty_writers_at_once_one_creates_it(self, store):
        outcomes = at_once(lambda n: store.save_record(a_record(title=str(n))), times=20)
        assert outcomes.count(None) == 1
        assert outcomes.count(RecordConflict) == 19
        assert store.get_record(a_record().record_id).value.title == str(outcomes.index(None))

    def test_is_replaced_while_unchanged(self, store):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        store.save_record(a_record(generation=2), replaces=read)
        assert store.get_record(a_record().record_id).value == a_record(generation=2)

    def test_is_not_replaced_by_who_read_an_older_state(self, store):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        store.save_record(a_record(title="other"), replaces=read)
        with pytest.raises(RecordConflict):
            store.save_record(a_record(title="late"), replaces=read)
        assert store.get_record(a_record().record_id).value.title == "other"

    def test_replaced_by_an_equal_one_has_changed_all_the_same(self, store):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        store.save_record(a_record(), replaces=read)
        with pytest.raises(RecordConflict):
            store.save_record(a_record(), replaces=read)

    def test_is_not_brought_into_being_by_replacing_it(self, store):
        store.save_record(a_record(1))
        version = store.get_record(a_record(1).record_id).version
        with pytest.raises(RecordConflict):
            store.save_record(a_record(2), replaces=Stored(a_record(2), version))
        assert store.get_record(a_record(2).record_id) is None

    def test_of_ten_replacements_at_once_one_wins(self, store):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        outcomes = at_once(
            lambda n: store.save_record(a_record(title=str(n)), replaces=read), times=10
        )
        assert outcomes.count(None) == 1
        assert outcomes.count(RecordConflict) == 9

    @pytest.mark.parametrize("chars", [100_000, 1_100_000])
    def test_with_a_giant_title_is_stored_whole_or_refused(self, store, chars):
        record = a_record(title="ä" * (chars // 2))
        try:
            store.save_record(record)
        except TrackerError:
            assert store.get_record(record.record_id) is None
        else:
            assert store.get_record(record.record_id).value == record


class TestANewFailure:
    def test_is_written_with_its_record(self, store):
        failure = a_failure()
        store.save_record(failing(1), failure=failure)
        assert store.get_record(failing(1).record_id).value == failing(1)
        assert store.get_fingerprint("v1:00000001").value == failure.fingerprint
        assert store.get_reports(["000000001"])["000000001"].value == failure.report
        assert store.get_issues(["000001"])["000001"].value == failure.issue

    @pytest.mark.parametrize("taken", ["fingerprint", "report", "issue"])
    def test_with_an_id_that_is_taken_writes_nothing(self, store, taken):
        store.save_record(failing(1, 1), failure=a_failure(1))
        failure = replace(a_failure(2), **{taken: getattr(a_failure(1), taken)})
        with pytest.raises(IdTaken):
            store.save_record(failing(2, 2), failure=failure)
        assert store.get_record(failing(2).record_id) is None
        unharmed = replace(a_failure(2), **{taken: getattr(a_failure(3), taken)})
        assert_nothing_of(store, unharmed)

    def test_is_not_written_when_the_record_exists(self, store):
        store.save_record(failing(1))
        with pytest.raises(RecordConflict):
            store.save_record(failing(1), failure=a_failure())
        assert_nothing_of(store, a_failure())

    def test_is_not_written_when_the_replaced_record_changed(self, store):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        store.save_record(a_record(title="other"), replaces=read)
        with pytest.raises(RecordConflict):
            store.save_record(failing(1), replaces=read, failure=a_failure())
        assert_nothing_of(store, a_failure())

    def test_and_the_replaced_record_stay_as_they_were_when_an_id_is_taken(self, store):
        store.save_record(failing(1), failure=a_failure(1))
        read = store.get_record(failing(1).record_id)
        with pytest.raises(IdTaken):
            store.save_record(failing(1, title="new"), replaces=read, failure=a_failure(1))
        assert store.get_record(failing(1).record_id) == read

    def test_seen_by_twenty_logs_at_once_is_created_by_one(self, store):
        outcomes = at_once(lambda n: store.save_record(failing(n), failure=a_failure()), times=20)
        assert outcomes.count(None) == 1
        assert outcomes.count(IdTaken) == 19
        records = [store.get_record(failing(n).record_id) for n in range(20)]
        assert [record is not None for record in records] == [each is None for each in outcomes]


class TestGettingSeveral:
    def test_gives_those_that_exist(self, store):
        for number in (1, 2):
            store.save_record(failing(number, number), failure=a_failure(number))
        wanted = [a_fingerprint(number).fingerprint for number in (1, 2, 3)]
        assert set(store.get_fingerprints(wanted)) == set(wanted[:2])
        assert set(store.get_reports(["000000002", "000000009"])) == {"000000002"}
        assert set(store.get_issues(["000001", "000009"])) == {"000001"}

    def test_takes_any_iterable_repeats_and_none(self, store):
        store.save_record(failing(1), failure=a_failure(1))
        assert set(store.get_reports(iter(["000000001", "000000001"]))) == {"000000001"}
        assert store.get_reports([]) == {}
        assert store.get_fingerprints([]) == {}
        assert store.get_issues([]) == {}


def a_fold(store, numbers, *, occurrences=1) -> Changes:
    """Return the fold of these records, of failure 1, as read from the store."""
    records = [store.get_record(failing(number).record_id) for number in numbers]
    fingerprint = store.get_fingerprint("v1:00000001")
    report = store.get_reports(["000000001"])["000000001"]
    tally = a_tally(occurrences, NOW_MS + 5)
    return Changes(
        [
            *[Stored(counted(each.value), each.version) for each in records],
            Stored(replace(fingerprint.value, tally=tally), fingerprint.version),
            Stored(replace(report.value, tally=tally), report.version),
        ]
    )


class TestAFold:
    @pytest.fixture(autouse=True)
    def _one_failure(self, store):
        store.save_record(failing(1), failure=a_failure(1))

    def test_writes_all_its_documents(self, store):
        store.save(a_fold(store, [1]))
        tally = a_tally(1, NOW_MS + 5)
        assert store.get_record(failing(1).record_id).value == counted(failing(1))
        assert store.get_fingerprint("v1:00000001").value == a_fingerprint(tally=tally)
        assert store.get_reports(["000000001"])["000000001"].value == a_report(tally=tally)

    @pytest.mark.parametrize("place", [0, -2, -1], ids=["record", "fingerprint", "report"])
    def test_with_one_stale_document_writes_none(self, store, place):
        store.save_record(failing(2))
        stale = a_fold(store, [1]).written[place]
        store.save(Changes([stale]))
        documents = [*a_fold(store, [1, 2], occurrences=7).written]
        documents[place] = stale
        before = a_fold(store, [2, 1])
        with pytest.raises(ChangeConflict):
            store.save(Changes(documents))
        assert a_fold(store, [2, 1]) == before

    def test_never_brings_back_a_document_that_is_gone(self, store):
        version = store.get_record(failing(1).record_id).version
        with pytest.raises(ChangeConflict):
            store.save(Changes([Stored(failing(9), version)]))
        assert store.get_record(failing(9).record_id) is None

    def test_twice_at_once_counts_once(self, store):
        fold = a_fold(store, [1])
        outcomes = at_once(lambda _: store.save(fold), times=4)
        assert outcomes.count(None) == 1
        assert outcomes.count(ChangeConflict) == 3

    def test_takes_many_records(self, store):
        for number in range(2, 102):
            store.save_record(failing(number))
        store.save(a_fold(store, range(1, 102), occurrences=101))
        assert store.list_unfolded(limit=200) == []

    def test_of_nothing_is_fine(self, store):
        before = store.list_unfolded(limit=9)
        store.save(Changes())
        assert store.list_unfolded(limit=9) == before
