"""Reports that may be the same failure are shown to people, and joined by nobody else."""

from shared.services.merging import merge_reports
from shared.services.reports import fingerprint_documents, report_of_record
from shared.services.similar import similar_reports
from tests.services.conftest import NOON
from tests.services.test_twins import BOOM, a_stack


def see(world, name, text):
    record = world.drop_and_process(f"logs/{name}/build-log.txt", text).record
    world.fold()
    return report_of_record(world.store, record).report


def similar(world, report):
    documents = fingerprint_documents(world.store, report)
    found = similar_reports(world.store, report, documents)
    return {each.report.log_id: each.similarity for each in found}


def reworded(text):
    """Return the log with two frames in other words: alike, but not enough to be joined."""
    lines = text.decode().splitlines(keepends=True)
    lines[5:7] = [line.replace("handle", "process") for line in lines[5:7]]
    return "".join(lines).encode()


def test_near_duplicates_that_are_not_near_enough_to_join_are_similar(world):
    first = see(world, "a", a_stack("alpha"))
    second = see(world, "b", reworded(a_stack("omega")))

    assert first.log_id != second.log_id
    found = similar(world, first)
    assert set(found) == {second.log_id}
    assert 0.5 <= found[second.log_id] < 0.9


def test_a_report_of_its_own_kind_is_none_of_itself(world):
    report = see(world, "a", a_stack("alpha"))

    assert similar(world, report) == {}


def test_reports_merged_into_one_are_that_one(world):
    first = see(world, "a", a_stack("alpha"))
    second = see(world, "b", reworded(a_stack("omega")))
    third = see(world, "c", a_stack("alpha", title=BOOM.replace("State", "Argument")))
    merge_reports(world.store, second.log_id, third.log_id, actor="ann", now_ms=NOON)

    assert set(similar(world, first)) == {third.log_id}
