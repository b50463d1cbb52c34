"""The shapes of the JSON that `shared/web/branch_shapes.py` writes, as JSON schemas."""

from shared.web.branch_shapes import WORDS
from shared.web.openapi.breakage_schemas import BREAKAGE
from shared.web.openapi.operation import Json, ref
from shared.web.openapi.schemas import (
    COUNT,
    SHA,
    TEXT,
    TIME,
    YES_OR_NO,
    a_list,
    an_object,
    items,
    maybe,
)

_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_DAY: Json = TEXT | {"format": "date"}
_VERDICT: Json = TEXT | {"enum": list(WORDS.values())}
_COUNTS: dict[str, Json] = {
    "commits": COUNT | {"description": "where a job ended"},
    "red": COUNT | {"description": "commits where a job failed"},
    "red_share": maybe(_SHARE),
    "builds": COUNT,
    "failures": COUNT | {"description": "builds that failed"},
    "explained": COUNT | {"description": "failures that a known breakage covers"},
    "explained_share": maybe(_SHARE),
    "isolated": COUNT | {"description": "failures that were gone at the next commit"},
}
_BRANCH: dict[str, Json] = {
    "repo": TEXT,
    "branch": TEXT,
    "head": maybe(SHA),
    "updated": TIME,
    "mean_time_to_fix_seconds": maybe({"type": "number", "minimum": 0}),
    "fixes": COUNT | {"description": "breakages that were resolved"},
    "not_annotated": COUNT | {"description": "runs of failures that no breakage covers"},
}

BRANCH_SCHEMAS: dict[str, Json] = {
    "BranchList": a_list("branches", "ListedBranch"),
    "ListedBranch": an_object(**_BRANCH),
    "Branch": an_object(
        **_BRANCH,
        failing=maybe(
            items(ref("FailingJob"))
            | {"description": "at the newest commits; null on further pages"}
        ),
        jobs=items(TEXT),
        commits=items(ref("BranchCommit")),
        next=maybe(TEXT | {"description": "the `cursor` of older commits"}),
        days=items(an_object(day=_DAY, **_COUNTS)),
        weeks=items(an_object(monday=_DAY, **_COUNTS)),
        flake_rates=items(ref("FlakeRate")),
        flakes_since=maybe(_DAY),
        breakages=items(ref("TimedBreakage")),
        more_breakages=YES_OR_NO,
        proposals=items(ref("ProposedBreakage")),
        cut=YES_OR_NO | {"description": "there was more than is kept"},
    ),
    "BranchCommit": an_object(
        sha=SHA,
        at=TIME,
        replaced=YES_OR_NO | {"description": "by a forced push"},
        verdicts={"type": "object", "additionalProperties": _VERDICT},
    ),
    "FailingJob": an_object(job=TEXT, verdict=_VERDICT, failures=COUNT, since_sha=SHA, since=TIME),
    "FlakeRate": an_object(
        job=TEXT, isolated=COUNT, builds=COUNT, share=_SHARE, low=_SHARE, high=_SHARE
    ),
    "TimedBreakage": an_object(**BREAKAGE, began=maybe(TIME), resolved=maybe(TIME)),
    "ProposedBreakage": an_object(
        cause_sha=SHA,
        cause_at=TIME,
        resolved_sha=maybe(SHA),
        last_sha=SHA,
        jobs=items(TEXT),
        job_count=COUNT,
        failures=COUNT,
        annotate=TEXT | {"description": "the form that makes it a breakage"},
    ),
}
