"""The JSON of patterns, dry runs and scans. Fields may be added; those that are here are kept."""

from collections.abc import Sequence
from dataclasses import asdict

from shared.core.commits.preview import Preview
from shared.core.documents import Pattern, PatternTally, PatternVersion, Record, Scan
from shared.core.dry_runs import DryRun
from shared.core.pattern_lists import PatternRow
from shared.core.patterns.model import Expression
from shared.core.scans import Progress
from shared.services.patterns.overview import Classification
from shared.services.patterns.reading import Explanation
from shared.web.shapes import Json
from shared.web.views.show import iso


def pattern(row: PatternRow) -> Json:
    """Return the JSON of a pattern; what it hits is that of the version in force."""
    document, tally = row.pattern, row.tally
    return {
        "pattern_id": document.pattern_id,
        "version": document.version,
        **_expression(document.expression),
        "labels": list(document.labels),
        "description": document.description,
        "specificity": document.specificity,
        "expires": _time(document.expires_ms),
        "retired": document.retired,
        "hits": tally.hits,
        "contradictions": tally.passing.occurrences,
        "last_seen": iso(tally.last_seen_ms) if tally.hits else None,
        "revision": document.revision,
        "author": document.author,
        "created": iso(document.created_ms),
        "versions": [_version(each) for each in document.versions],
    }


def curated(pattern_: Pattern, tally: PatternTally, scan: Scan | None) -> Json:
    """Return the JSON of a pattern after a change, with the scan that it started."""
    return {**pattern(PatternRow(pattern_, tally)), "scan_id": scan.scan_id if scan else None}


def dry_run(found: DryRun, preview: Preview) -> Json:
    """Return the JSON of what a pattern would hit, and of the verdicts that would change."""
    doubts = found.doubts
    return {
        "of": found.of,
        "scanned": found.scanned,
        "in_scope": found.in_scope,
        "failing": found.failing,
        "passing": found.passing,
        "failing_hits": found.failing_hits,
        "passing_hits": found.passing_hits,
        "unscannable": found.unscannable,
        "examples": [
            {"record": each.record_id, "line_number": each.line_number, "line": each.line}
            for each in found.examples
        ],
        "reports": [{"log_id": each.log_id, "title": each.title} for each in found.reports],
        "verdict_changes": len(preview.changes),
        "changed_verdicts": [
            {
                "repo": each.repo,
                "sha": each.sha,
                "job": each.job,
                "before": each.before and each.before.value,
                "after": each.after and each.after.value,
            }
            for each in preview.changes
        ],
        "doubts": {"code": doubts[0], "message": doubts[1]} if doubts else None,
        "milliseconds": found.milliseconds,
    }


def scan(progress: Progress) -> Json:
    """Return the JSON of a scan; one of several patterns names none of them alone.

    What takes the hits of a retired pattern away is of all its versions, and names the last.
    """
    document = progress.scan
    patterns = [_key(key) for key in document.patterns]
    one = len({each["pattern_id"] for each in patterns}) == 1
    only = patterns[-1] if one else {"pattern_id": None, "version": None}
    return {
        "scan_id": document.scan_id,
        **only,
        "patterns": patterns,
        "state": document.state.value,
        "logs_done": min(progress.logs_done, max(document.logs_total, document.logs_done)),
        "logs_total": document.logs_total,
        "hits": progress.hits,
        "unscannable": progress.unscannable,
        "rate": None if progress.rate is None else round(progress.rate, 1),
        "seconds_left": None if progress.seconds_left is None else round(progress.seconds_left),
        "since": _time(document.since_ms),
        "by": document.by,
        "created": iso(document.created_ms),
        "started": _time(document.started_ms),
        "finished": _time(document.finished_ms),
    }


def classification(found: Classification, timeouts: Sequence[PatternRow]) -> Json:
    """Return how much of what failed lately is explained; the rate is null where nothing failed.

    `timeouts` are the patterns that find those.
    """
    return {
        "days": len(found.days),
        "failing": found.failing,
        "explained": found.explained,
        "timeouts": found.hits_of(timeouts),
        "rate": None if found.rate is None else round(found.rate, 4),
    }


def explained(record: Record, found: Sequence[Explanation]) -> Json:
    """Return what explains one log, the best first."""
    return {
        "record": record.record_id,
        "pattern_set": record.pattern_set,
        "label": record.label,
        "pinned": record.pinned,
        "hits": [
            {
                "pattern_id": each.hit.pattern_id,
                "version": each.hit.version,
                "labels": list(each.pattern.labels),
                "lines": each.hit.lines,
                "line_number": each.hit.line_number,
                "generic": each.hit.generic,
                "best": each.best,
            }
            for each in found
        ],
    }


def _expression(expression: Expression) -> Json:
    return {
        "kind": expression.kind.value,
        "expression": expression.text,
        "scope": asdict(expression.scope),
        "lines_from_end": expression.lines_from_end,
    }


def _version(version: PatternVersion) -> Json:
    return {
        "version": version.version,
        **_expression(version.expression),
        "created": iso(version.created_ms),
        "by": version.by,
    }


def _key(key: str) -> dict[str, object]:
    pattern_id, _, version = key.partition("@")
    return {"pattern_id": pattern_id, "version": int(version)}


def _time(ms: int | None) -> str | None:
    return None if ms is None else iso(ms)
