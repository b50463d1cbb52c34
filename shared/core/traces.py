"""What documents say of one log beside its record: found in them, and taken out."""

from dataclasses import replace

from shared.core.documents import Commit, Fingerprint, Notice, Report, ScanRange
from shared.core.verdicts.model import Verdict

FORGOTTEN_TITLE = "(its log was forgotten)"


def commit_without(commit: Commit, record_id: str) -> Commit:
    """Return the commit with nothing that names the log or quotes it."""
    runs = tuple(
        replace(run, records=tuple(each for each in run.records if each != record_id))
        for run in commit.runs
    )
    verdicts = tuple(_verdict_without(each, record_id) for each in commit.decision.verdicts)
    return replace(commit, runs=runs, decision=replace(commit.decision, verdicts=verdicts))


def _verdict_without(verdict: Verdict, record_id: str) -> Verdict:
    seen_in = tuple(each for each in verdict.seen_in if each != record_id)
    verdict = replace(verdict, seen_in=seen_in)
    if verdict.record_id != record_id:
        return verdict
    return replace(verdict, record_id=None, log_id=None, title="", line_number=None)


def notice_without_text(notice: Notice) -> Notice:
    """Return the notice as the bare mark that this was told: it is neither sent nor told again."""
    return replace(notice, text=FORGOTTEN_TITLE, path="/", facts={}, due_ms=None, trouble=None)


def bare(fingerprint: Fingerprint) -> Fingerprint:
    """Return the fingerprint as the hash alone, which still finds its report."""
    return replace(fingerprint, key=(), coarse=None, signature="", bands=())


def masked_title(fingerprint: Fingerprint) -> str | None:
    """Return the first line of what all logs of the failure have in common, None of a bare one."""
    return fingerprint.key[1] if len(fingerprint.key) > 1 else None


def retitled(report: Report, title: str, created_by: str = "") -> Report:
    """Return the report with the title that another log gives it."""
    return replace(report, title=title, created_by=created_by)


def range_without(part: ScanRange, record_id: str) -> ScanRange:
    """Return the range with a cursor that does not name the record, at the same place."""
    if part.cursor != record_id:
        return part
    number = int(record_id, 16)
    before = None if part.done or number == 0 else f"{number - 1:0{len(record_id)}x}"
    return replace(part, cursor=before)
