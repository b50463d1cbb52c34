"""The manual's curl lines, typed as they stand there: the port and the ids are ours, no more."""

import json
import re
import subprocess
from dataclasses import dataclass

import pytest

from tests.serving import serving

LOG = """\
make all
src/toast.c:4:2: error: unknown type name 'crumb'
make: *** [Makefile:9: toast.o] Error 1
"""
OTHER_LOG = "src/bread.c:1:9: error: 'flour' undeclared here\n"

POST_LOG = 'curl -X POST -F "file=@{FILE_PATH}" 127.0.0.1:5000/logs'
POST_ISSUE = (
    "curl -X POST -F \"file=@{FILE_PATH}\" -F summary='New builds are toast' 127.0.0.1:5000/issues"
)
CLOSE = "curl -X PATCH -F new_status='closed' 127.0.0.1:5000/issues/000001"
OPEN = "curl -X PATCH -F new_status='open' 127.0.0.1:5000/issues/000001"
DELETE = "curl -X DELETE 127.0.0.1:5000/issues/000001"


@dataclass
class Shell:
    """Where somebody types the manual's lines; ids that were answered stand for the manual's."""

    port: int
    log: str
    issue_id: str = "000001"
    log_id: str = "000000001"

    def type(self, line):
        """Return status and body of what a line of the manual answers."""
        line = line.replace("{FILE_PATH}", self.log).replace(":5000", f":{self.port}")
        line = line.replace("issues/000001", f"issues/{self.issue_id}")
        line = line.replace("XXXXXXXXX", self.log_id)
        line = line.replace("curl ", "curl -sS -w '\\n%{http_code}' ", 1)
        done = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)
        body, _, status = done.stdout.rpartition("\n")
        return int(status), body

    def json(self, line):
        status, body = self.type(line)
        return status, json.loads(body)

    def read(self, path, options=""):
        return self.type(f"curl {options} 127.0.0.1:5000{path}")


@pytest.fixture
def shell(tmp_path):
    log = tmp_path / "build one.log"
    log.write_text(LOG)
    with serving(tmp_path) as service:
        yield Shell(service.port, str(log))


def test_every_line_of_the_manual_does_what_it_says(shell):
    status, report = shell.json(POST_LOG)
    assert (status, report["new"], report["occurrences"]) == (201, True, 1)
    shell.log_id = report["log_id"]
    assert re.fullmatch(r"[0-9]{9}", shell.log_id)

    # "a ghost issue, in case of a log submission": by id alone
    status, body = shell.read(f"/issues/{report['issue_id']}", "-H 'Accept: application/json'")
    assert (status, json.loads(body)["status"]) == (200, "Ghost")
    assert json.loads(shell.read("/issues?format=json")[1])["issues"] == []

    # "upgraded to full issues as soon as a matching bug submission is made"
    status, issue = shell.json(POST_ISSUE)
    assert (status, issue["issue_id"], issue["status"]) == (201, report["issue_id"], "Open")
    assert (issue["summary"], issue["occurrences"]) == ("New builds are toast", 2)
    assert issue["log_id"] == shell.log_id
    shell.issue_id = issue["issue_id"]
    assert re.fullmatch(r"[0-9]{6}", shell.issue_id)

    pages = ("/", "/issues", f"/issues/{shell.issue_id}", f"/logs/{shell.log_id}")
    for page in (*pages, f"/logs/extracted/{shell.log_id}"):
        status, body = shell.read(page, "-H 'Accept: text/html'")
        assert (status, "<title>" in body) == (200, True)
    assert shell.read(f"/logs/{shell.log_id}") == (200, LOG)
    assert "crumb" in shell.read(f"/logs/extracted/{shell.log_id}")[1]
    when = shell.read(f"/logs/{shell.log_id}/datetime")[1]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n", when)
    assert shell.read("/logs", "-L -H 'Accept: application/json'")[1].startswith('{"reports"')

    for line, status_after, shown_in in ((CLOSE, "Closed", "closed"), (OPEN, "Open", "open")):
        status, issue = shell.json(line)
        assert (status, issue["status"]) == (200, status_after)
        for part in ("open", "closed"):
            listed = json.loads(shell.read(f"/issues?format=json\\&status={part}")[1])["issues"]
            assert [each["issue_id"] for each in listed] == [shell.issue_id] * (part == shown_in)

    assert shell.type(DELETE) == (204, "")
    assert shell.type(DELETE)[0] == 404
    assert shell.read(f"/logs/{shell.log_id}")[0] == 404
    status, report = shell.json(POST_LOG)
    assert (status, report["new"], report["occurrences"]) == (201, True, 1)


def test_a_bug_with_a_new_failure_makes_its_report(shell, tmp_path):
    other = tmp_path / "other.log"
    other.write_text(OTHER_LOG)
    shell.log = str(other)
    status, issue = shell.json(POST_ISSUE)

    assert (status, issue["status"], issue["occurrences"]) == (201, "Open", 1)
    assert shell.read(f"/logs/{issue['log_id']}") == (200, OTHER_LOG)
