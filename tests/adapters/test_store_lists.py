"""The contract of every Store: lists come in order, page by page, without gaps or repeats."""

import base64

import pytest

from shared.core.streams import LogProblem
from shared.ports import Changes, Page, Stored
from tests.adapters.examples import (
    DAY_MS,
    NOW_MS,
    a_failure,
    a_record,
    a_tally,
    all_pages,
    failing,
)

NONSENSE_CURSORS = [
    pytest.param("", id="empty"),
    pytest.param("x", id="one-letter"),
    pytest.param("%%% ../..", id="not-base64"),
    pytest.param("ünï\ud800", id="not-ascii"),
    pytest.param("A" * 5000, id="long"),
    pytest.param(base64.urlsafe_b64encode(b"records:" + b"9" * 30 + b":x").decode(), id="overflow"),
    pytest.param(base64.urlsafe_b64encode(b"[" * 3000).decode(), id="nested"),
]


def save_all(store, *records) -> None:
    for record in records:
        store.save_record(record)


def records(store, *, limit=100, cursor=None, now_ms=NOW_MS, **filters) -> Page:
    return store.list_records(now_ms=now_ms, limit=limit, cursor=cursor, **filters)


def numbers(page) -> list[int]:
    return [int(record.record_id, 16) for record in page.items]


