"""The description at /openapi.json: valid, complete, and true of every shape that is answered."""

import json
import tomllib
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from shared.web.openapi.breakage_schemas import BREAKAGE_SCHEMAS
from shared.web.openapi.build_schemas import BUILD_SCHEMAS
from shared.web.openapi.describe import VERSION, describe, template_of
from shared.web.openapi.operations import OPERATIONS
from shared.web.openapi.pattern_schemas import PATTERN_SCHEMAS
from shared.web.openapi.schemas import SCHEMAS
from tests.functions.annotating import annotated
from tests.functions.guests import ENVIRONMENT
from tests.functions.test_access import ROUTES

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
LOG = b"main.c:8: error: no such thing\n"
# Shapes that only GitHub's events bring about, or a sign-in.
OF_OTHERS = {"SignedIn", "Pull", "CommitLine", "Heard"}
ALL_SCHEMAS = SCHEMAS | PATTERN_SCHEMAS | BUILD_SCHEMAS | BREAKAGE_SCHEMAS
WAYS_IN = [{"token": []}, {"session": []}, {"proxy": []}]


@pytest.fixture(scope="module")
def description():
    """The description of every route there is, on a service that others reach."""
    return describe(ROUTES.values(), cookie="faultline", open_to_all=False)


def operation_of(description, route):
    return description["paths"][template_of(route.path)][route.method.lower()]


def test_every_route_is_described_and_nothing_else():
    routes = {f"{method} {path}" for method, path in ROUTES}
    assert routes == OPERATIONS.keys(), "describe each route in shared/web/openapi/operations"


def test_it_is_valid(description):
    OpenAPIV31SpecValidator(description).validate()


def test_every_role_stands_in_it(description):
    for route in ROUTES.values():
        operation = operation_of(description, route)
        assert operation["x-role"] == (route.role.value if route.role else None)
        assert operation["security"] == (WAYS_IN if route.role else [])
        assert not route.role or {"401", "403", "429"} <= operation["responses"].keys()


def test_every_schema_is_used(description):
    text = json.dumps(description)
    for name in ALL_SCHEMAS:
        assert f'"#/components/schemas/{name}"' in text


def test_its_version_is_the_projects():
    assert tomllib.loads(PROJECT.read_text())["project"]["version"] == VERSION


def test_anyone_may_read_it_and_keep_it(web):
    answer = web.get("/openapi.json")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    unchanged = web.get("/openapi.json", **{"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304


def test_each_function_describes_what_it_serves(visit):
    def served(name):
        return visit(name).json("/openapi.json")["paths"].keys()

    assert "/issues" not in served("pages")
    assert "/logs/{log_id}" not in served("issues")
    assert served("pages") | served("issues") <= served("web")


def test_an_empty_choice_counts_as_left_out(web, description):
    seen = set()
    for path, operations in description["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            values = parameter["schema"].get("enum", ())
            assert not values or "" in values
            if values and "{" not in path:
                seen.add(path)
                assert web.get(f"{path}?{parameter['name']}=").status_code < 400
    assert {"/", "/issues", "/jobs", "/patterns", "/records", "/breakages"} <= seen


def test_where_nobody_signs_in_it_says_so(web):
    local = web.json("/openapi.json")
    operations = [each for path in local["paths"].values() for each in path.values()]
    assert not any(each["security"] for each in operations)
    assert local["components"]["securitySchemes"] == {}


def test_it_names_the_cookie_that_is_set(visit, monkeypatch):
    variables = ENVIRONMENT | {"PUBLIC_URL": "https://ci.acme.example"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    schemes = visit("web").json("/openapi.json")["components"]["securitySchemes"]
    assert schemes["session"]["name"] == "__Host-faultline"


def answered_about_patterns(web, record):
    """Return what is answered about patterns, one of which hits the log."""
    pattern = web.client.post("/patterns", json={"expression": "no such thing"}).json
    explained = web.client.post(f"/records/{record}/rescan").json
    unexplained = web.json("/unexplained")
    path = f"/patterns/{pattern['pattern_id']}"
    return {
        "CuratedPattern": pattern,
        "Pattern": web.json(path),
        "PatternVersion": pattern["versions"][0],
        "Scope": pattern["scope"],
        "PatternList": web.json("/patterns"),
        "DryRun": web.client.post("/patterns/test", json={"expression": "no such"}).json,
        "Imported": web.client.post("/patterns/import", json={"patterns": []}).json,
        "Labels": web.json("/labels"),
        "Unexplained": unexplained,
        "Classification": unexplained["classification"],
        "ExplainedLog": explained,
        "Hit": web.json(f"/records/{record}")["patterns"][0],
        "Scan": web.client.post(f"{path}/scan").json,
        "ScanList": web.json("/scans"),
    }


def answered_about_breakages(web):
    made = annotated(web)
    listed = web.json("/breakages")
    return {
        "AnnotatedBreakage": made,
        "ShownBreakage": web.json(f"/breakages/{made['breakage_id']}"),
        "Breakage": listed["breakages"][0],
        "BreakageList": listed,
    }


def test_every_field_that_is_answered_is_described(web, branch):
    sha = "a" * 40
    sent = web.uploaded(LOG, job="unit", repo="acme/app", sha=sha, result="FAILURE")
    commit = web.json(f"/commits/acme/app/{sha}")
    log_id, record, issue_id = sent["log_id"], sent["record"], sent["issue_id"]
    for _ in range(2):  # the second one is a comment
        web.client.post("/issues", data={"report_id": log_id, "summary": "broken"})
    issue, extract = web.json(f"/issues/{issue_id}"), web.json(f"/records/{record}/extracted")
    answered = {
        "Upload": sent,
        "Report": web.json(f"/reports/{log_id}"),
        "ReportList": web.json("/"),
        "FirstSeen": web.json(f"/logs/{log_id}/datetime"),
        "Record": web.json(f"/records/{record}"),
        "RecordList": web.json("/records"),
        "Extract": extract,
        "FailureLine": extract["lines"][0],
        "Issue": issue,
        "Comment": issue["comments"][0],
        "IssueList": web.json("/issues"),
        "Commit": commit,
        "FailedJob": commit["jobs"][0],
        "Status": web.json("/status"),
        "Health": web.json("/health"),
        "Error": web.json("/nothing"),
    }
    answered |= answered_about_patterns(web, record) | answered_about_breakages(web)
    assert answered.keys() == ALL_SCHEMAS.keys() - BUILD_SCHEMAS.keys() - OF_OTHERS
    for name, value in answered.items():
        assert value.keys() == ALL_SCHEMAS[name]["properties"].keys(), name
