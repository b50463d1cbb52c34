"""The documents that a fingerprint seen for the first time begins with, and joins of reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.analysis.model import Analysis
from shared.core.analysis.skeleton import fine_skeleton
from shared.core.documents import Fingerprint, Issue, NewFailure, Record, Report
from shared.core.near_duplicates import JOIN_SIMILARITY, NearKey, near_key, similarity

MAX_LINES_COMPARED = 200
_PLACES = ("at ", "access ")  # how a fingerprint's key names functions and kinds of access
_FILE = re.compile(r"[\w-]+\.[A-Za-z]\w{0,4}\b(?!\()")


@dataclass(frozen=True, slots=True)
class Near:
    """A known fingerprint whose failure's text is nearly the same."""

    fingerprint: Fingerprint
    similarity: float


def new_failure(analysis: Analysis, record: Record, *, attempt: int, now_ms: int) -> NewFailure:
    """Return fingerprint, report and Ghost issue of the analysis's failure.

    The ids follow from the fingerprint: all who meet the same new failure at once propose the
    same documents, and one of them creates these. `attempt` counts id collisions with others.
    """
    fingerprint = fingerprint_document(analysis, ids.log_id(analysis.fingerprint or "", attempt))
    report, issue = new_report(
        fingerprint,
        issue_id=ids.issue_id(fingerprint.fingerprint, attempt),
        title=analysis.title or "",
        created_ms=now_ms,
        created_by=record.record_id,
    )
    return NewFailure(fingerprint, report, issue)


def new_report(
    fingerprint: Fingerprint, *, issue_id: str, title: str, created_ms: int, created_by: str
) -> tuple[Report, Issue]:
    """Return the report that the fingerprint names, with it alone, and its Ghost issue."""
    report = Report(
        fingerprint.log_id,
        fingerprint.report_type,
        title,
        (fingerprint.fingerprint,),
        issue_id,
        created_ms=created_ms,
        created_by=created_by,
        tally=fingerprint.tally,
    )
    return report, Issue(issue_id, report.log_id, report.report_type, created_ms=created_ms)


def near_failure(analysis: Analysis, near: Near) -> NewFailure:
    """Return the fingerprint of a near-duplicate: it joins the report of the one it is like."""
    fingerprint = fingerprint_document(analysis, near.fingerprint.log_id)
    return NewFailure(
        replace(fingerprint, near=near.fingerprint.fingerprint, similarity=near.similarity)
    )


def succeeding_failure(analysis: Analysis, before: Fingerprint) -> NewFailure:
    """Return the fingerprint that takes the place of the one of the version before."""
    return NewFailure(succeeding(fingerprint_document(analysis, before.log_id), before))


def succeeding(fingerprint: Fingerprint, before: Fingerprint) -> Fingerprint:
    """Return the fingerprint as one that belongs where the one before it does, and as it does."""
    return replace(
        fingerprint,
        log_id=before.log_id,
        near=before.near,
        similarity=before.similarity,
        succeeds=(before.fingerprint,),
    )


def near_key_of(analysis: Analysis) -> NearKey | None:
    """Return the key that finds near-duplicates of the analysis's failure."""
    if analysis.report_type is None:
        return None
    lines = [fine_skeleton(line.text) for line in analysis.failure_lines[:MAX_LINES_COMPARED]]
    return near_key(analysis.report_type, analysis.title or "", lines, place=_place(analysis))


def _place(analysis: Analysis) -> str:
    """Return what near-duplicates share beside their text: rule, functions and files named."""
    key = analysis.fingerprint_key
    rule = analysis.primary.rule if analysis.primary else ""
    places = [part for part in key if part.startswith(_PLACES)]
    files = sorted({name for part in key for name in _FILE.findall(part)})
    return "\n".join([rule, *places, *files])


def alike(signature: str, candidates: Iterable[Fingerprint]) -> list[Near]:
    """Return those of the candidates that are alike enough to be joined to, the best first."""
    found = [Near(each, similarity(signature, each.signature)) for each in candidates]
    joinable = [near for near in found if near.similarity >= JOIN_SIMILARITY]
    return sorted(joinable, key=lambda near: (-near.similarity, near.fingerprint.fingerprint))


def elder(left: Report, right: Report) -> Report:
    """Return the report that stays when two are joined: the one that was created first."""
    return min(left, right, key=lambda report: (report.created_ms, report.log_id))


def fingerprint_document(analysis: Analysis, log_id: str) -> Fingerprint:
    """Return the document of the failure's fingerprint, never counted. Raises ValueError."""
    if analysis.fingerprint is None or analysis.report_type is None:
        raise ValueError("a log without a failure has no fingerprint")
    key = near_key_of(analysis)
    return Fingerprint(
        analysis.fingerprint,
        log_id,
        analysis.report_type,
        analysis.fingerprint_key,
        analysis.coarse_fingerprint,
        key.signature if key else "",
        key.bands if key else (),
    )
