"""Every page of the running service, as browsers and as curl see it."""

import re

import pytest

from shared.bootstrap import get_app
from shared.web import readiness

FAILURE = b"".join(b"step %d\n" % number for number in range(1, 3001)) + (
    b"src/main.c:8:44: error: 'struct entry' has no member named 'amount'\n"
    b"make: *** [Makefile:3: main.o] Error 1\n"
)
PASSING = b"all is well\nthe end\n"
UNKNOWN = "000000000"


@pytest.fixture
def failure(web):
    """The answer to an uploaded log that shows a failure."""
    return web.uploaded(FAILURE, job="unit", build="17")


@pytest.mark.parametrize("path", ["/", "/records", "/records?problem=1", "/upload"])
def test_an_empty_service_says_what_to_do(web, path):
    page = web.browse(path)
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    if "problem" not in path:
        assert "curl -F file=@build.log http://localhost/logs" in page.text


def test_reports_are_listed(web, failure):
    page = web.browse("/")
    assert f'href="/reports/{failure["log_id"]}"' in page.text
    assert "has no member named" in page.text
    assert web.json("/") == {
        "reports": [{k: v for k, v in failure.items() if k not in ("new", "record")}],
        "next": None,
        "previous": None,
        "total": 1,
        "total_capped": False,
    }


def test_lists_are_paged(web):
    for name in ("alpha", "beta", "gamma"):
        web.uploaded(b"src/%s.c:1: error: %s is broken\n" % (name.encode(), name.encode()))
    first = web.json("/?limit=2")
    rest = web.json(f"/?limit=2&cursor={first['next']}")
    assert [len(first["reports"]), len(rest["reports"]), rest["next"]] == [2, 1, None]
    older = re.search(r'class="next" href="([^"]+)"', web.browse("/?limit=2").text)[1]
    page = web.browse(older.replace("&amp;", "&"))
    assert page.text.count('class="title"') == 1
    newer = re.search(r'href="([^"]+)" rel="prev"', page.text)[1].replace("&amp;", "&")
    assert web.browse(newer).text.count('class="title"') == 2


def test_a_report_says_why_and_where(web, failure):
    page = web.browse(f"/reports/{failure['log_id']}")
    assert page.status_code == 200
    assert failure["fingerprints"][0] in page.text
    assert f'href="/records/{failure["record"]}?line=3001#L3001"' in page.text
    assert "unit" in page.text
    assert web.json(f"/reports/{failure['log_id']}")["log_id"] == failure["log_id"]


def test_a_log_is_its_bytes_for_curl_and_a_viewer_for_browsers(web, failure):
    for path in (f"/logs/{failure['log_id']}", f"/records/{failure['record']}"):
        text = web.get(path)
        assert (text.data, text.content_type) == (FAILURE, "text/plain; charset=utf-8")
        page = web.browse(path)
        assert page.mimetype == "text/html"
        assert 'id="L3001"' in page.text
        assert f'href="/records/{failure["record"]}?format=text"' in page.text
    assert web.json(f"/records/{failure['record']}")["line_number"] == 3001


def test_an_extract_is_numbered_lines(web, failure):
    path = f"/logs/extracted/{failure['log_id']}"
    assert web.get(path).text.startswith("3001: src/main.c:8:44: error:")
    assert web.get(path).mimetype == "text/plain"
    assert "Lines that explain the failure" in web.browse(path).text
    lines = web.json(path)["lines"]
    assert lines[0]["line_number"] == 3001
    assert web.get(f"/records/{failure['record']}/extracted").data == web.get(path).data


def test_the_first_occurrence_has_a_date(web, failure):
    path = f"/logs/{failure['log_id']}/datetime"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n", web.get(path).text)
    assert web.json(path) == {"log_id": failure["log_id"], "datetime": failure["first_seen"]}


def test_passing_and_unreadable_logs_are_listed_too(web, failure):
    passing = web.uploaded(PASSING)
    broken = web.upload(b"").json["error"]["record"]
    page = web.browse("/records").text
    assert all(f"/records/{record}" in page for record in (passing["record"], broken))
    assert "No failure" in page
    problems = web.browse("/records?problem=1").text
    assert f"/records/{broken}" in problems
    assert passing["record"] not in problems
    assert "The log is empty." in problems
    (row,) = web.json("/records?problem=1")["records"]
    assert (row["record"], row["problem"]) == (broken, "empty_log")
    listed = web.json("/records")["records"]
    assert {row["log_id"] for row in listed} == {failure["log_id"], None}


def test_a_passing_log_can_be_read_and_has_nothing_to_extract(web):
    record = web.uploaded(PASSING)["record"]
    assert "all is well" in web.browse(f"/records/{record}").text
    assert web.get(f"/records/{record}/extracted").data == b""
    assert "Nothing to extract" in web.browse(f"/records/{record}/extracted").text


