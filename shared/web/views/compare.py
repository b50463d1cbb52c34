"""Two logs side by side, with links to their lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.services.builds.compare import ComparedLine, ComparedLogs, Side
from shared.web.job_paths import build_href
from shared.web.views.build_rows import ResultView, result_view
from shared.web.views.logs import line_href
from shared.web.views.show import count, duration, moment, size
from shared.web.views.terminal import Piece, show_line


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the builds: where it is and how large its log is."""

    job: str
    build_id: str
    href: str
    log_href: str
    result: ResultView
    started: str
    duration: str
    bytes: str
    size: str
    lines: str


@dataclass(frozen=True, slots=True)
class LineLink:
    """The first line of a group in one of the logs, and how many lines the group has there."""

    number: str
    href: str
    times: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Lines alike: where the first stands in each log, and its text."""

    here: LineLink | None
    there: LineLink | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """The groups of one kind; `total` counts those that are not shown too."""

    groups: tuple[GroupView, ...]
    total: str
    left: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The whole comparison; `cut` says that the logs have more kinds of lines than compared."""

    here: SideView
    there: SideView
    only_here: PartView
    only_there: PartView
    both: PartView
    cut: bool


def comparison_view(logs: ComparedLogs) -> ComparisonView:
    """Return the comparison ready to show."""
    parts = (logs.only_here, logs.only_there, logs.both)
    only_here, only_there, both = (
        _part(logs, part, total) for part, total in zip(parts, logs.totals, strict=True)
    )
    here, there = _side(logs.here), _side(logs.there)
    return ComparisonView(here, there, only_here, only_there, both, logs.cut)


def _side(side: Side) -> SideView:
    facts, record = side.build.facts, side.record
    return SideView(
        job=facts.job,
        build_id=facts.build_id,
        href=build_href(facts.job, facts.build_id),
        log_href=_log_path(side),
        result=result_view(facts.result),
        started=moment(facts.order_ms, now_ms=facts.order_ms).text,
        duration="-" if facts.duration_ms is None else duration(facts.duration_ms),
        bytes=count(record.byte_count),
        size=size(record.byte_count),
        lines=count(record.line_count),
    )


def _part(logs: ComparedLogs, lines: Iterable[ComparedLine], total: int) -> PartView:
    groups = tuple(_group(logs, line) for line in lines)
    left = total - len(groups)
    return PartView(groups, count(total), f"And {count(left)} more." if left > 0 else "")


def _group(logs: ComparedLogs, line: ComparedLine) -> GroupView:
    group = line.group
    return GroupView(
        _link(logs.here, group.here, group.here_count),
        _link(logs.there, group.there, group.there_count),
        show_line(line.text.encode("utf-8", "replace")).pieces,
    )


def _link(side: Side, number: int | None, lines: int) -> LineLink | None:
    if number is None:
        return None
    times = f"{count(lines)} times" if lines > 1 else ""
    return LineLink(count(number), line_href(_log_path(side), number), times)


def _log_path(side: Side) -> str:
    return f"/records/{side.record.record_id}"
