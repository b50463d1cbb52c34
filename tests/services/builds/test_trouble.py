"""Events that fail in the middle and come again, and events that come at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from shared.errors import StoreUnavailable
from tests.faults import ANY, Calls, Faulty
from tests.services.builds.test_keeping import FILES, FOLDER, essence, put_all

LAST = ("build-log.txt", "finished.json")


def facts_of(there):
    """Return the build and its log's record as they are in the end."""
    there.fold()
    build = there.build()
    return essence(build).facts, there.store.get_record(build.record_id).value.context


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("names", [LAST, LAST[::-1]], ids=["log-first", "end-first"])
def test_events_that_fail_at_any_call_and_come_again_end_right(there, names, moment):
    for number in count(1):
        assert number < 40
        folder = f"logs/unit/{number}/"
        objects = [there.logs.put(folder + name, [FILES[name]], metadata={}) for name in names]
        failed = deliver_with_trouble(there, objects, moment, number)
        for source in objects:
            there.deliver(source)

        build = there.build(build_id=str(number))
        record = there.store.get_record(build.record_id).value
        assert (build.facts.result, build.facts.log_lines, build.settled) == ("SUCCESS", 2, True)
        assert record.context.result == "SUCCESS"
        if not failed:
            break
    assert number > 5, "too few calls to be true"
    assert there.stats().builds == number


def deliver_with_trouble(there, objects, moment, number):
    """Deliver with a store that fails at that call; tell whether it came to that."""
    plain, calls = (there.store, there.builds), Calls()
    staged = {"error": StoreUnavailable("staged"), "calls": calls, moment: {ANY: number}}
    there.store, there.builds = (Faulty(port, **staged) for port in plain)
    there.world.store = there.store
    try:
        for source in objects:
            there.deliver(source)
    except StoreUnavailable:
        return True
    finally:
        there.store, there.builds = plain
        there.world.store = there.store
    return False


def test_all_events_of_a_build_at_once_make_the_same_build(there):
    objects = put_all(there)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(there.deliver, objects * 3))

    facts, context = facts_of(there)
    assert (facts.result, facts.log_lines, len(facts.entries)) == ("SUCCESS", 2, 6)
    assert (context.result, context.repo, context.sha) == ("SUCCESS", "acme/shop", "c" * 40)
    assert there.stats().builds == 1
    assert there.build().folder == FOLDER
