"""Equal logs are one copy for the viewer and stay occurrences of their own."""

from concurrent.futures import ThreadPoolExecutor

from shared.core.ids import record_id
from shared.core.log_lines import Span
from shared.core.log_window import Aim
from shared.services.log_windows import open_window
from tests.services.conftest import NOON
from tests.services.test_log_windows import UnreadableLogs
from tests.services.test_traces import found_of

DAY_MS = 86_400_000
FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
LOG = b"compiling\n" * 30_000 + FAILURE
FIRST, SECOND = "logs/a/1/build-log.txt", "nightly/2.log"


def recorded(world, name, log=LOG, *, now_ms=NOON):
    source = world.logs.stat(name) or world.drop(name, log)
    return world.process(source, now_ms=now_ms).record


def forget(world, name):
    record = record_id(world.logs.name, name)
    return world.forgetting.run(record, actor="ann", now_ms=world.clock())


def copies(world):
    return [name for name in world.derived.list("copies/") if name.endswith(".gz")]


def last_line(world, record):
    """Return the end of the log as the viewer reads it from a copy; fails without one."""
    last, logs = record.line_count, UnreadableLogs(world.logs)
    span, aim = Span(last, last), Aim(last)
    (line,) = open_window(world.derived, logs, record, [span], aim, max_line_bytes=99).lines
    return line.data


def test_equal_logs_share_one_copy_and_are_two_occurrences(world):
    first = recorded(world, FIRST)
    names = copies(world)
    second = recorded(world, SECOND)
    other = recorded(world, "nightly/3.log", b"linking\n" * 40_000 + FAILURE)
    world.fold()

    assert second.index == first.index != other.index
    assert len(names) == 2, "the copy and its index"
    assert len(copies(world)) == 2 * len(names)
    assert [last_line(world, each) for each in (first, second, other)] == [FAILURE[:-1]] * 3
    assert world.occurrences() == [3]


def test_one_is_forgotten_and_the_copy_stays_for_the_other(world):
    first, second = recorded(world, FIRST), recorded(world, SECOND)
    forget(world, FIRST)
    assert last_line(world, second) == FAILURE[:-1]
    assert found_of(world, first.record_id, first.name) == []
    forget(world, SECOND)
    assert list(world.derived.list()) == []


def test_one_expires_and_the_copy_stays_for_the_other(world):
    recorded(world, FIRST)
    second = recorded(world, SECOND, now_ms=NOON + 30 * DAY_MS)
    world.fold()
    world.logs.delete(FIRST)
    assert world.cleaning().run(now_ms=NOON + 91 * DAY_MS) == 1
    assert last_line(world, second) == FAILURE[:-1]
    world.logs.delete(SECOND)
    assert world.cleaning().run(now_ms=NOON + 121 * DAY_MS) == 1
    assert copies(world) == []


def test_a_copy_that_goes_much_earlier_is_not_shared(world):
    first, second = recorded(world, FIRST), recorded(world, SECOND, now_ms=NOON + 50 * DAY_MS)
    assert first.index != second.index


def test_a_log_that_is_replaced_leaves_the_copy_it_shared(world):
    recorded(world, FIRST)
    recorded(world, SECOND)
    forget(world, FIRST)
    world.drop(SECOND, FAILURE)
    recorded(world, SECOND)
    assert copies(world) == []


def test_equal_logs_that_come_at_once_can_all_be_read_and_leave_nothing(world):
    names = [f"nightly/{number}.log" for number in range(6)]
    for name in names:
        world.drop(name, LOG)
    with ThreadPoolExecutor(6) as pool:
        records = list(pool.map(lambda name: recorded(world, name), names))
        assert {last_line(world, each) for each in records} == {FAILURE[:-1]}
        world.fold()
        for name in names[:3]:
            forget(world, name)
    assert {last_line(world, each) for each in records[3:]} == {FAILURE[:-1]}
    for name in names[3:]:
        forget(world, name)
    assert list(world.derived.list()) == []
