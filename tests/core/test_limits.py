from shared.core import limits
from shared.core.limits import Limit


def test_a_burst_passes_and_then_one_for_each_that_time_brings():
    limit = Limit(per_minute=60, burst=3)
    assert [limit.take("a", now_ms=0) for _ in range(4)] == [0, 0, 0, 1]
    assert limit.take("a", now_ms=999) == 1
    assert limit.take("a", now_ms=1000) == 0
    assert limit.take("a", now_ms=1000) == 1


def test_a_rest_refills_up_to_the_burst():
    limit = Limit(per_minute=60, burst=2)
    limit.take("a", now_ms=0)
    assert [limit.take("a", now_ms=3_600_000) for _ in range(3)] == [0, 0, 1]


def test_each_name_has_its_own():
    limit = Limit(per_minute=1, burst=1)
    assert limit.take("a", now_ms=0) == 0
    assert limit.take("b", now_ms=0) == 0
    assert limit.take("a", now_ms=0) == 60


def test_looking_takes_nothing():
    limit = Limit(per_minute=1, burst=1)
    assert limit.wait_seconds("a", now_ms=0) == 0
    assert limit.take("a", now_ms=0) == 0
    assert limit.wait_seconds("a", now_ms=0) > 0
    assert limit.wait_seconds("a", now_ms=0) > 0


def test_a_clock_that_goes_back_gives_nothing():
    limit = Limit(per_minute=60, burst=1)
    limit.take("a", now_ms=10_000)
    assert limit.take("a", now_ms=0) > 0


def test_names_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "MAX_NAMES", 2)
    limit = Limit(per_minute=1, burst=1)
    for name in "abc":
        limit.take(name, now_ms=0)
    assert limit.take("c", now_ms=0) > 0
    assert limit.take("a", now_ms=0) == 0
