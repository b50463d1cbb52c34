"""Bodies of writes about patterns. JSON has numbers, lists and an object for the scope."""

from shared.core.patterns.model import Kind
from shared.web.openapi.bodies import a_form, any_way
from shared.web.openapi.operation import JSON, MULTIPART, URLENCODED, Json
from shared.web.openapi.pattern_schemas import PATTERN_ID
from shared.web.openapi.schemas import TEXT, YES_OR_NO, items, maybe
from shared.web.pattern_fields import MAX_DAYS, SCOPE

_KIND: Json = TEXT | {"enum": [*Kind], "default": "regex"}
_WHOLE: Json = {"type": "integer"}
_DAYS: Json = {"type": "integer", "minimum": 0, "maximum": MAX_DAYS}
_GLOB = maybe(TEXT)
_EXPIRES: Json = TEXT | {"description": "ISO 8601, a date or a time, UTC without a zone"}

_JSON: dict[str, Json] = {
    "kind": _KIND,
    "expression": TEXT | {"description": "at most 1,024 bytes, no lookaround, no backreference"},
    "labels": items(TEXT),
    "description": TEXT,
    "scope": maybe({"type": "object", "properties": dict.fromkeys(SCOPE, _GLOB)}),
    "specificity": _WHOLE,
    "lines_from_end": maybe(_WHOLE),
    "expires": maybe(_EXPIRES),
    "days": _DAYS | {"description": "how far back stored logs are scanned; 0: all"},
    "reason": TEXT | {"description": "why, although the dry run speaks against it"},
}
_SEEN: dict[str, Json] = {
    "version": _WHOLE | {"description": "the one that was read; 409 if it is stale"},
    "revision": _WHOLE | {"description": "the same, and raised by every change"},
}
# The fields of a form are text; each label is a field of its own.
_FORM: dict[str, Json] = {
    "kind": _KIND,
    "expression": _JSON["expression"],
    "labels": items(TEXT),
    "description": TEXT,
    **dict.fromkeys(SCOPE, TEXT),
    "specificity": TEXT,
    "lines_from_end": TEXT,
    "expires": TEXT,
    "days": TEXT,
    "reason": TEXT,
}
_SEEN_FORM: dict[str, Json] = {"version": TEXT, "revision": TEXT}


def _ways(json: Json, form: Json) -> dict[str, Json]:
    return {JSON: json, URLENCODED: form, MULTIPART: form}


def _object(*required: str, **properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(required)}


PATTERN = _ways(_object("expression", **_JSON), _object("expression", **_FORM))
_EDITED: Json = {
    "anyOf": [PATTERN_ID, {"const": ""}],
    "description": "the pattern that would be changed; left out: a new one",
}
TRIAL = _ways(
    _object("expression", **_JSON, pattern_id=_EDITED),
    _object("expression", **_FORM, pattern_id=_EDITED),
)
EDIT = _ways(_object(**_JSON, **_SEEN), _object(**_FORM, **_SEEN_FORM))
PATTERN_CHANGE = _ways(
    _object(**_JSON, **_SEEN, retired=YES_OR_NO),
    _object(**_FORM, **_SEEN_FORM, retired=TEXT),
)
SEEN = _ways(_object(**_SEEN), _object(**_SEEN_FORM))
DAYS = _ways(_object(days=_DAYS), _object(days=TEXT))

_FILE: Json = TEXT | {"format": "binary", "description": "*.toml is TOML, all else JSON"}
IMPORT: dict[str, Json] = {
    MULTIPART: a_form("file", file=_FILE),
    JSON: {"anyOf": [_object("patterns", patterns=items({"type": "object"})), items({})]},
}
_LABEL: Json = TEXT | {"pattern": r"\S", "maxLength": 60, "description": "printable"}
LABEL = any_way(a_form("label", label=_LABEL))
PIN = any_way(a_form("pattern_id", pattern_id={"anyOf": [PATTERN_ID, {"const": ""}]}))
HAND_LABEL = any_way(a_form("label", label=TEXT))
