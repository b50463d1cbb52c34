"""The shapes of the JSON that `shared/web/shapes.py` writes, as JSON schemas.

Fields may be added; those that are here are kept, so each of them is required, and further ones
are not ruled out.
"""

from shared.core import ids
from shared.core.access import Role
from shared.core.analysis.model import ReportType
from shared.core.documents import IssueStatus
from shared.core.streams import LogProblem
from shared.core.verdicts.model import State, VerdictKind
from shared.web.openapi.operation import Json, ref

TEXT: Json = {"type": "string"}
COUNT: Json = {"type": "integer", "minimum": 0}
LINE_NUMBER: Json = {"type": "integer", "minimum": 1, "description": "1-based, in the raw log"}
YES_OR_NO: Json = {"type": "boolean"}
TIME: Json = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "description": "UTC",
}
LOG_ID: Json = {"type": "string", "pattern": f"^[0-9]{{{ids.LOG_ID_DIGITS}}}$"}
ISSUE_ID: Json = {"type": "string", "pattern": f"^[0-9]{{{ids.ISSUE_ID_DIGITS},12}}$"}
RECORD_ID: Json = {"type": "string", "pattern": "^[0-9a-f]{20}$"}
SHA: Json = {"type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"}
PULL_NUMBER: Json = {"type": "string", "pattern": "^[1-9][0-9]{0,11}$"}
STATE: Json = {"type": "string", "enum": [each.value for each in State]}
FINGERPRINT: Json = {"type": "string", "pattern": "^v[0-9]+:[0-9a-f]+$"}
REPORT_TYPE: Json = {
    "type": "string",
    "enum": [each.value for each in ReportType],
    "description": "crash, error, warning",
}
ISSUE_STATUS: Json = {
    "type": "string",
    "enum": [each.value for each in IssueStatus],
    "description": "a Ghost was made by the machine and only counts",
}


def an_object(**properties: Json) -> Json:
    """Return the schema of an object that has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def items(schema: Json) -> Json:
    """Return the schema of an array."""
    return {"type": "array", "items": schema}


def maybe(schema: Json) -> Json:
    """Return the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def a_list(name: str, schema: str, *, counted: bool = False) -> Json:
    """Return the schema of one page of a list; counted ones tell their neighbours and total."""
    cursor = maybe(TEXT | {"description": "the `cursor` of the page"})
    totals = {"previous": cursor, "total": maybe(COUNT), "total_capped": YES_OR_NO}
    return an_object(**{name: items(ref(schema)), "next": cursor}, **(totals if counted else {}))


_REPORT: dict[str, Json] = {
    "log_id": LOG_ID,
    "report_type": REPORT_TYPE,
    "title": TEXT,
    "occurrences": COUNT,
    "first_seen": TIME,
    "last_seen": TIME,
    "fingerprints": items(FINGERPRINT),
    "jobs": items(TEXT),
    "issue_id": ISSUE_ID,
    "issue_status": maybe(ISSUE_STATUS),
    "explained": COUNT | {"description": "occurrences with a pattern that names a cause"},
    "patterns": items(an_object(pattern_id=TEXT, logs=COUNT)),
    "suggestion": maybe(TEXT | {"description": "what people agree on: label:flaky, pattern:0123"}),
}
# What an upload that shows no failure leaves null.
_OF_A_FAILURE = ("log_id", "report_type", "title", "first_seen", "last_seen", "issue_id")

