"""The data set as people get it: written by the command, read as a notebook reads it."""

import gzip
import json

import pytest

from shared import cli
from shared.bootstrap import get_app
from shared.core.builds.dataset import TABLES
from shared.core.curation import Proposal
from shared.core.patterns.model import Expression, Kind
from shared.services.builds.dataset import Dataset
from shared.services.patterns.curate import By

LOG = b"compiling\nmain.c:7:3: error: unknown type name 'strin'\n"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    get_app.cache_clear()
    app = get_app()
    wanted = Expression(Kind.REGEX, r"unknown type name '\w+'")
    app.curation.create(Proposal(wanted), By("ann", app.now_ms()))
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


def test_builds_extracts_and_matches_are_written_as_tables_with_a_page_that_says_what_they_hold(
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
    [pattern] = app.active_patterns.newest().patterns
    matches = lines(tmp_path / "out" / "matches.jsonl")
    assert {each["build"] for each in matches} == {each["build"] for each in builds}
    assert matches[0] == {
        "build": builds[0]["build"],
        "pattern": pattern.pattern_id,
        "version": 1,
        "line_number": 2,
        "start": len("main.c:7:3: error: "),
        "end": len("main.c:7:3: error: unknown type name 'strin'"),
        "lines": 1,
        "generic": False,
        "pinned": False,
    }
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
        return {table: (out / f"{table}.jsonl").read_bytes() for table in TABLES}

    first = sample("a", 1)
    assert sample("b", 1, "--format", "jsonl") == first
    assert sample("c", 2)["builds"] != first["builds"]
    assert {table: text.count(b"\n") for table, text in first.items()} == dict.fromkeys(TABLES, 5)


def test_without_its_object_of_matches_a_log_still_has_the_last_one_of_each_pattern(app, tmp_path):
    text = b"".join(b"unknown type name 'a%d'\n" % number for number in range(3))
    app.ingest.run(
        app.logs.put("logs/long/1/build-log.txt", [text], metadata={}), now_ms=app.now_ms()
    )
    build = app.builds.find("long", "1", limit=1)[0].value
    dataset = Dataset(app.store, app.builds, app.logs, app.derived)

    def places():
        found = dataset.read(build, ["matches"])["matches"]
        return [(each["line_number"], each["lines"]) for each in found]

    assert places() == [(1, 3), (2, 3), (3, 3)]
    app.derived.delete(app.store.get_record(build.record_id).value.matches)
    assert places() == [(3, 3)]


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
