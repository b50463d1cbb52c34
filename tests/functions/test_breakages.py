"""Known breakages over HTTP, as programs annotate them."""

import json

import pytest

from shared import bootstrap
from tests.functions.annotating import annotated, draft, patch, post, refusal
from tests.known_branch import BRANCH, REPO, A, B, C, D, E, F

pytestmark = pytest.mark.usefixtures("branch")


def listed(web, query=""):
    return [each["mode"] for each in web.json(f"/breakages{query}")["breakages"]]


def test_an_annotation_is_answered_as_it_is_kept(web):
    made = annotated(
        web, cause_sha=B[:8].upper(), resolved_sha=D[:7], jobs=["unit", "e2e-*"], notes="two\nlines"
    )
    assert made.pop("decided_again") == 2
    path = f"/breakages/{made['breakage_id']}"
    change = {"at": made["created"], "by": "local", "what": "annotated"}
    assert made == {
        "breakage_id": made["breakage_id"],
        "repo": REPO,
        "branch": BRANCH,
        "cause_sha": B,
        "resolved_sha": D,
        "jobs": ["e2e-*", "unit"],
        "mode": "no compiler",
        "notes": "two\nlines",
        "ongoing": False,
        "revision": 1,
        "created": made["created"],
        "changes": [change],
    }
    assert web.json("/breakages")["breakages"] == [made]
    assert web.json(path) == {**made, "commits": 2}


def test_the_least_that_is_said_goes_on_and_breaks_all_jobs(web):
    answer = post(web, **draft())
    assert answer.headers["Location"] == f"/breakages/{answer.json['breakage_id']}"
    made = answer.json
    assert (made["resolved_sha"], made["jobs"], made["notes"]) == (None, None, "")
    assert made["ongoing"] is True


def test_a_change_says_how_many_commits_are_decided_again(web):
    made = annotated(web)
    assert made["decided_again"] == 7

    mended = patch(web, made, resolved_sha=E)
    assert (mended.status_code, mended.json["decided_again"]) == (200, 4)
    assert (mended.json["ongoing"], mended.json["mode"]) == (False, "no compiler")
    renamed = patch(web, made, mode="no linker", jobs=["lint"], notes="x")
    assert (renamed.json["decided_again"], renamed.json["resolved_sha"]) == (3, E)
    assert patch(web, made, notes="y").json["decided_again"] == 0
    reopened = patch(web, made, resolved_sha=None, jobs=None).json
    assert (reopened["ongoing"], reopened["jobs"], reopened["decided_again"]) == (True, None, 7)
    assert [each["what"] for each in reopened["changes"]] == [
        "annotated",
        "changed resolved_sha",
        "changed jobs, mode, notes",
        "changed notes",
        "changed resolved_sha, jobs",
    ]
    assert reopened["revision"] == 5


def test_it_is_deleted_once(web):
    made = annotated(web, resolved_sha=D)
    path = f"/breakages/{made['breakage_id']}"
    gone = web.client.delete(path)
    assert (gone.status_code, gone.data, gone.headers["X-Decided-Again"]) == (204, b"", "2")
    for answer in (
        web.client.delete(path),
        patch(web, made, mode="x"),
        web.get(path),
        post(web, f"{path}/resolve", resolved_sha=E),
        post(web, f"{path}/edit", mode="x"),
        post(web, f"{path}/delete"),
        web.get(f"{path}/edit"),
        web.get(f"{path}/delete"),
    ):
        assert answer.status_code == 404
        assert answer.mimetype != "application/json" or "breakage" in answer.text
    assert listed(web) == []


