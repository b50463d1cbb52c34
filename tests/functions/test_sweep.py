"""The `sweep` function as the scheduler calls it."""

import pytest
from functions_framework import create_app
from werkzeug.test import Client

from shared.bootstrap import get_app
from shared.core.curation import Proposal
from shared.core.patterns.model import Expression, Kind
from shared.services.patterns.curate import By


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    get_app.cache_clear()
    yield get_app()
    get_app.cache_clear()


@pytest.fixture
def client():
    return Client(create_app("sweep", "functions/sweep.py", "http"))


def test_a_sweep_answers_how_many_records_it_folded(app, client):
    from dataclasses import replace

    unfolding = replace(app.ingest, folds_at_once=False)
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    unfolding.run(source, now_ms=app.now_ms())

    assert client.post("/").get_json() == {"folded": 1, "busy": False, "scanned": 0}
    assert client.post("/").get_json() == {"folded": 0, "busy": False, "scanned": 0}


def test_a_sweep_scans_stored_logs_for_a_new_pattern(app, client):
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    record = app.ingest.run(source, now_ms=app.now_ms()).record
    made = app.curation.create(
        Proposal(Expression(Kind.LITERAL, "no type")), By("ann", app.now_ms())
    )

    assert client.post("/").get_json() == {"folded": 1, "busy": False, "scanned": 1}
    [hit] = app.store.get_record(record.record_id).value.hits
    assert hit.pattern_id == made.pattern.pattern_id


def test_a_sweep_of_a_store_on_one_machine_removes_what_expired(app, client):
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    record = app.ingest.run(source, now_ms=0).record
    app.logs.delete("a.log")

    client.post("/")

    assert app.store.get_record(record.record_id) is None
    assert app.store.list_reports(limit=1).items[0].tally.occurrences == 1


def test_only_post_sweeps(app, client):
    assert client.get("/").status_code == 405
