"""Failures that are nearly the same end with one report, however they meet."""

from concurrent.futures import ThreadPoolExecutor

from tests.services.conftest import NOON

FRAMES = 40
BOOM = "java.lang.IllegalStateException: basket is closed"


def a_stack(variant, title=BOOM):
    """Return a log whose message differs from others in its last word."""
    frames = [
        f"\tat com.acme.shop.module{n}.Handler{n}.handle{n}(Handler{n}.java:{n})"
        for n in range(FRAMES)
    ]
    title = f"{title} in {variant}"
    return "\n".join([f'Exception in thread "main" {title}', *frames, ""]).encode()


def names(count):
    return [f"part{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(count)]


def test_a_near_duplicate_joins_the_report_of_the_one_it_is_like(world):
    first = world.drop_and_process("a/1.log", a_stack("alpha")).record
    world.fold()
    second = world.drop_and_process("a/2.log", a_stack("omega")).record
    world.fold()

    (row,) = world.reports()
    assert first.fingerprint != second.fingerprint
    assert row.report.fingerprints == (first.fingerprint, second.fingerprint)
    assert row.report.tally.occurrences == 2


def test_a_near_duplicate_says_what_it_was_joined_to_and_how_alike_it_is(world):
    first = world.drop_and_process("a/1.log", a_stack("alpha")).record
    second = world.drop_and_process("a/2.log", a_stack("omega")).record

    found = world.store.get_fingerprint(second.fingerprint).value
    assert found.near == first.fingerprint
    assert 0.9 <= found.similarity < 1.0


def test_another_exception_class_begins_a_report_of_its_own(world):
    world.drop_and_process("a/1.log", a_stack("alpha"))
    other = BOOM.replace("IllegalState", "IllegalArgument")
    world.drop_and_process("a/2.log", a_stack("omega", title=other))
    world.fold()

    assert world.occurrences() == [1, 1]


def test_many_who_meet_the_same_new_failure_at_once_end_with_one_report(world):
    sources = [world.drop(f"a/{name}.log", a_stack(name)) for name in names(30)]

    with ThreadPoolExecutor(30) as pool:
        list(pool.map(world.process, sources))
    world.fold()

    (row,) = world.reports()
    assert row.report.tally.occurrences == 30
    assert len(row.report.fingerprints) == 30


def test_the_ids_of_joined_reports_lead_to_the_one_that_stays(world):
    from shared.services.reports import get_report

    sources = [world.drop(f"a/{name}.log", a_stack(name)) for name in names(10)]
    with ThreadPoolExecutor(10) as pool:
        records = [done.record for done in pool.map(world.process, sources)]
    before = {world.store.get_fingerprint(r.fingerprint).value.log_id for r in records}
    world.fold()

    (row,) = world.reports()
    assert {get_report(world.store, log_id).report.log_id for log_id in before} == {
        row.report.log_id
    }
    assert world.store.list_records(now_ms=NOON, limit=20).next is None
