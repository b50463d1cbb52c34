"""Records, that is single build logs, as lists and headers show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.documents import BuildContext, Record
from shared.core.repositories import is_repo, is_sha
from shared.web.job_paths import build_href
from shared.web.views.commits import SHORT_SHA, commit_path
from shared.web.views.log_problems import PROBLEMS, ProblemText
from shared.web.views.show import Moment, Severity, count, moment, severity, size


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a log: its name, its value, and the page on it where there is one."""

    name: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """One build log: which build it is of, what was found in it, or why it could not be read.

    `href` leads to the failure in the log, `log_id` to its report, `build_href` to its build.
    Without a severity and without a problem the log shows no failure.
    """

    record_id: str
    href: str
    name: str
    job: str
    build: str
    facts: tuple[Fact, ...]
    severity: Severity | None
    title: str
    line: str
    problem: ProblemText | None
    log_id: str | None
    build_href: str | None
    size: str
    lines: str
    seen: Moment


def record_rows(
    records: Iterable[Record], *, now_ms: int, log_ids: Mapping[str, str] | None = None
) -> list[RecordView]:
    """Return the rows of a list; `log_ids` are the reports by fingerprint."""
    log_ids = log_ids or {}
    return [
        record_view(record, now_ms=now_ms, log_id=log_ids.get(record.fingerprint or ""))
        for record in records
    ]


def record_view(record: Record, *, now_ms: int, log_id: str | None = None) -> RecordView:
    """Return the record ready to show."""
    return RecordView(
        record_id=record.record_id,
        href=viewer_path(record),
        name=record.name,
        job=record.context.job or "",
        build=record.context.build or "",
        facts=tuple(_facts(record)),
        severity=severity(record.report_type) if record.report_type else None,
        title=(record.title or "").strip() or "No failure found",
        line="" if record.primary_line is None else count(record.primary_line),
        problem=PROBLEMS[record.problem] if record.problem else None,
        log_id=log_id,
        build_href=_build_path(record),
        size=size(record.byte_count or record.stored_bytes),
        lines=count(record.line_count, "line"),
        seen=moment(record.seen_ms, now_ms=now_ms),
    )


def viewer_path(record: Record) -> str:
    """Return the address of the log, at its primary line where it has one."""
    path = f"/records/{record.record_id}"
    if record.primary_line is None:
        return path
    return f"{path}?line={record.primary_line}#L{record.primary_line}"


def _build_path(record: Record) -> str | None:
    """Return the address of the log's build, None where its build is not known."""
    context = record.context
    return build_href(context.job, context.build or record.record_id) if context.job else None


def _facts(record: Record) -> list[Fact]:
    """Return what is known of the build, in the order in which people look for it."""
    context = record.context
    sha = context.sha[:SHORT_SHA] if context.sha else None
    named = (
        ("Job", context.job, ""),
        ("Build", context.build, ""),
        ("Result", context.result, ""),
        ("Repository", context.repo, ""),
        ("Branch", context.branch, ""),
        ("Pull request", context.pull, ""),
        ("Commit", sha, _commit_path(context)),
        ("Sent by", record.uploaded_by, ""),
    )
    return [Fact(name, value, href) for name, value, href in named if value]


def _commit_path(context: BuildContext) -> str:
    """Return the address of the commit's page; "" where the log names none that can have one."""
    repo, sha = context.repo, (context.sha or "").lower()
    return commit_path(repo, sha) if repo and context.job and is_repo(repo) and is_sha(sha) else ""
