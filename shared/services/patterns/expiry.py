"""When labels stop to count, as people write it."""

from datetime import UTC, datetime

from shared.errors import InvalidPattern


def expiry_ms(text: str) -> int:
    """Return a date or a time in ISO 8601, UTC where it names no zone. Raises InvalidPattern."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
        if moment.year < 1970:
            raise ValueError
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise InvalidPattern(
            "invalid_expires", "expires is a date or a time in ISO 8601, as in 2027-01-31."
        ) from None


def iso(ms: int) -> str:
    """Return the time as `expiry_ms` reads it; midnight is a date alone."""
    moment = datetime.fromtimestamp(ms / 1000, UTC)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return f"{moment:%Y-%m-%d}" if midnight else f"{moment:%Y-%m-%dT%H:%M:%S}Z"
