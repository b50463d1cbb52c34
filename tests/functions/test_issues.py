"""Issues and merged reports over HTTP: as curl, as programs and as browsers use them."""

import io
import json
import re

import pytest

from tests.functions.conftest import BROWSER
from tests.services.test_similar import reworded
from tests.services.test_twins import a_stack

FAILURE = b"src/main.c:8:44: error: 'struct entry' has no member named 'amount'\n"
OTHER = b"Segmentation fault (core dumped)\n"
FIELDS = {
    "issue_id",
    "status",
    "report_type",
    "occurrences",
    "summary",
    "log_id",
    "created",
    "seen_since_closed",
    "comments",
}


def post(web, path, data=None, *, accept="*/*", **options):
    return web.client.post(path, data=data, headers={"Accept": accept}, **options)


def file_bug(web, text=FAILURE, summary="New builds are toast", **more):
    data = {"file": (io.BytesIO(text), "build.log"), "summary": summary, **more}
    return post(web, "/issues", data)


def patch(web, issue_id, **options):
    return web.client.patch(f"/issues/{issue_id}", **options)


@pytest.fixture
def issue(web):
    answer = file_bug(web)
    assert answer.status_code == 201, answer.text
    return answer.json


def listed(web, query=""):
    return [row["issue_id"] for row in web.json(f"/issues{query}")["issues"]]


class TestFiling:
    def test_with_a_log_answers_the_issue(self, web, issue):
        assert issue.keys() >= FIELDS
        assert re.fullmatch(r"[0-9]{6}", issue["issue_id"])
        assert (issue["status"], issue["report_type"], issue["occurrences"]) == ("Open", "E", 1)
        assert (issue["summary"], issue["comments"]) == ("New builds are toast", [])
        assert web.json(f"/reports/{issue['log_id']}")["issue_id"] == issue["issue_id"]

    def test_with_a_log_says_where_the_issue_is(self, web):
        answer = file_bug(web)

        assert answer.headers["Location"] == f"/issues/{answer.json['issue_id']}"

    def test_upgrades_the_ghost_of_a_known_failure(self, web):
        report = web.uploaded(FAILURE)
        assert web.json(f"/issues/{report['issue_id']}")["status"] == "Ghost"
        assert listed(web) == []
        answer = file_bug(web)

        assert (answer.status_code, answer.json["issue_id"]) == (201, report["issue_id"])
        assert answer.json["occurrences"] == 2

    def test_again_counts_is_a_comment_and_answers_200(self, web, issue):
        again = file_bug(web, summary="Mine too")

        assert (again.status_code, again.json["issue_id"]) == (200, issue["issue_id"])
        assert again.json["occurrences"] == 2
        (comment,) = again.json["comments"]
        assert (comment["text"], comment["by"]) == ("Mine too", "local")

    @pytest.mark.parametrize("as_json", [False, True])
    def test_on_a_report_is_no_occurrence(self, web, as_json):
        report = web.uploaded(FAILURE)
        sent = {"report_id": report["log_id"], "summary": "toast"}
        answer = post(web, "/issues", **({"json": sent} if as_json else {"data": sent}))

        assert (answer.status_code, answer.json["occurrences"]) == (201, 1)
        assert answer.json["issue_id"] == report["issue_id"]

    def test_reopens_a_closed_issue(self, web, issue):
        patch(web, issue["issue_id"], data={"new_status": "closed"})
        again = post(web, "/issues", {"report_id": issue["log_id"], "summary": "still"})

        assert (again.status_code, again.json["status"]) == (200, "Open")

    def test_by_form_shows_the_issue(self, web):
        report = web.uploaded(FAILURE)
        page = web.browse(f"/reports/{report['log_id']}").text
        assert 'action="/issues"' in page
        sent = {"report_id": report["log_id"], "summary": "<script>alert(1)</script>"}
        answer = post(web, "/issues", sent, accept=BROWSER)

        assert answer.status_code == 303
        shown = web.browse(answer.headers["Location"]).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert "<script" not in shown

    def test_with_a_log_that_shows_no_failure_stores_nothing(self, web, data_dir):
        answer = file_bug(web, b"all is well\n")

        assert (answer.status_code, answer.json["error"]["code"]) == (400, "no_failure_found")
        assert web.json("/records")["records"] == []
        assert list((data_dir / "bucket").rglob("*.log.gz")) == []

    @pytest.mark.parametrize(
        ("sent", "status", "code"),
        [
            pytest.param({"summary": "x"}, 400, "missing_file", id="no-file"),
            pytest.param({"file": FAILURE}, 400, "missing_summary", id="no-summary"),
            pytest.param({"file": FAILURE, "summary": " \n"}, 400, "empty_summary", id="empty"),
            pytest.param(
                {"file": FAILURE, "summary": "ä" * 2049}, 400, "summary_too_long", id="over-4-kb"
            ),
            pytest.param(
                {"file": FAILURE, "summary": "x" * 10_000}, 400, "summary_too_long", id="10000"
            ),
            pytest.param(
                {"file": FAILURE, "summary": "x", "report_id": "1"},
                400,
                "file_and_report",
                id="both",
            ),
            pytest.param(
                {"report_id": "000000000", "summary": "x"}, 404, "report_not_found", id="unknown"
            ),
            pytest.param(
                {"report_id": "12", "summary": "x"}, 404, "report_not_found", id="ill-formed"
            ),
            pytest.param({"file": b"", "summary": "x"}, 400, "empty_log", id="empty-log"),
        ],
    )
    def test_what_cannot_be_used_is_refused_and_leaves_nothing(self, web, sent, status, code):
        data = {
            name: (io.BytesIO(value), "build.log") if name == "file" else value
            for name, value in sent.items()
        }
        answer = post(web, "/issues", data)

        assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
        assert answer.json["error"]["message"].endswith(".")
        assert (listed(web), web.json("/")["reports"], web.json("/records")["records"]) == (
            [],
            [],
            [],
        )

    @pytest.mark.parametrize(
        "body",
        [b"{", b"[]", b'{"summary": 1}', b'{"summary": "\\ud800", "report_id": "000000000"}'],
    )
    def test_json_that_cannot_be_used_is_refused(self, web, body):
        answer = post(web, "/issues", body, content_type="application/json")

        assert answer.status_code in (400, 404)
        assert answer.json["error"]["message"]

    def test_json_has_a_cap(self, web):
        answer = post(web, "/issues", b" " * 300_000, content_type="application/json")

        assert answer.status_code == 413


