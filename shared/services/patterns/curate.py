"""People curate patterns. Each change that alters what is looked for starts a scan, in one commit.

The commit holds the pattern, the raised number of the active set, and the scan with its ranges;
the object with the new set is written before it. Who loses a race reads and decides again, or is
told, where the change was made to something that is not there any more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.core import curation as core
from shared.core import ids
from shared.core.curation import Proposal
from shared.core.documents import Pattern, PatternTally, Scan
from shared.core.documents.patterns import hit_key
from shared.core.patterns.expression import check
from shared.core.patterns.model import Expression
from shared.errors import NotPossible
from shared.ports import Changes, DerivedBucket, Patterns, Store, Stored
from shared.services.changes import until_unchallenged
from shared.services.commits.touching import touch_of_patterns
from shared.services.patterns.active_set import ActiveSetChange
from shared.services.patterns.acts import NOTHING, By, Curated, Seen
from shared.services.patterns.dry_run import DryRuns
from shared.services.patterns.guards import FLAKY, guard_label, guard_scope
from shared.services.patterns.labels import check_fields, list_labels
from shared.services.patterns.plan import Planning
from shared.services.patterns.reading import get_pattern


@dataclass(frozen=True, slots=True)
class Curation:
    """The use case with what it needs."""

    store: Store
    patterns: Patterns
    derived: DerivedBucket
    dry_runs: DryRuns
    planning: Planning

    def create(self, proposal: Proposal, by: By) -> Curated:
        """Create a pattern; it is looked for from now on, and in stored logs.

        Raises InvalidExpression, InvalidPattern; NotPossible where it is a duplicate, or where
        its scope or the label flaky is in doubt and no reason is given.
        """
        self._check([proposal])
        guard_scope(self.store, proposal.expression.scope, by)
        guard_label(self.dry_runs, proposal, by)

        def attempt() -> Curated:
            change = self._change()
            change.require_new(proposal.expression)
            made = self._add(change, [proposal], by)
            return Curated(made[0], self._walk(change, made, by))

        return until_unchallenged(attempt)

    def create_all(
        self, proposals: Sequence[Proposal], by: By
    ) -> tuple[list[Pattern], Scan | None]:
        """Create all these patterns, or none, with one scan for them: an import.

        Those that are looked for already are left as they are. Raises InvalidExpression,
        InvalidPattern, NotPossible; guards no label.
        """
        self._check(proposals)
        once: dict[Expression, Proposal] = {}
        for proposal in proposals:
            once.setdefault(proposal.expression, proposal)

        def attempt() -> tuple[list[Pattern], Scan | None]:
            change = self._change()
            new = [each for each in once.values() if change.duplicate_of(each.expression) is None]
            made = self._add(change, new, by)
            return made, self._walk(change, made, by) if made else None

        return until_unchallenged(attempt)

    def edit(
        self,
        pattern_id: str,
        change: Callable[[Proposal], Proposal],
        by: By,
        seen: Seen = NOTHING,
    ) -> Curated:
        """Change what a pattern says, as `change` makes of what it says now.

        Raises PatternNotFound, what `create` raises, and NotPossible where what was seen is
        stale, or the pattern is retired.
        """

        def attempt() -> Curated:
            stored = get_pattern(self.patterns, pattern_id)
            seen.require(stored.value)
            _require_active(stored.value)
            proposal = change(core.proposal_of(stored.value))
            self._check([proposal])
            self._guard(stored.value, proposal, by)
            edited = core.edit(
                stored.value, proposal, by=by.actor, now_ms=by.now_ms, why=by.reason.strip()
            )
            return self._save_edited(stored, edited, by)

        return until_unchallenged(attempt)

    def retire(self, pattern_id: str, by: By, seen: Seen = NOTHING) -> Curated:
        """Stop looking for a pattern, and take its hits away; twice changes nothing.

        Raises PatternNotFound, NotPossible.
        """

        def attempt() -> Curated:
            stored = get_pattern(self.patterns, pattern_id)
            seen.require(stored.value)
            if stored.value.retired:
                return Curated(stored.value)
            change = self._change()
            retired = core.retire(stored.value, by=by.actor, now_ms=by.now_ms)
            change.put(Stored(retired, stored.version))
            return Curated(retired, self._retract(change, retired, by))

        return until_unchallenged(attempt)

    def restore(self, pattern_id: str, by: By, seen: Seen = NOTHING) -> Curated:
        """Look for a retired pattern again; for one that is active nothing changes.

        Raises PatternNotFound; NotPossible where another pattern took its place.
        """

        def attempt() -> Curated:
            stored = get_pattern(self.patterns, pattern_id)
            seen.require(stored.value)
            if not stored.value.retired:
                return Curated(stored.value)
            change = self._change()
            change.require_new(stored.value.expression)
            restored = core.restore(stored.value, by=by.actor, now_ms=by.now_ms)
            change.put(Stored(restored, stored.version))
            return Curated(restored, self._walk(change, [restored], by))

        return until_unchallenged(attempt)

    def _check(self, proposals: Sequence[Proposal]) -> None:
        labels = list_labels(self.patterns)
        for proposal in proposals:
            check(proposal.expression)
            check_fields(proposal, labels)

    def _guard(self, before: Pattern, proposal: Proposal, by: By) -> None:
        """Guard what an edit changes."""
        if proposal.expression.scope != before.expression.scope:
            guard_scope(self.store, proposal.expression.scope, by)
        if FLAKY not in before.labels or proposal.expression != before.expression:
            guard_label(self.dry_runs, proposal, by)

    def _change(self) -> ActiveSetChange:
        return ActiveSetChange.begin(self.patterns, self.derived)

    def _add(self, change: ActiveSetChange, proposals: Sequence[Proposal], by: By) -> list[Pattern]:
        """Add new patterns to the change."""
        made = []
        for pattern_id, proposal in zip(self._free_ids(proposals), proposals, strict=True):
            pattern = core.create(
                pattern_id, proposal, by=by.actor, now_ms=by.now_ms, why=by.reason.strip()
            )
            change.put(Stored(pattern, None))
            change.documents.append(Stored(PatternTally(pattern_id, 1, by.now_ms), None))
            made.append(pattern)
        return made

    def _free_ids(self, proposals: Sequence[Proposal]) -> list[str]:
        """Return an id for each that no pattern has; nearly always all are asked for at once."""
        texts = [f"{each.expression.kind.value}\n{each.expression}" for each in proposals]
        found: dict[str, str] = {}
        attempt = 0
        while missing := [text for text in texts if text not in found]:
            wanted = {ids.pattern_id(text, attempt): text for text in missing}
            taken = self.patterns.get_patterns(wanted).keys() | set(found.values())
            found |= {text: new for new, text in wanted.items() if new not in taken}
            attempt += 1
        return [found[text] for text in texts]

    def _save_edited(self, stored: Stored[Pattern], edited: Pattern, by: By) -> Curated:
        before = stored.value
        written = Stored(edited, stored.version)
        if edited.active == before.active:
            if edited != before:
                self.store.save(Changes([written, touch_of_patterns([edited], now_ms=by.now_ms)]))
            return Curated(edited)
        change = self._change()
        if edited.version == before.version:
            change.put(written)
            self.store.save(Changes(change.written(by.now_ms)))
            return Curated(edited)
        change.require_new(edited.expression)
        change.put(written)
        tally = PatternTally(edited.pattern_id, edited.version, by.now_ms)
        change.documents.append(Stored(tally, None))
        return Curated(edited, self._walk(change, [edited], by, before=[before.key]))

    def _walk(
        self,
        change: ActiveSetChange,
        changed: Sequence[Pattern],
        by: By,
        before: Sequence[str] = (),
    ) -> Scan:
        """Save the change with a scan for these patterns."""
        keys = [pattern.key for pattern in changed]
        scan, documents = self.planning.walk(
            keys, change.number, before=before, days=by.days, actor=by.actor, now_ms=by.now_ms
        )
        self._save(change, documents, by)
        return scan

    def _retract(self, change: ActiveSetChange, retired: Pattern, by: By) -> Scan:
        """Save the change with a scan that takes the pattern's hits away."""
        keys = [hit_key(retired.pattern_id, each.version) for each in retired.versions]
        scan, documents = self.planning.retraction(
            keys, change.number, actor=by.actor, now_ms=by.now_ms
        )
        self._save(change, documents, by)
        return scan

    def _save(self, change: ActiveSetChange, planned: Sequence[Stored[object]], by: By) -> None:
        superseded = self.planning.superseded(change.changed, actor=by.actor, now_ms=by.now_ms)
        self.store.save(Changes([*change.written(by.now_ms), *planned, *superseded]))


def _require_active(pattern: Pattern) -> None:
    if pattern.retired:
        raise NotPossible("pattern_retired", "The pattern is retired. Restore it, then change it.")
