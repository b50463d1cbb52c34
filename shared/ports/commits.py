"""Commits and what was heard of them; `Store.save` writes all of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from shared.core.documents import Commit, CommitSign, CommitSigns, Record, Touch
from shared.core.verdicts.model import State
from shared.ports.values import Stored


class Commits(Protocol):
    """Reads what is known of commits. Keys are those of core/ids.py."""

    def get_commits(self, keys: Iterable[str]) -> dict[str, Stored[Commit]]:
        """Return those of the commits that exist, by key."""

    def get_signs(self, key: str) -> Stored[CommitSigns] | None:
        """Return all that was decided with so far."""

    def get_heard(self, sign_ids: Iterable[str]) -> dict[str, Stored[CommitSign]]:
        """Return those of the signs that are kept still, by id, decided with or not."""

    def list_undecided(self, key: str, *, limit: int) -> Sequence[Stored[CommitSign]]:
        """Return signs of the commit that were not decided with yet, in no order."""

    def list_waiting(self, *, before_ms: int, limit: int) -> Sequence[CommitSign]:
        """Return undecided signs of any commit that were heard before, the oldest first."""

    def list_due(self, *, now_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `due_ms` has come, the longest due first."""

    def list_unposted(self, *, since_ms: int, limit: int) -> Sequence[Commit]:
        """Return commits whose `post_problem_ms` is later than that, the last first."""

    def list_answered(self, *, limit: int) -> Sequence[Commit]:
        """Return commits of which a status answered a log, the last answered first."""

    def list_touches(self, *, limit: int) -> Sequence[Stored[Touch]]:
        """Return changes that commits were not reminded of yet, in no order."""

    def list_of_pull(self, pull_key: str, *, limit: int) -> Sequence[Commit]:
        """Return commits of the pull request, the last heard of first."""

    def list_based_on(
        self, base_keys: Sequence[str], *, limit: int, after: str = ""
    ) -> Sequence[Commit]:
        """Return commits with failures by their `base_key`, one of these (at most 30).

        They come in the order of their keys, those above `after`.
        """

    def find_copies(self, content_hash: str, *, limit: int) -> Sequence[Record]:
        """Return some records of logs that are equal byte for byte, the oldest first."""


class CommitStatuses(Protocol):
    """The host of the repositories, where statuses are said."""

    def post(self, repo: str, sha: str, state: State, description: str, *, target_url: str) -> None:
        """Set the service's status on the commit; the same twice is harmless.

        Raises StatusRefused for good, StatusDelayed for now. Ends within half a minute.
        """

    def list_runs(self, repo: str, sha: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """Return what the host knows of runs on the commit, some hundred at most.

        They come as its events would have told: name and payload. Raises as `post` does.
        """
