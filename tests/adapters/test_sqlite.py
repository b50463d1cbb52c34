"""What is particular to the embedded store: one file, many processes, an index for every query."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shared.adapters.cursors import Position, write_cursor
from shared.adapters.sqlite import SqliteCommits, SqliteStore
from shared.adapters.sqlite import file as sqlite_file
from shared.adapters.sqlite.file import NewerStore
from shared.adapters.sqlite.schema import MIGRATIONS
from shared.errors import StoreUnavailable
from tests.adapters.examples import NOW_MS, a_failure, a_record, at_once, failing

SAVE_MANY = """
import sys
from pathlib import Path
from shared.adapters.sqlite import SqliteStore
from tests.adapters.examples import a_record

store = SqliteStore(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.save_record(a_record(number))
"""


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "data" / "store.sqlite3"


@pytest.fixture
def sqlite(path) -> SqliteStore:
    return SqliteStore(path)


def save_in_a_process(path, first, last) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", SAVE_MANY, path, str(first), str(last)])


class TestTheFile:
    def test_is_not_touched_before_the_first_use(self, sqlite, path):
        assert not path.parent.exists()
        sqlite.get_record("x")
        assert path.exists()

    def test_keeps_everything_for_the_next_process(self, path):
        SqliteStore(path).save_record(failing(1), failure=a_failure(1))
        again = SqliteStore(path)
        assert again.get_record(failing(1).record_id).value == failing(1)
        assert again.list_reports(limit=5).items == [a_failure(1).report]

    def test_may_be_made_by_several_processes_at_once(self, sqlite, path):
        writers = [save_in_a_process(path, first, first + 25) for first in range(0, 100, 25)]
        assert [writer.wait(60) for writer in writers] == [0] * 4
        assert len(sqlite.list_records(now_ms=NOW_MS, limit=200).items) == 100

    def test_outlives_a_killed_writer(self, sqlite, path):
        sqlite.save_record(a_record(0))
        writer = save_in_a_process(path, 1, 100_000)
        while len(sqlite.list_records(now_ms=NOW_MS, limit=20).items) < 20:
            assert writer.poll() is None
        writer.kill()
        writer.wait()
        saved = len(sqlite.list_records(now_ms=NOW_MS, limit=100_000).items)
        sqlite.save_record(a_record(200_000))
        assert len(SqliteStore(path).list_records(now_ms=NOW_MS, limit=100_000).items) == saved + 1

    def test_is_opened_anew_after_a_fork(self, sqlite):
        sqlite.save_record(a_record(1))
        child = os.fork()
        if child == 0:
            sqlite.save_record(a_record(2))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        sqlite.save_record(a_record(3))
        assert len(sqlite.list_records(now_ms=NOW_MS, limit=9).items) == 3

    def test_loses_nothing_that_was_acknowledged_to_a_power_cut(self, sqlite):
        with sqlite._file.reading() as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)

    def test_is_opened_once_for_all_adapters_of_a_thread(self, sqlite, path, monkeypatch):
        opened = []
        connect = sqlite3.connect
        monkeypatch.setattr(
            sqlite3, "connect", lambda *args, **kw: opened.append(args) or connect(*args, **kw)
        )
        sqlite.save_record(a_record(1))
        SqliteCommits(path).get_commits(["x"])
        assert SqliteStore(path).get_record("x") is None
        assert opened == [(path,)]

    def test_of_a_later_release_is_left_alone(self, path):
        SqliteStore(path).save_record(a_record(1))
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        with pytest.raises(NewerStore, match="99"):
            SqliteStore(path).get_record("x")

    def test_of_an_earlier_release_is_brought_up_to_date(self, path, monkeypatch):
        SqliteStore(path).save_record(a_record(1))
        step = ("ALTER TABLE records ADD COLUMN job TEXT AS (json_extract(doc, '$.context.job'))",)
        monkeypatch.setattr(sqlite_file, "MIGRATIONS", (*MIGRATIONS, step))
        later = SqliteStore(path)
        with later._file.reading() as connection:
            assert connection.execute("SELECT job FROM records").fetchall() == [("job-a",)]
        assert later.get_record(a_record(1).record_id).value == a_record(1)


class TestTrouble:
    def test_a_lock_that_is_not_given_back_is_trouble_that_passes(self, path, monkeypatch):
        monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
        store = SqliteStore(path)
        store.save_record(a_record(1))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.save_record(a_record(2))
        assert store.get_record(a_record(1).record_id) is not None
        other.execute("ROLLBACK")
        store.save_record(a_record(2))

    def test_threads_that_wait_for_a_writer_give_up_in_time(self, path, monkeypatch):
        monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
        store = SqliteStore(path)
        writing, done = threading.Event(), threading.Event()

        def hold() -> None:
            with store._file.writing():
                writing.set()
                done.wait(10)

        holder = threading.Thread(target=hold)
        holder.start()
        writing.wait(10)
        with pytest.raises(StoreUnavailable):
            store.save_record(a_record(1))
        done.set()
        holder.join()
        store.save_record(a_record(1))

    def test_a_full_disk_is_trouble_that_passes_and_writes_nothing(self, sqlite):
        sqlite.save_record(a_record(1))
        with sqlite._file.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreUnavailable, match="full"):
            sqlite.save_record(failing(2, title="x" * 100_000), failure=a_failure(2))
        assert sqlite.get_record(failing(2).record_id) is None
        assert sqlite.get_fingerprint("v1:00000002") is None

    def test_a_folder_that_cannot_be_made_is_trouble_that_passes(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreUnavailable):
            SqliteStore(tmp_path / "file" / "store.sqlite3").get_record("x")

    def test_a_path_that_cannot_be_opened_is_trouble_that_passes(self, tmp_path):
        with pytest.raises(StoreUnavailable):
            SqliteStore(tmp_path).get_record("x")

    def test_a_mistake_in_a_statement_is_not(self, sqlite):
        with pytest.raises(sqlite3.OperationalError), sqlite._file.reading() as connection:
            connection.execute("SELECT nothing FROM nowhere")

    def test_many_threads_write_without_losing_anything(self, sqlite):
        def save_five(number: int) -> None:
            for each in range(5):
                sqlite.save_record(a_record(number * 100 + each))

        assert at_once(save_five, times=32) == [None] * 32
        assert len(sqlite.list_records(now_ms=NOW_MS, limit=500).items) == 160


QUERIES = {
    "list_reports": {"limit": 5},
    "list_records": {"now_ms": 1, "limit": 5},
    "list_records oldest": {"now_ms": 1, "limit": 5, "oldest_first": True},
    "list_records problems": {"now_ms": 1, "limit": 5, "problems_only": True},
    "list_records of one": {"now_ms": 1, "limit": 5, "fingerprints": ["a"]},
    "list_records of some": {"now_ms": 1, "limit": 5, "fingerprints": ["a", "b", "c"]},
    "list_unfolded": {"limit": 5},
    "count_unfolded": {"fingerprints": ["a", "b"]},
    "seen_bounds": {"fingerprint": "a"},
    "get_record": {"record_id": "a"},
    "get_reports": {"log_ids": ["a", "b"]},
}


CURSORS = {"list_reports": "reports", "list_records": "records"}


@pytest.mark.parametrize("paged", [False, True])
@pytest.mark.parametrize("query", QUERIES)
def test_every_query_reads_along_an_index(sqlite, query, paged):
    for number in range(8):
        sqlite.save_record(failing(number, number), failure=a_failure(number))
    method, arguments = query.split()[0], dict(QUERIES[query])
    if paged and method in CURSORS:
        arguments["cursor"] = write_cursor(CURSORS[method], Position(NOW_MS, "x"))
    for step in plan_of(sqlite, method, arguments):
        assert "TEMP B-TREE" not in step, "sorts what it should read in order"
        assert not step.startswith(("SCAN records", "SCAN reports")) or "USING INDEX" in step


def plan_of(sqlite, method, arguments) -> list[str]:
    statements: list[str] = []
    with sqlite._file.reading() as connection:
        connection.set_trace_callback(statements.append)
        getattr(sqlite, method)(**arguments)
        connection.set_trace_callback(None)
        [statement] = statements
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
