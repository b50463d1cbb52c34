"""Patterns over HTTP, as programs use them: curated, tried, exchanged; what each bad input says."""

import io
import json

import pytest

from tests.functions.curating import FAILING, created, listed, patch, post, refusal, shown

FIELDS = {
    "pattern_id",
    "version",
    "kind",
    "expression",
    "labels",
    "description",
    "scope",
    "specificity",
    "lines_from_end",
    "expires",
    "retired",
    "hits",
    "last_seen",
}
NOWHERE = {"repo": None, "job": None, "branch": None, "step": None}


class TestCurating:
    def test_a_new_pattern_answers_all_that_it_says_and_where_it_is(self, web):
        answer = post(
            web,
            kind="literal",
            expression="out of space",
            labels=["infrastructure"],
            description="The disk is full.",
            scope={"job": "unit-*"},
            specificity=7,
            lines_from_end=50,
            expires="2031-01-31",
        )

        pattern = answer.json
        assert answer.status_code == 201
        assert answer.headers["Location"] == f"/patterns/{pattern['pattern_id']}"
        assert pattern.keys() >= FIELDS
        assert (
            pattern
            | {
                "version": 1,
                "kind": "literal",
                "expression": "out of space",
                "labels": ["infrastructure"],
                "description": "The disk is full.",
                "scope": NOWHERE | {"job": "unit-*"},
                "specificity": 7,
                "lines_from_end": 50,
                "expires": "2031-01-31T00:00:00Z",
                "retired": False,
                "hits": 0,
                "last_seen": None,
                "author": "local",
            }
            == pattern
        )
        assert shown(web, pattern) == {k: v for k, v in pattern.items() if k != "scan_id"}

    def test_a_form_says_the_same(self, web):
        answer = web.client.post(
            "/patterns",
            data={"expression": "a|b", "labels": ["", "flaky"], "job": " u* ", "specificity": "-3"},
        )
        assert answer.status_code == 201
        assert answer.json["labels"] == ["flaky"]
        assert answer.json["scope"] == NOWHERE | {"job": "u*"}
        assert (answer.json["kind"], answer.json["specificity"]) == ("regex", -3)

    def test_hits_of_stored_and_of_new_logs_are_counted(self, web, logs, sweep):
        pattern = created(web)
        assert sweep()["scanned"] == 3
        web.uploaded(FAILING % 7, job="unit", result="FAILURE")

        found = shown(web, pattern)
        assert (found["hits"], found["contradictions"]) == (3, 0)
        assert found["last_seen"]

    def test_another_expression_is_another_version_and_labels_are_not(self, web):
        pattern = created(web)
        labelled = patch(web, pattern, labels=["timeout"], version=1).json
        assert (labelled["version"], labelled["revision"], labelled["scan_id"]) == (1, 2, None)
        edited = patch(web, pattern, expression="gave up", version=1).json

        assert (edited["version"], edited["labels"]) == (2, ["timeout"])
        assert edited["scan_id"]
        assert [each["expression"] for each in edited["versions"]] == ["timed out", "gave up"]

    def test_of_the_scope_only_what_is_given_changes(self, web):
        pattern = created(web, scope={"job": "unit", "branch": "main"})
        edited = patch(web, pattern, scope={"branch": None}).json
        assert edited["scope"] == NOWHERE | {"job": "unit"}

    def test_what_was_read_may_be_sent_back_whole(self, web):
        pattern = shown(web, created(web))
        again = web.client.patch(f"/patterns/{pattern['pattern_id']}", json=pattern)
        assert (again.status_code, again.json["revision"]) == (200, 1)

    def test_a_retired_pattern_is_not_listed_loses_its_hits_and_comes_back(self, web, logs, sweep):
        pattern = created(web)
        sweep()
        assert patch(web, pattern, retired=True).json["retired"]
        sweep()
        assert listed(web) == []
        assert listed(web, "?retired=1") == listed(web, "?retired=all") == ["timed out"]
        assert shown(web, pattern)["hits"] == 0

        patch(web, pattern, retired=False)
        sweep()
        assert listed(web) == ["timed out"]
        assert shown(web, pattern)["hits"] == 2

    def test_the_list_is_filtered_sorted_and_paged(self, web):
        created(web, "first", labels=["flaky"])
        created(web, "second")
        assert listed(web, "?label=flaky") == ["first"]
        assert listed(web, "?sort=newest") == ["second", "first"]
        page = web.json("/patterns?sort=newest&limit=1")
        assert listed(web, f"?sort=newest&limit=1&cursor={page['next']}") == ["first"]

    def test_two_curators_at_once_the_second_is_told(self, web):
        pattern = created(web)
        assert patch(web, pattern, expression="mine", version=1).status_code == 200
        late = patch(web, pattern, expression="mine too", version=1)
        assert refusal(late) == (409, "stale_version")
        assert "version 2" in late.json["error"]["message"]
        stale_labels = patch(web, pattern, labels=["flaky"], revision=1)
        assert refusal(stale_labels) == (409, "stale_version")

    def test_an_edit_of_a_retired_pattern_is_refused(self, web):
        pattern = created(web)
        patch(web, pattern, retired=True)
        assert refusal(patch(web, pattern, labels=["flaky"])) == (409, "pattern_retired")


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        pytest.param({"expression": "(a"}, 400, "invalid_syntax", id="invalid-regex"),
        pytest.param({"expression": "(?=a)b"}, 400, "lookaround", id="lookaround"),
        pytest.param({"expression": r"(a)\1"}, 400, "backreference", id="backreference"),
        pytest.param({"expression": "(a*)*"}, 400, "matches_empty", id="matches-empty"),
        pytest.param({"expression": "((a{1,99}){1,99}){1,99}"}, 400, "too_costly", id="bomb"),
        pytest.param({"expression": "x" * 100_000}, 400, "expression_too_long", id="100-kb"),
        pytest.param({"expression": ""}, 400, "empty_expression", id="empty"),
        pytest.param({"expression": "a\nb"}, 400, "control_character", id="two-lines"),
        pytest.param({}, 400, "missing_expression", id="no-expression"),
        pytest.param({"expression": 7}, 400, "invalid_expression", id="no-text"),
        pytest.param({"expression": "a", "labels": ["odd"]}, 400, "undeclared_label", id="label"),
        pytest.param({"expression": "a", "labels": "flaky"}, 400, "invalid_labels", id="no-list"),
        pytest.param({"expression": "a", "kind": "glob"}, 400, "invalid_kind", id="kind"),
        pytest.param({"expression": "a", "scope": "job"}, 400, "invalid_scope", id="scope"),
        pytest.param({"expression": "a", "scope": {"job": " "}}, 400, "invalid_scope", id="blank"),
        pytest.param({"expression": "a", "specificity": True}, 400, "invalid_specificity", id="no"),
        pytest.param({"expression": "a", "lines_from_end": 0}, 400, "invalid_lines_from_end"),
        pytest.param({"expression": "a", "expires": "soon"}, 400, "invalid_expires", id="expires"),
        pytest.param({"expression": "a", "days": -1}, 400, "invalid_days", id="days"),
        pytest.param({"expression": "timed out"}, 409, "duplicate_pattern", id="duplicate"),
        pytest.param(
            {"expression": "a", "scope": {"job": "nonesuch"}},
            409,
            "scope_matches_nothing",
            id="no-log",
        ),
        pytest.param(
            {"expression": "tests passed", "labels": ["flaky"]},
            409,
            "hits_passing_logs",
            id="passing",
        ),
        pytest.param(
            {"expression": "exit code", "labels": ["flaky"]},
            409,
            "only_generic_lines",
            id="generic",
        ),
    ],
)
def test_what_is_refused_says_why_and_stores_nothing(web, logs, fields, status, code):
    created(web)
    answer = post(web, **fields)
    assert refusal(answer) == (status, code)
    assert len(answer.json["error"]["message"]) > 20
    assert listed(web) == ["timed out"]


