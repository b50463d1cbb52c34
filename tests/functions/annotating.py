"""The few steps that tests of breakages over HTTP speak in."""

from tests.functions.conftest import BROWSER
from tests.known_branch import BRANCH, REPO, B


def draft(**fields):
    """Return what is sent of a breakage, complete."""
    return {
        "repo": REPO,
        "branch": BRANCH,
        "cause_sha": B,
        "mode": "no compiler",
    } | fields


def post(web, path="/breakages", **fields):
    return web.client.post(path, json=fields)


def annotated(web, **fields):
    """Return the JSON of a breakage that is annotated."""
    answer = post(web, **draft(**fields))
    assert answer.status_code == 201, answer.text
    return answer.json


def patch(web, breakage, **fields):
    return web.client.patch(f"/breakages/{breakage['breakage_id']}", json=fields)


def send(web, path, **fields):
    """Send a form as a browser does."""
    return web.client.post(path, data=fields, headers={"Accept": BROWSER})


def refusal(answer):
    """Return status, code and field of a refusal."""
    error = answer.json["error"]
    assert error["message"].endswith(".")
    return answer.status_code, error["code"], error.get("field")
