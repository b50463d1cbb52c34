"""Statuses on the host: said, put off, or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shared.core.commits import posting
from shared.core.documents import Commit
from shared.errors import StatusDelayed, StatusRefused
from shared.ports import CommitStatuses

MAX_PROBLEM_CHARS = 300


@dataclass(frozen=True, slots=True)
class Saying:
    """Posts statuses of the repositories that fit one of the globs (none: all).

    `statuses` gives the host, once there is something to say: many logs name no commit.
    `public_url` is where the pages are that statuses lead to.
    """

    statuses: Callable[[], CommitStatuses]
    public_url: str
    repositories: tuple[str, ...] = ()

    def may_say(self, repo: str) -> bool:
        """Tell whether statuses of this repository are ours to post."""
        return is_served(repo, self.repositories)

    def say(self, commit: Commit, clock: Callable[[], int]) -> Commit:
        """Return the commit after its decision was posted, or could not be."""
        decision = commit.decision
        try:
            self.statuses().post(
                commit.repo,
                commit.sha,
                decision.state,
                decision.description,
                target_url=f"{self.public_url}/commits/{commit.repo}/{commit.sha}",
            )
        except StatusRefused as error:
            why = str(error)[:MAX_PROBLEM_CHARS]
            return posting.after_refusal(commit, decision, why, now_ms=clock())
        except StatusDelayed as error:
            why, after_ms = str(error)[:MAX_PROBLEM_CHARS], error.retry_after_ms
            return posting.after_failure(commit, why, retry_after_ms=after_ms, now_ms=clock())
        return posting.after_post(commit, decision, now_ms=clock())


def is_served(repo: str, globs: tuple[str, ...]) -> bool:
    """Tell whether the repository is one of those that this service is for; no globs: all are."""
    return not globs or any(fnmatchcase(repo.lower(), glob.lower()) for glob in globs)