class TestTheList:
    def test_says_of_each_what_it_is(self, web, issue):
        assert web.json("/issues") == {
            "issues": [issue],
            "next": None,
            "previous": None,
            "total": 1,
            "total_capped": False,
        }
        page = web.browse("/issues").text
        assert "New builds are toast" in page
        assert f'href="/issues/{issue["issue_id"]}"' in page

    def test_filters_by_status(self, web, issue):
        other = file_bug(web, OTHER).json
        patch(web, issue["issue_id"], data={"new_status": "closed"})

        assert listed(web, "?status=open") == [other["issue_id"]]
        assert listed(web, "?status=closed") == [issue["issue_id"]]
        assert set(listed(web)) == {issue["issue_id"], other["issue_id"]}
        assert set(listed(web, "?status=")) == {issue["issue_id"], other["issue_id"]}

    def test_is_paged(self, web, issue):
        file_bug(web, OTHER)
        first = web.json("/issues?limit=1")
        rest = web.json(f"/issues?limit=1&cursor={first['next']}")

        assert rest["next"] is None
        assert rest["issues"] == [issue]

    @pytest.mark.parametrize("query", ["?status=ghost", "?status=x", "?limit=0"])
    def test_refuses_what_it_does_not_know(self, web, query):
        assert web.get(f"/issues{query}").status_code == 400
        assert web.browse(f"/issues{query}").status_code == 400

    def test_that_is_empty_says_what_to_do(self, web):
        assert "File an issue" in web.browse("/issues").text


