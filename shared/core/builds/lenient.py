"""Values out of JSON that may be missing, malformed, or of another type than it should be."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shared.core.metadata import clean_field

# Above this a number counts milliseconds: as seconds it would lie in the year 5138.
_FIRST_MS = 100_000_000_000
# A clock may be a little fast; what lies further ahead is no time that anything happened at.
_AHEAD_MS = 86_400_000

Json = Mapping[str, Any]
NOTHING: Json = {}


def read_object(data: bytes | None) -> Json:
    """Return the JSON object in the bytes, an empty one where they hold anything else."""
    try:
        value = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return NOTHING
    return value if isinstance(value, dict) else NOTHING


def child(value: object, *keys: str) -> Json:
    """Return the object under these keys, an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else NOTHING


def items(value: object, key: str) -> list[Any]:
    """Return the list under the key, an empty one where there is none."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, list) else []


def text(value: object, *keys: str) -> str | None:
    """Return the first of these keys that holds a text or a number, as one clean line."""
    for key in keys:
        found = value.get(key) if isinstance(value, Mapping) else None
        if type(found) in (str, int):
            cleaned = clean_field(str(found)[:10_000])
            if cleaned is not None:
                return cleaned
    return None


def time_ms(value: object, key: str, *, now_ms: int) -> int | None:
    """Return the time under the key; None for no time, and for one that is yet to come.

    Seconds or milliseconds since 1970, as a number or a text, or ISO 8601.
    """
    found = value.get(key) if isinstance(value, Mapping) else None
    read = _number_ms(found) if type(found) in (int, float) else _text_ms(found)
    return read if read is not None and 0 < read <= now_ms + _AHEAD_MS else None


def _number_ms(number: Any) -> int | None:
    # A whole number may be too large to be asked whether it is finite: it is compared first.
    if not abs(number) <= 1 << 62:
        return None
    return int(number if abs(number) >= _FIRST_MS else number * 1000)


def _text_ms(found: object) -> int | None:
    if not isinstance(found, str) or len(found) > 100:
        return None
    try:
        return _number_ms(float(found))
    except ValueError:
        pass
    try:
        time = datetime.fromisoformat(found.strip())
        aware = time if time.tzinfo else time.replace(tzinfo=UTC)
        return int(aware.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
