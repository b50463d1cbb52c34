"""Small values that tests of the web side start from."""

from dataclasses import replace

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from shared.core.analysis.model import FailureLine, ReportType
from shared.core.documents import BuildContext, Issue, IssueStatus, Record, Report, Tally
from shared.services.reports import ReportRow

# 2026-11-23 12:00:00 UTC
NOON = 1_795_435_200_000
HOUR = 3_600_000
DAY = 24 * HOUR


def a_request(path="/", *, method="GET", accept=None, **options) -> Request:
    headers = {"Accept": accept} if accept else {}
    headers |= options.pop("headers", {})
    return Request(EnvironBuilder(path, method=method, headers=headers, **options).get_environ())


def a_record(**changes) -> Record:
    record = Record(
        record_id="0123456789abcdef0123",
        bucket="bucket",
        name="logs/unit/17/build-log.txt",
        generation=1,
        seen_ms=NOON,
        ingested_ms=NOON,
        expires_ms=NOON + 90 * DAY,
        context=BuildContext(job="unit", build="17"),
        byte_count=1400,
        line_count=40,
        report_type=ReportType.ERROR,
        title="main.c:8: error: no such thing",
        primary_line=12,
        fingerprint="v1:abc",
    )
    return replace(record, **changes)


def a_row(*, issue_status=IssueStatus.GHOST, **changes) -> ReportRow:
    report = Report(
        log_id="000000042",
        report_type=ReportType.ERROR,
        title="main.c:8: error: no such thing",
        fingerprints=("v1:abc",),
        issue_id="000007",
        created_ms=NOON - DAY,
        created_by="0123456789abcdef0123",
        tally=Tally(
            occurrences=1204,
            first_seen_ms=NOON - 2 * DAY,
            last_seen_ms=NOON - 2 * HOUR,
            days={"2026-11-21": 4, "2026-11-23": 1200},
            jobs={"lint": 4, "unit": 1100, "build": 100},
        ),
    )
    issue = Issue("000007", "000000042", ReportType.ERROR, NOON, issue_status)
    return ReportRow(replace(report, **changes), issue)


def a_failure(number, text="error: it broke", severity=ReportType.ERROR, **more) -> FailureLine:
    return FailureLine(number, text, severity, "level-word", **more)
