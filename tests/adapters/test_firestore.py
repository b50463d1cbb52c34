"""What Firestore needs beyond the contract of every Store, and what the emulator lets pass."""

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from google.api_core import exceptions

from shared.core.documents import Tally
from shared.core.streams import LogProblem
from shared.errors import ChangeConflict, IdTaken, InvalidDocument, RecordConflict, StoreUnavailable
from shared.ports import Changes, Stored
from tests.adapters.examples import (
    DAY_MS,
    NOW_MS,
    a_failure,
    a_record,
    counted,
    failing,
)
from tests.adapters.firestore_wire import Wire, WiredStore


@pytest.fixture
def store() -> WiredStore:
    return WiredStore()


@pytest.fixture
def wire(store) -> Wire:
    return store.wire


class TestCalls:
    def test_a_record_is_saved_by_one_commit_and_no_read(self, store, wire):
        store.save_record(failing(1), failure=a_failure())
        assert wire.calls == ["commit"]

    def test_a_record_is_replaced_by_one_commit_and_no_read(self, store, wire):
        store.save_record(a_record())
        read = store.get_record(a_record().record_id)
        wire.calls.clear()
        store.save_record(failing(1), replaces=read, failure=a_failure())
        assert wire.calls == ["commit"]

    def test_only_a_refused_commit_is_followed_by_one_read(self, store, wire):
        store.save_record(failing(1), failure=a_failure())
        wire.calls.clear()
        with pytest.raises(IdTaken):
            store.save_record(failing(2), failure=a_failure())
        assert wire.calls == ["commit", "batch_get_documents"]

    def test_a_fold_is_one_commit(self, store, wire):
        store.save_record(failing(1), failure=a_failure())
        fold = a_fold(store)
        wire.calls.clear()
        store.save(fold)
        assert wire.calls == ["commit"]

    def test_several_documents_are_one_read(self, store, wire):
        store.get_fingerprints(["v1:a", "v1:b", "v1:c"])
        assert wire.calls == ["batch_get_documents"]

    def test_expired_records_are_skipped_without_being_read(self, store, wire):
        for number in range(60):
            store.save_record(a_record(number, expires_ms=NOW_MS - DAY_MS))
        store.save_record(a_record(99))
        wire.calls.clear()
        page = store.list_records(now_ms=NOW_MS, limit=1, oldest_first=True)
        assert page.items == [a_record(99)]
        assert wire.calls == ["run_query"]


def a_fold(store) -> Changes:
    record = store.get_record(failing(1).record_id)
    report = store.get_reports(["000000001"])["000000001"]
    once = replace(report.value, tally=Tally(1, NOW_MS, NOW_MS, {}, {"job-a": 1}))
    return Changes([Stored(counted(record.value), record.version), Stored(once, report.version)])


PASSING = [
    pytest.param(exceptions.Aborted("too much contention"), id="aborted"),
    pytest.param(exceptions.ServiceUnavailable("down"), id="unavailable"),
    pytest.param(exceptions.DeadlineExceeded("late"), id="deadline"),
    pytest.param(exceptions.InternalServerError("oops"), id="internal"),
    pytest.param(exceptions.ResourceExhausted("quota"), id="exhausted"),
    pytest.param(exceptions.Unknown("?"), id="unknown"),
    pytest.param(exceptions.RetryError("gave up", cause=None), id="gave-up"),
    pytest.param(ConnectionResetError("reset"), id="reset"),
]