SCHEMAS: dict[str, Json] = {
    "Report": an_object(**_REPORT),
    "ReportList": a_list("reports", "Report", counted=True),
    "FirstSeen": an_object(log_id=LOG_ID, datetime=TIME),
    "Upload": an_object(
        **_REPORT | {name: maybe(_REPORT[name]) for name in _OF_A_FAILURE},
        new=YES_OR_NO | {"description": "this log showed the failure for the first time"},
        record=RECORD_ID,
    ),
    "Record": an_object(
        record=RECORD_ID,
        log_id=maybe(LOG_ID),
        bucket=TEXT,
        name=TEXT,
        job=maybe(TEXT),
        build=maybe(TEXT),
        repo=maybe(TEXT),
        sha=maybe(TEXT),
        branch=maybe(TEXT),
        pull=maybe(TEXT),
        result=maybe(TEXT),
        seen=TIME,
        report_type=maybe(REPORT_TYPE),
        title=maybe(TEXT),
        line_number=maybe(LINE_NUMBER),
        line_count=COUNT,
        byte_count=COUNT,
        problem=maybe(TEXT | {"enum": [each.value for each in LogProblem]}),
        uploaded_by=maybe(TEXT),
        patterns=items(ref("Hit")),
        pinned=maybe(TEXT),
        label=maybe(TEXT),
    ),
    "RecordList": a_list("records", "Record"),
    "Extract": an_object(record=RECORD_ID, lines=items(ref("FailureLine")), cut=YES_OR_NO),
    "FailureLine": an_object(
        line_number=LINE_NUMBER,
        line=TEXT,
        severity=REPORT_TYPE,
        rule=TEXT,
        step=maybe(TEXT),
        repeats=COUNT,
    ),
    "Issue": an_object(
        issue_id=ISSUE_ID,
        status=ISSUE_STATUS,
        report_type=REPORT_TYPE,
        occurrences=COUNT,
        summary=TEXT,
        log_id=LOG_ID,
        created=TIME,
        seen_since_closed=COUNT,
        labels=items(TEXT),
        labels_expire=maybe(TIME | {"description": "from then on they excuse nothing"}),
        comments=items(ref("Comment")),
    ),
    "Comment": an_object(text=TEXT, by=TEXT, created=TIME),
    "IssueList": a_list("issues", "Issue", counted=True),
    "Commit": an_object(
        repo=TEXT,
        sha=SHA,
        state=STATE,
        description=TEXT,
        failed=COUNT,
        **{kind.value.replace(" ", "_"): COUNT for kind in VerdictKind},
        running=items(TEXT),
        recovered=items(TEXT | {"description": "failed, then passed: confirmed flaky"}),
        jobs=items(ref("FailedJob")),
        pull=maybe(PULL_NUMBER),
        branch=maybe(TEXT),
        base_branch=maybe(TEXT),
        author=maybe(TEXT),
        decided=TIME,
        posted=maybe(an_object(state=STATE, at=TIME)),
        post_problem=maybe(TEXT),
        changes=items(an_object(at=TIME, by=TEXT, what=TEXT)),
    ),
    "FailedJob": an_object(
        job=TEXT,
        build_id=maybe(TEXT),
        verdict=TEXT | {"enum": [*VerdictKind]},
        evidence=items(TEXT),
        given_by=maybe(TEXT | {"description": "the pattern, issue or breakage that explains it"}),
        log_id=maybe(LOG_ID),
        record=maybe(RECORD_ID),
        title=TEXT,
        line_number=maybe(LINE_NUMBER),
        seen_in=items(RECORD_ID),
        seen_by=items(TEXT),
        seen_since=maybe(TIME),
        also_on_base=YES_OR_NO,
        waiting=YES_OR_NO | {"description": "its log may still come"},
        pinned_by=maybe(TEXT),
    ),
    "Pull": an_object(repo=TEXT, number=PULL_NUMBER, commits=items(ref("CommitLine"))),
    "CommitLine": an_object(sha=SHA, state=STATE, description=TEXT, failed=COUNT, heard=TIME),
    "Heard": an_object(outcome=TEXT | {"enum": ["heard", "known", "pong", "ignored"]}),
    "SignedIn": an_object(
        name=TEXT, role=TEXT | {"enum": [role.value for role in Role]}, repos=items(TEXT)
    ),
    "Status": an_object(
        unfolded=COUNT,
        unfolded_age_seconds=maybe(COUNT),
        open_scans=COUNT,
        scan_age_seconds=maybe(COUNT),
        commits_due=COUNT | {"description": "to be posted or decided again; 50 at most"},
        commits_due_age_seconds=maybe(COUNT),
        commits_unposted=COUNT
        | {"description": "whose status GitHub did not take within 24 hours; 50 at most"},
        commits_unposted_reason=maybe(TEXT | {"description": "why not, the last time"}),
        status_lag_ms=maybe(
            COUNT | {"description": "from the last log of a commit to its status, the last time"}
        ),
        longest_status_lag_ms=maybe(
            COUNT | {"description": "the longest of the last 20 commits that were answered"}
        ),
        branch_news=COUNT | {"description": "not in the history of their branch yet; 50 at most"},
        branch_news_age_seconds=maybe(COUNT),
        fetches=COUNT | {"description": "logs to be fetched; 50 at most of each provider"},
        fetches_age_seconds=maybe(COUNT),
        last_recorded=maybe(TIME),
        last_lag_ms=maybe(COUNT),
        problems={"type": "object", "additionalProperties": COUNT},
        stores=TEXT | {"enum": ["embedded", "cloud"]},
        retention_days=COUNT,
    ),
    "Health": an_object(status={"const": "ok"}),
    "Error": an_object(
        error=an_object(
            code=TEXT | {"description": "what went wrong, for programs"},
            message=TEXT | {"description": "what to do, for people"},
        )
    ),
}
