"""Noting what is worth telling, in the very commit that makes it so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shared.core.documents import Fingerprint, IssueStatus, Notice, Record, Report
from shared.core.notices.appearing import MainBranches, appeared
from shared.core.notices.events import Event, FailureAppeared, notice_of
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
        events = appeared(records, owners, self.mains, now_ms=self.clock_ms())
        return self.new(self._unfiled(list(events), reports))

    def new(self, events: Iterable[Event]) -> list[Stored[Notice]]:
        """Return the notices of those events that were never noted, to be written."""
        now_ms = self.clock_ms()
        noted = {each.notice_id: each for each in (notice_of(e, now_ms=now_ms) for e in events)}
        if not noted:
            return []
        known = self.notices.get(noted)
        return [Stored(notice, None) for key, notice in noted.items() if key not in known]

    def _unfiled(
        self, events: list[FailureAppeared], reports: Mapping[str, Report]
    ) -> list[FailureAppeared]:
        if not events:
            return []
        issue_ids = {event.log_id: reports[event.log_id].issue_id for event in events}
        issues = self.store.get_issues(set(issue_ids.values()))
        filed = {key for key, found in issues.items() if found.value.status != IssueStatus.GHOST}
        return [event for event in events if issue_ids[event.log_id] not in filed]