@pytest.mark.parametrize("error", PASSING)
class TestPassingTrouble:
    def test_of_a_save_is_unavailable_and_a_retry_ends_right(self, store, wire, error):
        wire.fail("commit", error)
        with pytest.raises(StoreUnavailable) as raised:
            store.save_record(failing(1), failure=a_failure())
        assert raised.value.__cause__ is error
        assert store.get_record(failing(1).record_id) is None
        store.save_record(failing(1), failure=a_failure())
        assert store.get_record(failing(1).record_id).value == failing(1)

    def test_whose_answer_got_lost_is_found_done_by_the_retry(self, store, wire, error):
        wire.fail("commit", error, after=True)
        with pytest.raises(StoreUnavailable):
            store.save_record(failing(1), failure=a_failure())
        with pytest.raises(RecordConflict):
            store.save_record(failing(1), failure=a_failure())
        assert store.get_record(failing(1).record_id).value == failing(1)
        assert store.get_issues(["000001"])["000001"].value == a_failure().issue

    @pytest.mark.parametrize("after", [False, True])
    def test_of_a_fold_never_counts_twice(self, store, wire, error, after):
        store.save_record(failing(1), failure=a_failure())
        fold = a_fold(store)
        wire.fail("commit", error, after=after)
        with pytest.raises(StoreUnavailable):
            store.save(fold)
        with suppress(ChangeConflict):
            store.save(fold)
        assert store.get_reports(["000000001"])["000000001"].value.tally.occurrences == 1
        assert store.list_unfolded(limit=9) == []

    @pytest.mark.parametrize(
        ("method", "ask"),
        [
            ("batch_get_documents", lambda store: store.get_record("r")),
            ("batch_get_documents", lambda store: store.get_reports(["1"])),
            ("batch_get_documents", lambda store: store.drop_lease("fold", "me")),
            ("run_query", lambda store: store.list_reports(limit=1)),
            ("run_query", lambda store: store.list_records(now_ms=1, limit=1)),
            ("run_query", lambda store: store.list_unfolded(limit=1)),
            ("run_query", lambda store: store.seen_bounds("v1:a")),
            ("run_aggregation_query", lambda store: store.count_unfolded(["v1:a"])),
            ("commit", lambda store: store.take_lease("fold", "me", now_ms=1, until_ms=2)),
        ],
    )
    def test_of_any_other_call_is_unavailable(self, store, wire, error, method, ask):
        wire.fail(method, error)
        with pytest.raises(StoreUnavailable):
            ask(store)
        ask(store)


class TestStoredDocuments:
    def test_expire_at_a_timestamp(self, store):
        store.save_record(a_record(expires_ms=1_700_000_000_123))
        stored = store.client.collection("records").document(a_record().record_id).get()
        assert stored.get("expireAt") == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)

    def test_lose_the_fields_that_no_longer_apply(self, store):
        store.save_record(failing(1, problem=LogProblem.TOO_LARGE))
        read = store.get_record(failing(1).record_id)
        store.save_record(a_record(1), replaces=read)
        stored = store.client.collection("records").document(failing(1).record_id).get()
        always = {"doc", "seen_ms", "expires_ms", "expireAt", "pattern_set", "scanned_ms"}
        assert set(stored.to_dict()) == always

    def test_take_names_that_firestore_refuses_as_keys(self, store):
        jobs = {"": 1, "__name__": 2, "~": 3, "~x": 4, "a.b/c`d\\": 5, "__half": 6}
        failure = a_failure(tally=Tally(1, 1, 1, {}, jobs))
        store.save_record(failing(1), failure=failure)
        assert store.get_reports(["000000001"])["000000001"].value == failure.report

    @pytest.mark.parametrize("title", ["x" * 1_100_000, "lone \ud800"], ids=["large", "surrogate"])
    def test_that_cannot_be_are_refused_for_good(self, store, title):
        with pytest.raises(InvalidDocument):
            store.save_record(a_record(title=title))

    @pytest.mark.parametrize("name", ["", "a/b", ".", "..", "__x__", "x" * 1501, "\ud800"])
    def test_with_names_that_cannot_be_are_not_there(self, store, wire, name):
        assert store.get_record(name) is None
        assert store.get_reports([name]) == {}
        assert wire.calls == []


def test_nothing_connects_before_it_must():
    code = """
from google.cloud import firestore, storage
def connect(*_, **__):
    raise AssertionError("a client was made")
firestore.Client.__init__ = storage.Client.__init__ = connect
from shared.adapters.firestore import FirestoreStore
from shared.adapters.gcs import GcsBucket, GcsDerived
FirestoreStore(project="p"), GcsBucket("b"), GcsDerived("d")
import threading
assert threading.active_count() == 1
"""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=60)


def test_without_the_adapter_no_client_library_is_loaded():
    code = """
import sys
import shared.ports, shared.errors, shared.adapters.codec, shared.emulators
assert not {"grpc", "google.cloud.firestore", "google.cloud.storage", "requests"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
