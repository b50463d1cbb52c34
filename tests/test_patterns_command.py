"""`python -m shared.cli patterns`, `scans` and `rescan` as a person uses them."""

import json

import pytest

from shared import bootstrap, cli
from shared.config import Settings

RULES = """
[[rule]]
name = "Out of memory"
pattern = "out of memory"

[[rule]]
name = "Timeout"
pattern = "timed out after \\\\d+ s"
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SCAN_GRACE_SECONDS", "1")
    bootstrap.get_app.cache_clear()
    yield bootstrap.get_app()
    bootstrap.get_app.cache_clear()


@pytest.fixture
def run(app, capsys):
    """Runs a command; returns exit status, what it printed, and what it said beside that."""

    def run(*words):
        capsys.readouterr()
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def record(app):
    """A stored log that times out."""
    source = app.logs.put("a.log", [b"error: timed out after 30 s\n"], metadata={})
    return app.ingest.run(source, now_ms=app.now_ms()).record.record_id


@pytest.fixture
def rules(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(RULES)
    return file


def lines(answer):
    status, out, _ = answer
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def test_a_file_is_imported_and_stored_logs_are_scanned_with_progress(run, rules, record):
    status, _, said = run("patterns", "import", rules)
    assert status == 0
    assert "2 imported, 0 known already" in said
    assert "1 logs" in said
    assert "1 hits  done" in said
    hits = {each["expression"]: each["hits"] for each in lines(run("patterns", "list"))}
    assert hits == {"out of memory": 0, r"timed out after \d+ s": 1}
    [scan] = lines(run("scans", "list"))
    assert (scan["state"], scan["logs_done"], scan["by"]) == ("done", 1, "shell")


def test_what_is_exported_is_known_when_it_is_imported(run, rules, tmp_path):
    run("patterns", "import", rules, "--no-scan")
    file = tmp_path / "out.json"
    assert run("patterns", "export", "--output", file)[0] == 0
    assert json.loads(run("patterns", "export")[1]) == json.loads(file.read_text())
    assert "0 imported, 2 known already" in run("patterns", "import", file)[2]


def test_one_bad_row_is_named_and_nothing_is_imported(run, tmp_path):
    file = tmp_path / "bad.json"
    rows = [{"expression": "good"}, {"expression": "(?=a)b", "description": "Looks ahead"}]
    file.write_text(json.dumps({"patterns": rows}))
    status, _, said = run("patterns", "import", file)
    assert status == 1
    assert "nothing was imported: Entry 2 (Looks ahead)" in said
    assert lines(run("patterns", "list")) == []


def test_labels_that_a_file_uses_are_declared_with_it(run, tmp_path):
    file = tmp_path / "labels.json"
    file.write_text(json.dumps({"patterns": [{"expression": "a", "labels": ["network"]}]}))
    assert run("patterns", "import", file)[0] == 1
    assert run("patterns", "import", file, "--declare", "network")[0] == 0
    assert len(lines(run("patterns", "list", "--label", "network"))) == 1


def test_a_file_that_cannot_be_read_says_so(run, tmp_path):
    status, _, said = run("patterns", "import", tmp_path / "none.json")
    assert (status, "cannot read" in said) == (2, True)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    assert run("patterns", "import", binary)[0] == 2


def test_a_scan_is_worked_off_cancelled_and_begun_again(run, rules, record):
    run("patterns", "import", rules, "--no-scan")
    [waiting] = lines(run("scans", "list"))
    assert lines(run("scans", "cancel", waiting["scan_id"]))[0]["state"] == "cancelled"
    pattern = lines(run("patterns", "list"))[0]["pattern_id"]
    assert run("scans", "start", pattern, "--days", 0)[0] == 0
    assert lines(run("scans", "list"))[0]["state"] == "done"
    assert run("scans", "run")[0] == 0
    assert run("scans", "run", "0" * 12)[0] == 1
    assert run("scans", "start", "00000000")[0] == 1
    assert run("scans", "start", pattern, "--days", "many")[0] == 2


def test_one_log_is_scanned_anew(run, app, rules, record):
    run("patterns", "import", rules, "--no-scan")
    [found] = lines(run("rescan", record))
    assert [hit["line_number"] for hit in found["hits"]] == [1]
    status, _, said = run("rescan", "0" * 20)
    assert (status, "no record" in said) == (1, True)
    assert isinstance(app.settings, Settings)
