"""Builds as tables over HTTP: completeness side by side, and samples of the data set."""

import csv
import io
import json

from tests.functions.curating import created
from tests.history import BUILDS, HREF, JOB


def rows(answer):
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_completeness_comes_side_by_side_as_page_json_and_csv(web, job, put):
    put({"logs/=unit/1/finished.json": b"{}"})
    chosen = "/completeness?job=team/nightly+e2e&job=%3Dunit"
    both = web.json(chosen)["jobs"]
    assert [each["job"] for each in both] == [JOB, "=unit"]
    assert both[0]["completeness"] == web.json(HREF)["completeness"]
    table = rows(web.get(f"{chosen}&format=csv"))
    sizes = {
        (row["job"], row["entries"]): row["share"]
        for row in table
        if (row["level"], row["measure"]) == ("first_level", "entry_count")
    }
    assert sizes == {
        (JOB, "6"): "0.700000",
        (JOB, "5"): "0.200000",
        (JOB, "4"): "0.100000",
        ("'=unit", "1"): "1.000000",
    }
    with_parent = rows(web.get("/completeness?job=%3Dunit&format=csv&parent=1"))
    assert {row["entries"] for row in with_parent if row["measure"] == "entry_count"} == {"2", "1"}
    page = web.browse("/completeness").text
    assert "70.0000 %" in page
    assert f'href="{HREF}#completeness"' in page


def test_a_sample_is_downloaded_and_is_the_same_for_the_same_seed(web, job, sweep):
    address = "/dataset?table=builds&job=team/nightly+e2e&sample=5&seed=3"
    answer = web.get(address)
    assert answer.mimetype == "application/x-ndjson"
    assert "builds.jsonl" in answer.headers["Content-Disposition"]
    builds = [json.loads(line) for line in answer.text.splitlines()]
    assert len(builds) == 5
    assert builds == [json.loads(line) for line in web.get(address).text.splitlines()]
    assert web.get(address.replace("seed=3", "seed=4")).text != answer.text
    columns = web.json("/dataset")["tables"]["builds"]
    assert [column["name"] for column in columns] == list(builds[0])
    lines = web.get("/dataset?table=extracts&job=team/nightly+e2e").text.splitlines()
    assert {json.loads(line)["severity"] for line in lines} == {"E"}
    created(web, "unknown type name")
    sweep()
    lines = web.get("/dataset?table=matches&job=team/nightly+e2e").text.splitlines()
    failed = web.json(f"{HREF}?result=FAILURE")["recent_builds"]
    assert len(lines) == sum(build["has_log"] for build in failed)
    assert {(json.loads(line)["version"], json.loads(line)["lines"]) for line in lines} == {(1, 1)}
    assert "failure lines" not in web.browse("/dataset?job=a").text


def test_more_builds_than_a_request_may_draw_from_are_left_to_the_command(web, job, monkeypatch):
    monkeypatch.setattr("shared.web.handlers.dataset.MAX_BUILDS", BUILDS - 1)
    answer = web.get("/dataset?table=builds&job=team/nightly+e2e")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "too_many_builds")
    assert "shared.cli dataset" in answer.json["error"]["message"]
