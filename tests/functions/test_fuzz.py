"""schemathesis reads the description and holds the service to it.

`FUZZ_EXAMPLES=500 .venv/bin/python -m pytest tests/functions/test_fuzz.py` looks harder.
"""

from io import BytesIO

import pytest

from shared import bootstrap
from shared.core.access import Role
from shared.core.limits import Limit
from shared.web.openapi.operations import OPERATIONS
from tests.branch_story import tell
from tests.functions.annotating import draft
from tests.functions.fuzzing import EXAMPLES, fuzz, known, label, served
from tests.functions.guests import ENVIRONMENT, House
from tests.known_branch import A, B, C, D, E, F, KnownBranch

UNLIMITED = 10**6
BRANCH = "release/4.x"
SHA = "a" * 40
JOB = "unit"
WORDS = ("File", "Socket", "Table", "Header", "Buffer", "Image", "Token", "Packet")
PUBLIC = {"GET /health", "GET /openapi.json", "GET /assets/{name}", "GET /login", "POST /login"}


@pytest.fixture
def house(data_dir, monkeypatch):
    """A service that others reach, and that never tires."""
    for name, value in (ENVIRONMENT | {"WRITES_PER_MINUTE": str(UNLIMITED)}).items():
        monkeypatch.setenv(name, value)
    bootstrap.get_app.cache_clear()
    house = House()
    house.app.branch_history = KnownBranch()
    house.app.sign_in_limit = Limit(per_minute=UNLIMITED, burst=UNLIMITED)
    return house


def made_reports(house, token):
    """Make so many reports that a few are left after every deletion; return their JSON."""
    guest = house.bearer(token)
    names = [f"{first}{last}" for first in ("read", "open", "scan") for last in WORDS]
    logs = [f"main.c:8: error: undefined name '{name}'\n".encode() for name in names]
    sent = [
        guest.send("POST", "/logs", data={"file": (BytesIO(log), "b.log"), "job": JOB})
        for log in logs
    ]
    reports = [answer.json for answer in sent]
    for report in reports[::2]:
        data = {"report_id": report["log_id"], "summary": "broken"}
        guest.send("POST", "/issues", data=data)
    commit = {"job": "unit", "result": "FAILURE", "repo": "acme/app", "sha": SHA}
    guest.send("POST", "/logs", data={"file": (BytesIO(logs[0]), "b.log"), **commit})
    assert len({report["log_id"] for report in reports}) == len(names)
    return reports


def made_patterns(house, token):
    """Make so many patterns that a few are left after every edit; return their JSON."""
    guest = house.bearer(token)
    sent = [guest.send("POST", "/patterns", json={"expression": word}) for word in WORDS]
    return [answer.json for answer in sent]


def made_breakages(house, token):
    """Make so many breakages that some are left after every deletion; return their JSON."""
    guest = house.bearer(token)
    sent = [
        guest.send("POST", "/breakages", json=draft(cause_sha=sha, jobs=jobs))
        for sha in (A, B, C, D)
        for jobs in (None, ["unit"], ["lint"], ["e2e-*"])
    ]
    return [answer.json for answer in sent]


def what_exists(reports, patterns, breakages):
    log_ids = [report["log_id"] for report in reports]
    return {
        "path.log_id": log_ids,
        "path.issue_id": [report["issue_id"] for report in reports],
        "path.record": [report["record"] for report in reports],
        "path.name": ["style.css"],
        "path.owner": ["acme"],
        "path.repo": ["app"],
        "path.sha": [SHA],
        "path.branch": [BRANCH],
        "body.job": ["unit"],
        "path.job": [JOB],
        "path.build": [report["record"] for report in reports],
        "body.report_id": log_ids,
        "body.into": log_ids,
        "body.report": log_ids,
        "path.pattern_id": [pattern["pattern_id"] for pattern in patterns],
        "path.scan_id": [pattern["scan_id"] for pattern in patterns],
        "body.pattern_id": [pattern["pattern_id"] for pattern in patterns],
        "path.breakage_id": [breakage["breakage_id"] for breakage in breakages],
        "body.cause_sha": [A, B, C],
        "body.resolved_sha": [D, E, F],
    }


def everyone():
    return {label(key) for key in OPERATIONS}


def test_every_answer_is_as_described(house):
    token, app = house.token(Role.CURATOR), house.app
    tell(app.now_ms(), days=9, a_day=1, repo="acme/app", name=BRANCH).save(app.store)
    made = (make(house, token) for make in (made_reports, made_patterns, made_breakages))
    settings = {
        **known(**what_exists(*made)),
        "auth": {"openapi": {"token": {"bearer": token}}},
        # Parameters that no route names are left alone, like those that links from elsewhere carry.
        "generation": {"max-examples": EXAMPLES, "allow-extra-parameters": False},
    }
    with served(house.web) as address:
        findings = fuzz(address, settings)
    assert not findings.wrong, findings.told()
    # Whether an id or a body still finds what exists is chance; the rest always answers. The
    # description itself is not asked for again.
    certain = {
        key for key, operation in OPERATIONS.items() if not operation.body and "<" not in key
    }
    assert findings.answered(range(200, 400)) >= certain - {"GET /openapi.json"}


def test_nobody_gets_in_without_a_sign_in(house):
    settings = {
        "generation": {"max-examples": 3, "mode": "positive"},
        "phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}},
    }
    with served(house.web) as address:
        findings = fuzz(address, settings)
    assert not findings.wrong, findings.told()
    assert findings.answered([401]) == everyone() - PUBLIC | {"POST /login"}
    # 303 leads a browser to the form that signs in.
    others = set(range(600)) - {303, 401}
    assert findings.answered(others) <= PUBLIC
