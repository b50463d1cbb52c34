"""Text fields of a write: multipart, urlencoded or JSON, whichever the sender likes."""

import json
from collections.abc import Mapping

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.core.curation import MAX_LABELS
from shared.core.documents import IssueStatus
from shared.core.iso_time import read_ms
from shared.core.issues import MAX_SUMMARY_BYTES
from shared.services.labelling import Labelling
from shared.web.problems import WebError, bad_request

MAX_BODY_BYTES = 200_000

STATUSES = {"open": IssueStatus.OPEN, "closed": IssueStatus.CLOSED}


def read_fields(request: Request) -> Mapping[str, str]:
    """Return the text fields of the body by name. Raises WebError."""
    if request.mimetype == "application/json":
        return _json_fields(request)
    try:
        return request.form.to_dict()
    except RequestEntityTooLarge:
        raise bad_request(
            "field_too_long", "The text fields are too long or too many; shorten them."
        ) from None


def summary(fields: Mapping[str, str]) -> str:
    """Return what the sender says of a failure. Raises WebError."""
    if "summary" not in fields:
        raise bad_request(
            "missing_summary", "The field `summary` is missing: say in it what is broken."
        )
    text = fields["summary"].replace("\r\n", "\n").strip()
    if not text:
        raise bad_request("empty_summary", "The summary is empty: say in it what is broken.")
    if _byte_count(text) > MAX_SUMMARY_BYTES:
        raise bad_request(
            "summary_too_long",
            f"The summary is longer than {MAX_SUMMARY_BYTES:,} bytes; shorten it.",
        )
    return text


def status(text: str, name: str) -> IssueStatus:
    """Return the status that a field or parameter of that name asks for. Raises WebError."""
    found = STATUSES.get(text.strip().lower())
    if found is None:
        raise bad_request("invalid_status", f"{name} is either open or closed.")
    return found


def labels(fields: Mapping[str, str]) -> Labelling | None:
    """Return the labels asked for, parted by commas, and until when; None: nobody asked.

    Raises WebError.
    """
    if "labels" not in fields:
        return None
    names = [name.strip() for name in fields["labels"].split(",") if name.strip()]
    if len(names) > MAX_LABELS:
        raise bad_request("too_many_labels", f"A report has at most {MAX_LABELS} labels.")
    return Labelling(names, _time(fields, "labels_expire"))


def _time(fields: Mapping[str, str], name: str) -> int | None:
    text = fields.get(name, "").strip()
    if not text:
        return None
    found_ms = read_ms(text)
    if found_ms is None:
        raise bad_request(
            f"invalid_{name}", f"{name} is a date or a time in ISO 8601, as 2027-01-31."
        )
    return found_ms


def required(fields: Mapping[str, str], name: str, what: str) -> str:
    """Return a field's text. Raises WebError, saying what belongs there."""
    text = fields.get(name, "").strip()
    if not text:
        raise bad_request(f"missing_{name}", f"The field `{name}` is missing: send {what} in it.")
    return text


def _byte_count(text: str) -> int:
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        raise bad_request(
            "invalid_summary", "The summary holds half a character; send it as UTF-8 text."
        ) from None


def _json_fields(request: Request) -> Mapping[str, str]:
    body = request.stream.read(MAX_BODY_BYTES + 1)
    if len(body) > MAX_BODY_BYTES:
        raise WebError(413, "body_too_large", f"Send at most {MAX_BODY_BYTES:,} bytes of JSON.")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("invalid_json", "The body is no JSON. Send one object.") from None
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise bad_request("invalid_json", "Send one JSON object whose values are all text.")
    return value
