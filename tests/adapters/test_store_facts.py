"""The contract of every Store: what is not folded yet, when a failure was seen, who has a lease."""

import pytest

from tests.adapters.examples import NOW_MS, a_record, at_once, counted, failing

ONE, TWO, THREE = "v1:00000001", "v1:00000002", "v1:00000003"


def replace_record(store, record) -> None:
    store.save_record(record, replaces=store.get_record(record.record_id))


class TestUnfolded:
    def test_are_the_records_whose_counts_are_due(self, store):
        for record in (failing(1), counted(failing(2)), a_record(3), failing(4, expires_ms=0)):
            store.save_record(record)
        unfolded = store.list_unfolded(limit=10)
        assert {int(each.value.record_id, 16) for each in unfolded} == {1, 4}
        assert all(store.get_record(each.value.record_id) == each for each in unfolded)

    def test_are_listed_up_to_a_limit(self, store):
        for number in range(5):
            store.save_record(failing(number))
        assert len(store.list_unfolded(limit=3)) == 3

    def test_hold_a_record_again_that_was_replaced_after_its_fold(self, store):
        store.save_record(counted(failing(1)))
        assert list(store.list_unfolded(limit=9)) == []
        replace_record(store, failing(1, 2, counted=failing(1).contribution))
        assert len(store.list_unfolded(limit=9)) == 1

    def test_occurrences_are_counted_by_fingerprint(self, store):
        for record in (failing(1, 1), failing(2, 1), failing(3, 2), counted(failing(4, 1))):
            store.save_record(record)
        assert store.count_unfolded([ONE]) == 2
        assert store.count_unfolded([ONE, TWO]) == 3
        assert store.count_unfolded([THREE]) == 0
        assert store.count_unfolded([]) == 0

    def test_count_is_net_of_what_the_fold_takes_away(self, store):
        store.save_record(failing(1, 1))
        store.save_record(failing(2, 2, counted=failing(2, 1).contribution))
        store.save_record(failing(3, 3, counted=failing(3, 1).contribution))
        assert store.count_unfolded([ONE]) == 1 - 2
        assert store.count_unfolded([TWO]) == 1
        assert store.count_unfolded([ONE, TWO, THREE]) == 1

    def test_count_does_not_move_for_the_same_failure_at_another_time(self, store):
        store.save_record(failing(1, seen_ms=NOW_MS + 9, counted=failing(1).contribution))
        assert len(store.list_unfolded(limit=9)) == 1
        assert store.count_unfolded([ONE]) == 0

    def test_count_drops_for_a_log_that_no_longer_fails(self, store):
        store.save_record(a_record(1, counted=failing(1).contribution))
        assert store.count_unfolded([ONE]) == -1

    def test_count_takes_thirty_fingerprints(self, store):
        for number in range(31):
            store.save_record(failing(number, number))
        assert store.count_unfolded([f"v1:{number:08x}" for number in range(30)]) == 30


class TestSeenBounds:
    def test_are_the_first_and_the_last_time(self, store):
        for number in (5, 2, 9):
            store.save_record(failing(number))
        store.save_record(failing(1, 2))
        assert store.seen_bounds(ONE) == (NOW_MS + 2, NOW_MS + 9)

    def test_include_what_expired(self, store):
        store.save_record(failing(4, expires_ms=0))
        assert store.seen_bounds(ONE) == (NOW_MS + 4, NOW_MS + 4)

    def test_leave_out_what_waits_for_a_fold_when_asked_to(self, store):
        waiting = range(3, 40)
        for record in (*map(failing, (0, 1, 99, *waiting)), counted(failing(2))):
            store.save_record(record)
        assert store.seen_bounds(ONE, folded=True) == (NOW_MS + 2, NOW_MS + 2)
        assert store.seen_bounds(ONE) == (NOW_MS, NOW_MS + 99)

    def test_are_none_while_all_wait(self, store):
        for number in range(35):
            store.save_record(failing(number))
        assert store.seen_bounds(ONE, folded=True) is None

    def test_are_none_for_a_failure_without_records(self, store):
        store.save_record(failing(1, 2))
        assert store.seen_bounds(ONE) is None

    def test_follow_a_record_that_was_replaced(self, store):
        store.save_record(failing(1))
        store.save_record(failing(2))
        replace_record(store, failing(2, 2))
        assert store.seen_bounds(ONE) == (NOW_MS + 1, NOW_MS + 1)


class TestALease:
    @pytest.fixture
    def take(self, store):
        def take(holder, *, now=0, until=100, name="fold") -> bool:
            return store.take_lease(name, holder, now_ms=NOW_MS + now, until_ms=NOW_MS + until)

        return take

    def test_is_taken_by_one(self, take):
        assert take("a")
        assert not take("b", now=99)

    def test_is_free_again_when_it_has_run_out(self, take):
        assert take("a")
        assert take("b", now=100, until=200)
        assert not take("a", now=101)

    def test_is_extended_by_its_holder(self, take):
        assert take("a")
        assert take("a", now=50, until=300)
        assert not take("b", now=200)

    def test_can_be_taken_again_by_a_holder_who_was_late(self, take):
        assert take("a")
        assert take("a", now=500, until=600)

    def test_is_given_back_by_its_holder(self, store, take):
        assert take("a")
        store.drop_lease("fold", "a")
        assert take("b")

    def test_is_not_given_back_by_another(self, store, take):
        assert take("a")
        store.drop_lease("fold", "b")
        assert not take("b")

    def test_given_back_twice_or_never_taken_is_no_error(self, store, take):
        store.drop_lease("fold", "a")
        take("a")
        store.drop_lease("fold", "a")
        store.drop_lease("fold", "a")
        assert take("b")

    def test_lost_to_another_is_not_given_back_by_who_had_it(self, store, take):
        take("a")
        take("b", now=100, until=200)
        store.drop_lease("fold", "a")
        assert not take("c", now=150)

    def test_is_one_of_many(self, take):
        assert take("a", name="fold")
        assert take("b", name="commit owner/repo/abc#1 %2F ünï")

    @pytest.mark.parametrize("already_run_out", [False, True])
    def test_raced_for_by_eight_goes_to_one(self, take, already_run_out):
        if already_run_out:
            take("dead", now=-200, until=-100)
        assert at_once(lambda n: take(str(n)), times=8).count(True) == 1
