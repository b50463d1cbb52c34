"""Builds as lists show them: how each ended, how long it ran, what is missing of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.builds.files import ABORTED, FAILURE, SUCCESS
from shared.core.builds.stats import WHOLE, has_log
from shared.core.documents import Build, BuildFacts, Record
from shared.web.job_paths import build_href
from shared.web.views.records import viewer_path
from shared.web.views.show import Moment, count, duration, moment, size


@dataclass(frozen=True, slots=True)
class ResultView:
    """How a build ended: a code that picks shape and colour, and its word."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class BuildRow:
    """One build of a list. `missing` are the usual files that it lacks; empty texts: unknown."""

    href: str
    build_id: str
    result: ResultView
    started: Moment
    duration: str
    log_href: str | None
    log_size: str
    log_lines: str
    has_log: bool
    missing: tuple[str, ...]
    title: str


_RESULTS = {
    SUCCESS: ResultView("pass", "Passed"),
    FAILURE: ResultView("E", "Failed"),
    ABORTED: ResultView("problem", "Aborted"),
}
_NO_RESULT = ResultView("problem", "No result")
_RUNNING = ResultView("problem", "Not ended")


def result_view(result: str | None, *, settled: bool = True) -> ResultView:
    """Return how a result is shown."""
    return _RESULTS.get(result or "", _NO_RESULT if settled else _RUNNING)


def build_rows(
    builds: Iterable[Build], records: Mapping[str, Record], *, now_ms: int
) -> list[BuildRow]:
    """Return the rows of a list; `records` are those of the builds' logs by the builds' keys."""
    return [_row(each, records.get(each.key), now_ms) for each in builds]


def missing_files(facts: BuildFacts) -> tuple[str, ...]:
    """Return the usual files and folders of a build that this one lacks; a plain log lacks none."""
    return () if facts.is_plain else tuple(sorted(WHOLE.difference(facts.entries)))


def _row(build: Build, record: Record | None, now_ms: int) -> BuildRow:
    facts = build.facts
    return BuildRow(
        href=build_href(facts.job, facts.build_id),
        build_id=facts.build_id,
        result=result_view(facts.result, settled=build.settled),
        started=moment(facts.order_ms, now_ms=now_ms),
        duration="" if facts.duration_ms is None else duration(facts.duration_ms),
        log_href=viewer_path(record) if record else None,
        log_size="" if facts.log_bytes is None else size(facts.log_bytes),
        log_lines="" if facts.log_lines is None else count(facts.log_lines, "line"),
        has_log=has_log(facts),
        missing=missing_files(facts),
        title=(record.title or "").strip() if record else "",
    )
