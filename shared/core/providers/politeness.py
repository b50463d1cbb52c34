"""When to ask a provider again that did not answer: as it says, else later each time."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

MAX_BACKOFF_SECONDS = 60.0
# What a provider asks for beyond this is not waited for: the command ends and says until when.
MAX_WAIT_SECONDS = 3900.0


def may_pass(status: int, headers: Mapping[str, str]) -> bool:
    """Tell whether the same request may succeed later. Names of headers are in lower case.

    GitHub says 403 too of a limit that is used up.
    """
    if status in (408, 425, 429) or status >= 500:
        return True
    return status == 403 and ("retry-after" in headers or is_used_up(headers))


def is_used_up(headers: Mapping[str, str]) -> bool:
    """Tell whether no request is left until the limit is renewed."""
    return headers.get("x-ratelimit-remaining") == "0"


def wait_seconds(headers: Mapping[str, str], attempt: int, *, now_s: float) -> float:
    """Return how long to wait before the next attempt; `attempt` counts from 0.

    By Retry-After, in seconds or as a date; else until the limit is renewed; else twice as long
    each time.
    """
    said = _retry_after(headers.get("retry-after", ""), now_s)
    reset = headers.get("x-ratelimit-reset", "")
    if said is None and is_used_up(headers) and reset.isdecimal():
        said = float(reset[:12]) - now_s
    return min(2.0**attempt, MAX_BACKOFF_SECONDS) if said is None else max(0.0, said)


def _retry_after(text: str, now_s: float) -> float | None:
    if text.strip().isdecimal():
        return float(text.strip()[:12])
    try:
        return parsedate_to_datetime(text).timestamp() - now_s
    except (ValueError, TypeError, OverflowError):
        return None
