"""A large log is read by windows: the same lines as streamed, few bytes, whatever its size."""

import gzip
from dataclasses import replace

import pytest

from shared.core.documents import Record
from shared.core.log_index import BLOCK_BYTES, copy_name, index_name
from shared.core.log_lines import Span
from shared.core.log_window import MAX_WINDOW_BLOCKS, Aim
from shared.core.streams import LogProblem, LogStream
from shared.errors import BucketUnavailable, ObjectGone
from shared.services.log_windows import LogCopy, open_window
from tests.faults import Faulty
from tests.services.conftest import NOON

NAME = "logs/a/1/build-log.txt"
FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
LINES = 20_000


def a_log(lines=LINES, word=b"compiling"):
    return b"".join(b"%d %s src/file_%d.c\n" % (n, word, n) for n in range(1, lines)) + FAILURE


class CountingDerived:
    """Passes calls on to a derived bucket and counts the bytes that are read of it."""

    def __init__(self, derived):
        self._derived = derived
        self.bytes_read = 0
        self.reads = 0

    def __getattr__(self, name):
        return getattr(self._derived, name)

    def get(self, name):
        return self._count(self._derived.get(name))

    def get_range(self, name, start, length):
        return self._count(self._derived.get_range(name, start, length))

    def _count(self, data):
        self.reads += 1
        self.bytes_read += len(data or b"")
        return data


class UnreadableLogs:
    """A bucket whose logs exist and must not be read."""

    def __init__(self, logs):
        self._logs = logs

    def stat(self, name):
        return self._logs.stat(name)

    def read(self, name, generation, size=None):
        raise AssertionError(f"{name} was streamed")


def seen(world, record, *spans, aim=1, logs=None):
    wanted = [Span(*span) for span in spans]
    found = open_window(
        world.derived, logs or world.logs, record, wanted, Aim(aim), max_line_bytes=100
    )
    return [(line.number, line.data) for line in found.lines]


def lines_of(log, first, last):
    return list(enumerate(log.split(b"\n")[first - 1 : last], first))


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzip"])
def test_a_window_of_a_large_log_is_read_from_its_copy(world, zipped):
    log = a_log()
    record = world.drop_and_process(NAME, gzip.compress(log, 1) if zipped else log).record

    unreadable = UnreadableLogs(world.logs)
    assert record.index == index_name(record)
    assert seen(world, record, (9000, 9100), logs=unreadable) == lines_of(log, 9000, 9100)
    apart = seen(world, record, (1, 2), (19_999, LINES), logs=unreadable)
    assert apart == [*lines_of(log, 1, 2), *lines_of(log, 19_999, LINES)]
    assert gzip.decompress(world.derived.get(copy_name(record))) == log


def test_the_lines_are_numbered_as_the_analysis_numbers_them(world):
    text = "größer\n" * 100_000 + FAILURE.decode()
    record = world.drop_and_process(NAME, b"\xff\xfe" + text.encode("utf-16-le")).record

    assert record.primary_line == record.line_count == 100_001
    assert seen(world, record, (100_001, 100_001)) == [(100_001, FAILURE[:-1])]


def test_a_small_log_has_no_copy(world):
    log = a_log(1000)
    assert len(log) < BLOCK_BYTES
    record = world.drop_and_process(NAME, log).record

    assert record.index is None
    assert world.derived.get(copy_name(record)) is None
    assert seen(world, record, (7, 8)) == lines_of(log, 7, 8)


def test_a_record_made_before_there_were_copies_is_streamed(world):
    log = a_log()
    record = replace(world.drop_and_process(NAME, log).record, index=None)

    assert seen(world, record, (9000, 9100)) == lines_of(log, 9000, 9100)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(b"", id="emptied"),
        pytest.param(b"not gzip" * 10_000, id="overwritten"),
        pytest.param(gzip.compress(b"another log\n" * 99_999), id="of-another-log"),
    ],
)
def test_a_copy_that_does_not_fit_its_index_is_left_alone(world, other):
    log = a_log()
    record = world.drop_and_process(NAME, log).record
    world.derived.put(copy_name(record), other)

    assert seen(world, record, (9000, 9100)) == lines_of(log, 9000, 9100)


