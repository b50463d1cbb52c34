"""CircleCI by its API v1.1."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from shared.adapters.providers.http import BrokenOff, PoliteClient, Refused
from shared.adapters.providers.refusals import EXPIRED, GONE, translated_refusals
from shared.core.providers.circleci import (
    StepOutput,
    heading,
    read_build,
    read_builds,
    read_outputs,
)
from shared.core.providers.circleci_output import MalformedOutput, message_text
from shared.core.providers.model import ProviderBuild
from shared.errors import BuildNotFound, LogMissing, ProviderUnavailable

PAGE = 100
SIGN_IN = "CIRCLECI_TOKEN"


class CircleCi:
    """Satisfies `BuildProvider`. Repositories are those of GitHub."""

    def __init__(self, client: PoliteClient, now_ms: Callable[[], int]) -> None:
        self._client, self._now_ms = client, now_ms

    def list_runs(self, repo: str, branch: str, *, count: int) -> Iterator[Sequence[ProviderBuild]]:
        """Yield the newest jobs of a branch, or of a pull request, "pull/17"."""
        seen: set[str] = set()
        offset = 0
        while len(seen) < count:
            path = f"{_project(repo)}/tree/{quote(branch, safe='')}"
            with translated_refusals(SIGN_IN, repo):
                answer = self._client.get_json(path, limit=PAGE, offset=offset, shallow="true")
            builds = list(read_builds(answer, repo, now_ms=self._now_ms()))
            # What began meanwhile pushes others to the next page: they come again, none is missed.
            fresh = [build for build in builds if build.build not in seen][: count - len(seen)]
            yield from ((build,) for build in fresh)
            seen.update(build.build for build in fresh)
            if len(builds) < PAGE:
                return
            offset += PAGE

    def get_build(self, repo: str, build: str) -> ProviderBuild:
        """Return one job. Raises BuildNotFound."""
        found = read_build(self._details(repo, build), repo, now_ms=self._now_ms())
        if found is None:
            raise BuildNotFound(f"{repo} has no build {build}")
        return found

    def read_log(self, build: ProviderBuild) -> Iterator[bytes]:
        """Yield what the steps have written, each behind a line that names it."""
        outputs = self._outputs(build)
        for number, output in enumerate(outputs):
            yield heading(output.step)
            try:
                yield from self._text(output)
            except Refused as refused:
                if refused.status not in EXPIRED:
                    raise ProviderUnavailable(str(refused)) from refused
                yield from self._text_anew(build, number)

    def _text_anew(self, build: ProviderBuild, number: int) -> Iterator[bytes]:
        """Yield a step's text by a new link: one lasts a while, and long logs longer."""
        outputs = self._outputs(build)
        if number >= len(outputs):
            raise LogMissing(f"build {build.build} of {build.repo} lost the output of a step")
        try:
            yield from self._text(outputs[number])
        except Refused as refused:
            raise ProviderUnavailable(str(refused)) from refused

    def _text(self, output: StepOutput) -> Iterator[bytes]:
        try:
            yield from message_text(self._client.stream(output.url))
        except MalformedOutput as problem:
            raise BrokenOff(f"the output of {output.step!r}: {problem}") from problem
        yield b"\n"

    def _outputs(self, build: ProviderBuild) -> list[StepOutput]:
        try:
            outputs = read_outputs(self._details(build.repo, build.build))
        except BuildNotFound as problem:
            raise LogMissing(str(problem)) from problem
        if not outputs:
            raise LogMissing(f"no step of build {build.build} of {build.repo} wrote anything")
        return outputs

    def _details(self, repo: str, build: str) -> Any:
        try:
            with translated_refusals(SIGN_IN, repo, passes=GONE):
                return self._client.get_json(f"{_project(repo)}/{quote(build, safe='')}")
        except Refused as problem:
            raise BuildNotFound(f"{repo} has no build {build}") from problem


def _project(repo: str) -> str:
    return f"/v1.1/project/github/{quote(repo)}"
