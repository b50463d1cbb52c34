"""Builds, failure lines and matches as rows of tables, with the columns and what they mean."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from shared.core.builds.stats import is_complete
from shared.core.documents import Build, Record
from shared.core.extract import Extract
from shared.core.patterns.model import Match

SCHEMA_VERSION = 2

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type is text, integer, number, boolean, time (ms since 1970) or texts."""

    name: str
    type: str
    meaning: str


BUILDS = (
    Column("build", "text", "id of the build in all tables: 20 hex digits"),
    Column("job", "text", "name of the job"),
    Column("build_id", "text", "number of the build within its job"),
    Column("result", "text", "SUCCESS, FAILURE, ABORTED; empty where nothing told"),
    Column("started", "time", "when it began, UTC"),
    Column("finished", "time", "when it ended, UTC"),
    Column("duration_seconds", "number", "finished less started"),
    Column("repo", "text", "owner/name"),
    Column("sha", "text", "commit"),
    Column("branch", "text", "branch"),
    Column("pull", "text", "number of the pull request"),
    Column("entries", "texts", "names at the first level of its folder; folders end in a slash"),
    Column("artifact_entries", "texts", "names right under artifacts/"),
    Column("entry_count", "integer", "number of `entries`"),
    Column("complete", "boolean", "whether nothing is missing at the first level"),
    Column("log_bytes", "integer", "size of the unzipped log"),
    Column("log_lines", "integer", "lines of the log"),
    Column("log", "text", "name of the log in the bucket"),
    Column("problem", "text", "why the log could not be read, or not wholly"),
    Column("report_type", "text", "C crash, E error, W warning; empty for a log without failure"),
    Column("title", "text", "the line that best names the cause"),
    Column("primary_line", "integer", "its number in the log, from 1"),
    Column("fingerprint", "text", "same failure, same fingerprint"),
)
EXTRACTS = (
    Column("build", "text", "id of the build"),
    Column("line_number", "integer", "number in the log, from 1"),
    Column("severity", "text", "C, E or W"),
    Column("rule", "text", "rule that kept the line"),
    Column("step", "text", "step of the build that the line belongs to, where the log names steps"),
    Column("repeat_count", "integer", "further lines of the same shape"),
    Column("text", "text", "the line: clean, credentials masked"),
)
MATCHES = (
    Column("build", "text", "id of the build"),
    Column("pattern", "text", "id of the pattern: 8 digits, of which the first may be zeros"),
    Column("version", "integer", "version of the pattern, which names its expression"),
    Column("line_number", "integer", "number in the log, from 1"),
    Column("start", "integer", "where in the clean line it begins, in characters from 0"),
    Column("end", "integer", "where it ends; that character is not part of it"),
    Column("lines", "integer", "lines of the log that the pattern matches, kept or not"),
    Column("generic", "boolean", "whether the pattern matches only lines that name no cause"),
    Column("pinned", "boolean", "whether a person said that the pattern explains the log"),
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    "builds": BUILDS,
    "extracts": EXTRACTS,
    "matches": MATCHES,
}


def build_row(build: Build, record: Record | None) -> Row:
    """Return the build as a row of `builds`."""
    facts, duration = build.facts, build.facts.duration_ms
    return {
        "build": build.key,
        "job": facts.job,
        "build_id": facts.build_id,
        "result": facts.result,
        "started": facts.started_ms,
        "finished": facts.finished_ms,
        "duration_seconds": None if duration is None else duration / 1000,
        "repo": facts.repo,
        "sha": facts.sha,
        "branch": facts.branch,
        "pull": facts.pull,
        "entries": list(facts.entries),
        "artifact_entries": list(facts.artifact_entries),
        "entry_count": len(facts.entries),
        "complete": is_complete(facts),
        "log_bytes": facts.log_bytes,
        "log_lines": facts.log_lines,
        "log": record.name if record else None,
        "problem": record.problem if record else None,
        "report_type": record.report_type if record else None,
        "title": record.title if record else None,
        "primary_line": record.primary_line if record else None,
        "fingerprint": record.fingerprint if record else None,
    }


def extract_rows(build: Build, extract: Extract) -> Iterator[Row]:
    """Yield the failure lines of the build as rows of `extracts`."""
    for line in extract.lines:
        yield {
            "build": build.key,
            "line_number": line.number,
            "severity": line.severity.value,
            "rule": line.rule,
            "step": line.step,
            "repeat_count": line.repeat_count,
            "text": line.text,
        }


def match_rows(build: Build, record: Record, matches: Iterable[Match]) -> Iterator[Row]:
    """Yield the matches of the record's hits as rows of `matches`, in their order."""
    hits = {(hit.pattern_id, hit.version): hit for hit in record.hits}
    for match in matches:
        hit = hits[match.pattern_id, match.version]
        yield {
            "build": build.key,
            "pattern": match.pattern_id,
            "version": match.version,
            "line_number": match.line_number,
            "start": match.start,
            "end": match.end,
            "lines": hit.lines,
            "generic": hit.generic,
            "pinned": match.pattern_id == record.pinned,
        }


def json_line(columns: Iterable[Column], row: Row) -> str:
    """Return the row as one line of JSON, times as ISO 8601 UTC, with its line feed."""
    shown = {each.name: _shown(each, row[each.name]) for each in columns}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")) + "\n"


def schema_page(rows: Mapping[str, int], *, seed: int | None) -> str:
    """Return a page in Markdown that says what the tables hold."""
    chosen = "all builds" if seed is None else f"a sample of builds, chosen by seed {seed}"
    parts = [
        "# Data set of builds and their failures",
        f"Schema version {SCHEMA_VERSION}; {chosen}. Tables join on `build`. In Parquet times are"
        " timestamps in milliseconds, UTC; in JSON Lines they are ISO 8601.",
    ]
    for name, columns in TABLES.items():
        lines = [f"| `{each.name}` | {each.type} | {each.meaning} |" for each in columns]
        head = f"## {name} ({rows.get(name, 0)} rows)"
        parts.append(
            "\n".join([head, "", "| column | type | meaning |", "| --- | --- | --- |", *lines])
        )
    parts.append(
        "## Files\n\n`logs/` holds the full logs and `events/` the cluster events of the sample,"
        " where they were asked for: one file a build, named by the build's id."
    )
    return "\n\n".join(parts) + "\n"


def rank(seed: int, key: str) -> str:
    """Return what builds are sorted by to draw a sample: for one seed always the same order."""
    return blake2b(f"{seed}\n{key}".encode(), digest_size=16).hexdigest()


def _shown(column: Column, value: Any) -> Any:
    if column.type != "time" or value is None:
        return value
    time = datetime.fromtimestamp(value / 1000, UTC)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
