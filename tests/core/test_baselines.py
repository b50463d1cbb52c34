"""Which passing logs a job's baseline rests on."""

import pytest

from shared.core.baselines import (
    PASSING_LOGS,
    baseline_name,
    learn,
    pack,
    touched_jobs,
    unpack,
)
from shared.core.documents import Contribution, Job, has_passed
from tests.core.test_fold import a_record


def passing(number, **changes):
    return a_record(number, None, seen_ms=number, noise=f"noise/r{number}", **changes)


def learnt(job, *records):
    return [log.record_id for log in learn({"unit": job}, records)["unit"].passing]


@pytest.mark.parametrize("result", ["SUCCESS", "success", "passed"])
def test_a_result_that_says_so_is_a_pass(result):
    assert has_passed(result)


@pytest.mark.parametrize("result", [None, "", "FAILURE", "ABORTED", "unsuccessful"])
def test_no_other_result_is_a_pass(result):
    assert not has_passed(result)


def test_a_job_keeps_its_newest_passing_logs():
    records = [passing(number) for number in range(PASSING_LOGS + 5)]

    assert learnt(Job("unit"), *records) == [f"r{n}" for n in range(PASSING_LOGS + 4, 4, -1)]


def test_a_replaced_log_is_kept_once():
    job = learn({"unit": Job("unit")}, [passing(1)])["unit"]

    assert learnt(job, passing(1, counted=Contribution(None, 1, "unit", "noise/r1"))) == ["r1"]


def test_a_log_that_fails_now_is_taken_back():
    job = learn({"unit": Job("unit")}, [passing(1), passing(2)])["unit"]
    failing = a_record(1, counted=Contribution(None, 1, "unit", "noise/r1"))

    assert learnt(job, failing) == ["r2"]


def test_only_passing_logs_touch_their_job():
    assert touched_jobs([a_record(1), passing(2)]) == {"unit"}
    assert touched_jobs([a_record(1)]) == set()


def test_stored_ids_come_back():
    assert unpack(pack(["b", "a"])) == {"a", "b"}
    assert unpack(None) == frozenset()


def test_any_job_name_makes_an_object_name():
    assert baseline_name("a/../\u202e#") != baseline_name("a")
