"""What comes with a change of a pattern, and what comes of it."""

from dataclasses import dataclass

from shared.core.documents import Pattern, Scan
from shared.errors import NotPossible


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change, and when; `reason` is why in spite of what a dry run says.

    `days` is how far back logs are scanned for it, 0 for all, None for the usual.
    """

    actor: str
    now_ms: int
    reason: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a change was made to: the numbers that were shown, None where nobody looked."""

    version: int | None = None
    revision: int | None = None

    def require(self, pattern: Pattern) -> None:
        """Raise NotPossible where the pattern changed since."""
        fresh = self.version in (None, pattern.version)
        if not fresh or self.revision not in (None, pattern.revision):
            raise NotPossible(
                "stale_version",
                f"The pattern was changed meanwhile; it is at version {pattern.version}, revision"
                f" {pattern.revision}. Read it again and repeat the change.",
            )


NOTHING = Seen()


@dataclass(frozen=True, slots=True)
class Curated:
    """A pattern after a change, and the scan it started; None where nothing has to be scanned."""

    pattern: Pattern
    scan: Scan | None = None