def test_curl_sends_forms(web):
    fields = draft(resolved_sha="", jobs="unit\r\n\r\n lint \r\n", notes=" a\r\nb ")
    made = web.client.post("/breakages", data=fields)
    assert (made.status_code, made.json["jobs"], made.json["notes"]) == (
        201,
        ["lint", "unit"],
        "a\nb",
    )
    path = f"/breakages/{made.json['breakage_id']}"
    changed = web.client.patch(path, data={"jobs": "", "resolved_sha": f" {C} ", "revision": "1"})
    assert (changed.json["jobs"], changed.json["resolved_sha"]) == (None, C)
    both = web.client.patch(path, data={"jobs": ["unit", "lint"], "resolved_sha": ""})
    assert (both.json["jobs"], both.json["resolved_sha"]) == (["lint", "unit"], None)
    resolved = web.client.post(f"{path}/resolve", data={"resolved_sha": D, "mode": "left alone"})
    assert (resolved.json["resolved_sha"], resolved.json["mode"]) == (D, "no compiler")
    assert web.client.post(f"{path}/delete").status_code == 204


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        pytest.param({"cause_sha": D, "resolved_sha": B}, "resolved_before_cause", "resolved_sha"),
        pytest.param({"resolved_sha": B}, "resolved_before_cause", "resolved_sha", id="by-itself"),
        pytest.param({"cause_sha": "7" * 40}, "unknown_sha", "cause_sha", id="unknown-cause"),
        pytest.param({"resolved_sha": "7" * 8}, "unknown_sha", "resolved_sha", id="unknown-end"),
        pytest.param({"branch": "dev"}, "unknown_sha", "cause_sha", id="branch-without-a-push"),
        pytest.param({"repo": "acme/till"}, "unknown_sha", "cause_sha", id="unknown-repository"),
        pytest.param({"cause_sha": "1234567"}, "ambiguous_sha", "cause_sha"),
        pytest.param({"resolved_sha": "1234567"}, "ambiguous_sha", "resolved_sha", id="twin-end"),
        pytest.param({"cause_sha": "main"}, "invalid_sha", "cause_sha", id="a-name"),
        pytest.param({"resolved_sha": ""}, "invalid_sha", "resolved_sha", id="empty"),
        pytest.param({"jobs": ["ui-*"]}, "no_such_job", "jobs", id="glob-of-nothing"),
        pytest.param({"jobs": ["unit", "uint"]}, "no_such_job", "jobs", id="misspelt"),
        pytest.param({"jobs": []}, "no_jobs", "jobs"),
        pytest.param({"jobs": ["unit"] + [f"j{n}" for n in range(100)]}, "invalid_jobs", "jobs"),
        pytest.param({"jobs": ["a\nb"]}, "invalid_jobs", "jobs", id="job-of-two-lines"),
        pytest.param({"mode": " "}, "missing_mode", "mode"),
        pytest.param({"mode": "x" * 201}, "invalid_mode", "mode", id="long-mode"),
        pytest.param({"mode": "a\nb"}, "invalid_mode", "mode", id="mode-of-two-lines"),
        pytest.param({"notes": "x" * 10_001}, "notes_too_long", "notes"),
        pytest.param({"repo": "shop"}, "invalid_repo", "repo"),
        pytest.param({"branch": "a\nb"}, "invalid_branch", "branch", id="branch-of-two-lines"),
        pytest.param({"branch": "b" * 256}, "invalid_branch", "branch", id="long-branch"),
        pytest.param({"repo": ""}, "missing_repo", "repo"),
        pytest.param({"branch": " "}, "missing_branch", "branch"),
        pytest.param({"cause_sha": ""}, "missing_cause_sha", "cause_sha"),
        pytest.param({"cause_sha": None}, "invalid_cause_sha", None),
        pytest.param({"jobs": "unit"}, "invalid_jobs", None, id="jobs-as-text"),
        pytest.param({"jobs": [1]}, "invalid_jobs", None, id="jobs-as-numbers"),
        pytest.param({"notes": "\ud800"}, "invalid_notes", None, id="half-a-character"),
    ],
)
def test_bad_input_is_named_and_leaves_nothing(web, fields, code, field):
    assert refusal(post(web, **draft(**fields))) == (400, code, field)
    assert listed(web) == []


def test_a_body_that_is_no_object_is_refused(web):
    for body in ("", "[]", "{", '"x"', "[" * 100_000):
        answer = web.client.post("/breakages", data=body, content_type="application/json")
        assert refusal(answer)[:2] == (400, "invalid_json")
    too_large = json.dumps({"notes": "x" * 300_000})
    answer = web.client.post("/breakages", data=too_large, content_type="application/json")
    assert refusal(answer)[:2] == (413, "body_too_large")


def test_a_branch_may_be_broken_twice_at_once(web):
    annotated(web, resolved_sha=E, jobs=["unit"])
    annotated(web, cause_sha=C, resolved_sha=F, jobs=["unit"])
    annotated(web, resolved_sha=D, jobs=["lint"])
    assert len(listed(web)) == 3


