"""Noting what is worth telling, in the very commit that makes it so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shared.core.documents import Fingerprint, IssueStatus, Notice, Record, Report
from shared.core.main_branches import MainBranches
from shared.core.notices.appearing import appeared
from shared.core.notices.events import Event, notice_of
from shared.ports import Notices, Store, Stored


@dataclass(frozen=True, slots=True)
class Noting:
    """The use case with what it needs."""

    store: Store
    notices: Notices
    clock_ms: Callable[[], int]
    mains: MainBranches

    def of_counted(
        self,
        records: Iterable[Record],
        fingerprints: Mapping[str, Fingerprint],
        reports: Mapping[str, Report],
    ) -> list[Stored[Notice]]:
        """Return what to write beside the counts: failures new to a main branch, not noted yet.

        Costs no read unless there is one. A failure that somebody has filed an issue on is known.
        """
        owners = {
            key: reports[found.log_id]
            for key, found in fingerprints.items()
            if found.log_id in reports
        }
        found = list(appeared(records, owners, self.mains, now_ms=self.clock_ms()))
        if not found:
            return []
        issues = self.store.get_issues({report.issue_id for report, _ in found})
        filed = {key for key, each in issues.items() if each.value.status != IssueStatus.GHOST}
        return self.new(event for report, event in found if report.issue_id not in filed)

    def new(self, events: Iterable[Event]) -> list[Stored[Notice]]:
        """Return the notices of those events that were never noted, to be written."""
        now_ms = self.clock_ms()
        noted = {each.notice_id: each for each in (notice_of(e, now_ms=now_ms) for e in events)}
        if not noted:
            return []
        known = self.notices.get(noted)
        return [Stored(notice, None) for key, notice in noted.items() if key not in known]
