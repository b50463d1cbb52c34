"""The JSON of each resource. Fields may be added; those that are here are kept."""

from collections.abc import Mapping
from typing import Any

from shared.core import ids
from shared.core.analysis.model import FailureLine
from shared.core.documents import Record
from shared.core.extract import Extract
from shared.core.issues import seen_since_closed
from shared.core.patterns.model import Hit
from shared.ports import Page
from shared.services.issue_rows import IssueRow
from shared.services.reports import ReportRow
from shared.services.standing import Standing
from shared.services.totals import Total
from shared.web.views.issues import comments
from shared.web.views.reports import job_names
from shared.web.views.show import iso

Json = dict[str, object]


def report(row: ReportRow) -> Json:
    """Return the JSON of a report."""
    document = row.report
    tally = document.tally
    return {
        "log_id": document.log_id,
        "report_type": document.report_type.value,
        "title": document.title,
        "occurrences": tally.occurrences,
        "first_seen": iso(document.first_ms),
        "last_seen": iso(document.last_ms),
        "fingerprints": [ids.first_life(key) for key in document.fingerprints],
        "jobs": job_names(tally.jobs),
        "issue_id": document.issue_id,
        "issue_status": row.issue.status.value if row.issue else None,
        "explained": tally.explained,
        "patterns": patterns_of(tally.patterns),
        "suggestion": document.suggestion,
    }


def paging(page: Page[Any], total: Total | None) -> Json:
    """Return what a list says beside its items; `total` is null where nobody counted.

    With `total_capped` there are more than `total`.
    """
    return {
        "next": page.next,
        "previous": page.previous,
        "total": total.count if total else None,
        "total_capped": total.capped if total else False,
    }


def issue(row: IssueRow) -> Json:
    """Return the JSON of an issue."""
    return {
        "issue_id": row.issue.issue_id,
        "status": row.issue.status.value,
        "report_type": row.report.report_type.value,
        "occurrences": row.report.tally.occurrences,
        "summary": row.issue.summary,
        "log_id": row.report.log_id,
        "created": iso(row.issue.begun_ms),
        "seen_since_closed": seen_since_closed(row.issue, row.report),
        "labels": list(row.report.labels),
        "labels_expire": iso(expire_ms) if (expire_ms := row.report.labels_expire_ms) else None,
        "comments": [
            {"text": each.text, "by": each.by, "created": iso(each.at_ms)} for each in comments(row)
        ],
    }


_NO_REPORT: Mapping[str, object] = {
    "log_id": None,
    "report_type": None,
    "title": None,
    "occurrences": 0,
    "first_seen": None,
    "last_seen": None,
    "fingerprints": [],
    "jobs": [],
    "issue_id": None,
    "issue_status": None,
    "explained": 0,
    "patterns": [],
    "suggestion": None,
}


def upload(row: ReportRow | None, *, new: bool, record_id: str) -> Json:
    """Return the answer to an upload: its report's fields, `log_id` null without a failure."""
    fields = report(row) if row else dict(_NO_REPORT)
    return {**fields, "new": new, "record": record_id}


def record(record: Record, log_id: str | None) -> Json:
    """Return the JSON of a record: one build log."""
    context = record.context
    return {
        "record": record.record_id,
        "log_id": log_id,
        "bucket": record.bucket,
        "name": record.name,
        "job": context.job,
        "build": context.build,
        "repo": context.repo,
        "sha": context.sha,
        "branch": context.branch,
        "pull": context.pull,
        "result": context.result,
        "seen": iso(record.seen_ms),
        "report_type": record.report_type.value if record.report_type else None,
        "title": record.title,
        "line_number": record.primary_line,
        "line_count": record.line_count,
        "byte_count": record.byte_count,
        "problem": record.problem.value if record.problem else None,
        "uploaded_by": record.uploaded_by,
        "patterns": [_hit(hit) for hit in record.hits],
        "pinned": record.pinned,
        "label": record.label,
    }


def extract(record_id: str, extract: Extract) -> Json:
    """Return the JSON of a reduced log."""
    lines = [_line(line) for line in extract.lines]
    return {"record": record_id, "lines": lines, "cut": extract.cut}


def patterns_of(counts: Mapping[str, int]) -> list[Json]:
    """Return how many logs each pattern hits, the most frequent first."""
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return [{"pattern_id": key, "logs": counts[key]} for key in ordered if key and counts[key] > 0]


def _hit(hit: Hit) -> Json:
    return {
        "pattern_id": hit.pattern_id,
        "version": hit.version,
        "lines": hit.lines,
        "line_number": hit.line_number,
        "generic": hit.generic,
    }


def status(standing: Standing) -> Json:
    """Return how the service stands."""
    backlog, last_ms = standing.backlog, standing.last_recorded_ms
    statuses = standing.statuses
    return {
        "unfolded": backlog.unfolded,
        "unfolded_age_seconds": backlog.unfolded_age_s,
        "open_scans": standing.open_scans,
        "scan_age_seconds": backlog.scan_age_s,
        "commits_due": backlog.commits_due,
        "commits_due_age_seconds": backlog.commits_due_age_s,
        "commits_unposted": statuses.unposted,
        "commits_unposted_reason": statuses.reason,
        "status_lag_ms": statuses.lag_ms,
        "longest_status_lag_ms": statuses.longest_lag_ms,
        "branch_news": standing.news.number,
        "branch_news_age_seconds": standing.news.age_s,
        "fetches": standing.fetches.number,
        "fetches_age_seconds": standing.fetches.age_s,
        "last_recorded": None if last_ms is None else iso(last_ms),
        "last_lag_ms": standing.last_lag_ms,
        "problems": dict(standing.problems),
    }


def _line(line: FailureLine) -> Json:
    return {
        "line_number": line.number,
        "line": line.text,
        "severity": line.severity.value,
        "rule": line.rule,
        "step": line.step,
        "repeats": line.repeat_count,
    }
