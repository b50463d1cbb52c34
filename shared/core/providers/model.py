"""One build of one job at a CI provider, and what its log is called in our bucket."""

import re
from dataclasses import dataclass

from shared.core.documents import BuildContext, has_passed
from shared.core.metadata import WRITTEN_MS, context_metadata
from shared.core.object_names import log_name

SUCCESS, FAILURE, ABORTED = "SUCCESS", "FAILURE", "ABORTED"
_PULL = re.compile(r"pull/([1-9]\d{0,9})")


@dataclass(frozen=True, slots=True)
class ProviderBuild:
    """A build as its provider lists it; `result` is None while it runs.

    `build` is unique within the repository. `run` is what the provider's adapter finds the log
    by, beside that. `branch` is None for a pull request whose base the provider does not tell.
    """

    provider: str
    repo: str
    job: str
    build: str
    sha: str | None = None
    branch: str | None = None
    pull: str | None = None
    result: str | None = None
    ended_ms: int | None = None
    run: str = ""

    @property
    def has_failed(self) -> bool:
        """Whether it ended badly: neither passed nor was stopped by somebody."""
        return self.result is not None and self.result != ABORTED and not has_passed(self.result)

    @property
    def log_name(self) -> str:
        """The object that its log is, the same in every scan."""
        return log_name(self.provider, *self.repo.split("/"), self.job, self.build)

    @property
    def metadata(self) -> dict[str, str]:
        """What the object's metadata says of the build."""
        context = BuildContext(
            job=self.job,
            build=self.build,
            repo=self.repo,
            sha=self.sha,
            branch=self.branch,
            pull=self.pull,
            result=self.result,
        )
        written = {} if self.ended_ms is None else {WRITTEN_MS: str(self.ended_ms)}
        return context_metadata(context) | written


def pull_of(branch: str) -> str | None:
    """Return the number of the pull request that "pull/17" stands for, None for a branch."""
    match = _PULL.fullmatch(branch)
    return match[1] if match else None
