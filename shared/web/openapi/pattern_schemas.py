"""The shapes of the JSON that `shared/web/pattern_shapes.py` writes, as JSON schemas."""

from shared.core import ids
from shared.core.documents import ScanState
from shared.core.patterns.model import Kind
from shared.web.openapi.operation import Json, ref
from shared.web.openapi.schemas import (
    COUNT,
    LINE_NUMBER,
    LOG_ID,
    RECORD_ID,
    TEXT,
    TIME,
    YES_OR_NO,
    a_list,
    an_object,
    items,
    maybe,
)

PATTERN_ID: Json = TEXT | {"pattern": f"^[0-9]{{{ids.PATTERN_ID_DIGITS}}}$"}
SCAN_ID: Json = TEXT | {"pattern": "^[0-9a-f]{12}$"}
_VERSION: Json = {"type": "integer", "minimum": 1}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_SECONDS: Json = {"type": "number", "minimum": 0}

_EXPRESSION: dict[str, Json] = {
    "kind": TEXT | {"enum": [*Kind]},
    "expression": TEXT,
    "scope": ref("Scope"),
    "lines_from_end": maybe(COUNT),
}
_PATTERN: dict[str, Json] = {
    "pattern_id": PATTERN_ID,
    "version": _VERSION,
    **_EXPRESSION,
    "labels": items(TEXT),
    "description": TEXT,
    "specificity": {"type": "integer"},
    "expires": maybe(TIME),
    "retired": YES_OR_NO,
    "hits": COUNT | {"description": "logs that this version hits"},
    "contradictions": COUNT | {"description": "those of them that passed"},
    "last_seen": maybe(TIME),
    "revision": _VERSION,
    "author": TEXT,
    "created": TIME,
    "versions": items(ref("PatternVersion")),
}
HIT: dict[str, Json] = {
    "pattern_id": PATTERN_ID,
    "version": _VERSION,
    "lines": COUNT,
    "line_number": LINE_NUMBER,
    "generic": YES_OR_NO | {"description": "only lines that name no cause match"},
}

PATTERN_SCHEMAS: dict[str, Json] = {
    "Scope": an_object(repo=maybe(TEXT), job=maybe(TEXT), branch=maybe(TEXT), step=maybe(TEXT)),
    "PatternVersion": an_object(version=_VERSION, **_EXPRESSION, created=TIME, by=TEXT),
    "Pattern": an_object(**_PATTERN),
    "PatternList": an_object(
        patterns=items(ref("Pattern")), next=maybe(TEXT), previous=maybe(TEXT)
    ),
    "CuratedPattern": an_object(**_PATTERN, scan_id=maybe(SCAN_ID)),
    "DryRun": an_object(
        of=COUNT,
        scanned=COUNT,
        in_scope=COUNT,
        failing=COUNT,
        passing=COUNT,
        failing_hits=COUNT,
        passing_hits=COUNT,
        unscannable=COUNT,
        examples=items(an_object(record=RECORD_ID, line_number=LINE_NUMBER, line=TEXT)),
        reports=items(an_object(log_id=LOG_ID, title=TEXT)),
        verdict_changes=COUNT,
        changed_verdicts=items(
            an_object(repo=TEXT, sha=TEXT, job=TEXT, before=maybe(TEXT), after=maybe(TEXT))
        ),
        doubts=maybe(an_object(code=TEXT, message=TEXT)),
        milliseconds=COUNT,
    ),
    "Imported": an_object(created=items(PATTERN_ID), known=COUNT, scan_id=maybe(SCAN_ID)),
    "Labels": an_object(labels=items(TEXT)),
    "Classification": an_object(
        days=COUNT, failing=COUNT, explained=COUNT, timeouts=COUNT, rate=maybe(_SHARE)
    ),
    "Unexplained": an_object(
        **a_list("reports", "Report", counted=True)["properties"],
        classification=ref("Classification"),
    ),
    "Hit": an_object(**HIT),
    "ExplainedLog": an_object(
        record=RECORD_ID,
        pattern_set=COUNT,
        label=maybe(TEXT),
        pinned=maybe(PATTERN_ID),
        hits=items(an_object(**HIT, labels=items(TEXT), best=YES_OR_NO)),
    ),
    "Scan": an_object(
        scan_id=SCAN_ID,
        pattern_id=maybe(PATTERN_ID),
        version=maybe(_VERSION),
        patterns=items(an_object(pattern_id=PATTERN_ID, version=_VERSION)),
        state=TEXT | {"enum": [*ScanState]},
        logs_done=COUNT,
        logs_total=COUNT,
        hits=COUNT,
        unscannable=COUNT,
        rate=maybe(_SECONDS | {"description": "logs a second"}),
        seconds_left=maybe(_SECONDS),
        since=maybe(TIME),
        by=TEXT,
        created=TIME,
        started=maybe(TIME),
        finished=maybe(TIME),
    ),
    "ScanList": a_list("scans", "Scan"),
}
