"""One build as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.core.builds.stats import has_log
from shared.core.documents import Build, BuildFacts
from shared.web.job_paths import compare_href, job_href
from shared.web.views.build_rows import ResultView, missing_files, result_view
from shared.web.views.records import Fact
from shared.web.views.show import count, duration, moment, size

_MANY = 60


@dataclass(frozen=True, slots=True)
class FilesView:
    """Names at one level; `missing` are usual ones that are not there, `more` are folded."""

    names: tuple[str, ...]
    more: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildPage:
    """A build ready to show."""

    job: str
    job_href: str
    build_id: str
    compare_href: str
    result: ResultView
    has_log: bool
    settled: bool
    is_plain: bool
    cut: bool
    facts: tuple[Fact, ...]
    files: FilesView
    artifacts: FilesView


def build_page(build: Build, *, now_ms: int) -> BuildPage:
    """Return the build ready to show."""
    facts = build.facts
    return BuildPage(
        job=facts.job,
        job_href=job_href(facts.job),
        build_id=facts.build_id,
        compare_href=compare_href(facts.job, facts.build_id),
        result=result_view(facts.result, settled=build.settled),
        has_log=has_log(facts),
        settled=build.settled,
        is_plain=facts.is_plain,
        cut=build.cut,
        facts=tuple(_facts(build, now_ms)),
        files=_files(facts.entries, missing_files(facts)),
        artifacts=_files(facts.artifact_entries, ()),
    )


def _files(names: tuple[str, ...], missing: tuple[str, ...]) -> FilesView:
    return FilesView(names[:_MANY], names[_MANY:], missing)


def _facts(build: Build, now_ms: int) -> list[Fact]:
    named = [*_times(build.facts, now_ms), *_origin(build)]
    return [Fact(name, value) for name, value in named if value]


def _times(facts: BuildFacts, now_ms: int) -> Iterable[tuple[str, str | None]]:
    for name, ms in (("Started", facts.started_ms), ("Finished", facts.finished_ms)):
        yield name, None if ms is None else moment(ms, now_ms=now_ms).text
    yield "Ran for", None if facts.duration_ms is None else duration(facts.duration_ms)
    if facts.log_bytes is not None:
        yield "Log", f"{size(facts.log_bytes)}, {count(facts.log_lines or 0, 'line')}"


def _origin(build: Build) -> Iterable[tuple[str, str | None]]:
    facts = build.facts
    yield "Repository", facts.repo
    yield "Branch", facts.branch
    yield "Commit", facts.sha
    yield "Pull request", facts.pull
    yield "Folder", f"{build.bucket}/{build.folder}"
    yield "Brought from", build.origin
