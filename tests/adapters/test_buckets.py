"""The contract of every LogBucket and DerivedBucket."""

import gzip
import os
import time
import tracemalloc

import pytest

from shared.errors import InvalidObjectName, ObjectGone

MIB = 1 << 20
ODD_NAMES = [
    pytest.param("a file with spaces.log", id="spaces"),
    pytest.param("журнал/ログ/💥 é.log", id="unicode"),
    pytest.param("job#1/build?x=1&y=%2F%20+;.log", id="url-characters"),
    pytest.param("back\\slash/'quote\"s'/[glob]*.txt", id="shell-characters"),
    pytest.param("no-extension", id="no-extension"),
    pytest.param("deep/" * 40 + "x.log", id="deep"),
    pytest.param("trailing. /x..y...log", id="dots"),
    pytest.param(("long/" + "n" * 190) + "/" + "ä" * 90 + ".log", id="long"),
]


def put(bucket, name, *blocks, **metadata):
    return bucket.put(name, blocks, metadata=metadata)


def content(bucket, name, generation, size=None) -> bytes:
    return b"".join(bucket.read(name, generation, size))


def listed(bucket, count, prefix="") -> list:
    """Return what is listed, once so many are: a bucket may wait until objects have settled."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        found = list(bucket.list(prefix))
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"only {found} of {count}")


class TestAnObject:
    def test_is_what_was_put(self, bucket):
        stored = put(bucket, "logs/a/1/build-log.txt", b"one\n", b"two\n", job="a", sha="ünï💥")
        assert (stored.bucket, stored.name) == (bucket.name, "logs/a/1/build-log.txt")
        assert stored.size == 8
        assert abs(stored.created_ms - time.time() * 1000) < 60_000
        assert dict(stored.metadata) == {"job": "a", "sha": "ünï💥"}
        assert bucket.stat("logs/a/1/build-log.txt") == stored
        assert content(bucket, stored.name, stored.generation) == b"one\ntwo\n"

    def test_may_be_empty(self, bucket):
        stored = put(bucket, "empty.log")
        assert stored.size == 0
        assert content(bucket, "empty.log", stored.generation) == b""

    def test_without_metadata_has_none(self, bucket):
        assert dict(put(bucket, "x.log", b"x").metadata) == {}

    def test_that_was_never_put_is_gone(self, bucket):
        assert bucket.stat("x.log") is None
        with pytest.raises(ObjectGone):
            content(bucket, "x.log", 1_760_000_000_000_000)

    @pytest.mark.parametrize("blocks", [(), (b"x",), (b"x" * MIB,) * 5])
    def test_is_the_same_for_who_knows_its_size(self, bucket, blocks):
        stored = put(bucket, "x.log", *blocks)
        assert content(bucket, "x.log", stored.generation, stored.size) == b"".join(blocks)
        with pytest.raises(ObjectGone):
            content(bucket, "x.log", stored.generation - 1, stored.size)

    def test_is_gone_before_the_first_block(self, bucket):
        stored = put(bucket, "x.log", b"x")
        with pytest.raises(ObjectGone):
            next(bucket.read("x.log", stored.generation + 1))

    def test_is_not_the_folder_it_lies_in(self, bucket):
        put(bucket, "folder/x.log", b"x")
        assert bucket.stat("folder") is None
        with pytest.raises(ObjectGone):
            content(bucket, "folder", 1)

    def test_put_again_is_a_newer_generation_and_the_old_one_gone(self, bucket):
        first = put(bucket, "x.log", b"same size", job="old")
        second = put(bucket, "x.log", b"other one")
        assert second.generation > first.generation
        assert bucket.stat("x.log") == second
        assert dict(bucket.stat("x.log").metadata) == {}
        assert content(bucket, "x.log", second.generation) == b"other one"
        with pytest.raises(ObjectGone):
            content(bucket, "x.log", first.generation)

    def test_put_often_is_newer_each_time(self, bucket):
        generations = [put(bucket, "x.log", b"%d" % n).generation for n in range(10)]
        assert generations == sorted(set(generations))

    def test_is_given_as_stored_whatever_it_holds(self, bucket):
        data = gzip.compress(b"ERROR\n" * 1000) + b"\0\xff\r\n"
        stored = put(bucket, "x.log.gz", data)
        assert content(bucket, "x.log.gz", stored.generation) == data

    def test_whose_upload_broke_off_does_not_exist(self, bucket):
        def broken():
            yield b"x" * MIB
            raise ConnectionResetError("the sender went away")

        with pytest.raises(Exception):  # noqa: B017, PT011
            bucket.put("x.log", broken(), metadata={"job": "a"})
        assert bucket.stat("x.log") is None
        put(bucket, "y.log", b"y")
        assert [each.name for each in listed(bucket, 1)] == ["y.log"]


class TestADeletedObject:
    def test_is_gone_with_its_metadata(self, bucket, settled):
        bucket.put("a/b.log", [b"text"], metadata={"job": "unit"})
        bucket.delete("a/b.log")
        assert bucket.stat("a/b.log") is None
        assert list(bucket.list()) == []
        assert bucket.put("a/b.log", [b"text"], metadata={}).metadata == {}

    @pytest.mark.parametrize("name", ["a.log", "nowhere/a.log", "../a.log", "", "a" * 2000])
    def test_that_was_none_is_no_error(self, bucket, name):
        bucket.delete(name)
        assert list(bucket.list()) == []

    def test_leaves_its_neighbours(self, bucket, settled):
        for name in ("a.log", "a.log.gz", "a/b.log"):
            bucket.put(name, [b"text"], metadata={"job": "unit"})
        bucket.delete("a.log")
        assert [each.name for each in bucket.list()] == ["a.log.gz", "a/b.log"]
        assert all(each.metadata == {"job": "unit"} for each in bucket.list())


class TestNames:
    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_that_are_odd_work(self, bucket, name):
        stored = put(bucket, name, b"x", job="a")
        assert content(bucket, name, stored.generation) == b"x"
        assert bucket.stat(name) == stored
        assert listed(bucket, 1) == [stored]

    @pytest.mark.parametrize(
        "name",
        [
            pytest.param("", id="empty"),
            pytest.param("x" * 1025, id="long"),
            pytest.param("ä/" * 400 + "x", id="long-in-bytes"),
            pytest.param("a\nb.log", id="line-feed"),
            pytest.param("a\rb.log", id="carriage-return"),
            pytest.param("lone \ud800.log", id="surrogate"),
        ],
    )
    def test_that_no_bucket_can_hold_are_refused(self, bucket, name):
        with pytest.raises(InvalidObjectName):
            put(bucket, name, b"x")
        assert bucket.stat(name) is None
        with pytest.raises(ObjectGone):
            content(bucket, name, 1)


class TestAListing:
    @pytest.mark.parametrize("after", ["a/b.log", "a/b", "b/x.log", "zzz"])
    def test_goes_on_behind_a_name(self, bucket, after):
        for name in self.NAMES:
            put(bucket, name, b"x")
        all_names = [each.name for each in listed(bucket, len(self.NAMES))]
        behind = [name for name in all_names if name > after]
        assert [each.name for each in bucket.list(after=after)] == behind

    NAMES = (
        "a.txt",
        "a/b.log",
        "a/b/c.log",
        "a0.log",
        "b/x.log",
        "b/x.log.gz",
        "c #1.log",
        "ä.log",
    )

    def test_is_in_order_of_name(self, bucket):
        for name in reversed(self.NAMES):
            put(bucket, name, b"x")
        assert tuple(each.name for each in listed(bucket, len(self.NAMES))) == self.NAMES

    @pytest.mark.parametrize(
        ("prefix", "expected"),
        [
            ("a/", ["a/b.log", "a/b/c.log"]),
            ("a", ["a.txt", "a/b.log", "a/b/c.log", "a0.log"]),
            ("b/x.log", ["b/x.log", "b/x.log.gz"]),
            ("b/x.log.gz", ["b/x.log.gz"]),
            ("c #", ["c #1.log"]),
        ],
    )
    def test_of_a_prefix_is_a_part_of_it(self, bucket, prefix, expected):
        for name in self.NAMES:
            put(bucket, name, b"x")
        assert [each.name for each in listed(bucket, len(expected), prefix)] == expected

    @pytest.mark.parametrize("prefix", ["z", "b//", "../", "/", "a/b/c.log/"])
    def test_of_a_prefix_that_nothing_has_is_empty(self, bucket, prefix):
        put(bucket, "a/b/c.log", b"x")
        listed(bucket, 1)
        assert list(bucket.list(prefix)) == []

    def test_of_an_empty_bucket_is_empty(self, bucket):
        assert list(bucket.list()) == []

    def test_says_of_each_object_what_stat_says(self, bucket):
        put(bucket, "a.log", b"x", job="a")
        put(bucket, "b.log", b"xx")
        assert listed(bucket, 2) == [bucket.stat("a.log"), bucket.stat("b.log")]


def test_a_big_object_passes_in_bounded_blocks(bucket):
    block = os.urandom(MIB)
    tracemalloc.start()
    try:
        stored = bucket.put("big.log", (block for _ in range(64)), metadata={})
        sizes = [len(each) for each in bucket.read("big.log", stored.generation)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert stored.size == sum(sizes) == 64 * MIB
    assert max(sizes) <= MIB
    assert peak < 16 * MIB


class TestDerived:
    def test_objects_read_back(self, derived):
        data = os.urandom(3 * MIB)
        derived.put("extracts/ab/ünï #1.json.gz", data)
        assert derived.get("extracts/ab/ünï #1.json.gz") == data

    def test_objects_are_replaced(self, derived):
        derived.put("x", b"a longer one")
        derived.put("x", b"short")
        assert derived.get("x") == b"short"

    def test_objects_may_be_empty(self, derived):
        derived.put("x", b"")
        assert derived.get("x") == b""

    @pytest.mark.parametrize("name", ["x", "deep/er", "", "../x", "a" * 2000])
    def test_objects_that_were_never_put_are_none(self, derived, name):
        assert derived.get(name) is None

    @pytest.mark.parametrize(
        ("start", "length", "expected"),
        [
            pytest.param(0, 4, b"0123", id="the-start"),
            pytest.param(3, 4, b"3456", id="the-middle"),
            pytest.param(8, 2, b"89", id="the-end"),
            pytest.param(8, 5, b"89", id="over-the-end"),
            pytest.param(10, 5, b"", id="behind-the-end"),
            pytest.param(0, 99, b"0123456789", id="all"),
        ],
    )
    def test_a_part_of_an_object_is_read(self, derived, start, length, expected):
        derived.put("x.gz", b"0123456789")
        assert derived.get_range("x.gz", start, length) == expected

    @pytest.mark.parametrize("name", ["x", "deep/er", "", "../x", "a" * 2000])
    def test_a_part_of_nothing_is_none(self, derived, name):
        assert derived.get_range(name, 0, 10) is None

    def test_objects_are_listed_by_what_their_names_begin_with(self, derived):
        for name in ("extracts/b/1.gz", "extracts/a/2.gz", "extracts/a/1.gz", "extracts/ab/1.gz"):
            derived.put(name, b"x")
        assert list(derived.list("extracts/a/")) == ["extracts/a/1.gz", "extracts/a/2.gz"]
        assert list(derived.list("extracts/a")) == [
            "extracts/a/1.gz",
            "extracts/a/2.gz",
            "extracts/ab/1.gz",
        ]
        assert len(list(derived.list())) == 4
        for nothing in ("noise/", "extracts/c/", "../", "extracts/a/1.gz/", "/"):
            assert list(derived.list(nothing)) == []

    def test_objects_are_deleted_and_may_be_put_again(self, derived):
        derived.put("extracts/a/1.gz", b"x")
        for _ in range(2):
            derived.delete("extracts/a/1.gz")
        assert derived.get("extracts/a/1.gz") is None
        derived.put("extracts/a/1.gz", b"y")
        assert derived.get("extracts/a/1.gz") == b"y"

    def test_an_object_appears_when_its_last_block_is_written(self, derived):
        derived.put("views/a/1.gz", b"an older one")
        with derived.writing("views/a/1.gz") as write:
            write(b"one ")
            write(b"two")
            assert derived.get("views/a/1.gz") == b"an older one"
        assert derived.get("views/a/1.gz") == b"one two"

    @pytest.mark.parametrize("size", [3, 6 * MIB])
    def test_an_object_whose_writing_broke_off_does_not_exist(self, derived, size):
        def broken_off():
            with derived.writing("views/a/1.gz") as write:
                write(os.urandom(size))
                raise ObjectGone("what was read is gone")

        with pytest.raises(ObjectGone):
            broken_off()
        assert derived.get("views/a/1.gz") is None

    def test_a_big_object_is_written_in_bounded_memory(self, derived):
        block = os.urandom(MIB)
        tracemalloc.start()
        try:
            with derived.writing("big") as write:
                for _ in range(40):
                    write(block)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 16 * MIB
        assert derived.get_range("big", 39 * MIB, 2 * MIB) == block
