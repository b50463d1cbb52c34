"""A body whose fields are more than text: one JSON object, or a form; and its values."""

import json
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.web.fields import MAX_BODY_BYTES
from shared.web.problems import WebError, bad_request


def read_object(request: Request) -> dict[str, Any]:
    """Return the one JSON object that the body is. Raises WebError."""
    body = request.stream.read(MAX_BODY_BYTES + 1)
    if len(body) > MAX_BODY_BYTES:
        raise WebError(413, "body_too_large", f"Send at most {MAX_BODY_BYTES:,} bytes of JSON.")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("invalid_json", "The body is no JSON. Send one object.") from None
    if not isinstance(value, dict):
        raise bad_request("invalid_json", "Send one JSON object.")
    return value


def read_form(request: Request) -> MultiDict[str, str]:
    """Return the fields of a form. Raises WebError."""
    try:
        return request.form
    except RequestEntityTooLarge:
        raise bad_request("field_too_long", "The fields are too long; shorten them.") from None


def number(name: str, text_: str) -> int:
    """Return the whole number that a form's field holds. Raises WebError."""
    text_ = text_.strip()
    digits = text_.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        raise invalid(name, "a whole number")
    return int(text_)


def text(name: str, value: object) -> str:
    """Return the value if it is text. Raises WebError."""
    if not isinstance(value, str):
        raise invalid(name, "text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise invalid(name, "text, and it holds half a character")
    return value


def text_or_none(name: str, value: object) -> str | None:
    """Return the value if it is text, or none at all. Raises WebError."""
    return None if value is None else text(name, value)


def whole(name: str, value: object) -> int:
    """Return the value if it is a whole number. Raises WebError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid(name, "a whole number")
    return value


def invalid(name: str, what: str) -> WebError:
    """Return the error for a field, or a part of one, that must be something else."""
    return bad_request(f"invalid_{name.partition('.')[0]}", f"{name} must be {what}.")
