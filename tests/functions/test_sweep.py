"""The `sweep` function as the scheduler calls it."""

from itertools import chain, repeat

import pytest
from functions_framework import create_app
from werkzeug.test import Client

from shared.bootstrap import get_app
from shared.core.commits.hearing import reminder
from shared.core.curation import Proposal
from shared.core.patterns.model import Expression, Kind
from shared.services.patterns.curate import By
from tests.scripted_server import Answer, answering


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    get_app.cache_clear()
    yield get_app()
    get_app.cache_clear()


IDLE = {
    "folded": 0,
    "busy": False,
    "scanned": 0,
    "builds_looked_at": 0,
    "builds_folded": 0,
    "branch_news": 0,
    "decided": 0,
    "logs_fetched": 0,
    "fetching_later": 0,
    "not_fetched": 0,
    "told": 0,
    "telling_later": 0,
    "not_told": 0,
}


@pytest.fixture
def client():
    return Client(create_app("sweep", "functions/sweep.py", "http"))


def test_a_sweep_answers_how_many_records_it_folded(app, client):
    from dataclasses import replace

    unfolding = replace(app.ingest, folds_at_once=False)
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    unfolding.run(source, now_ms=app.now_ms())

    assert client.post("/").get_json() == IDLE | {"folded": 1}
    assert client.post("/").get_json() == IDLE


def test_a_sweep_scans_stored_logs_for_a_new_pattern(app, client):
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    record = app.ingest.run(source, now_ms=app.now_ms()).record
    made = app.curation.create(
        Proposal(Expression(Kind.LITERAL, "no type")), By("ann", app.now_ms())
    )

    assert client.post("/").get_json() == IDLE | {"folded": 1, "scanned": 1}
    [hit] = app.store.get_record(record.record_id).value.hits
    assert hit.pattern_id == made.pattern.pattern_id


def test_a_sweep_has_time_for_commits_however_long_the_rest_took(app, client, monkeypatch):
    now_ms = app.now_ms()
    times = chain([now_ms], repeat(now_ms + 600_000))
    monkeypatch.setattr(app, "now_ms", lambda: next(times))
    app.deciding.keep(reminder("acme/app", "c0ffee" * 6 + "c0de", "a test", now_ms=now_ms))

    assert client.post("/").get_json() == IDLE | {"decided": 1}


def test_a_sweep_counts_builds_in_their_jobs(app, client):
    from dataclasses import replace

    unfolding = replace(app.ingest, folds_at_once=False)
    source = app.logs.put("logs/a/1/finished.json", [b'{"passed": true}'], metadata={})
    unfolding.run(source, now_ms=app.now_ms())

    assert client.post("/").get_json()["builds_folded"] == 1
    assert app.builds.get_stats(["a"])["a"].value.results == {"SUCCESS": 1}


def test_a_sweep_tells_people_what_is_new(tmp_path, monkeypatch, client):
    with answering(lambda _: Answer(200, b"ok")) as slack:
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        monkeypatch.setenv("NOTIFY_SLACK_URL", f"{slack.url}/services/T/B/x")
        get_app.cache_clear()
        app = get_app()
        source = app.logs.put("a.log", [b"a.c:7:3: error: no type\n"], metadata={"branch": "main"})
        app.ingest.run(source, now_ms=app.now_ms())
        assert [client.post("/").get_json()["told"] for _ in range(2)] == [1, 0]
        get_app.cache_clear()
    (asked,) = slack.asked
    assert "New failure on main: " in asked.json["text"]
    assert "http://127.0.0.1:8080/reports/" in asked.json["text"]


def test_a_sweep_of_a_store_on_one_machine_removes_what_expired(app, client):
    source = app.logs.put("a.log", [b"main.c:7:3: error: no type\n"], metadata={})
    record = app.ingest.run(source, now_ms=0).record
    app.logs.delete("a.log")

    client.post("/")

    assert app.store.get_record(record.record_id) is None
    assert app.store.list_reports(limit=1).items[0].tally.occurrences == 1


def test_only_post_sweeps(app, client):
    assert client.get("/").status_code == 405
