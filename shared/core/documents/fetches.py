"""Logs that are to be fetched: what is known of a failed build whose CI does not send its log."""

from dataclasses import dataclass

from shared.core import ids


@dataclass(frozen=True, slots=True)
class PendingFetch:
    """One failed build of a provider, as an event told of it; gone once its log was dealt with.

    `due_ms` is when it is tried next, after `attempts` that came to nothing for the reason
    `trouble`.
    """

    provider: str
    repo: str
    build: str
    sha: str
    heard_ms: int
    due_ms: int
    attempts: int = 0
    trouble: str = ""

    @property
    def key(self) -> str:
        """Its name: however often a build is told of, it is fetched once."""
        return ids.fetch_key(self.provider, self.repo, self.build)
