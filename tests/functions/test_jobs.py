"""Jobs over HTTP: what programs read, what people see, and what is refused."""

import re

import pytest

from shared import bootstrap
from shared.core.documents import Build, BuildFacts
from shared.ports import Changes, Stored
from shared.services.builds.fold import BuildFolding
from shared.web.openapi.build_schemas import BUILD_SCHEMAS
from tests.faults import Calls, Faulty
from tests.functions.curating import created
from tests.history import BUILDS, HREF, JOB, WHOLE, history


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


def test_its_reports_show_their_labels_and_how_often_patterns_explain_them(web, job):
    [report] = web.json("/")["reports"]
    assert "explained by patterns" not in web.browse(HREF).text
    web.client.post("/issues", data={"report_id": report["log_id"], "summary": "no such type"})
    issue = f"/issues/{report['issue_id']}"
    assert web.client.patch(issue, data={"labels": "flaky"}).status_code == 200
    created(web, "unknown type name")
    web.client.post(f"/records/{web.json(f'{HREF}/14')['record']}/rescan")
    page = web.browse(HREF).text
    assert "1 explained by patterns" in page
    assert "flaky</bdi>" in page
    assert web.client.patch(issue, data={"labels": ""}).status_code == 200
    assert "flaky</bdi>" not in web.browse(HREF).text


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


def test_a_second_generation_of_a_log_counts_once(web, put):
    for text in (b"main.c:7:3: error: no such type\n", b"fine\n"):
        put({"logs/unit/1/build-log.txt": text})
    answer = web.json("/jobs/unit")
    assert (answer["builds"], answer["logs"]) == (1, 1)
    assert answer["recent_builds"][0]["log_bytes"] == 5
    assert answer["recent_builds"][0]["log_id"] is None


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
