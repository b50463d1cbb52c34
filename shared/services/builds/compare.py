"""A build's log beside another: what changed since it was green."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.core.analysis.lines import clean_lines
from shared.core.builds.compare import Comparison, Group, compare, skeletons_of, spans_of
from shared.core.builds.files import SUCCESS
from shared.core.documents import Build, Record
from shared.core.log_lines import read_spans
from shared.core.streams import MAX_LOG_BYTES
from shared.errors import LogNotFound
from shared.ports import Builds, LogBucket, Store
from shared.services.builds.reading import find_build
from shared.services.logs import open_log

MAX_LINE_BYTES = 1000
MAX_TRIED = 10


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two builds with the record of its log."""

    build: Build
    record: Record


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A group of lines with the text of its first, as it stands in the log."""

    group: Group
    text: str


@dataclass(frozen=True, slots=True)
class ComparedLogs:
    """Two logs, and their lines by where these stand; sizes and line counts are the records'."""

    here: Side
    there: Side
    only_here: tuple[ComparedLine, ...]
    only_there: tuple[ComparedLine, ...]
    both: tuple[ComparedLine, ...]
    totals: tuple[int, int, int]
    cut: bool


@dataclass(frozen=True, slots=True)
class LogComparing:
    """The use case with what it needs. Each log is streamed twice; memory stays flat."""

    store: Store
    builds: Builds
    logs: LogBucket
    max_log_bytes: int = MAX_LOG_BYTES

    def with_last_pass(self, job: str, build_id: str, *, now_ms: int) -> ComparedLogs:
        """Compare with the last build of the job that passed before this one began.

        Raises BuildNotFound, and LogNotFound where either log is not there (any more).
        """
        build = find_build(self.builds, job, build_id)
        page = self.builds.list(
            job,
            now_ms=now_ms,
            limit=MAX_TRIED,
            result=SUCCESS,
            before_ms=build.facts.order_ms,
        )
        passed = next((each for each in page.items if each.record_id is not None), None)
        if passed is None:
            raise LogNotFound(f"No build of {job} with a log is known to have passed before.")
        return self._compare(build, passed)

    def with_build(self, job: str, build_id: str, other_job: str, other_id: str) -> ComparedLogs:
        """Compare with any build of any job. Raises BuildNotFound, LogNotFound."""
        build = find_build(self.builds, job, build_id)
        return self._compare(build, find_build(self.builds, other_job, other_id))

    def _compare(self, build: Build, other: Build) -> ComparedLogs:
        here, there = self._side(build), self._side(other)
        found = compare(
            skeletons_of(clean_lines(self._open(here))),
            skeletons_of(clean_lines(self._open(there))),
        )
        return self._with_lines(here, there, found)

    def _with_lines(self, here: Side, there: Side, found: Comparison) -> ComparedLogs:
        shown = [*found.only_here, *found.both]
        texts = self._lines(here, (group.here for group in shown))
        other = self._lines(there, (group.there for group in found.only_there))
        return ComparedLogs(
            here,
            there,
            _described(found.only_here, texts),
            tuple(ComparedLine(each, other.get(each.there or 0, "")) for each in found.only_there),
            _described(found.both, texts),
            found.totals,
            found.cut,
        )

    def _lines(self, side: Side, numbers: Iterable[int | None]) -> dict[int, str]:
        spans = spans_of(numbers)
        lines = read_spans(self._open(side), spans, max_line_bytes=MAX_LINE_BYTES)
        return {line.number: line.data.decode("utf-8", "replace") for line in lines}

    def _side(self, build: Build) -> Side:
        stored = self.store.get_record(build.record_id) if build.record_id else None
        live = self.logs.stat(stored.value.name) if stored else None
        if stored is None or live is None or live.generation != stored.value.generation:
            facts = build.facts
            raise LogNotFound(f"The log of build {facts.build_id} of {facts.job} is not there.")
        return Side(build, stored.value)

    def _open(self, side: Side) -> Iterable[bytes]:
        return open_log(self.logs, side.record, max_bytes=self.max_log_bytes)


def _described(groups: Iterable[Group], texts: dict[int, str]) -> tuple[ComparedLine, ...]:
    return tuple(ComparedLine(each, texts.get(each.here or 0, "")) for each in groups)
