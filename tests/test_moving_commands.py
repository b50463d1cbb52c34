"""`export`, `import`, `forget` and `upgrade` as people type them."""

import json
import stat

import pytest

from shared import cli
from shared.bootstrap import get_app

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"


@pytest.fixture
def use(tmp_path, monkeypatch):
    """Make the commands work in the data folder of this name; return its App."""

    def choose(name):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / name))
        get_app.cache_clear()
        return get_app()

    yield choose
    get_app.cache_clear()


def fill(app):
    source = app.logs.put("logs/a/1/build-log.txt", [FAILURE], metadata={})
    return app.ingest.run(source, now_ms=app.now_ms()).record


@pytest.mark.parametrize("name", ["backup.jsonl", "backup.jsonl.gz"])
def test_a_store_goes_through_a_file_into_another(use, tmp_path, name, capsys):
    fill(use("here"))
    file = tmp_path / name
    assert cli.main(["export", str(file)]) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "it holds hashes of tokens"
    there = use("there")
    assert cli.main(["import", str(file)]) == 0
    assert there.store.list_reports(limit=9).items[0].tally.occurrences == 1

    assert cli.main(["export", "-"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[0]) == {"format": "faultline-export", "version": 1}


def test_a_store_with_something_in_it_is_written_over_only_if_told(use, tmp_path, capsys):
    fill(use("here"))
    file = str(tmp_path / "backup.jsonl")
    cli.main(["export", file])
    assert cli.main(["import", file]) == 1
    assert "--over" in capsys.readouterr().err
    assert cli.main(["import", file, "--over"]) == 0
    assert use("here").store.list_reports(limit=9).items[0].tally.occurrences == 1


@pytest.mark.parametrize("content", [b"", b"no export\n", b"\xff\xfe", b"{"])
def test_a_file_that_is_no_export_is_refused_in_words(use, tmp_path, content, capsys):
    use("here")
    (tmp_path / "x.jsonl").write_bytes(content)
    assert cli.main(["import", str(tmp_path / "x.jsonl")]) == 1
    assert "Not all was imported" in capsys.readouterr().err
    (tmp_path / "x.jsonl.gz").write_bytes(content)
    assert cli.main(["import", str(tmp_path / "x.jsonl.gz")]) == 1
    assert cli.main(["import", str(tmp_path / "nowhere")]) == 1


def test_an_export_that_cannot_be_written_leaves_no_file(use, tmp_path, capsys):
    fill(use("here"))
    assert cli.main(["export", str(tmp_path / "nowhere" / "backup")]) == 1
    assert "Not exported" in capsys.readouterr().err


def test_forget_says_what_went_and_what_is_not_there(use, capsys):
    app = use("here")
    record = fill(app)
    assert cli.main(["forget", record.record_id, "0" * 20]) == 1
    told = capsys.readouterr()
    answer = json.loads(told.out)
    extract_and_noise = 2
    assert (answer["record_id"], answer["objects"]) == (record.record_id, extract_and_noise)
    assert f"There is no record {'0' * 20}" in told.err
    assert app.store.get_record(record.record_id) is None


def test_an_upgrade_says_what_it_looked_at(use, capsys):
    fill(use("here"))
    assert cli.main(["upgrade"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["looked_at"], done["upgraded"], done["left"]) == (1, 0, 0)
