"""The contract of every Builds."""

from dataclasses import replace

import pytest

from shared.core.builds.health import summarize
from shared.core.builds.stats import fold
from shared.core.documents import JobStats, JobSummary
from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.builds import PAIRS, a_build, save
from tests.adapters.examples import NOW_MS, all_pages


@pytest.fixture(params=PAIRS)
def pair(request, tmp_path):
    with PAIRS[request.param](tmp_path) as made:
        yield made


@pytest.fixture
def store(pair):
    return pair[0]


@pytest.fixture
def builds(pair):
    return pair[1]


def numbers(page):
    return [build.facts.build_id for build in page.items]


def test_a_build_comes_back_as_it_was_saved(store, builds):
    build = replace(
        a_build(entries=("a/", "b"), sha="f" * 40),
        files={"finished.json": 1 << 60, "": 2},
        counted=a_build().facts,
        slots=("x", ""),
    )
    save(store, build)

    assert builds.get(build.key).value == build
    assert builds.get("0" * 20) is None


def test_a_build_changes_only_as_it_was_read(store, builds):
    save(store, a_build())
    read = builds.get(a_build().key)
    store.save(Changes([replace(read, value=replace(read.value, settled=True))]))

    with pytest.raises(ChangeConflict):
        store.save(Changes([read]))
    with pytest.raises(ChangeConflict):
        save(store, a_build())


def test_a_build_is_found_by_job_and_number_whatever_they_hold(store, builds):
    job = "team/nightly ✓ __x__"
    save(store, a_build(7, job), a_build(8, job), a_build(9, "team"))

    assert [each.value.key for each in builds.find(job, "7", limit=2)] == [a_build(7).key]
    assert builds.find("team", "7", limit=2) == []


def test_builds_of_a_job_are_listed_last_begun_first(store, builds):
    never_started = a_build(0, started_ms=None)
    save(store, *(a_build(n) for n in (3, 1, 2)), never_started, a_build(9, "other"))

    def page(cursor, **query):
        return builds.list("unit", now_ms=NOW_MS, limit=2, cursor=cursor, **query)

    assert [each.facts.build_id for each in all_pages(page)] == ["3", "2", "1", "0"]
    assert numbers(page("nonsense")) == ["3", "2"]


def test_builds_are_listed_by_result_and_before_a_time(store, builds):
    passed = [a_build(n, result="SUCCESS") for n in (1, 3, 5)]
    save(store, *passed, a_build(2, result="FAILURE"), a_build(4))

    def page(**query):
        return builds.list("unit", now_ms=NOW_MS, limit=9, **query)

    assert numbers(page(result="SUCCESS")) == ["5", "3", "1"]
    assert numbers(page(result="SUCCESS", before_ms=NOW_MS + 5)) == ["3", "1"]
    assert numbers(page(before_ms=NOW_MS + 3)) == ["2", "1"]
    assert numbers(page(result="ABORTED")) == []


def test_expired_builds_are_not_listed(store, builds):
    save(store, a_build(1), replace(a_build(2), expires_ms=NOW_MS + 5))

    assert numbers(builds.list("unit", now_ms=NOW_MS + 5, limit=9)) == ["1"]
    assert builds.get(a_build(2).key) is not None


def test_builds_that_wait_are_due_when_their_time_is_past(store, builds):
    waiting = [replace(a_build(n), waits_ms=NOW_MS + n) for n in (3, 1, 2)]
    save(store, *waiting, a_build(4))

    due = builds.list_due(now_ms=NOW_MS + 2, limit=9)

    assert [each.value.facts.build_id for each in due] == ["1", "2"]
    assert len(builds.list_due(now_ms=NOW_MS + 9, limit=2)) == 2


def test_statistics_and_summaries_come_back_and_builds_are_no_longer_unfolded(store, builds):
    new = [a_build(n, entries=("a", ""), result="SUCCESS") for n in range(3)]
    save(store, *new)
    unfolded = builds.list_unfolded(limit=2)
    assert len(unfolded) == 2

    marked, stats = fold([each.value for each in unfolded], {"unit": JobStats("unit")})
    changed = [Stored(b, u.version) for b, u in zip(marked, unfolded, strict=True)]
    store.save(Changes(changed))
    save(store, stats["unit"], summarize(stats["unit"]))

    assert len(builds.list_unfolded(limit=9)) == 1
    assert builds.get_stats(["unit", "none"])["unit"].value == stats["unit"]
    assert builds.get_summaries(["unit"])["unit"].value.builds == 2
    assert builds.get_stats([]) == {}


def test_jobs_are_listed_newest_first(store, builds):
    save(store, *(JobSummary(f"team/{n}", last_ms=NOW_MS + n % 3) for n in range(5)))

    found = all_pages(lambda cursor: builds.list_jobs(limit=2, cursor=cursor))

    assert sorted(each.job for each in found) == [f"team/{n}" for n in range(5)]
    assert [each.last_ms - NOW_MS for each in found] == [2, 1, 1, 0, 0]
