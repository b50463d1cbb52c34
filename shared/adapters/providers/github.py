"""GitHub Actions by the REST API."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote

from shared.adapters.providers.archives import read_members
from shared.adapters.providers.http import PoliteClient, Refused
from shared.adapters.providers.refusals import EXPIRED, GONE, translated_refusals
from shared.core.builds.lenient import items
from shared.core.providers.github import Run, Source, read_jobs, read_pull, read_runs
from shared.core.providers.model import ProviderBuild, pull_of
from shared.errors import BuildNotFound, LogMissing, ProviderUnavailable, RepositoryNotFound

PAGE = 100
# Beyond this GitHub lists no more of one search: an older one is begun.
MAX_PAGES = 10
SIGN_IN = "GITHUB_TOKEN"
LINKS_TRIED = 2


class GitHubActions:
    """Satisfies `BuildProvider`: a build is a job of a run."""

    def __init__(self, client: PoliteClient, now_ms: Callable[[], int]) -> None:
        self._client, self._now_ms = client, now_ms

    def list_runs(self, repo: str, branch: str, *, count: int) -> Iterator[Sequence[ProviderBuild]]:
        """Yield the jobs of the newest runs of a branch, or of a pull request, "pull/17".

        Of runs that passed at the first attempt nothing more is asked.
        """
        source = self._source(repo, branch)
        for run in islice(self._runs(repo, source), count):
            builds = self._jobs(repo, run.run_id, source) if run.may_have_failed else ()
            yield tuple(builds)

    def get_build(self, repo: str, build: str) -> ProviderBuild:
        """Return one job; of which branch or pull request it is, the answer does not tell."""
        entry = self._ask_for_build(repo, f"/repos/{repo}/actions/jobs/{quote(build, safe='')}")
        source = Source("", None)
        for found in read_jobs({"jobs": [entry]}, repo, source, now_ms=self._now_ms()):
            return found
        raise BuildNotFound(f"{repo} has no job {build}")

    def read_log(self, build: ProviderBuild) -> Iterator[bytes]:
        """Yield the log of the job; where there is none by itself, out of that of its run."""
        root = f"/repos/{build.repo}/actions"
        run, _, attempt = build.run.partition("/")
        try:
            yield from self._by_link(f"{root}/jobs/{build.build}/logs", build)
        except LogMissing:
            archive = self._by_link(f"{root}/runs/{run}/attempts/{attempt}/logs", build)
            yield from read_members(archive, build.job)

    def _source(self, repo: str, branch: str) -> Source:
        number = pull_of(branch)
        if number is None:
            return Source(branch, branch)
        with translated_refusals(SIGN_IN, repo):
            source = read_pull(self._client.get_json(f"/repos/{repo}/pulls/{number}"))
        if source is None:
            raise RepositoryNotFound(f"{repo} tells no branch of pull request {number}")
        return source

    def _runs(self, repo: str, source: Source) -> Iterator[Run]:
        """Yield the runs of the source, the newest first, however many."""
        seen: set[str] = set()
        before: dict[str, str] = {}
        while True:
            oldest = ""
            for run in self._search(repo, source, before):
                oldest = run.created
                if run.run_id not in seen:
                    seen.add(run.run_id)
                    yield run
            created = f"<={oldest}"
            if not oldest or before.get("created") == created:
                return
            before = {"created": created}

    def _search(self, repo: str, source: Source, before: dict[str, str]) -> Iterator[Run]:
        for page in range(1, MAX_PAGES + 1):
            with translated_refusals(SIGN_IN, repo):
                answer = self._client.get_json(
                    f"/repos/{repo}/actions/runs",
                    branch=source.branch,
                    per_page=PAGE,
                    page=page,
                    **before,
                )
            yield from read_runs(answer, source)
            if len(items(answer, "workflow_runs")) < PAGE:
                return

    def _jobs(self, repo: str, run_id: str, source: Source) -> Iterator[ProviderBuild]:
        page = 1
        while True:
            with translated_refusals(SIGN_IN, repo):
                answer = self._client.get_json(
                    f"/repos/{repo}/actions/runs/{run_id}/jobs",
                    filter="all",
                    per_page=PAGE,
                    page=page,
                )
            yield from read_jobs(answer, repo, source, now_ms=self._now_ms())
            if len(items(answer, "jobs")) < PAGE:
                return
            page += 1

    def _by_link(self, path: str, build: ProviderBuild) -> Iterator[bytes]:
        """Yield what the API redirects to: a link lasts a minute, so it is used at once."""
        for _ in range(LINKS_TRIED):
            link = self._link(path, build)
            try:
                yield from self._client.stream(link)
                return
            except Refused as refused:
                if refused.status not in EXPIRED:
                    raise ProviderUnavailable(str(refused)) from refused
                said = str(refused)
        raise ProviderUnavailable(f"{said}, by each of {LINKS_TRIED} links")

    def _link(self, path: str, build: ProviderBuild) -> str:
        try:
            with translated_refusals(SIGN_IN, build.repo, passes=GONE):
                return self._client.get_link(path)
        except Refused as refused:
            raise LogMissing(
                f"{build.repo} has no log of job {build.build}, or none any more"
            ) from refused

    def _ask_for_build(self, repo: str, path: str) -> dict[str, Any]:
        try:
            with translated_refusals(SIGN_IN, repo, passes=GONE):
                answer = self._client.get_json(path)
        except Refused as refused:
            raise BuildNotFound(f"{repo} has no such job") from refused
        return answer if isinstance(answer, dict) else {}