def test_an_index_that_is_gone_or_of_another_log_is_left_alone(world):
    log = a_log()
    record = world.drop_and_process(NAME, log).record
    other = world.drop_and_process("logs/b/1/build-log.txt", a_log(15_000)).record

    gone = replace(record, index="copies/gone.json.gz")
    assert seen(world, gone, (9000, 9001)) == lines_of(log, 9000, 9001)
    foreign = replace(record, index=other.index)
    assert seen(world, foreign, (9000, 9001)) == lines_of(log, 9000, 9001)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("method", ["writing", "put", "save_record"])
def test_after_trouble_on_the_way_the_redelivery_writes_the_same_copy(world, method, moment):
    log = a_log()
    source = world.drop(NAME, log)
    store, derived = world.store, world.derived
    staged = {moment: {method: 1}, "error": BucketUnavailable("staged")}
    world.store, world.derived = Faulty(store, **staged), Faulty(derived, **staged)
    with pytest.raises(BucketUnavailable):
        world.process(source)
    world.store, world.derived = store, derived

    record = world.process(source).record

    assert gzip.decompress(derived.get(copy_name(record))) == log
    unreadable = UnreadableLogs(world.logs)
    assert seen(world, record, (9000, 9001), logs=unreadable) == lines_of(log, 9000, 9001)


def test_a_newer_generation_has_a_copy_of_its_own(world):
    first = world.drop_and_process(NAME, a_log()).record
    newer = a_log(word=b"linking")
    second = world.drop_and_process(NAME, newer).record

    assert copy_name(first) != copy_name(second)
    assert seen(world, second, (9000, 9000)) == lines_of(newer, 9000, 9000)
    with pytest.raises(ObjectGone):
        seen(world, first, (9000, 9000))


def test_a_log_that_breaks_off_leaves_no_copy_and_no_index(world):
    log = a_log()
    record = Record("0" * 20, "bucket", NAME, 1, NOON, NOON, NOON)

    def broken():
        yield log
        raise BucketUnavailable("staged")

    with pytest.raises(BucketUnavailable):
        list(LogCopy(LogStream(broken()), world.derived, record))
    assert list(world.derived.list("copies/")) == []


def test_a_log_over_the_cap_can_be_read_up_to_there(world):
    log = a_log()
    world.options["max_log_bytes"] = 400_000
    record = world.drop_and_process(NAME, log).record

    assert record.problem is LogProblem.TOO_LARGE
    assert seen(world, record, (9000, 9100)) == lines_of(log, 9000, 9100)


def test_a_deleted_log_is_gone_though_its_copy_is_there(world):
    record = world.drop_and_process(NAME, a_log()).record
    with pytest.raises(ObjectGone):
        seen(world, replace(record, name="logs/a/2/build-log.txt"), (1, 2))


def test_what_a_page_reads_does_not_grow_with_the_log(world):
    def bytes_read(blocks):
        lines = b"".join(b"%d built module_%d\n" % (n, n * 7919 % 99991) for n in range(9000))
        record = Record(f"{blocks:020d}", "bucket", NAME, 0, NOON, NOON, NOON)
        record = replace(record, generation=world.drop(NAME, b"x").generation)
        copy = LogCopy(LogStream(lines for _ in range(blocks)), world.derived, record)
        count = sum(chunk.count(b"\n") for chunk in copy)
        record = replace(record, index=copy.index, line_count=count)
        derived = CountingDerived(world.derived)
        near = [Span(line, line + 10) for line in range(100, count - 100, 5000)]
        totals = []
        for spans, line in (([Span(1, count)], count // 2), (near, count // 2), (near, count)):
            derived.bytes_read = derived.reads = 0
            logs = UnreadableLogs(world.logs)
            open_window(derived, logs, record, spans, Aim(line), max_line_bytes=100)
            totals.append(derived.bytes_read)
            assert derived.reads <= 1 + MAX_WINDOW_BLOCKS
        return totals

    small, large = bytes_read(20), bytes_read(200)

    for few, many in zip(small, large, strict=True):
        assert many < few * 1.1 + 4096
