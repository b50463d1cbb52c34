"""Jobs and builds over HTTP: what programs read, what people see, and what is refused."""

import csv
import io
import json
import re

import pytest

from shared import bootstrap
from shared.core.documents import Build, BuildFacts
from shared.ports import Changes, Stored
from shared.services.builds.fold import BuildFolding
from shared.web.openapi.build_schemas import BUILD_SCHEMAS
from tests.faults import Calls, Faulty
from tests.history import HREF, JOB, history

BUILDS = 20
WHOLE = [
    "artifacts/",
    "build-log.txt",
    "finished.json",
    "podinfo.json",
    "prowjob.json",
    "started.json",
]


@pytest.fixture
def put(data_dir):
    """Return a way to put objects into the bucket and deliver their events, in this order."""
    app = bootstrap.get_app()

    def put_all(objects, **metadata):
        found = [app.logs.put(name, [text], metadata=metadata) for name, text in objects.items()]
        for each in found:
            app.ingest.run(each, now_ms=app.now_ms())

    return put_all


@pytest.fixture
def job(put):
    """A job of BUILDS builds, two of which have no log and two of which never ended."""
    put(history(BUILDS))


def test_a_job_tells_what_its_builds_have_and_how_it_fares(web, job):
    answer = web.json(HREF)

    assert (answer["job"], answer["builds"], answer["complete"], answer["logs"]) == (
        JOB,
        BUILDS,
        14,
        18,
    )
    assert answer["results"] == {"SUCCESS": 12, "FAILURE": 6, "none": 2}
    found = answer["completeness"]
    assert found["first_level"][0] == {"entries": WHOLE, "count": 14, "share": 0.7}
    assert sum(each["count"] for each in found["first_level"]) == BUILDS
    assert found["entry_counts"] == [
        {"entries": 6, "count": 14, "share": 0.7},
        {"entries": 5, "count": 4, "share": 0.2},
        {"entries": 4, "count": 2, "share": 0.1},
    ]
    assert found["presence"]["build-log.txt"] == 0.9
    assert found["artifacts"][1] == {"entries": [], "count": 2, "share": 0.1}
    assert found["without_log"] == 2
    health = answer["health"]
    assert health["decided"] == 18
    assert health["pass_rate"]["share"] == pytest.approx(2 / 3)
    assert health["pass_rate"]["low"] < 2 / 3 < health["pass_rate"]["high"]
    assert (health["fixes"], health["consecutive_failures"]) == (4, 0)
    assert answer["durations"]["FAILURE"]["count"] == 6
    assert sum(each["count"] for each in answer["log_sizes"]["SUCCESS"]["buckets"]) == 12


def test_its_builds_come_page_by_page_the_last_begun_first(web, job):
    shown, address = [], f"{HREF}?limit=8"
    while address:
        page = web.json(address)
        shown += [build["build_id"] for build in page["recent_builds"]]
        address = page["next"] and f"{HREF}?limit=8&cursor={page['next']}"
    assert shown == [str(number) for number in range(BUILDS, 0, -1)]
    failed = web.json(f"{HREF}?result=FAILURE")["recent_builds"]
    assert [build["build_id"] for build in failed] == ["18", "14", "13", "8", "4", "3"]
    assert {build["log_id"] for build in failed if build["has_log"]} == {
        web.json("/")["reports"][0]["log_id"]
    }


def test_a_build_tells_its_files_its_times_and_its_test_results(web, job):
    build = web.json(f"{HREF}/14")

    assert (
        build
        | {
            "job": JOB,
            "build_id": "14",
            "result": "FAILURE",
            "started": "2026-11-21T08:40:00Z",
            "finished": "2026-11-21T09:00:00Z",
            "duration_seconds": 1200.0,
            "repo": "acme/shop",
            "sha": f"{7:040x}",
            "branch": "main",
            "pull": None,
            "entries": WHOLE,
            "artifact_entries": ["gather/", "junit_checks.xml", "metadata.json"],
            "complete": True,
            "log_lines": 123,
        }
        == build
    )
    assert build["log_id"] == web.json("/")["reports"][0]["log_id"]
    [results] = build["test_results"]
    assert (results["tests"], results["failures"], results["skipped"]) == (3, 1, 1)
    assert results["failed"][0]["message"] == "expected 3, got 4 <script>"
    page = web.browse(f"{HREF}/14").text
    assert "expected 3, got 4 &lt;script&gt;" in page
    assert "<script>" not in page


