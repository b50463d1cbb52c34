"""The JSON of builds and jobs. Fields may be added; those that are here are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from shared.core.builds import spread
from shared.core.builds.dataset import Column
from shared.core.builds.health import Health, Rate
from shared.core.builds.levels import CountShare, Level
from shared.core.builds.stats import has_log, is_complete
from shared.core.builds.table import Completeness
from shared.core.documents import Build, Distribution, JobSummary, Record
from shared.services.builds.compare import ComparedLine, ComparedLogs, Side
from shared.services.builds.reading import JobView
from shared.web.shapes import Json
from shared.web.views.show import iso


def build(build: Build, record: Record | None, log_id: str | None) -> Json:
    """Return the JSON of a build; `record` is that of its log, `log_id` the report it shows."""
    facts = build.facts
    return {
        "job": facts.job,
        "build_id": facts.build_id,
        "result": facts.result,
        "started": _time(facts.started_ms),
        "finished": _time(facts.finished_ms),
        "duration_seconds": _seconds(facts.duration_ms),
        "repo": facts.repo,
        "sha": facts.sha,
        "branch": facts.branch,
        "pull": facts.pull,
        "entries": list(facts.entries),
        "artifact_entries": list(facts.artifact_entries),
        "entries_cut": build.cut,
        "complete": is_complete(facts),
        "has_log": has_log(facts),
        "log_bytes": facts.log_bytes,
        "log_lines": facts.log_lines,
        "log_id": log_id,
        "record": record.record_id if record else None,
        "report_type": record.report_type.value if record and record.report_type else None,
        "title": record.title if record else None,
        "settled": build.settled,
    }


def job(view: JobView) -> Json:
    """Return the JSON of a job with its statistics."""
    stats = view.stats
    return {
        "job": stats.job,
        "builds": stats.builds,
        "complete": stats.complete,
        "logs": stats.logs,
        "results": {result or "none": count for result, count in stats.results.items()},
        "completeness": completeness(view.completeness),
        "health": _health(view.health),
        "durations": _spreads(stats.durations, "seconds", 1000),
        "log_sizes": _spreads(stats.sizes, "bytes", 1),
    }


def listed_job(summary: JobSummary, view: JobView) -> Json:
    """Return the JSON of a job in a list; its newest build is what lists are sorted by."""
    newest = {"last_build": _time(summary.last_ms), "last_result": summary.last_result}
    return {**job(view), **newest}


def completeness(found: Completeness) -> Json:
    """Return what a job's builds have, in shares of all of them."""
    first, below = found.first_level, found.artifacts
    return {
        "first_level": _sets(first),
        "artifacts": _sets(below),
        "entry_counts": _counts(first.entry_counts),
        "artifact_entry_counts": _counts(below.entry_counts),
        "presence": dict(first.presence),
        "artifact_presence": dict(below.presence),
        "other_sets": first.other,
        "other_artifact_sets": below.other,
        "without_log": found.without_log,
    }


def side_by_side(jobs: Iterable[Completeness]) -> list[Json]:
    """Return the completeness of several jobs."""
    return [
        {
            "job": each.job,
            "builds": each.builds,
            "complete": each.complete,
            "completeness": completeness(each),
        }
        for each in jobs
    ]


def tables(columns: Mapping[str, Sequence[Column]]) -> Json:
    """Return what the tables of the data set hold."""
    return {name: [asdict(each) for each in found] for name, found in columns.items()}


def compared(logs: ComparedLogs) -> Json:
    """Return two logs side by side; line numbers are those of the first line of each group."""
    only_here, only_there, both = logs.totals
    return {
        "here": _side(logs.here),
        "there": _side(logs.there),
        "totals": {"only_here": only_here, "only_there": only_there, "both": both},
        "only_here": [_line(each) for each in logs.only_here],
        "only_there": [_line(each) for each in logs.only_there],
        "both": [_line(each) for each in logs.both],
        "cut": logs.cut,
    }


def _side(side: Side) -> Json:
    facts = side.build.facts
    return {
        "job": facts.job,
        "build_id": facts.build_id,
        "result": facts.result,
        "record": side.record.record_id,
        "log_bytes": side.record.byte_count,
        "log_lines": side.record.line_count,
    }


def _line(line: ComparedLine) -> Json:
    group = line.group
    return {
        "line_number": group.here,
        "lines": group.here_count,
        "other_line_number": group.there,
        "other_lines": group.there_count,
        "line": line.text,
    }


def _sets(level: Level) -> list[Json]:
    return [
        {"entries": list(each.entries), "count": each.count, "share": each.share}
        for each in level.sets
    ]


def _counts(counts: Iterable[CountShare]) -> list[Json]:
    return [{"entries": each.entries, "count": each.count, "share": each.share} for each in counts]


def _health(health: Health) -> Json:
    return {
        "decided": health.decided,
        "pass_rate": _rate(health.passes),
        "flip_rate": _rate(health.flips),
        "flake_rate": _rate(health.flakes),
        "consecutive_failures": health.consecutive_failures,
        "mean_time_to_fix_seconds": _seconds(health.mean_time_to_fix_ms),
        "fixes": health.fixes,
    }


def _rate(rate: Rate) -> Json:
    return {"share": rate.share, "low": rate.low, "high": rate.high, "of": rate.of}


def _spreads(spreads: Mapping[str, Distribution], unit: str, divisor: int) -> Json:
    return {result: _spread(each, unit, divisor) for result, each in spreads.items()}


def _spread(values: Distribution, unit: str, divisor: int) -> Json:
    mean, median = spread.mean(values), spread.quantile(values, 0.5)
    return {
        "unit": unit,
        "count": spread.count_of(values),
        "mean": None if mean is None else mean / divisor,
        "median": None if median is None else median / divisor,
        "buckets": [
            {"from": bar.low / divisor, "below": bar.high / divisor, "count": bar.count}
            for bar in spread.bars(values)
        ],
    }


def _time(ms: int | None) -> str | None:
    return None if ms is None else iso(ms)


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000
