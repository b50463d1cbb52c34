"""CI providers that logs are fetched from, and what is kept of their answers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from shared.core.providers.model import ProviderBuild


class BuildProvider(Protocol):
    """A CI provider's API. Threads may share it.

    All raise ProviderRefused where the sign-in does not do, ProviderUnavailable where it may be
    asked again, SourceUnreadable for an answer that is none.
    """

    def list_runs(self, repo: str, branch: str, *, count: int) -> Iterator[Sequence[ProviderBuild]]:
        """Yield what ran of a branch, or of a pull request, "pull/17": the newest `count` first.

        What runs at once is the provider's: on CircleCI one build, on GitHub a workflow with its
        builds; of one that passed they may be left out. Raises RepositoryNotFound.
        """

    def get_build(self, repo: str, build: str) -> ProviderBuild:
        """Return one build. Raises BuildNotFound."""

    def read_log(self, build: ProviderBuild) -> Iterator[bytes]:
        """Yield the text of the build's log, in blocks of about 1 MiB.

        Raises LogMissing where there is none, or none any more; ProviderUnavailable in the middle
        too, where the log breaks off.
        """


class LogCache(Protocol):
    """Logs as they were fetched, kept so that they need not be fetched again."""

    def read(self, name: str) -> Iterator[bytes] | None:
        """Return the blocks of a log that was kept, None if it was not."""

    def keep(self, name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the blocks, and keep them once all were there; nothing of a log that broke off."""
