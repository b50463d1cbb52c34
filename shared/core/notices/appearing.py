"""Which of the logs that are being counted show a failure that is new to a main branch."""

from collections.abc import Iterable, Iterator, Mapping

from shared.core.analysis.model import ReportType
from shared.core.documents import Record, Report, has_passed
from shared.core.main_branches import MainBranches
from shared.core.notices.events import Event, failure_appeared

DAY_MS = 86_400_000
# A log that is older tells history, as one that was brought in later does.
RECENT_MS = DAY_MS
# A failure may be met on its pull request days before it is merged.
NEW_MS = 7 * DAY_MS


def appeared(
    records: Iterable[Record],
    reports: Mapping[str, Report],
    mains: MainBranches,
    *,
    now_ms: int,
) -> Iterator[tuple[Report, Event]]:
    """Yield what is worth telling, with its report; `reports` are by fingerprint.

    The same event may be met again.
    """
    for record in records:
        report = reports.get(record.fingerprint or "")
        if report is not None and mains.holds(record) and _is_news(record, report, now_ms):
            yield report, failure_appeared(report, record)


def _is_news(record: Record, report: Report, now_ms: int) -> bool:
    counted = record.counted
    known = counted is not None and counted.fingerprint == record.fingerprint
    return (
        not known
        and report.report_type is not ReportType.WARNING
        and not has_passed(record.context.result)
        and record.seen_ms >= now_ms - RECENT_MS
        and report.first_ms >= now_ms - NEW_MS
    )