def test_catastrophic_shapes_are_taken_because_they_run_in_linear_time(web):
    created(web, "(a+)+$")
    web.uploaded(b"error: " + b"a" * 100_000 + b"!\n")


@pytest.mark.parametrize(
    "fields",
    [
        {"expression": "tests passed", "labels": ["flaky"]},
        {"expression": "new", "scope": {"job": "to-come"}},
    ],
)
def test_a_reason_overrules_what_a_dry_run_says(web, logs, fields):
    assert created(web, **fields, reason="the job starts tomorrow")


def test_a_body_that_is_no_object_is_refused(web):
    for body, code in ((b"[", "invalid_json"), (b"[]", "invalid_json"), (b"x" * 300_000, None)):
        answer = web.client.post("/patterns", data=body, content_type="application/json")
        assert refusal(answer) == ((400, code) if code else (413, "body_too_large"))


class TestDryRun:
    def test_tells_hits_lines_reports_and_time_and_saves_nothing(self, web, logs):
        found = post(web, "/patterns/test", expression="timed out").json
        assert (
            found.items()
            >= {
                "scanned": 3,
                "of": 3,
                "failing_hits": 2,
                "passing_hits": 0,
                "verdict_changes": 0,
                "doubts": None,
            }.items()
        )
        assert {each["line_number"] for each in found["examples"]} == {2}
        assert found["examples"][0]["line"].endswith("timed out after 30 s")
        assert [each["log_id"] for each in found["reports"]] == [logs[0]["log_id"]]
        assert found["milliseconds"] >= 0
        assert listed(web) == []

    def test_says_what_speaks_against_a_pattern(self, web, logs):
        found = post(web, "/patterns/test", expression="start").json
        assert found["doubts"]["code"] == "hits_passing_logs"

    def test_refuses_what_cannot_be_looked_for(self, web):
        answer = post(web, "/patterns/test", expression="(?!a)b")
        assert refusal(answer) == (400, "lookaround")


