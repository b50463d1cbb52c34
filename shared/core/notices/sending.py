"""When a notice is sent again, and when no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.core.documents import Notice

MINUTE_MS = 60_000
MAX_PAUSE_MS = 60 * MINUTE_MS
GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS
MAX_TROUBLE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a target did not take a notice; `passes`: sent again it may."""

    why: str
    passes: bool
    retry_after_ms: int = 0


def after_attempt(notice: Notice, outcomes: Mapping[str, Failed | None], *, now_ms: int) -> Notice:
    """Return the notice after an attempt; an outcome of None says that the target has it.

    While any trouble passes it is sent again to those who lack it, for a day at most.
    """
    sent = (*notice.sent, *(name for name, failed in outcomes.items() if failed is None))
    failures = {name: failed for name, failed in outcomes.items() if failed is not None}
    passing = [failed for failed in failures.values() if failed.passes]
    attempts = notice.attempts + 1
    late = now_ms >= notice.created_ms + GIVEN_UP_AFTER_MS
    trouble = "; ".join(f"{name}: {failed.why}" for name, failed in failures.items())
    return replace(
        notice,
        sent=sent,
        attempts=attempts,
        due_ms=now_ms + _pause_ms(attempts, passing) if passing and not late else None,
        trouble=trouble[:MAX_TROUBLE_CHARS] or None,
    )


def open_targets(notice: Notice, targets: Sequence[str]) -> list[str]:
    """Return the targets that do not have the notice yet."""
    return [name for name in targets if name not in notice.sent]


def _pause_ms(attempts: int, passing: Sequence[Failed]) -> int:
    """Return twice the last pause, from a minute to an hour, or what a target asks for."""
    usual = min(MINUTE_MS << min(attempts - 1, 10), MAX_PAUSE_MS)
    asked = max(failed.retry_after_ms for failed in passing)
    return max(usual, min(asked, GIVEN_UP_AFTER_MS))
