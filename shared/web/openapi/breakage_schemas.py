"""The shapes of the JSON that `shared/web/breakage_shapes.py` writes, as JSON schemas."""

from shared.core.breakages.checking import MAX_MODE_CHARS, MAX_NOTES_CHARS
from shared.web.openapi.operation import Json
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

BREAKAGE_ID: Json = TEXT | {"pattern": "^[0-9a-f]{10}$"}
JOBS: Json = maybe(items(TEXT) | {"minItems": 1, "description": "names or globs; null: all jobs"})
MODE: Json = TEXT | {"maxLength": MAX_MODE_CHARS, "description": "in a few words, on one line"}
NOTES: Json = TEXT | {"maxLength": MAX_NOTES_CHARS}
REVISION: Json = {"type": "integer", "minimum": 1}

BREAKAGE: dict[str, Json] = {
    "breakage_id": BREAKAGE_ID,
    "repo": TEXT,
    "branch": TEXT,
    "cause_sha": SHA | {"description": "the first commit that is broken"},
    "resolved_sha": maybe(SHA | {"description": "the first one that is not, null: it goes on"}),
    "jobs": JOBS,
    "mode": MODE,
    "notes": NOTES,
    "ongoing": YES_OR_NO,
    "revision": REVISION,
    "created": TIME,
    "changes": items(an_object(at=TIME, by=TEXT, what=TEXT)),
}

BREAKAGE_SCHEMAS: dict[str, Json] = {
    "Breakage": an_object(**BREAKAGE),
    "ShownBreakage": an_object(
        **BREAKAGE, commits=COUNT | {"description": "that it covers by now"}
    ),
    "AnnotatedBreakage": an_object(
        **BREAKAGE,
        decided_again=COUNT | {"description": "commits whose verdicts are reached anew"},
    ),
    "BreakageList": a_list("breakages", "Breakage"),
}
