"""The upgrade: each failure that an older version named gets the name of the version in force.

Reports, issues, counts and records stay as they are: a report has one fingerprint more for each
of its old ones. Small commits, each document under the version it was read at; what is done is
marked, so it may be killed anywhere and run again, beside a service that goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from shared.core.documents import Change, Fingerprint, Report
from shared.core.failures import elder
from shared.errors import ChangeConflict
from shared.ports import Archive, Changes, Stored
from shared.services.changes import until_unchallenged
from shared.services.merging import may_join
from shared.services.placing import living
from shared.services.regroup import MACHINE, joined
from shared.services.reports import follow_report, follow_reports
from shared.services.upgrade.succession import Succession, Successor

WALKED = 300
# A commit writes up to three documents for each; reports have many index entries in Firestore.
BATCH = 25


@dataclass(slots=True)
class Upgraded:
    """How far it came: fingerprints looked at, and what became of those of older versions.

    `upgraded` have a successor now, `from_logs` of them as logs that were read told. `merged`
    counts reports that the version in force does not tell apart from others any more, `apart`
    fingerprints that people told apart, `left` those that no log kept tells of.
    """

    looked_at: int = 0
    upgraded: int = 0
    from_logs: int = 0
    merged: int = 0
    apart: int = 0
    left: int = 0


Tell = Callable[[Upgraded], None]


@dataclass(frozen=True, slots=True)
class Upgrading:
    """The use case with what it needs."""

    succession: Succession
    archive: Archive

    def run(self, *, now_ms: int, tell: Tell = lambda _done: None) -> Upgraded:
        """Upgrade all that the store holds; `tell` hears after each page how far it is."""
        done = Upgraded()
        for names in self._names():
            found = self.succession.store.get_fingerprints(names)
            old = [each.value for each in found.values() if self.succession.needs(each.value)]
            for start in range(0, len(old), BATCH):
                self._upgrade(old[start : start + BATCH], done, now_ms)
            done.looked_at += len(names)
            tell(done)
        return done

    def _names(self) -> Iterator[list[str]]:
        after: str | None = ""
        while after is not None:
            walked = self.archive.walk("Fingerprint", after=after, limit=WALKED)
            yield [each["fingerprint"] for each in walked.documents]
            after = walked.after

    def _upgrade(self, batch: Sequence[Fingerprint], done: Upgraded, now_ms: int) -> None:
        found = [self.succession.of(each, now_ms=now_ms) for each in batch]
        successors = [each for each in found if each is not None]
        done.left += len(batch) - len(successors)
        done.from_logs += sum(each.from_log for each in successors)
        try:
            met = self._create(successors)
        except ChangeConflict:  # some of it is being counted: one at a time is likelier to pass
            met = successors
        done.upgraded += len(successors) - len(met)
        for each in met:
            until_unchallenged(partial(self._take_over, each, done, now_ms))

    def _create(self, successors: Sequence[Successor]) -> list[Successor]:
        """Create those that nobody has seen yet, in one commit; return the others.

        Raises ChangeConflict.
        """
        store = self.succession.store
        first = {each.fingerprint.fingerprint: each for each in reversed(successors)}
        known = store.get_fingerprints(first)
        fresh = {key: each for key, each in first.items() if key not in known}
        olds = store.get_fingerprints(each.before for each in fresh.values())
        living_olds = {key: old for key, old in olds.items() if old.value.is_alive}
        reports = follow_reports(store, {old.value.log_id for old in living_olds.values()})
        created = [
            each
            for each in fresh.values()
            if each.before in living_olds and living_olds[each.before].value.log_id in reports
        ]
        if created:
            store.save(Changes(_creation(created, living_olds, reports)))
        return [each for each in successors if each not in created]

    def _take_over(self, successor: Successor, done: Upgraded, now_ms: int) -> None:
        """Let a fingerprint that is there already take over. Raises ChangeConflict."""
        store, before = self.succession.store, successor.before
        old = store.get_fingerprints([before]).get(before)
        if old is None or not self.succession.needs(old.value):
            return
        key, known = living(store, successor.fingerprint.fingerprint)
        if known is None and key == successor.fingerprint.fingerprint:
            done.upgraded += not self._create([successor])
        elif known is None:  # deleted under its new name: it is to start anew
            done.left += 1
        elif self._in_one_report(old.value, known, done, now_ms):
            self._mark(before, key)
            done.upgraded += 1
        else:
            done.apart += 1

    def _in_one_report(
        self, old: Fingerprint, known: Fingerprint, done: Upgraded, now_ms: int
    ) -> bool:
        """Tell whether both belong to one report, once they may. Raises ChangeConflict."""
        store = self.succession.store
        one, other = (follow_report(store, each.log_id) for each in (old, known))
        if one is None or other is None:
            return False
        if one.value.log_id == other.value.log_id:
            return True
        if not may_join(store, one.value, other.value):
            return False
        stays, goes = (one, other) if elder(one.value, other.value) is one.value else (other, one)
        what = f"merged {goes.value.log_id} into {stays.value.log_id}"
        store.save(joined(store, stays, goes, Change(now_ms, MACHINE, what)))
        done.merged += 1
        return True

    def _mark(self, before: str, key: str) -> None:
        """Note on both which one takes over. Raises ChangeConflict."""
        store = self.succession.store
        found = store.get_fingerprints([before, key])
        if len(found) < 2:
            raise ChangeConflict(f"{before} or {key} was removed")
        old, new = found[before], found[key]
        changes = [replace(old, value=replace(old.value, succeeded_by=key))]
        if before not in new.value.succeeds:
            succeeds = (*new.value.succeeds, before)
            changes.append(replace(new, value=replace(new.value, succeeds=succeeds)))
        store.save(Changes(changes))


def _creation(
    created: Sequence[Successor],
    olds: Mapping[str, Stored[Fingerprint]],
    reports: Mapping[str, Stored[Report]],
) -> list[Stored[Any]]:
    """Return what is written so that each takes over where the old one belongs."""
    changes: list[Stored[Any]] = []
    grown: dict[str, Stored[Report]] = {}
    for each in created:
        old, key = olds[each.before], each.fingerprint.fingerprint
        report = reports[old.value.log_id]
        report = grown.get(report.value.log_id, report)
        more = replace(report.value, fingerprints=(*report.value.fingerprints, key))
        grown[report.value.log_id] = replace(report, value=more)
        changes.append(Stored(replace(each.fingerprint, log_id=report.value.log_id), None))
        changes.append(replace(old, value=replace(old.value, succeeded_by=key)))
    return [*changes, *grown.values()]
