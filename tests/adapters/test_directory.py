"""A folder as a bucket: names that stay within it, files that change under one's hands."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.adapters.directory import DirectoryBucket, DirectoryDerived
from shared.errors import BucketUnavailable, InvalidObjectName, ObjectGone
from tests.adapters.dropped import drop, names

ESCAPES = [
    "../x.log",
    "a/../../x.log",
    "..",
    ".",
    "/etc/passwd",
    "//etc/passwd",
    "a//b.log",
    "a/",
    "a/./b.log",
    "x\0.log",
    "../bucket/x.log",
    ".hidden",
    ".hidden/x.log",
    "a/.x.log",
    "x.tmp",
    "x.part",
    "x.log.metadata.json",
]


class TestEscapes:
    @pytest.mark.parametrize("name", ESCAPES)
    def test_out_of_the_folder_or_into_what_is_no_object(self, directory, folder, tmp_path, name):
        drop(tmp_path, "x.log")
        for hidden in (".hidden", "x.tmp", "x.part", "x.log.metadata.json"):
            drop(folder, hidden)
        with pytest.raises(InvalidObjectName):
            directory.put(name, [b"evil"], metadata={})
        with pytest.raises(InvalidObjectName):
            DirectoryDerived(folder).put(name, b"evil")
        assert directory.stat(name) is None
        assert DirectoryDerived(folder).get(name) is None
        with pytest.raises(ObjectGone):
            list(directory.read(name, 1))
        assert (tmp_path / "x.log").read_bytes() == b"x"

    def test_by_symbolic_links_are_not_followed(self, directory, folder, tmp_path, settled):
        drop(tmp_path, "outside/secret.log")
        (folder / "link").symlink_to(tmp_path / "outside")
        (folder / "secret.log").symlink_to(tmp_path / "outside/secret.log")
        (folder / "loop").symlink_to(folder)
        for name in ("link/secret.log", "secret.log", "loop/secret.log"):
            assert directory.stat(name) is None
            with pytest.raises(ObjectGone):
                list(directory.read(name, 1))
            with pytest.raises(InvalidObjectName):
                directory.put(name, [b"evil"], metadata={})
        assert names(directory) == []
        assert (tmp_path / "outside/secret.log").read_bytes() == b"x"


class TestGenerations:
    def test_an_older_file_moved_over_a_newer_one_is_the_newer_object(self, directory, folder):
        older = drop(folder, "older.tmp", b"old but last")
        os.utime(older, (1e9, 1e9))
        drop(folder, "a.log", b"new but first")
        first = directory.stat("a.log")
        time.sleep(0.02)
        older.rename(folder / "a.log")
        second = directory.stat("a.log")
        assert second.generation > first.generation
        with pytest.raises(ObjectGone):
            list(directory.read("a.log", first.generation))

    def test_stay_the_same_while_the_file_does(self, directory, folder):
        drop(folder, "a.log")
        first = directory.stat("a.log")
        list(directory.read("a.log", first.generation))
        list(directory.list())
        drop(folder, "a.log.metadata.json", b"{}")
        assert DirectoryBucket(folder, name="logs").stat("a.log").generation == first.generation

    def test_fit_64_bits(self, directory, folder):
        drop(folder, "a.log", b"x" * 4095)
        assert 0 < directory.stat("a.log").generation < 1 << 63

    @pytest.mark.parametrize("how", ["append", "overwrite", "truncate", "replace", "delete"])
    def test_a_file_that_changes_while_it_is_read_is_gone(self, directory, folder, how):
        path = drop(folder, "a.log", b"x" * (3 << 20))
        blocks = directory.read("a.log", directory.stat("a.log").generation)
        next(blocks)
        time.sleep(0.02)
        change(path, how)
        with pytest.raises(ObjectGone):
            list(blocks)


def change(path: Path, how: str) -> None:
    if how == "append":
        with path.open("ab") as file:
            file.write(b"y")
    elif how == "overwrite":
        path.write_bytes(b"y" * (3 << 20))
    elif how == "truncate":
        os.truncate(path, 5)
    elif how == "replace":
        path.with_name("new").write_bytes(b"y")
        path.with_name("new").rename(path)
    else:
        path.unlink()


class TestMetadata:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param(b'{"job": "a", "build": 17}', {"job": "a", "build": "17"}, id="numbers"),
            pytest.param(b'{"a": null, "b": [1], "c": true, "d": "x"}', {"d": "x"}, id="no-texts"),
            pytest.param(
                b'{"a": "\\ud800", "\\ud800": "b", "c": "x"}', {"c": "x"}, id="surrogates"
            ),
            pytest.param(b'["a"]', {}, id="no-object"),
            pytest.param(b'{"a": ', {}, id="cut"),
            pytest.param(b"", {}, id="empty"),
            pytest.param(b"\xff\xfe\x00", {}, id="binary"),
            pytest.param(b"[" * 60_000, {}, id="nested"),
            pytest.param(b'{"a": "' + b"x" * 100_000 + b'"}', {}, id="too-large"),
        ],
    )
    def test_is_what_can_be_read_of_it(self, directory, folder, text, expected):
        drop(folder, "a.log")
        drop(folder, "a.log.metadata.json", text)
        assert dict(directory.stat("a.log").metadata) == expected

    def test_is_for_people_to_read(self, directory, folder):
        directory.put("a.log", [b"x"], metadata={"sha": "abc", "job": "a"})
        text = (folder / "a.log.metadata.json").read_text()
        assert text == '{\n  "job": "a",\n  "sha": "abc"\n}'


class TestPut:
    def test_shows_no_half_object_while_it_writes(self, directory, folder, settled):
        def blocks():
            yield b"half"
            assert names(directory) == []
            assert directory.stat("a.log") is None
            yield b"whole"

        directory.put("a.log", blocks(), metadata={"job": "a"})
        assert sorted(each.name for each in folder.iterdir()) == ["a.log", "a.log.metadata.json"]

    def test_twice_within_a_tick_of_the_clock_makes_two_generations(self, directory, monkeypatch):
        monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # it would take longer than that
        generations = [
            directory.put("a.log", [b"%02d" % number], metadata={}).generation
            for number in range(20)
        ]
        assert generations == sorted(set(generations))

    @pytest.mark.parametrize("name", ["a.log/b.log", "folder"])
    def test_refuses_a_file_where_a_folder_is_and_the_reverse(self, directory, folder, name):
        drop(folder, "a.log")
        drop(folder, "folder/b.log")
        with pytest.raises(InvalidObjectName):
            directory.put(name, [b"x"], metadata={})
        assert directory.stat(name) is None

    def test_killed_in_the_middle_leaves_no_object(self, directory, folder, settled):
        script = (
            "import os, signal, sys; from pathlib import Path\n"
            "from shared.adapters.directory import DirectoryBucket\n"
            "def blocks():\n"
            "    yield b'x' * 1000000\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "DirectoryBucket(Path(sys.argv[1]), name='b').put('a.log', blocks(), metadata={})\n"
        )
        subprocess.run([sys.executable, "-c", script, folder], check=False)
        assert len(list(folder.iterdir())) == 1
        assert names(directory) == []

    def test_in_a_folder_that_cannot_be_written_is_trouble_that_passes(self, tmp_path):
        drop(tmp_path, "file")
        with pytest.raises((BucketUnavailable, InvalidObjectName)):
            DirectoryBucket(tmp_path / "file", name="b").put("a.log", [b"x"], metadata={})
        with pytest.raises(BucketUnavailable):
            DirectoryBucket(Path("/proc/none"), name="b").put("a.log", [b"x"], metadata={})
