"""`/status`, and the lines that functions write for whoever runs them."""

import json
from dataclasses import replace

import pytest
from werkzeug.test import Client

from shared.adapters.github import GitHubStatuses
from shared.bootstrap import get_app
from shared.core.documents import Commit
from shared.core.ids import commit_key
from shared.local.functions import deliver, load_function
from shared.ports import Changes, Stored
from shared.services.commits.saying import Saying
from shared.telemetry import TRACE_HEADER
from tests.github_server import serving_github

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
TRACE = "105445aa7843bc8bf206b12000100000"


@pytest.fixture
def lines(capfd):
    """Return the structured lines written since this was asked last, by their messages."""

    def read() -> dict[str, dict]:
        found = [
            json.loads(line) for line in capfd.readouterr().err.splitlines() if line[:1] == "{"
        ]
        return {line["message"]: line for line in found}

    return read


@pytest.fixture
def left_unfolded(data_dir):
    """A service with one log that nobody counted yet."""
    app = get_app()
    source = app.logs.put("a.log", [FAILURE], metadata={})
    replace(app.ingest, folds_at_once=False).run(source, now_ms=app.now_ms() - 900_000)
    return app


def test_an_empty_service_says_that_nothing_waits(web):
    assert web.json("/status") == {
        "unfolded": 0,
        "unfolded_age_seconds": None,
        "open_scans": 0,
        "scan_age_seconds": None,
        "commits_due": 0,
        "commits_due_age_seconds": None,
        "last_recorded": None,
        "last_lag_ms": None,
        "problems": {},
        "stores": "embedded",
        "retention_days": 90,
    }
    page = web.browse("/status")
    assert page.status_code == 200
    assert "none yet" in page.text


def test_what_waits_is_told_with_its_age_and_where_to_read_on(web, left_unfolded):
    found = web.json("/status")
    assert found["unfolded"] == 1
    assert 900 <= found["unfolded_age_seconds"] < 1000
    assert "Counts are behind" in web.browse("/status").text


def test_commits_whose_time_has_come_are_counted_with_the_age_of_the_longest_due(web, data_dir):
    app = get_app()
    now_ms = app.now_ms()
    for number, due_ms in enumerate([now_ms - 900_000, now_ms - 1000, now_ms + 900_000, None]):
        key, sha = commit_key("acme/app", f"{number:040x}"), f"{number:040x}"
        commit = Commit(key, "acme/app", sha, now_ms, now_ms + 10**9, post_due_ms=due_ms)
        app.store.save(Changes([Stored(commit, None)]))
    found = web.json("/status")
    assert found["commits_due"] == 2
    assert 900 <= found["commits_due_age_seconds"] < 1000
    page = web.browse("/status").text
    assert "2, the oldest for 15 min" in page
    assert "Statuses are not posted" in page


def test_logs_that_could_not_be_read_are_counted_by_cause(web):
    for content in (b"", b"", b"\x1f\x8bbroken"):
        web.upload(content)
    problems = web.json("/status")["problems"]
    assert sum(problems.values()) == len(web.json("/records?problem=1")["records"]) > 0


def test_one_log_is_one_line_with_its_record_its_stages_and_its_calls(data_dir, lines):
    app, client = get_app(), Client(load_function("ingest", "cloudevent"))
    source = app.logs.put("logs/a/1/build-log.txt", [FAILURE], metadata={})
    assert deliver(client, source)

    line = lines()["recorded"]
    (record,) = app.store.list_records(now_ms=app.now_ms(), limit=9).items
    assert line["record"] == record.record_id
    assert line["fingerprint"] == record.fingerprint
    assert line["bytes"] == len(FAILURE)
    assert line["calls"]["store.save_record"] == 1
    assert line["calls"]["logs.read"] == 1
    stages = [line[f"{stage}_ms"] for stage in ("store", "logs", "derived", "builds", "own")]
    assert all(stage >= 0 for stage in stages)
    assert abs(line["total_ms"] - sum(stages)) <= len(stages), "each is rounded"
    assert line["lag_ms"] >= 0


def test_the_line_of_a_log_that_names_a_commit_tells_of_its_decision_too(data_dir, lines):
    app, client = get_app(), Client(load_function("ingest", "cloudevent"))
    metadata = {"repo": "acme/app", "sha": "a" * 40, "job": "unit", "result": "FAILURE"}
    with serving_github() as github:
        saying = Saying(lambda: GitHubStatuses(api_url=github.url, token="t"), "https://ci.example")
        vars(app)["deciding"] = replace(app.deciding, saying=saying)
        assert deliver(client, app.logs.put("a.log", [FAILURE], metadata=metadata))
        assert github.statuses

    line = lines()["recorded"]
    assert line["calls"]["github.post"] == 1
    assert line["calls"]["commits.list_undecided"] >= 1
    assert line["calls"]["store.take_lease"] == 1
    stages = ("store", "logs", "derived", "builds", "commits", "github", "own")
    told = [line.get(f"{stage}_ms", 0) for stage in stages]
    assert abs(line["total_ms"] - sum(told)) <= len(told), "each is rounded"


def test_the_lines_of_a_request_carry_its_trace_and_the_next_ones_do_not(data_dir, lines):
    client = Client(load_function("sweep", "http"))
    client.post("/", headers={TRACE_HEADER: f"{TRACE}/1;o=1"})
    assert lines()["swept"]["logging.googleapis.com/trace"] == f"projects//traces/{TRACE}"
    for header in ("", "x", TRACE.upper(), f"{TRACE}\u0661"):
        client.post("/", headers={TRACE_HEADER: header} if header else {})
        assert "logging.googleapis.com/trace" not in lines()["swept"]


def test_a_write_carries_the_trace_of_its_request(web, lines):
    headers = {TRACE_HEADER: TRACE}
    web.client.post("/logs", data={"file": (__file__, "a.log")}, headers=headers)
    assert lines()["write"]["logging.googleapis.com/trace"].endswith(TRACE)


def test_a_sweep_says_what_it_did_and_what_it_left(data_dir, left_unfolded, lines):
    Client(load_function("sweep", "http")).post("/")
    line = lines()["swept"]
    assert (line["folded"], line["unfolded"], line["unfolded_age_s"]) == (1, 0, None)
    assert line["scan_age_s"] is None
    assert (line["commits_due"], line["commits_due_age_s"]) == (0, None)


@pytest.mark.parametrize("name", ["ingest", "sweep"])
def test_alerts_and_metrics_ask_for_fields_that_are_written(name, data_dir, lines):
    """A filter on a field that nobody writes would never fire."""
    app = get_app()
    if name == "ingest":
        deliver(
            Client(load_function("ingest", "cloudevent")),
            app.logs.put("a.log", [FAILURE], metadata={}),
        )
    else:
        Client(load_function("sweep", "http")).post("/")
    written = {field for line in lines().values() for field in line}
    asked = {
        "ingest": {"lag_ms", "record", "problem", "object", "fingerprint"},
        "sweep": {"unfolded_age_s", "scan_age_s", "message"},
    }
    assert asked[name] <= written
