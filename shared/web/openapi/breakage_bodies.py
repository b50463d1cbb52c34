"""Bodies of writes about breakages. JSON has a list of jobs, or null for all of them."""

from shared.web.breakage_fields import MAX_BRANCH_CHARS
from shared.web.openapi.breakage_schemas import JOBS, MODE, NOTES, REVISION
from shared.web.openapi.operation import JSON, MULTIPART, URLENCODED, Json
from shared.web.openapi.schemas import TEXT, items, maybe

_SHA: Json = TEXT | {
    "pattern": "^[0-9a-fA-F]{7,64}$",
    "description": "a commit of the branch, in full or by its first digits",
}
_REPO: Json = TEXT | {"description": "owner/name"}
_BRANCH: Json = TEXT | {"pattern": r"\S", "maxLength": MAX_BRANCH_CHARS}
_MODE = MODE | {"pattern": r"\S"}
_SEEN: Json = REVISION | {"description": "the one that was read; 409 if it is stale"}

_CONTENT: dict[str, Json] = {
    "cause_sha": _SHA,
    "resolved_sha": maybe(_SHA),
    "jobs": JOBS,
    "mode": _MODE,
    "notes": NOTES,
}
# The fields of a form are text; an empty one means none, and jobs are one on a line.
_FORM: dict[str, Json] = {
    "cause_sha": _SHA,
    "resolved_sha": TEXT,
    "jobs": items(TEXT),
    "mode": _MODE,
    "notes": NOTES,
}
_NEEDED = ["repo", "branch", "cause_sha", "mode"]


def _ways(needed: list[str], json: dict[str, Json], form: dict[str, Json]) -> dict[str, Json]:
    def an_object(properties: dict[str, Json]) -> Json:
        return {"type": "object", "properties": properties, "required": needed}

    return {JSON: an_object(json), URLENCODED: an_object(form), MULTIPART: an_object(form)}


_PLACE = {"repo": _REPO, "branch": _BRANCH}
BREAKAGE = _ways(_NEEDED, _PLACE | _CONTENT, _PLACE | _FORM)
BREAKAGE_CHANGE = _ways([], _CONTENT | {"revision": _SEEN}, _FORM | {"revision": TEXT})
RESOLUTION = _ways(
    ["resolved_sha"],
    {"resolved_sha": _SHA, "revision": _SEEN},
    {"resolved_sha": _SHA, "revision": TEXT},
)