class TestRecords:
    def test_come_newest_first_or_oldest_first(self, store):
        save_all(store, *(a_record(number) for number in (3, 1, 4, 2)))
        assert numbers(records(store)) == [4, 3, 2, 1]
        assert numbers(records(store, oldest_first=True)) == [1, 2, 3, 4]

    def test_are_listed_from_a_time_back(self, store):
        save_all(store, *(failing(number) for number in range(1, 5)), a_record(5))
        fingerprint = failing(1).fingerprint
        assert numbers(records(store, before_ms=NOW_MS + 4)) == [3, 2, 1]
        page = records(store, before_ms=NOW_MS + 4, fingerprints=[fingerprint], limit=2)
        assert numbers(page) == [3, 2]
        assert numbers(records(store, cursor=page.next, fingerprints=[fingerprint])) == [1]

    def test_are_got_by_id_expired_or_not(self, store):
        save_all(store, a_record(1), a_record(2, expires_ms=0))
        ids = [a_record(number).record_id for number in (1, 2, 3)]
        found = store.get_records(ids)
        assert found == {each: store.get_record(each) for each in ids[:2]}
        assert store.get_records([]) == {}

    def test_of_an_empty_store_are_one_empty_page(self, store):
        page = records(store)
        assert list(page.items) == []
        assert page.next is None

    def test_come_back_as_they_were_written(self, store):
        save_all(store, failing(1, title="Ünïcode 💥"))
        assert list(records(store).items) == [failing(1, title="Ünïcode 💥")]

    @pytest.mark.parametrize("oldest_first", [False, True])
    @pytest.mark.parametrize("limit", [1, 4, 12, 13])
    def test_page_to_the_end_though_many_have_one_time(self, store, limit, oldest_first):
        save_all(store, *(a_record(number, seen_ms=NOW_MS + number // 5) for number in range(12)))
        paged = all_pages(
            lambda cursor: records(store, limit=limit, cursor=cursor, oldest_first=oldest_first)
        )
        assert sorted(int(each.record_id, 16) for each in paged) == list(range(12))
        times = [each.seen_ms for each in paged]
        assert times == sorted(times, reverse=not oldest_first)

    def test_know_that_a_full_page_is_the_last(self, store):
        save_all(store, a_record(1), a_record(2))
        assert records(store, limit=2).next is None
        assert records(store, limit=1).next is not None

    def test_that_arrive_between_two_pages_shift_nothing(self, store):
        save_all(store, *(a_record(number) for number in (10, 20, 30, 40)))
        first = records(store, limit=2)
        save_all(store, a_record(50), a_record(35), a_record(15))
        second = records(store, limit=10, cursor=first.next)
        assert numbers(first) == [40, 30]
        assert numbers(second) == [20, 15, 10]

    def test_that_leave_between_two_pages_shift_nothing(self, store):
        save_all(store, *(a_record(number) for number in (10, 20, 30, 40)))
        first = records(store, limit=2)
        last_shown = store.get_record(a_record(30).record_id)
        store.save_record(a_record(30, seen_ms=NOW_MS + 99), replaces=last_shown)
        assert numbers(records(store, cursor=first.next)) == [20, 10]

    def test_have_cursors_that_fit_a_link(self, store):
        save_all(store, a_record(1), a_record(2))
        cursor = records(store, limit=1).next
        assert cursor.replace("-", "").replace("_", "").replace("=", "").isalnum()
        assert cursor.isascii()

    @pytest.mark.parametrize("cursor", NONSENSE_CURSORS)
    def test_start_at_the_top_for_a_cursor_nobody_gave(self, store, cursor):
        save_all(store, a_record(1), a_record(2))
        assert numbers(records(store, cursor=cursor)) == [2, 1]

    def test_start_at_the_top_for_the_cursor_of_another_list(self, store):
        for number in (1, 2):
            store.save_record(failing(number, number), failure=a_failure(number))
        foreign = store.list_reports(limit=1).next
        assert numbers(records(store, cursor=foreign)) == [2, 1]


class TestExpiredRecords:
    def test_are_not_listed(self, store):
        expired = {"expires_ms": NOW_MS, "problem": LogProblem.EMPTY}
        save_all(store, failing(1, 1, **expired), failing(2, 1, problem=LogProblem.EMPTY))
        assert numbers(records(store)) == [2]
        assert numbers(records(store, oldest_first=True)) == [2]
        assert numbers(records(store, problems_only=True)) == [2]
        assert numbers(records(store, fingerprints=["v1:00000001"])) == [2]

    def test_expire_when_their_time_is_reached(self, store):
        save_all(store, a_record(1))
        assert numbers(records(store, now_ms=NOW_MS + DAY_MS - 1)) == [1]
        assert numbers(records(store, now_ms=NOW_MS + DAY_MS)) == []

    def test_in_great_number_leave_pages_whole(self, store):
        save_all(store, *(a_record(n, expires_ms=NOW_MS - (n % 3 > 0)) for n in range(30)))
        paged = all_pages(lambda cursor: records(store, limit=2, cursor=cursor, now_ms=NOW_MS - 1))
        assert [int(each.record_id, 16) for each in paged] == list(range(27, -1, -3))

    def test_are_still_there_by_id(self, store):
        save_all(store, a_record(1, expires_ms=0))
        assert store.get_record(a_record(1).record_id).value.expires_ms == 0


class TestFilters:
    def test_problems_only(self, store):
        save_all(store, a_record(1), a_record(2, problem=LogProblem.GONE), failing(3))
        assert numbers(records(store, problems_only=True)) == [2]

    def test_one_fingerprint(self, store):
        save_all(store, failing(1, 1), failing(2, 2), failing(3, 1), a_record(4))
        assert numbers(records(store, fingerprints=["v1:00000001"])) == [3, 1]
        assert numbers(records(store, fingerprints=["v1:unknown"])) == []
        assert numbers(records(store, fingerprints=[])) == []

    @pytest.mark.parametrize("oldest_first", [False, True])
    def test_thirty_fingerprints_come_as_one_list(self, store, oldest_first):
        save_all(store, *(failing(n, n % 31, seen_ms=NOW_MS + n // 2) for n in range(62)))
        wanted = [f"v1:{number:08x}" for number in range(30)]
        paged = all_pages(
            lambda cursor: records(
                store, limit=7, cursor=cursor, fingerprints=wanted, oldest_first=oldest_first
            )
        )
        assert sorted(int(r.record_id, 16) for r in paged) == [n for n in range(62) if n % 31 < 30]
        times = [each.seen_ms for each in paged]
        assert times == sorted(times, reverse=not oldest_first)

    def test_a_fingerprint_named_twice_gives_each_record_once(self, store):
        save_all(store, failing(1), failing(2))
        assert numbers(records(store, fingerprints=["v1:00000001"] * 2)) == [2, 1]

    def test_follow_a_record_that_was_replaced(self, store):
        save_all(store, failing(1, 1, problem=LogProblem.TRUNCATED_GZIP))
        store.save_record(failing(1, 2), replaces=store.get_record(failing(1).record_id))
        assert numbers(records(store, fingerprints=["v1:00000001"])) == []
        assert numbers(records(store, fingerprints=["v1:00000002"])) == [1]
        assert numbers(records(store, problems_only=True)) == []


def save_reports(store, count) -> None:
    for number in range(count):
        store.save_record(failing(number, number), failure=a_failure(number))


def set_last_seen(store, log_id, last_seen_ms) -> None:
    stored = store.get_reports([log_id])[log_id]
    number = int(log_id)
    changed = a_failure(number, tally=a_tally(1, last_seen_ms)).report
    store.save(Changes([Stored(changed, stored.version)]))


class TestReports:
    def log_ids(self, page) -> list[int]:
        return [int(report.log_id) for report in page.items]

    def test_never_folded_come_by_creation_youngest_first(self, store):
        save_reports(store, 3)
        assert self.log_ids(store.list_reports(limit=10)) == [2, 1, 0]

    def test_come_last_seen_first(self, store):
        save_reports(store, 4)
        set_last_seen(store, "000000001", NOW_MS + 500)
        set_last_seen(store, "000000003", NOW_MS - 500)
        assert self.log_ids(store.list_reports(limit=10)) == [1, 2, 0, 3]

    @pytest.mark.parametrize("limit", [1, 3, 9, 10])
    def test_page_to_the_end_though_all_have_one_time(self, store, limit):
        for number in range(9):
            failure = a_failure(number, created_ms=NOW_MS)
            store.save_record(failing(number, number), failure=failure)
        paged = all_pages(lambda cursor: store.list_reports(limit=limit, cursor=cursor))
        assert sorted(int(report.log_id) for report in paged) == list(range(9))

    def test_that_arrive_between_two_pages_shift_nothing(self, store):
        save_reports(store, 4)
        first = store.list_reports(limit=2)
        store.save_record(failing(9, 9), failure=a_failure(9))
        assert self.log_ids(first) == [3, 2]
        assert self.log_ids(store.list_reports(limit=9, cursor=first.next)) == [1, 0]

    @pytest.mark.parametrize("cursor", NONSENSE_CURSORS)
    def test_start_at_the_top_for_a_cursor_nobody_gave(self, store, cursor):
        save_reports(store, 2)
        assert self.log_ids(store.list_reports(limit=9, cursor=cursor)) == [1, 0]

    def test_start_at_the_top_for_the_cursor_of_another_list(self, store):
        save_reports(store, 2)
        foreign = records(store, limit=1).next
        assert self.log_ids(store.list_reports(limit=9, cursor=foreign)) == [1, 0]