class TestOneIssue:
    @pytest.mark.parametrize(
        "how",
        [
            pytest.param({"data": {"new_status": "closed"}}, id="urlencoded"),
            pytest.param(
                {"data": {"new_status": "closed"}, "content_type": "multipart/form-data"},
                id="multipart",
            ),
            pytest.param({"json": {"new_status": "closed"}}, id="json"),
        ],
    )
    def test_is_closed_and_opened(self, web, issue, how):
        answer = patch(web, issue["issue_id"], **how)
        assert (answer.status_code, answer.json["status"]) == (200, "Closed")
        answer = patch(web, issue["issue_id"], json={"new_status": "open"})
        assert answer.json["status"] == "Open"

    def test_gets_another_summary(self, web, issue):
        answer = patch(web, issue["issue_id"], data={"summary": "the linker"})

        assert web.json(f"/issues/{issue['issue_id']}") == answer.json
        assert answer.json["summary"] == "the linker"

    def test_that_is_closed_tells_of_what_came_after(self, web, issue):
        patch(web, issue["issue_id"], data={"new_status": "closed"})
        web.uploaded(FAILURE)
        web.uploaded(FAILURE)

        assert web.json(f"/issues/{issue['issue_id']}")["seen_since_closed"] == 2
        for path in ("/issues", f"/issues/{issue['issue_id']}", f"/reports/{issue['log_id']}"):
            assert "Seen again 2 times since closed" in web.browse(path).text

    @pytest.mark.parametrize(
        ("sent", "code"),
        [
            pytest.param({}, "nothing_to_change", id="nothing"),
            pytest.param({"status": "closed"}, "nothing_to_change", id="other-name"),
            pytest.param({"new_status": "shut"}, "invalid_status", id="unknown"),
            pytest.param({"new_status": ""}, "invalid_status", id="empty"),
            pytest.param({"summary": ""}, "empty_summary", id="empty-summary"),
            pytest.param({"new_status": "closed", "summary": " "}, "empty_summary", id="half"),
        ],
    )
    def test_is_not_changed_by_what_cannot_be_used(self, web, issue, sent, code):
        answer = patch(web, issue["issue_id"], data=sent)

        assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
        assert web.json(f"/issues/{issue['issue_id']}") == issue

    def test_that_nobody_filed_cannot_be_closed(self, web):
        report = web.uploaded(FAILURE)
        answer = patch(web, report["issue_id"], data={"new_status": "closed"})

        assert (answer.status_code, answer.json["error"]["code"]) == (409, "issue_not_filed")

    @pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
    @pytest.mark.parametrize("issue_id", ["000000", "1", "0000000000000", "x", "%00"])
    def test_that_is_unknown_is_a_404(self, web, method, issue_id):
        answer = web.client.open(f"/issues/{issue_id}", method=method, data={"new_status": "open"})

        assert (answer.status_code, answer.json["error"]["code"]) == (404, "issue_not_found")

    def test_is_closed_reopened_edited_and_deleted_by_forms(self, web, issue):
        path = f"/issues/{issue['issue_id']}"
        assert f'action="{path}/close"' in web.browse(path).text
        assert post(web, f"{path}/close", accept=BROWSER).headers["Location"] == path
        assert f'action="{path}/reopen"' in web.browse(path).text
        assert post(web, f"{path}/reopen", accept=BROWSER).status_code == 303
        sent = {"summary": "other words"}
        assert post(web, f"{path}/edit", sent, accept=BROWSER).status_code == 303
        shown = web.json(path)
        assert (shown["status"], shown["summary"]) == ("Open", "other words")
        assert f'action="{path}/delete"' in web.browse(f"{path}/delete").text
        assert post(web, f"{path}/delete", accept=BROWSER).headers["Location"] == "/issues"
        assert web.browse(path).status_code == 404


class TestADeletedIssue:
    @pytest.fixture
    def deleted(self, web, issue):
        answer = web.client.delete(f"/issues/{issue['issue_id']}")
        assert (answer.status_code, answer.data) == (204, b"")
        return issue

    def test_is_gone_with_its_report_wherever_one_looks(self, web, deleted):
        paths = [f"/issues/{deleted['issue_id']}"]
        paths += [
            f"/{where}/{deleted['log_id']}" for where in ("reports", "logs", "logs/extracted")
        ]
        for path in paths:
            assert web.get(path).status_code == 404
        assert web.client.delete(paths[0]).status_code == 404
        assert (listed(web), web.json("/")["reports"]) == ([], [])
        (record,) = web.json("/records")["records"]
        assert record["log_id"] is None
        assert web.browse("/records").status_code == 200
        assert web.browse(f"/records/{record['record']}").status_code == 200

    def test_lets_the_failure_start_anew(self, web, deleted):
        answer = web.uploaded(FAILURE)

        assert (answer["new"], answer["occurrences"]) == (True, 1)
        assert answer["log_id"] != deleted["log_id"]
        assert file_bug(web).json["occurrences"] == 2
        page = web.browse(f"/reports/{answer['log_id']}").text
        assert page.count('href="/records/') >= 2


