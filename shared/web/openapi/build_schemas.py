"""The shapes of the JSON that `shared/web/build_shapes.py` writes, as JSON schemas."""

from shared.web.job_query import RESULTS
from shared.web.openapi.operation import Json, ref
from shared.web.openapi.schemas import (
    COUNT,
    LINE_NUMBER,
    LOG_ID,
    RECORD_ID,
    REPORT_TYPE,
    TEXT,
    TIME,
    YES_OR_NO,
    a_list,
    an_object,
    items,
    maybe,
)

_RESULT: Json = maybe({"type": "string", "enum": list(RESULTS)})
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_AMOUNT: Json = {"type": "number", "minimum": 0}
_SHARES: Json = {"type": "object", "additionalProperties": _SHARE}
_SPREADS: Json = {
    "type": "object",
    "additionalProperties": ref("Spread"),
    "description": "by result: SUCCESS, FAILURE",
}

_BUILD: dict[str, Json] = {
    "job": TEXT,
    "build_id": TEXT,
    "result": _RESULT,
    "started": maybe(TIME),
    "finished": maybe(TIME),
    "duration_seconds": maybe(_AMOUNT),
    "repo": maybe(TEXT),
    "sha": maybe(TEXT),
    "branch": maybe(TEXT),
    "pull": maybe(TEXT),
    "entries": items(TEXT),
    "artifact_entries": items(TEXT),
    "entries_cut": YES_OR_NO | {"description": "there are more entries than are kept"},
    "complete": YES_OR_NO,
    "has_log": YES_OR_NO,
    "log_bytes": maybe(COUNT),
    "log_lines": maybe(COUNT),
    "log_id": maybe(LOG_ID),
    "record": maybe(RECORD_ID),
    "report_type": maybe(REPORT_TYPE),
    "title": maybe(TEXT),
    "settled": YES_OR_NO | {"description": "nothing more is expected of it"},
}
_JOB: dict[str, Json] = {
    "job": TEXT,
    "builds": COUNT,
    "complete": COUNT,
    "logs": COUNT | {"description": "builds with a log"},
    "results": {"type": "object", "additionalProperties": COUNT},
    "completeness": ref("Completeness"),
    "health": ref("JobHealth"),
    "durations": _SPREADS,
    "log_sizes": _SPREADS,
}

BUILD_SCHEMAS: dict[str, Json] = {
    "Build": an_object(**_BUILD),
    "BuildWithResults": an_object(**_BUILD, test_results=items(ref("TestResults"))),
    "TestResults": an_object(
        file=TEXT,
        tests=COUNT,
        failures=COUNT,
        skipped=COUNT,
        seconds=_AMOUNT,
        failed=items(an_object(name=TEXT, class_name=TEXT, message=TEXT)),
        problem=maybe(TEXT),
    ),
    "JobList": a_list("jobs", "ListedJob"),
    "ListedJob": an_object(**_JOB, last_build=TIME, last_result=_RESULT),
    "JobWithBuilds": an_object(
        **_JOB, recent_builds=items(ref("Build")), next=maybe(TEXT | {"description": "a cursor"})
    ),
    "Completeness": an_object(
        first_level=items(ref("EntrySet")),
        artifacts=items(ref("EntrySet")),
        entry_counts=items(ref("EntryCount")),
        artifact_entry_counts=items(ref("EntryCount")),
        presence=_SHARES,
        artifact_presence=_SHARES,
        other_sets=COUNT | {"description": "builds of sets beyond those listed"},
        other_artifact_sets=COUNT,
        without_log=COUNT,
    ),
    "EntrySet": an_object(entries=items(TEXT), count=COUNT, share=_SHARE),
    "EntryCount": an_object(entries=COUNT, count=COUNT, share=_SHARE),
    "JobHealth": an_object(
        decided=COUNT,
        pass_rate=ref("Rate"),
        flip_rate=ref("Rate"),
        flake_rate=ref("Rate"),
        consecutive_failures=COUNT,
        mean_time_to_fix_seconds=maybe(_AMOUNT),
        fixes=COUNT,
    ),
    "Rate": an_object(share=maybe(_SHARE), low=maybe(_SHARE), high=maybe(_SHARE), of=COUNT),
    "Spread": an_object(
        unit=TEXT,
        count=COUNT,
        mean=maybe(_AMOUNT),
        median=maybe(_AMOUNT),
        buckets=items(an_object(**{"from": _AMOUNT, "below": _AMOUNT, "count": COUNT})),
    ),
    "CompletenessList": an_object(
        jobs=items(
            an_object(job=TEXT, builds=COUNT, complete=COUNT, completeness=ref("Completeness"))
        )
    ),
    "Comparison": an_object(
        here=ref("ComparedBuild"),
        there=ref("ComparedBuild"),
        totals=an_object(only_here=COUNT, only_there=COUNT, both=COUNT),
        only_here=items(ref("ComparedLine")),
        only_there=items(ref("ComparedLine")),
        both=items(ref("ComparedLine")),
        cut=YES_OR_NO,
    ),
    "ComparedBuild": an_object(
        job=TEXT,
        build_id=TEXT,
        result=_RESULT,
        record=RECORD_ID,
        log_bytes=COUNT,
        log_lines=COUNT,
    ),
    "ComparedLine": an_object(
        line_number=maybe(LINE_NUMBER),
        lines=COUNT | {"description": "of this kind in the log"},
        other_line_number=maybe(LINE_NUMBER),
        other_lines=COUNT,
        line=TEXT,
    ),
    "Dataset": an_object(
        tables={
            "type": "object",
            "additionalProperties": items(an_object(name=TEXT, type=TEXT, meaning=TEXT)),
        }
    ),
}
