"""The storage event, decoded once.

Fields: https://cloud.google.com/storage/docs/json_api/v1/objects; numbers arrive as strings.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from shared.ports import StoredObject


class InvalidEvent(ValueError):
    """A storage event lacks what every such event has; delivering it again is useless."""


def read_event(data: object) -> StoredObject:
    """Return what the data of a finalized event says. Raises InvalidEvent naming what is wrong."""
    if not isinstance(data, Mapping):
        raise InvalidEvent("the event's data is no object")
    metadata = data.get("metadata")
    return StoredObject(
        bucket=_text(data, "bucket"),
        name=_text(data, "name"),
        generation=_number(data, "generation"),
        size=_number(data, "size"),
        created_ms=_time_ms(data, "timeCreated"),
        metadata={str(k): str(v) for k, v in metadata.items()}
        if isinstance(metadata, Mapping)
        else {},
    )


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidEvent(f"{name} is missing")
    return value


def _number(data: Mapping[str, object], name: str) -> int:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidEvent(f"{name} is missing")
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise InvalidEvent(f"{name} is no number")
    return int(text)


def _time_ms(data: Mapping[str, object], name: str) -> int:
    text = _text(data, name)
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidEvent(f"{name} is no time") from error
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return int(aware.timestamp() * 1000)
