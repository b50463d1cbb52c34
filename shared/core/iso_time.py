"""Times as people write them: ISO 8601, a date or a time."""

from datetime import UTC, datetime

_FIRST_YEAR = 1970


def read_ms(text: str) -> int | None:
    """Return the time in ms since 1970, in UTC where it names no zone; None if it is none since."""
    try:
        moment = datetime.fromisoformat(text.strip())
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = zoned.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return int(moment.timestamp() * 1000) if moment.year >= _FIRST_YEAR else None
