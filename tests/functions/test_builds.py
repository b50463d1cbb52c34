"""One build over HTTP: its files, its log, what patterns say of it, and its log beside others."""

from shared import bootstrap
from tests.functions.curating import created
from tests.history import HREF, JOB, WHOLE


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


def test_a_log_outside_the_layouts_is_a_build_of_its_own(web):
    sent = web.uploaded(b"main.c:7:3: error: no such type\n", job="lint", result="failure")
    build = web.json(f"/jobs/lint/{sent['record']}")
    assert (build["result"], build["complete"], build["log_id"]) == (
        "FAILURE",
        True,
        sent["log_id"],
    )
    assert f'href="/jobs/lint/{sent["record"]}"' in web.browse(f"/records/{sent['record']}").text


def test_a_build_shows_the_patterns_that_hit_its_log_the_best_one_first(web, job):
    build = f"{HREF}/14"
    record = web.json(build)["record"]
    page = web.browse(build).text
    assert "No pattern explains this log." in page
    assert f'action="/records/{record}/rescan"' in page
    other = created(web, "cache of")
    best = created(web, "unknown type name", specificity=9, labels=["known-problem"])
    assert web.client.post(f"/records/{record}/rescan").status_code == 200

    page = web.browse(build).text
    assert page.index(f"/patterns/{best['pattern_id']}") < page.index(
        f"/patterns/{other['pattern_id']}"
    )
    assert f'href="/records/{record}?line=122#L122"' in page
    assert f'href="/records/{record}?line=121#L121"' in page
    assert "best match" in page
    assert "known-problem</bdi>" in page
