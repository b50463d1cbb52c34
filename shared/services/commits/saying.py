"""Statuses on the host: said, put off, or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

from shared.core.commits import posting
from shared.core.documents import Commit
from shared.core.verdicts.model import Decision
from shared.errors import StatusDelayed, StatusRefused
from shared.ports import CommitStatuses

MAX_PROBLEM_CHARS = 300


class Tell(Protocol):
    """Writes a line for whoever runs the service."""

    def __call__(self, severity: str, message: str, **fields: object) -> None:
        """Write it. `severity` is INFO or WARNING."""


def tell_nobody(severity: str, message: str, **fields: object) -> None:
    """Write nothing."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Posts statuses of the repositories that fit one of the globs (none: all).

    `statuses` gives the host, once there is something to say: many logs name no commit.
    `public_url` is where the pages are that statuses lead to. `tell` writes the lines that the
    alerts and metrics of .deploy/ read. After `lively_posts` statuses of a commit, texts that
    change while the state stays wait.
    """

    statuses: Callable[[], CommitStatuses]
    public_url: str
    repositories: tuple[str, ...] = ()
    tell: Tell = tell_nobody
    lively_posts: int = posting.LIVELY_POSTS

    def may_say(self, repo: str) -> bool:
        """Tell whether statuses of this repository are ours to post."""
        return is_served(repo, self.repositories)

    def wanted_at(self, commit: Commit, decision: Decision, *, now_ms: int) -> int | None:
        """Return when the decision is to be posted: now, later, or never (None)."""
        return posting.wanted_at(commit, decision, now_ms=now_ms, lively_posts=self.lively_posts)

    def say(self, commit: Commit, clock: Callable[[], int], log_ms: int | None = None) -> Commit:
        """Return the commit after its decision was posted, or could not be.

        `log_ms` is when the log was heard that this answers, None if it answers none.
        """
        decision = commit.decision
        try:
            self._post(commit)
        except StatusRefused as error:
            why = self._told_why(commit, error)
            return posting.after_refusal(commit, decision, why, now_ms=clock())
        except StatusDelayed as error:
            why, after_ms = self._told_why(commit, error), error.retry_after_ms
            return posting.after_failure(commit, why, retry_after_ms=after_ms, now_ms=clock())
        now_ms = clock()
        lag_ms = None if log_ms is None else max(0, now_ms - log_ms)
        self.tell("INFO", "status posted", **_named(commit), lag_ms=lag_ms)
        return posting.after_post(commit, decision, now_ms=now_ms, lag_ms=lag_ms)

    def _post(self, commit: Commit) -> None:
        """Post the decision. Raises StatusRefused and StatusDelayed."""
        self.statuses().post(
            commit.repo,
            commit.sha,
            commit.decision.state,
            commit.decision.description,
            target_url=f"{self.public_url}/commits/{commit.repo}/{commit.sha}",
        )

    def _told_why(self, commit: Commit, error: Exception) -> str:
        """Return why the host did not take the status, after it was told."""
        why = str(error)[:MAX_PROBLEM_CHARS]
        self.tell("WARNING", "status not posted", **_named(commit), reason=why)
        return why


def _named(commit: Commit) -> dict[str, object]:
    return {"repo": commit.repo, "sha": commit.sha, "state": commit.decision.state.value}


def is_served(repo: str, globs: tuple[str, ...]) -> bool:
    """Tell whether the repository is one of those that this service is for; no globs: all are."""
    return not globs or any(fnmatchcase(repo.lower(), glob.lower()) for glob in globs)
