"""The documents that a failure seen for the first time begins with."""

from shared.core import ids
from shared.core.analysis.model import Analysis
from shared.core.documents import Fingerprint, Issue, NewFailure, Record, Report


def new_failure(analysis: Analysis, record: Record, *, attempt: int, now_ms: int) -> NewFailure:
    """Return fingerprint, report and Ghost issue of the analysis's failure.

    The ids follow from the fingerprint: all who meet the same new failure at once propose the
    same documents, and one of them creates these. `attempt` counts id collisions with others.
    """
    if analysis.fingerprint is None or analysis.report_type is None:
        raise ValueError("a log without a failure begins no report")
    log_id = ids.log_id(analysis.fingerprint, attempt)
    issue_id = ids.issue_id(analysis.fingerprint, attempt)
    return NewFailure(
        Fingerprint(
            analysis.fingerprint,
            log_id,
            analysis.report_type,
            analysis.fingerprint_key,
            analysis.coarse_fingerprint,
        ),
        Report(
            log_id,
            analysis.report_type,
            analysis.title or "",
            (analysis.fingerprint,),
            issue_id,
            created_ms=now_ms,
            created_by=record.record_id,
        ),
        Issue(issue_id, log_id, analysis.report_type, created_ms=now_ms),
    )
