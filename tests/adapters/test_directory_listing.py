"""A folder as a bucket: which files are listed, and when. They arrive in every way files do."""

import os
import time
from pathlib import Path

import pytest

from shared.adapters import directory_listing
from shared.adapters.directory import DirectoryBucket
from tests.adapters.dropped import drop, names


class TestSettling:
    def test_a_file_is_listed_when_it_stood_still_for_half_a_second(self, directory, folder):
        drop(folder, "a.log")
        assert names(directory) == []
        time.sleep(0.3)
        assert names(directory) == []
        time.sleep(0.3)
        assert names(directory) == ["a.log"]

    def test_a_file_that_grows_is_not_listed_before_it_ends(self, directory, folder):
        path = drop(folder, "a.log")
        for _ in range(5):
            time.sleep(0.2)
            with path.open("ab") as file:
                file.write(b"more\n")
            assert names(directory) == []
        time.sleep(0.6)
        assert [each.size for each in directory.list()] == [path.stat().st_size]

    def test_a_copy_with_an_old_time_has_to_stand_still_too(self, directory, folder):
        os.utime(drop(folder, "a.log"), (1e9, 1e9))
        assert names(directory) == []
        time.sleep(0.6)
        assert [(each.name, each.created_ms) for each in directory.list()] == [("a.log", 10**12)]

    def test_a_time_of_the_future_changes_nothing(self, directory, folder):
        os.utime(drop(folder, "a.log"), (4e9, 4e9))
        time.sleep(0.6)
        [listed] = directory.list()
        assert listed.created_ms <= time.time() * 1000

    def test_after_the_clock_was_set_back_files_are_watched(self, directory, folder, monkeypatch):
        path = drop(folder, "a.log")
        real_time = time.time
        monkeypatch.setattr(directory_listing.time, "time", lambda: real_time() - 3600)
        assert names(directory) == []
        time.sleep(0.6)
        path.write_bytes(b"more")
        assert names(directory) == []
        time.sleep(0.6)
        assert names(directory) == ["a.log"]


@pytest.mark.usefixtures("settled")
class TestListing:
    def test_passes_over_what_is_no_object(self, directory, folder):
        for name in (
            "a.log.tmp",
            "a.log.part",
            ".hidden.log",
            ".git/config.txt",
            "a.log.metadata.json",
        ):
            drop(folder, name)
        drop(folder, "a.log")
        os.mkfifo(folder / "pipe.log")
        assert names(directory) == ["a.log"]

    def test_passes_over_names_that_are_no_text(self, directory, folder):
        for name in ("b\udcff.log", "folder\udcff/c.log", "line\nfeed.log", "a.log"):
            drop(folder, name)
        assert names(directory) == ["a.log"]

    def test_every_listed_object_can_be_read(self, directory, folder):
        for name in ("a\\b.log", "a b/#.log", "ü.log", "x.log.gz", "tmp", "part.x"):
            drop(folder, name, name.encode())
        for each in directory.list():
            assert b"".join(directory.read(each.name, each.generation)) == each.name.encode()
        assert len(names(directory)) == 6

    def test_of_a_folder_that_does_not_exist_is_empty(self, tmp_path):
        assert names(DirectoryBucket(tmp_path / "none", name="logs")) == []

    def test_does_not_change_when_the_folder_is_reached_by_a_link(self, folder, tmp_path):
        drop(folder, "a.log")
        (tmp_path / "link").symlink_to(folder)
        directory = DirectoryBucket(tmp_path / "link", name="logs")
        assert names(directory) == ["a.log"]
        assert directory.stat("a.log") is not None

    def test_of_many_files_opens_none(self, directory, folder, monkeypatch):
        for number in range(1000):
            drop(folder, f"job-{number // 100}/{number}.log")
            drop(folder, f"job-{number // 100}/{number}.log.metadata.json", b'{"job": "a"}')
        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", None)
            listed = list(directory.list())
        assert len(listed) == 1000
        assert listed[0].metadata["job"] == "a"
