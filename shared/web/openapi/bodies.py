"""Bodies of writes, by media type: forms for browsers and curl, JSON for programs."""

from shared.core.issues import MAX_SUMMARY_BYTES
from shared.core.metadata import CONTEXT_FIELDS, MAX_FIELD_CHARS
from shared.core.verdicts.model import VerdictKind
from shared.web.fields import STATUSES
from shared.web.openapi.operation import JSON, MULTIPART, URLENCODED, Json
from shared.web.openapi.schemas import FINGERPRINT, LOG_ID, TEXT
from shared.web.pin_fields import MACHINE, MAX_REASON_CHARS

FILE: Json = TEXT | {"format": "binary", "description": "one log, as text or gzip"}
SUMMARY: Json = TEXT | {
    "pattern": r"\S",
    "maxLength": MAX_SUMMARY_BYTES,
    "description": f"at most {MAX_SUMMARY_BYTES:,} bytes of UTF-8",
}
NEW_STATUS: Json = TEXT | {"enum": list(STATUSES)}
_FIELD: Json = TEXT | {"maxLength": MAX_FIELD_CHARS, "pattern": r"^[^\r\n\u0000]*$"}
_CONTEXT = dict.fromkeys(CONTEXT_FIELDS, _FIELD)


def a_form(*required: str, **properties: Json) -> Json:
    """Return the schema of a body of text fields; further ones are left alone."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": TEXT,
    }


def one_of(*names: str) -> Json:
    """Return what a form adds that takes exactly one of these fields."""
    return {"oneOf": [{"required": [name]} for name in names]}


def any_way(schema: Json) -> dict[str, Json]:
    """Return a body that comes in any way a sender likes."""
    return dict.fromkeys((MULTIPART, URLENCODED, JSON), schema)


LOG: dict[str, Json] = {MULTIPART: a_form("file", file=FILE, **_CONTEXT)}

_ON_REPORT = a_form("report_id", "summary", report_id=LOG_ID, summary=SUMMARY)
_ON_EITHER = a_form("summary", file=FILE, report_id=LOG_ID, summary=SUMMARY, **_CONTEXT)
ISSUE: dict[str, Json] = {
    MULTIPART: _ON_EITHER | one_of("file", "report_id"),
    URLENCODED: _ON_REPORT,
    JSON: _ON_REPORT,
}
LABELS: Json = TEXT | {"description": "in place of those it has, parted by commas; empty: none"}
EXPIRY: Json = TEXT | {"format": "date", "description": "a date or a time, with labels"}
ISSUE_CHANGE = any_way(
    a_form(new_status=NEW_STATUS, summary=SUMMARY, labels=LABELS, labels_expire=EXPIRY)
    | {"anyOf": [{"required": [each]} for each in ("new_status", "summary", "labels")]}
)
ISSUE_LABELS = any_way(a_form("labels", labels=LABELS, labels_expire=EXPIRY))
ISSUE_EDIT = any_way(a_form("summary", summary=SUMMARY))

MERGE = any_way(a_form("into", into=LOG_ID))
SPLIT = any_way(a_form(fingerprint=FINGERPRINT, report=LOG_ID) | one_of("fingerprint", "report"))

PIN = any_way(
    a_form(
        "job",
        "verdict",
        "reason",
        job=TEXT | {"pattern": r"\S", "description": "one that failed"},
        verdict=TEXT | {"enum": [*VerdictKind, MACHINE]},
        reason=TEXT | {"pattern": r"^[!-~][ -~]*$", "maxLength": MAX_REASON_CHARS},
    )
)
EVENT: dict[str, Json] = {JSON: {"type": "object"}}

_TOKEN = TEXT | {
    "pattern": r"\S",
    "description": "as `python -m shared.cli tokens create` printed it",
}
SIGN_IN = dict.fromkeys((URLENCODED, MULTIPART), a_form("token", token=_TOKEN, next=TEXT))
