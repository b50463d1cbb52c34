from shared.core.documents import IssueStatus
from shared.core.extract import Extract
from shared.core.streams import LogProblem
from shared.web import shapes
from tests.web.examples import a_failure, a_record, a_row

REPORT = {
    "log_id": "000000042",
    "report_type": "E",
    "title": "main.c:8: error: no such thing",
    "occurrences": 1204,
    "first_seen": "2026-11-21T12:00:00Z",
    "last_seen": "2026-11-23T10:00:00Z",
    "fingerprints": ["v1:abc"],
    "jobs": ["unit", "build", "lint"],
    "issue_id": "000007",
    "issue_status": "Ghost",
    "explained": 0,
    "patterns": [],
    "suggestion": None,
}


def test_a_report():
    assert shapes.report(a_row()) == REPORT
    assert shapes.report(a_row(issue_status=IssueStatus.OPEN))["issue_status"] == "Open"


def test_an_upload_is_its_report_and_whether_it_is_new():
    fields = shapes.upload(a_row(), new=True, record_id="r")
    assert fields == {**REPORT, "new": True, "record": "r"}


def test_an_upload_without_failure_has_the_same_fields_and_no_id():
    fields = shapes.upload(None, new=False, record_id="r")
    assert fields.keys() == {*REPORT, "new", "record"}
    assert fields["log_id"] is None
    assert fields["occurrences"] == 0


def test_a_record_says_what_is_wrong_with_its_log():
    fields = shapes.record(a_record(problem=LogProblem.EMPTY), None)
    assert fields["problem"] == "empty_log"
    assert fields["log_id"] is None
    assert fields["seen"] == "2026-11-23T12:00:00Z"


def test_an_extract():
    fields = shapes.extract("r", Extract((a_failure(7, "error: x", repeat_count=2),), cut=True))
    assert fields == {
        "record": "r",
        "lines": [
            {
                "line_number": 7,
                "line": "error: x",
                "severity": "E",
                "rule": "level-word",
                "step": None,
                "repeats": 2,
            }
        ],
        "cut": True,
    }