def test_a_build_without_a_log_says_so_wherever_it_is_shown(web, job):
    build = web.json(f"{HREF}/18")
    assert (build["has_log"], build["complete"], build["log_bytes"]) == (False, False, None)
    assert "This build has no build-log.txt." in web.browse(f"{HREF}/18").text
    assert "no log</strong>" in web.browse(f"{HREF}?result=FAILURE").text
    assert "2 builds without a log" in web.browse(HREF).text


def test_one_that_never_ended_has_no_result(web, job):
    build = web.json(f"{HREF}/7")
    assert (build["result"], build["finished"], build["settled"]) == (None, None, False)
    assert "This build has not ended yet." in web.browse(f"{HREF}/7").text


def test_latest_leads_to_the_last_begun_build(web, job, put):
    answer = web.get(f"{HREF}/latest?format=json")
    assert (answer.status_code, answer.location) == (303, f"{HREF}/20?format=json")
    put({f"logs/{JOB}/latest/finished.json": b'{"result": "ABORTED"}'})
    assert web.json(f"{HREF}/latest")["result"] == "ABORTED"


def test_a_log_is_compared_with_the_last_pass_before_it(web, job):
    found = web.json(f"{HREF}/14/compare")

    assert (found["here"]["build_id"], found["there"]["build_id"]) == ("14", "12")
    assert found["totals"] == {"only_here": 3, "only_there": 1, "both": 1}
    assert [line["line_number"] for line in found["only_here"]] == [121, 122, 123]
    assert found["only_there"][0]["line"] == "all 40 checks passed in 12.5s"
    assert found["both"][0]["lines"] == 120
    page = web.browse(f"{HREF}/14/compare").text
    assert f'href="/records/{found["here"]["record"]}?line=122#L122"' in page
    assert f'href="/records/{found["there"]["record"]}?line=41#L41"' in page
    assert "&lt;b&gt;warning&lt;/b&gt;" in page
    assert "\x1b" not in page


def test_a_log_is_compared_with_any_other(web, job):
    found = web.json(f"{HREF}/14/compare?build=13")
    assert found["totals"]["only_here"] == found["totals"]["only_there"] == 0
    other = web.json(f"{HREF}/14/compare?job=team/nightly+e2e&build=12")
    assert other["there"]["build_id"] == "12"
    log = web.browse(f"/records/{found['here']['record']}").text
    assert f'href="{HREF}/14/compare"' in log
    assert f'href="{HREF}/14"' in log