def test_the_same_said_twice_names_the_one_that_says_so(web):
    made = annotated(web, jobs=["unit", "lint"])
    again = post(web, **draft(jobs=["lint", "unit"], resolved_sha=D, mode="other words"))
    assert refusal(again) == (409, "already_annotated", None)
    assert made["breakage_id"] in again.json["error"]["message"]
    other = annotated(web, jobs=["unit"])
    assert refusal(patch(web, other, jobs=["unit", "lint"]))[:2] == (409, "already_annotated")


def test_a_cause_that_a_forced_push_replaced_is_not_annotated_and_covers_no_more(web, branch):
    made = annotated(web, cause_sha=E)
    branch.push_over(D)
    assert refusal(post(web, **draft(cause_sha=F))) == (400, "cause_replaced", "cause_sha")
    path = f"/breakages/{made['breakage_id']}"
    assert web.json(path)["commits"] == 4  # what was replaced, and nothing behind it
    assert "A forced push replaced its cause" in web.browse(path).text
    assert patch(web, made, notes="see the new one").status_code == 200
    assert patch(web, annotated(web), resolved_sha="9" * 40).status_code == 200


def test_a_change_of_an_older_state_is_refused(web):
    made = annotated(web)
    assert patch(web, made, mode="x", revision=1).status_code == 200
    assert refusal(patch(web, made, mode="y", revision=1))[:2] == (409, "stale_version")
    assert patch(web, made, mode="z").json["mode"] == "z"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "nothing_to_change"),
        ({"revision": 1}, "nothing_to_change"),
        ({"branch": "dev", "mode": "x"}, "other_branch"),
        ({"repo": "acme/till", "mode": "x"}, "other_branch"),
        ({"revision": "1", "mode": "x"}, "invalid_revision"),
        ({"resolved_sha": A}, "resolved_before_cause"),
        ({"jobs": ["gone"]}, "no_such_job"),
        ({"mode": ""}, "missing_mode"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(web, fields, code):
    made = annotated(web)
    assert refusal(patch(web, made, **fields))[:2] == (400, code)
    assert web.json(f"/breakages/{made['breakage_id']}")["revision"] == 1


def test_what_was_read_may_be_sent_back(web):
    made = annotated(web)
    path = f"/breakages/{made['breakage_id']}"
    back = web.client.patch(path, json=web.json(path) | {"notes": "more"})
    assert (back.status_code, back.json["notes"]) == (200, "more")


def test_resolving_needs_a_commit(web):
    path = f"/breakages/{annotated(web)['breakage_id']}/resolve"
    for answer in (post(web, path), post(web, path, resolved_sha=None)):
        assert refusal(answer) == (400, "missing_resolved_sha", "resolved_sha")
    assert refusal(post(web, path, resolved_sha=A))[1] == "resolved_before_cause"


@pytest.mark.parametrize(
    ("query", "modes"),
    [
        ("", ["third", "second", "first"]),
        ("?repo=acme/shop", ["third", "second", "first"]),
        ("?repo=acme/shop&branch=main&state=ongoing", ["third", "first"]),
        ("?state=resolved", ["second"]),
        ("?state=", ["third", "second", "first"]),
        ("?branch=dev", []),
    ],
)
def test_the_list_is_filtered(web, monkeypatch, query, modes):
    app = bootstrap.get_app()
    for number, (mode, cause, end) in enumerate(
        [("first", A, None), ("second", B, C), ("third", D, None)]
    ):
        monkeypatch.setattr(app, "now_ms", lambda number=number: 1_795_435_200_000 + number)
        annotated(web, mode=mode, cause_sha=cause, resolved_sha=end)
    assert listed(web, query) == modes
    first = web.json(f"/breakages{query or '?'}&limit=1")
    if len(modes) > 1:
        rest = web.json(f"/breakages{query or '?'}&limit=100&cursor={first['next']}")
        assert [each["mode"] for each in rest["breakages"]] == modes[1:]
        assert rest["next"] is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("state=open", "invalid_state"),
        ("repo=shop", "invalid_repo"),
        (f"branch={'b' * 256}", "invalid_branch"),
        ("limit=101", "invalid_limit"),
        ("cursor=%20", "invalid_cursor"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(web, query, code):
    answer = web.get(f"/breakages?{query}", accept="application/json")
    assert refusal(answer)[:2] == (400, code)


@pytest.mark.parametrize("wrong", ["0", "g" * 10, "0" * 11, "new-one", "%2e%2e"])
def test_an_ill_formed_id_is_not_found(web, wrong):
    answer = web.get(f"/breakages/{wrong}", accept="application/json")
    assert refusal(answer)[:2] == (404, "breakage_not_found")
