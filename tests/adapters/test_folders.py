"""The contract of folders of every LogBucket."""

import pytest


def put(bucket, name, *blocks):
    return bucket.put(name, blocks, metadata={})


class TestAFolder:
    NAMES = ("top.txt", "b/1/a.json", "b/1/z.log", "b/1/art/x", "b/1/art/deep/y", "b/10/a.json")

    def put_all(self, bucket):
        for name in self.NAMES:
            put(bucket, name, b"xy")

    def test_holds_what_lies_right_in_it_at_once(self, bucket):
        self.put_all(bucket)
        found = bucket.list_folder("b/1/", limit=10)
        assert [each.name for each in found.objects] == ["b/1/a.json", "b/1/z.log"]
        assert found.objects[0] == bucket.stat("b/1/a.json")
        assert (list(found.folders), found.more) == (["art/"], False)

    def test_may_be_the_whole_bucket(self, bucket):
        self.put_all(bucket)
        found = bucket.list_folder("", limit=10)
        assert ([o.name for o in found.objects], list(found.folders)) == (["top.txt"], ["b/"])

    @pytest.mark.parametrize("path", ["none/", "b/1/a.json/", "../", "b/../b/", "/", "b//"])
    def test_that_is_not_there_is_empty(self, bucket, path):
        self.put_all(bucket)
        found = bucket.list_folder(path, limit=10)
        assert (list(found.objects), list(found.folders), found.more) == ([], [], False)

    def test_of_many_is_cut_and_says_so(self, bucket):
        for number in range(7):
            put(bucket, f"many/{number}", b"x")
        found = bucket.list_folder("many/", limit=3)
        assert ([each.name for each in found.objects], found.more) == (
            ["many/0", "many/1", "many/2"],
            True,
        )
