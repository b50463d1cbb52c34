"""When labels stop to count, as people write it."""

from datetime import UTC, datetime

from shared.core.iso_time import read_ms
from shared.errors import InvalidPattern


def expiry_ms(text: str) -> int:
    """Return a date or a time in ISO 8601, UTC where it names no zone. Raises InvalidPattern."""
    found_ms = read_ms(text)
    if found_ms is None:
        raise InvalidPattern(
            "invalid_expires", "expires is a date or a time in ISO 8601, as in 2027-01-31."
        )
    return found_ms


def iso(ms: int) -> str:
    """Return the time as `expiry_ms` reads it; midnight is a date alone."""
    moment = datetime.fromtimestamp(ms / 1000, UTC)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return f"{moment:%Y-%m-%d}" if midnight else f"{moment:%Y-%m-%dT%H:%M:%S}Z"