class TestFiles:
    def test_what_is_exported_can_be_imported_once(self, web, sweep):
        created(web, "first", labels=["flaky"], scope={"job": "u*"}, expires="2031-01-31T06:00:00Z")
        created(web, "second", kind="literal", lines_from_end=9)
        exported = web.get("/patterns/export")
        assert exported.headers["Content-Disposition"].endswith('filename="patterns.json"')
        known = web.client.post("/patterns/import", json=json.loads(exported.data)).json
        assert known == {"created": [], "known": 2, "scan_id": None}

    def test_a_tracker_s_dump_and_ordered_rules_are_imported_too(self, web):
        record = {
            "expression": {"tag": "LiteralExpression", "contents": "no space left"},
            "tags": ["infra"],
            "specificity": 3,
        }
        dump = json.dumps([{"payload": {"record": record}}]).encode()
        rules = b'[[rule]]\nname = "OOM"\npattern = "out of memory"\n'
        for name, text in (("dump.json", dump), ("rules.toml", rules)):
            data = {"file": (io.BytesIO(text), name)}
            answer = web.client.post("/patterns/import", data=data)
            assert (answer.status_code, len(answer.json["created"])) == (200, 1), answer.text
        assert sorted(listed(web)) == ["no space left", "out of memory"]

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ({"expression": "(?=a)b"}, "lookaround"),
            ({"expression": "fine", "labels": ["odd"]}, "undeclared_label"),
            ({"expression": "fine", "expires": "soon"}, "invalid_expires"),
            ({"labels": []}, "invalid_entry"),
        ],
    )
    def test_one_bad_row_is_named_and_nothing_is_imported(self, web, row, code):
        rows = [{"expression": "good"}, row]
        answer = web.client.post("/patterns/import", json={"patterns": rows})
        assert refusal(answer) == (400, code)
        assert "Entry 2" in answer.json["error"]["message"]
        assert listed(web) == []

    def test_what_is_no_file_of_patterns_is_refused(self, web):
        assert refusal(web.client.post("/patterns/import")) == (400, "missing_file")
        for text, code in (
            (b"{}", "unknown_shape"),
            (b"\xff", "invalid_file"),
            (b"{", "invalid_json"),
        ):
            data = {"file": (io.BytesIO(text), "p.json")}
            assert refusal(web.client.post("/patterns/import", data=data)) == (400, code)


def test_a_label_is_declared_before_it_is_used(web):
    assert web.json("/labels")["labels"][:2] == ["flaky", "known-problem"]
    declared = web.client.post("/labels", data={"label": "network"})
    assert "network" in declared.json["labels"]
    assert created(web, labels=["network"])["labels"] == ["network"]
    for label in ("x" * 61, "a\x07bell", "a\ud800half"):
        assert refusal(web.client.post("/labels", json={"label": label})) == (400, "invalid_label")
    assert refusal(web.client.post("/labels")) == (400, "missing_label")


@pytest.mark.parametrize("method", ["GET", "PATCH"])
@pytest.mark.parametrize("pattern_id", ["00000000", "1", "abc", "123456789"])
def test_an_unknown_pattern_is_not_found(web, method, pattern_id):
    body = {"json": {"labels": []}} if method == "PATCH" else {}
    headers = {"Accept": "application/json"}
    answer = web.client.open(f"/patterns/{pattern_id}", method=method, headers=headers, **body)
    assert refusal(answer) == (404, "pattern_not_found")


@pytest.mark.parametrize(
    "query", ["sort=best", "retired=maybe", "label=" + "x" * 61, "limit=0", "cursor=%00"]
)
def test_a_list_says_which_parameter_it_cannot_use(web, query):
    answer = web.get(f"/patterns?{query}", accept="application/json")
    assert refusal(answer) == (400, f"invalid_{query.partition('=')[0]}")
