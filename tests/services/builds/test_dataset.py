"""The data set as people get it: written by the command, read as a notebook reads it."""

import gzip
import json

import pytest

from shared import cli
from shared.bootstrap import get_app
from shared.core.builds.dataset import TABLES

LOG = b"compiling\nmain.c:7:3: error: unknown type name 'strin'\n"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    get_app.cache_clear()
    app = get_app()
    for number in range(12):
        folder = f"logs/{'unit' if number % 2 else 'team/e2e'}/{number}/"
        files = {
            "build-log.txt": LOG,
            "started.json": b'{"timestamp": 1795000000}',
            "artifacts/gather/events.json": b'{"items": []}',
            "finished.json": b'{"timestamp": 1795000060, "result": "FAILURE"}',
        }
        for name, text in files.items():
            app.ingest.run(app.logs.put(folder + name, [text], metadata={}), now_ms=app.now_ms())
    yield app
    get_app.cache_clear()


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_builds_and_extracts_are_written_as_tables_with_a_page_that_says_what_they_hold(
    app, tmp_path
):
    from pyarrow import parquet

    assert cli.main(["dataset", str(tmp_path / "out"), "--logs", "--events"]) == 0

    builds = lines(tmp_path / "out" / "builds.jsonl")
    assert (len(builds), builds[0]["result"], builds[0]["duration_seconds"]) == (12, "FAILURE", 60)
    assert builds[0]["started"] == "2026-11-18T11:06:40.000Z"
    assert builds[0]["entries"] == ["artifacts/", "build-log.txt", "finished.json", "started.json"]
    [extract] = {(e["line_number"], e["severity"]) for e in lines(tmp_path / "out/extracts.jsonl")}
    assert extract == (2, "E")
    for name, columns in TABLES.items():
        table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert table.column_names == [column.name for column in columns]
        assert table.num_rows == 12
        page = (tmp_path / "out" / "SCHEMA.md").read_text()
        assert all(f"`{column.name}`" in page for column in columns)
    key = builds[0]["build"]
    assert gzip.decompress((tmp_path / f"out/logs/{key}.log.gz").read_bytes()) == LOG
    events = gzip.decompress((tmp_path / f"out/events/{key}.json.gz").read_bytes())
    assert json.loads(events) == {"items": []}


def test_a_sample_follows_from_its_seed(app, tmp_path):
    def sample(name, seed, *more):
        out = tmp_path / name
        arguments = ["dataset", str(out), "--sample", "5", "--seed", str(seed), *more]
        assert cli.main(arguments) == 0
        return (out / "builds.jsonl").read_bytes()

    first = sample("a", 1)
    assert sample("b", 1, "--format", "jsonl") == first
    assert sample("c", 2) != first
    assert first.count(b"\n") == 5


def test_one_job_can_be_chosen(app, tmp_path):
    cli.main(["dataset", str(tmp_path / "out"), "--job", "team/e2e", "--format", "jsonl"])

    assert {each["job"] for each in lines(tmp_path / "out" / "builds.jsonl")} == {"team/e2e"}
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_a_folder_that_is_there_is_not_written_over(app, tmp_path, capsys):
    (tmp_path / "out").mkdir()

    assert cli.main(["dataset", str(tmp_path / "out")]) == 2
    assert "is there already" in capsys.readouterr().err


def test_without_pyarrow_the_command_says_how_to_get_it(app, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    assert cli.main(["dataset", str(tmp_path / "out")]) == 2
    assert "requirements-dataset.txt" in capsys.readouterr().err
