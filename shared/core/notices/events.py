"""What is worth telling people of, and the notice that each event becomes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from shared.core.documents import Notice

KEPT_MS = 90 * 86_400_000
"""How long a notice is remembered: the same event is not told again meanwhile."""


class Event(Protocol):
    """Something that happened. `key` names it: the same event has the same, met however often."""

    @property
    def kind(self) -> str:
        """What receivers know it as."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this one event."""

    @property
    def text(self) -> str:
        """One sentence for people."""

    @property
    def path(self) -> str:
        """The page that tells more."""

    @property
    def facts(self) -> Mapping[str, str | None]:
        """What programs want to know."""


@dataclass(frozen=True, slots=True)
class FailureAppeared:
    """A failure that nobody knew until lately was seen on a main branch for the first time."""

    log_id: str
    title: str
    repo: str | None
    branch: str
    job: str | None = None
    sha: str | None = None
    record_id: str | None = None

    kind = "failure.new"

    @property
    def key(self) -> tuple[str, ...]:
        """One report tells of itself once for each branch."""
        return (self.log_id, self.repo or "", self.branch)

    @property
    def text(self) -> str:
        """Say what, where and in which job."""
        where = f"{self.branch} of {self.repo}" if self.repo else self.branch
        job = f" in {self.job}" if self.job else ""
        return f"New failure on {where}{job}: {self.title}"

    @property
    def path(self) -> str:
        """Lead to its report."""
        return f"/reports/{self.log_id}"

    @property
    def facts(self) -> Mapping[str, str | None]:
        """Name the report, and the build that showed it."""
        return {
            "log_id": self.log_id,
            "title": self.title,
            "repo": self.repo,
            "branch": self.branch,
            "job": self.job,
            "sha": self.sha,
            "record": self.record_id,
        }


@dataclass(frozen=True, slots=True)
class BreakageFound:
    """A branch was found to be broken; `jobs` None: all of them."""

    breakage_id: str
    repo: str
    branch: str
    cause_sha: str
    mode: str
    jobs: tuple[str, ...] | None = None

    kind = "breakage.found"

    @property
    def key(self) -> tuple[str, ...]:
        """One breakage is found once."""
        return (self.breakage_id,)

    @property
    def text(self) -> str:
        """Say which branch, since when, and what fails there."""
        what = "all jobs" if self.jobs is None else ", ".join(self.jobs)
        since = f"since {self.cause_sha[:10]}"
        return f"{self.branch} of {self.repo} is broken {since} ({what}): {self.mode}"

    @property
    def path(self) -> str:
        """Lead to the breakage."""
        return f"/breakages/{quote(self.breakage_id, safe='')}"

    @property
    def facts(self) -> Mapping[str, str | None]:
        """Name the breakage and its place."""
        return {
            "breakage_id": self.breakage_id,
            "repo": self.repo,
            "branch": self.branch,
            "cause_sha": self.cause_sha,
            "mode": self.mode,
        }


@dataclass(frozen=True, slots=True)
class BreakageResolved:
    """A commit ended a breakage. Found to be another commit later, that is told, too."""

    breakage_id: str
    repo: str
    branch: str
    resolved_sha: str
    mode: str

    kind = "breakage.resolved"

    @property
    def key(self) -> tuple[str, ...]:
        """One breakage is resolved once by each commit."""
        return (self.breakage_id, self.resolved_sha)

    @property
    def text(self) -> str:
        """Say which branch, by which commit."""
        return f"{self.branch} of {self.repo} is mended by {self.resolved_sha[:10]}: {self.mode}"

    @property
    def path(self) -> str:
        """Lead to the breakage."""
        return f"/breakages/{quote(self.breakage_id, safe='')}"

    @property
    def facts(self) -> Mapping[str, str | None]:
        """Name the breakage, its place and its end."""
        return {
            "breakage_id": self.breakage_id,
            "repo": self.repo,
            "branch": self.branch,
            "resolved_sha": self.resolved_sha,
            "mode": self.mode,
        }


@dataclass(frozen=True, slots=True)
class FlakyContradicted:
    """A failure labelled flaky failed again and again at one commit: it may be no flake."""

    repo: str
    sha: str
    job: str
    log_id: str
    title: str
    attempts: int

    kind = "flaky.contradicted"

    @property
    def key(self) -> tuple[str, ...]:
        """One job of one commit contradicts one report's label once."""
        return (self.repo, self.sha, self.job, self.log_id)

    @property
    def text(self) -> str:
        """Say where it did not pass."""
        where = f"{self.job} at {self.sha[:10]} of {self.repo}"
        return f"Labelled flaky, but failed {self.attempts} times of {where}: {self.title}"

    @property
    def path(self) -> str:
        """Lead to the commit."""
        return f"/commits/{quote(self.repo)}/{quote(self.sha, safe='')}"

    @property
    def facts(self) -> Mapping[str, str | None]:
        """Name the job and the report."""
        return {
            "repo": self.repo,
            "sha": self.sha,
            "job": self.job,
            "log_id": self.log_id,
            "title": self.title,
            "attempts": str(self.attempts),
        }


def notice_of(event: Event, *, now_ms: int) -> Notice:
    """Return the notice of the event, to be sent at once."""
    return Notice(
        _notice_id(event),
        event.kind,
        event.text,
        event.path,
        created_ms=now_ms,
        expires_ms=now_ms + KEPT_MS,
        facts={name: value for name, value in event.facts.items() if value is not None},
        due_ms=now_ms,
    )


def _notice_id(event: Event) -> str:
    text = "\n".join([event.kind, *event.key])
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=10).hexdigest()
