"""Counters move by the difference between what a record says and what was counted of it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shared.core.analysis.model import ReportType
from shared.core.documents import (
    BuildContext,
    Contribution,
    Fingerprint,
    Record,
    Report,
    Tally,
)
from shared.core.fold import dropped_fingerprints, fold, join, touched_fingerprints, with_unfolded
from shared.core.tallies import MAX_JOBS, OTHER_JOBS, add, remove, total, widest

DAY = 86_400_000
EMPTY = Tally()


def a_record(number: int, fingerprint: str | None = "v1:a", *, seen_ms: int = DAY, **changes):
    record = Record(
        record_id=f"r{number}",
        bucket="b",
        name=f"logs/{number}.log",
        generation=1,
        seen_ms=seen_ms,
        ingested_ms=0,
        expires_ms=10**15,
        context=BuildContext(job="unit"),
        fingerprint=fingerprint,
    )
    return replace(record, **changes)


def a_fingerprint(key: str, log_id: str = "000000001", tally: Tally = EMPTY) -> Fingerprint:
    return Fingerprint(key, log_id, ReportType.ERROR, ("key",), tally=tally)


def a_report(*keys: str, log_id: str = "000000001") -> Report:
    return Report(log_id, ReportType.ERROR, "title", keys, "000001", 0, "r1")


def folded(records, fingerprints, reports, bounds=None):
    return fold(
        records,
        {fingerprint.fingerprint: fingerprint for fingerprint in fingerprints},
        {report.log_id: report for report in reports},
        bounds or {},
    )


def test_a_new_record_adds_one_occurrence_to_its_fingerprint_and_report():
    result = folded([a_record(1)], [a_fingerprint("v1:a")], [a_report("v1:a")])

    expected = Tally(1, DAY, DAY, {"1970-01-02": 1}, {"unit": 1})
    assert result.fingerprints["v1:a"].tally == expected
    assert result.reports["000000001"].tally == expected


def test_folding_marks_the_record_as_counted():
    result = folded([a_record(1)], [a_fingerprint("v1:a")], [a_report("v1:a")])

    assert not result.records["r1"].unfolded


def test_a_replaced_log_moves_its_occurrence():
    counted = Contribution("v1:a", DAY, "unit")
    once = add(Tally(), counted)
    result = folded(
        [a_record(1, "v1:b", seen_ms=2 * DAY, counted=counted)],
        [a_fingerprint("v1:a", tally=once), a_fingerprint("v1:b", "000000002")],
        [a_report("v1:a"), a_report("v1:b", log_id="000000002")],
        {"v1:a": None},
    )

    assert result.fingerprints["v1:a"].tally == Tally()
    assert result.reports["000000002"].tally.occurrences == 1


def test_a_log_that_passes_now_takes_its_occurrence_back():
    counted = Contribution("v1:a", DAY, "unit")
    record = a_record(1, None, counted=counted)
    result = folded(
        [record],
        [a_fingerprint("v1:a", tally=add(Tally(), counted))],
        [a_report("v1:a")],
        {"v1:a": None},
    )

    assert result.reports["000000001"].tally.occurrences == 0
    assert result.records["r1"].counted is None


def test_records_of_a_deleted_fingerprint_are_marked_and_count_nowhere():
    result = folded([a_record(1)], [], [])

    assert not result.records["r1"].unfolded
    assert result.fingerprints == {}


def test_a_report_sums_all_its_fingerprints():
    old = add(Tally(), Contribution("v1:b", 5 * DAY, "lint"))
    result = folded(
        [a_record(1)],
        [a_fingerprint("v1:a"), a_fingerprint("v1:b", tally=old)],
        [a_report("v1:a", "v1:b")],
    )

    tally = result.reports["000000001"].tally
    assert (tally.occurrences, tally.first_seen_ms, tally.last_seen_ms) == (2, DAY, 5 * DAY)
    assert tally.jobs == {"unit": 1, "lint": 1}


def test_the_unfolded_show_in_reports_before_the_fold():
    counted = Contribution("v1:b", DAY, "unit")
    reports = [a_report("v1:a"), a_report("v1:b", log_id="000000002")]
    reports[1] = replace(reports[1], tally=add(Tally(), counted))

    shown = with_unfolded(reports, [a_record(1), a_record(2, "v1:a", counted=counted)])

    assert [report.tally.occurrences for report in shown] == [2, 0]


def test_a_fingerprint_that_points_to_a_report_becomes_one_of_its_own():
    result = folded(
        [a_record(1, "v1:near")],
        [a_fingerprint("v1:a"), a_fingerprint("v1:near")],
        [a_report("v1:a")],
    )

    assert result.reports["000000001"].fingerprints == ("v1:a", "v1:near")
    assert result.reports["000000001"].tally.occurrences == 1


def test_joined_reports_have_all_fingerprints_and_counts_and_the_other_leads_there():
    counted = add(EMPTY, Contribution("v1:a", DAY, "unit"))
    documents = {
        "v1:a": a_fingerprint("v1:a", tally=counted),
        "v1:b": a_fingerprint("v1:b", "000000002", tally=add(counted, counted_later())),
    }

    (stays, gone), moved = join(a_report("v1:a"), a_report("v1:b", log_id="000000002"), documents)

    assert (stays.fingerprints, stays.tally.occurrences) == (("v1:a", "v1:b"), 3)
    assert (gone.merged_into, gone.fingerprints, gone.tally) == ("000000001", (), EMPTY)
    assert [each.log_id for each in moved] == ["000000001"]


def counted_later():
    return Contribution("v1:b", 3 * DAY, "lint")


def test_jobs_beyond_the_bound_are_counted_together():
    tally = Tally()
    for number in range(MAX_JOBS + 5):
        tally = add(tally, Contribution("v1:a", DAY, f"job-{number}"))

    assert len(tally.jobs) == MAX_JOBS + 1
    assert tally.jobs[OTHER_JOBS] == 5
    assert sum(tally.jobs.values()) == tally.occurrences


def test_touched_and_dropped_fingerprints_are_named():
    records = [a_record(1), a_record(2, "v1:b", counted=Contribution("v1:c", 0, None))]

    assert touched_fingerprints(records) == {"v1:a", "v1:b", "v1:c"}
    assert dropped_fingerprints(records) == {"v1:c"}


def test_the_widest_of_no_bounds_is_none():
    assert widest([]) is None
    assert widest([(3, 4), (1, 2)]) == (1, 4)


contributions = st.builds(
    Contribution,
    st.just("v1:a"),
    st.integers(0, 100 * DAY),
    st.sampled_from(["unit", "lint", None]),
)


@given(st.lists(contributions, max_size=20), st.lists(contributions, max_size=20))
def test_counting_in_two_places_and_summing_equals_counting_in_one(left, right):
    def tally(changes):
        result = Tally()
        for change in changes:
            result = add(result, change)
        return result

    assert total([tally(left), tally(right)]) == tally(left + right)


@given(st.lists(contributions, min_size=1, max_size=20))
def test_adding_and_removing_the_same_leaves_the_counts(changes):
    tally = Tally()
    for change in changes:
        tally = add(tally, change)
    for change in changes:
        tally = remove(tally, change)

    assert (tally.occurrences, tally.days, tally.jobs) == (0, {}, {})