def test_an_unreadable_log_has_a_page_that_says_why(web):
    record = web.upload(b"").json["error"]["record"]
    page = web.browse(f"/records/{record}")
    assert page.status_code == 200
    assert "Check that the build writes its output" in page.text


def test_a_log_deleted_from_the_bucket_leaves_its_record(web, failure, data_dir):
    for path in (data_dir / "bucket").rglob("*.log.gz"):
        path.unlink()
    record = failure["record"]
    assert web.get(f"/records/{record}").status_code == 404
    assert web.get(f"/records/{record}").json["error"]["code"] == "log_gone"
    assert web.get(f"/logs/{failure['log_id']}").json["error"]["code"] == "log_not_found"
    page = web.browse(f"/records/{record}")
    assert page.status_code == 200
    assert "The log itself is not kept any more." in page.text
    assert web.browse(f"/reports/{failure['log_id']}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/reports/{UNKNOWN}",
        "/reports/1",
        f"/logs/{UNKNOWN}",
        "/logs/0000000000",
        f"/logs/{UNKNOWN}/datetime",
        f"/logs/extracted/{UNKNOWN}",
        "/records/00000000000000000000",
        "/records/..%2f..%2fetc",
        "/records/x/extracted",
        "/nothing",
        "/assets/style.css.map",
        "/assets/..%2fsite.py",
        "/%00",
        "/reports/%ff%fe",
    ],
)
def test_what_does_not_exist_is_a_404_that_says_what_to_do(web, path):
    answer = web.get(path)
    assert answer.status_code == 404
    assert answer.json["error"]["message"].endswith(".")
    page = web.browse(path)
    assert (page.status_code, page.mimetype) == (404, "text/html")


@pytest.mark.parametrize(
    "path", ["/?limit=0", "/?limit=x", "/?cursor=%00", "/?format=xml", "/records?problem=maybe"]
)
def test_bad_parameters_are_a_400(web, path):
    assert web.get(path).status_code == 400
    assert web.browse(path).status_code == 400


def test_a_foreign_cursor_starts_at_the_top(web, failure):
    assert len(web.json("/?cursor=of-another-store")["reports"]) == 1


def test_a_bad_line_is_a_400(web, failure):
    assert web.browse(f"/records/{failure['record']}?line=0").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_told_which_ones_there_are(web, method):
    answer = web.client.open("/logs", method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_head_has_no_body(web, failure):
    for path in ("/", "/logs/" + failure["log_id"], "/health"):
        answer = web.client.head(path)
        assert (answer.status_code, answer.data) == (200, b"")


def test_logs_without_id_lead_to_the_list(web):
    answer = web.get("/logs")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_trailing_slash_is_taken_off(web):
    answer = web.get("/records/?limit=2")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/records?limit=2")


def test_the_style_sheet_is_cached_for_good_under_its_own_address(web):
    url = re.search(r'href="(/assets/style.css\?v=\w+)"', web.browse("/").text)[1]
    sheet = web.get(url)
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "no-cache" in web.get("/assets/style.css").headers["Cache-Control"]
    again = web.get(url, **{"If-None-Match": sheet.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_every_answer_carries_the_security_headers(web, failure):
    paths = ["/", "/nothing", f"/logs/{failure['log_id']}", "/health", "/assets/mark.svg", "/logs"]
    for path in paths:
        headers = web.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "script" not in headers["Content-Security-Policy"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Referrer-Policy"] == "same-origin"


def test_only_the_log_viewer_runs_a_script_and_only_ours(web, failure):
    page = web.browse(f"/logs/{failure['log_id']}")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script[^>]*>[^<]*</script>", page.text)
    [url] = re.findall(r'src="(/assets/lines.js\?v=\w+)"', "".join(scripts))
    assert scripts == [f'<script src="{url}" defer></script>']
    assert web.get(url).mimetype == "text/javascript"
    for path in ("/", f"/reports/{failure['log_id']}", "/records"):
        assert "script-src" not in web.browse(path).headers["Content-Security-Policy"]


def test_an_unexpected_error_shows_nothing_of_itself(web, monkeypatch, capfd):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr(type(get_app().store), "list_reports", broken)
    page = web.browse("/")
    assert page.status_code == 500
    assert "secret" not in page.text
    (line,) = [line for line in capfd.readouterr().err.splitlines() if "secret detail" in line]
    assert '"severity": "ERROR"' in line


def test_health(web):
    assert web.get("/health").json == {"status": "ok"}


def test_health_waits_for_the_samples(web):
    readiness.set_ready(False)
    try:
        answer = web.get("/health")
    finally:
        readiness.set_ready(True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