def test_what_cannot_be_compared_says_why_and_offers_others(web, job):
    answer = web.get(f"{HREF}/18/compare", accept="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "log_not_found")
    assert "build 18" in answer.json["error"]["message"]
    page = web.browse(f"{HREF}/18/compare")
    assert page.status_code == 404
    assert 'name="build"' in page.text


def test_jobs_are_listed_with_their_health_and_found_by_name(web, job, put):
    put({f"logs/unit-{number}/1/finished.json": b'{"passed": true}' for number in range(3)})
    everything = web.json("/jobs")["jobs"]
    assert {each["job"] for each in everything} == {JOB, "unit-0", "unit-1", "unit-2"}
    [found] = web.json("/jobs?q=NIGHTLY")["jobs"]
    assert found["completeness"] == web.json(HREF)["completeness"]
    assert (found["builds"], found["last_result"]) == (BUILDS, "SUCCESS")
    assert web.json("/jobs?q=nightly&result=FAILURE")["jobs"] == []
    page = web.browse("/jobs?q=unit").text
    assert set(re.findall(r'href="(/jobs/[^"]+)"', page)) == {f"/jobs/unit-{n}" for n in range(3)}
    assert web.browse("/jobs?q=&result=").location == "/jobs"


def test_pages_of_jobs_lead_on_past_those_that_a_filter_leaves_out(web, put):
    put({f"logs/job-{number}/1/finished.json": b"{}" for number in range(9)})
    shown, address = [], "/jobs?limit=2&q=job-3"
    while address:
        page = web.json(address)
        shown += [each["job"] for each in page["jobs"]]
        address = page["next"] and f"/jobs?limit=2&q=job-3&cursor={page['next']}"
    assert shown == ["job-3"]


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


def test_a_sample_is_downloaded_and_is_the_same_for_the_same_seed(web, job):
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
    assert "failure lines" not in web.browse("/dataset?job=a").text


def test_more_builds_than_a_request_may_draw_from_are_left_to_the_command(web, job, monkeypatch):
    monkeypatch.setattr("shared.web.handlers.dataset.MAX_BUILDS", BUILDS - 1)
    answer = web.get("/dataset?table=builds&job=team/nightly+e2e")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "too_many_builds")
    assert "shared.cli dataset" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/jobs?result=GREEN", 400, "invalid_result"),
        (f"/jobs?q={'x' * 501}", 400, "invalid_q"),
        ("/jobs?limit=0", 400, "invalid_limit"),
        ("/jobs/none", 404, "job_not_found"),
        ("/jobs/none?result=success", 400, "invalid_result"),
        ("/jobs/none/1", 404, "build_not_found"),
        ("/jobs/none/latest", 404, "job_not_found"),
        ("/jobs/none/1/compare", 404, "build_not_found"),
        ("/jobs/none/1/compare?job=a", 400, "missing_build"),
        ("/jobs/a~1b~0~2%00%F0%9F/..%5C", 404, "build_not_found"),
        ("/completeness?job=none", 404, "job_not_found"),
        ("/completeness?parent=yes", 400, "invalid_parent"),
        ("/completeness?format=xml", 400, "invalid_format"),
        (f"/completeness?{'&'.join(f'job={n}' for n in range(21))}", 400, "too_many_jobs"),
        ("/dataset?table=logs", 400, "invalid_table"),
        ("/dataset?table=builds", 400, "missing_job"),
        ("/dataset?table=builds&job=none", 404, "job_not_found"),
        ("/dataset?table=builds&job=none&sample=2001", 400, "invalid_sample"),
        ("/dataset?table=builds&job=none&sample=0", 400, "invalid_sample"),
        ("/dataset?table=builds&job=none&seed=-1", 400, "invalid_seed"),
    ],
)
def test_bad_input_says_what_is_valid(web, path, status, code):
    answer = web.get(path, accept="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    if "format=" not in path:
        page = web.browse(path)
        assert (page.status_code, page.mimetype) == (status, "text/html")


ODD_FILES = {
    "no-json": b'{"timestamp": {',
    "wrong types": b'{"timestamp": [1], "result": {"a": 1}, "passed": "yes"}',
    "a list": b"[[[]]]",
    "time as text": b'{"timestamp": "1795200000", "result": "SUCCESS"}',
    "in the future": b'{"timestamp": 99999999999, "result": "FAILURE"}',
    "not utf-8": b'\xff\xfe{"result": "\xed\xa0\x80"}',
    "nothing": b"",
}


def test_odd_files_and_names_show_as_they_are(web, put):
    job = 'a/b~1 <i>&"'
    files = {f"logs/{job}\u202e/{build}/finished.json": text for build, text in ODD_FILES.items()}
    files |= {f"logs/{job}\u202e/{build}/started.json": text for build, text in ODD_FILES.items()}
    put(files)
    page = web.browse("/jobs").text
    [href] = set(re.findall(r'href="(/jobs/[^"]+)"', page))
    shown = web.json(href)
    assert (shown["job"], shown["builds"], shown["logs"]) == (job, len(ODD_FILES), 0)
    assert shown["results"] == {"SUCCESS": 1, "FAILURE": 1, "none": 5}
    page = web.browse(href).text
    assert "<i>" not in page
    assert "\u202e" not in page
    hrefs = set(re.findall(rf'href="({re.escape(href)}/[^"/]+)"', page)) - {f"{href}/latest"}
    assert len(hrefs) == len(ODD_FILES)
    for build in hrefs:
        assert web.browse(build).status_code == 200
        assert web.json(build)["started"] in (None, "2026-11-20T18:40:00Z")


def test_a_build_that_ends_before_it_begins_and_one_of_very_many_artifacts(web, put):
    folder = "logs/odd/1/"
    app = bootstrap.get_app()
    for number in range(300):
        app.logs.put(f"{folder}artifacts/{number:04}.txt", [b"x"], metadata={})
    put({f"{folder}finished.json": b'{"timestamp": 1795200000, "result": "FAILURE"}'})
    put({f"{folder}started.json": b'{"timestamp": 1795200600}'})
    build = web.json("/jobs/odd/1")
    assert (build["duration_seconds"], build["entries_cut"]) == (None, True)
    assert len(build["artifact_entries"]) == 200
    assert "There are more than are kept here." in web.browse("/jobs/odd/1").text


def test_a_second_generation_of_a_log_counts_once(web, put):
    for text in (b"main.c:7:3: error: no such type\n", b"fine\n"):
        put({"logs/unit/1/build-log.txt": text})
    answer = web.json("/jobs/unit")
    assert (answer["builds"], answer["logs"]) == (1, 1)
    assert answer["recent_builds"][0]["log_bytes"] == 5
    assert answer["recent_builds"][0]["log_id"] is None


def test_a_log_outside_the_layouts_is_a_build_of_its_own(web):
    sent = web.uploaded(b"main.c:7:3: error: no such type\n", job="lint", result="failure")
    build = web.json(f"/jobs/lint/{sent['record']}")
    assert (build["result"], build["complete"], build["log_id"]) == (
        "FAILURE",
        True,
        sent["log_id"],
    )
    assert f'href="/jobs/lint/{sent["record"]}"' in web.browse(f"/records/{sent['record']}").text


def test_an_empty_service_says_how_to_begin(web):
    assert "shared.cli backfill" in web.browse("/jobs").text
    assert web.json("/jobs") == {"jobs": [], "next": None}
    assert "No job yet" in web.browse("/completeness").text


def add_builds(app, first, last):
    for number in range(first, last):
        facts = BuildFacts("unit", str(number), number, "SUCCESS", number, number + 60_000)
        build = Build(f"{number:020x}", "b", f"logs/unit/{number}/", facts, app.now_ms() + 10**9)
        app.store.save(Changes([Stored(build, None)]))
    BuildFolding(app.store, app.builds).run()


def test_a_job_page_reads_the_same_however_many_builds_there_are(web, put, monkeypatch):
    app, reads = bootstrap.get_app(), []
    put(history(10, "unit"))
    store, builds = app.store, app.builds
    for first, last in ((100, 160), (1000, 1600)):
        add_builds(app, first, last)
        calls = Calls()
        monkeypatch.setitem(vars(app), "store", Faulty(store, calls=calls))
        monkeypatch.setitem(vars(app), "builds", Faulty(builds, calls=calls))
        assert web.browse("/jobs/unit").status_code == 200
        reads.append(calls.reads)
        assert calls.writes == 0
        monkeypatch.undo()
        monkeypatch.setenv("DATA_DIR", str(app.settings.data_dir))
    assert web.json("/jobs/unit")["builds"] == 670
    assert reads[0] == reads[1] <= 12


def test_every_field_that_is_answered_is_described(web, job):
    build, comparison = web.json(f"{HREF}/14"), web.json(f"{HREF}/14/compare")
    found, listed = web.json(HREF), web.json("/jobs")
    completeness = found["completeness"]
    answered = {
        "Build": found["recent_builds"][0],
        "BuildWithResults": build,
        "TestResults": build["test_results"][0],
        "JobList": listed,
        "ListedJob": listed["jobs"][0],
        "JobWithBuilds": found,
        "Completeness": completeness,
        "EntrySet": completeness["first_level"][0],
        "EntryCount": completeness["entry_counts"][0],
        "JobHealth": found["health"],
        "Rate": found["health"]["flake_rate"],
        "Spread": found["durations"]["SUCCESS"],
        "CompletenessList": web.json("/completeness"),
        "Comparison": comparison,
        "ComparedBuild": comparison["here"],
        "ComparedLine": comparison["both"][0],
        "Dataset": web.json("/dataset"),
    }
    assert answered.keys() == BUILD_SCHEMAS.keys()
    for name, value in answered.items():
        assert value.keys() == BUILD_SCHEMAS[name]["properties"].keys(), name