class TestMergedReports:
    @pytest.fixture
    def pair(self, web):
        return web.uploaded(FAILURE), web.uploaded(OTHER)

    def test_become_one_and_are_parted_again(self, web, pair):
        a, b = (each["log_id"] for each in pair)
        merged = post(web, f"/reports/{a}/merge", {"into": b})
        assert (merged.status_code, merged.json["log_id"], merged.json["occurrences"]) == (
            200,
            b,
            2,
        )
        assert web.json(f"/reports/{a}")["log_id"] == b
        moved = web.browse(f"/reports/{a}")
        assert (moved.status_code, moved.headers["Location"]) == (308, f"/reports/{b}")
        old = web.browse(f"/issues/{pair[0]['issue_id']}")
        assert (old.status_code, old.headers["Location"]) == (308, f"/issues/{pair[1]['issue_id']}")
        page = web.browse(f"/reports/{b}").text
        assert "Undo this merge" in page
        parted = post(web, f"/reports/{b}/split", {"report": a})
        assert (parted.status_code, parted.json["log_id"]) == (200, a)
        assert web.json(f"/reports/{b}")["occurrences"] == 1

    def test_are_split_by_fingerprint(self, web, pair):
        a, b = pair
        post(web, f"/reports/{a['log_id']}/merge", json={"into": b["log_id"]})
        assert "Split this off" in web.browse(f"/reports/{b['log_id']}").text
        sent = {"fingerprint": a["fingerprints"][0]}
        answer = post(web, f"/reports/{b['log_id']}/split", sent)

        assert answer.status_code == 201
        assert answer.json["fingerprints"] == a["fingerprints"]
        assert answer.json["issue_status"] == "Ghost"
        page = web.browse(answer.headers["Location"]).text
        assert f"Join report {b['log_id']} again" in page

    def test_are_merged_by_form(self, web, pair):
        a, b = pair
        answer = post(web, f"/reports/{a['log_id']}/merge", {"into": b["log_id"]}, accept=BROWSER)

        assert (answer.status_code, answer.headers["Location"]) == (
            303,
            f"/reports/{b['log_id']}",
        )

    @pytest.mark.parametrize(
        ("action", "sent", "status", "code"),
        [
            ("merge", {}, 400, "missing_into"),
            ("merge", {"into": "12"}, 400, "invalid_into"),
            ("merge", {"into": "000000000"}, 404, "report_not_found"),
            ("merge", {"into": "own"}, 409, "same_report"),
            ("split", {}, 400, "fingerprint_or_report"),
            ("split", {"fingerprint": "a", "report": "b"}, 400, "fingerprint_or_report"),
            ("split", {"fingerprint": "v1:none"}, 409, "no_such_fingerprint"),
            ("split", {"report": "000000000"}, 404, "report_not_found"),
            ("split", {"report": "x"}, 400, "invalid_report"),
            ("split", {"report": "other"}, 409, "not_merged"),
        ],
    )
    def test_that_cannot_be_are_left_alone(self, web, pair, action, sent, status, code):
        a, b = pair
        stand_ins = {"own": a["log_id"], "other": b["log_id"]}
        sent = {name: stand_ins.get(value, value) for name, value in sent.items()}
        answer = post(web, f"/reports/{a['log_id']}/{action}", sent)

        assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
        assert len(web.json("/")["reports"]) == 2

    def test_that_are_unknown_are_a_404(self, web):
        for action in ("merge", "split"):
            sent = {"into": "000000001", "report": "000000001"}
            assert post(web, f"/reports/000000000/{action}", sent).status_code == 404

    def test_of_one_kind_are_shown_as_similar(self, web):
        first = web.uploaded(a_stack("alpha"))
        second = web.uploaded(reworded(a_stack("omega")))
        assert first["log_id"] != second["log_id"]
        page = web.browse(f"/reports/{first['log_id']}").text

        assert f'action="/reports/{second["log_id"]}/merge"' in page
        assert "% alike" in page


def test_the_function_of_its_own_serves_issues(visit):
    issues = visit("issues")
    filed = json.loads(
        issues.client.post(
            "/issues", data={"file": (io.BytesIO(FAILURE), "b.log"), "summary": "toast"}
        ).data
    )

    assert listed(issues) == [filed["issue_id"]]
    assert issues.get("/health").status_code == 200
