"""A change of what is looked for: the new set, its object, and the documents of one commit."""

from dataclasses import dataclass, field
from typing import Any

from shared.core.curation import MAX_ACTIVE
from shared.core.documents import ActiveSet, Pattern
from shared.core.patterns.model import ActivePattern, Expression
from shared.core.snapshots import pack_snapshot, snapshot_name
from shared.errors import NotPossible
from shared.ports import DerivedBucket, Patterns, Stored
from shared.services.commits.touching import touch_of_patterns
from shared.services.patterns.active import read_set


@dataclass(slots=True)
class ActiveSetChange:
    """Collects patterns that change; `written` then gives all documents to save."""

    derived: DerivedBucket
    stored: Stored[ActiveSet]
    active: dict[str, ActivePattern]
    sought: dict[Expression, str]
    documents: list[Stored[Any]] = field(default_factory=list)
    changed: dict[str, Pattern] = field(default_factory=dict)

    @classmethod
    def begin(cls, patterns: Patterns, derived: DerivedBucket) -> "ActiveSetChange":
        """Return a change of the set as it is now."""
        stored = patterns.get_active_set() or Stored(ActiveSet(), None)
        known = read_set(patterns, derived, stored.value) if stored.value.number else None
        active = {each.pattern_id: each for each in known.patterns} if known else {}
        sought = {each.expression: pattern_id for pattern_id, each in active.items()}
        return cls(derived, stored, active, sought)

    @property
    def number(self) -> int:
        """The number that the set will have."""
        return self.stored.value.number + 1

    def duplicate_of(self, expression: Expression) -> str | None:
        """Return the id of the active pattern that looks for the same."""
        return self.sought.get(expression)

    def require_new(self, expression: Expression) -> None:
        """Raise NotPossible where an active pattern looks for the same."""
        duplicate = self.duplicate_of(expression)
        if duplicate is not None:
            raise NotPossible(
                "duplicate_pattern", f"Pattern {duplicate} looks for the same. Change that one."
            )

    def put(self, stored: Stored[Pattern]) -> None:
        """Take the pattern into the set, or out of it once it is retired. Raises NotPossible."""
        pattern = stored.value
        self.documents.append(stored)
        self.changed[pattern.pattern_id] = pattern
        before = self.active.pop(pattern.pattern_id, None)
        if before is not None:
            self.sought.pop(before.expression, None)
        if pattern.retired:
            return
        self.active[pattern.pattern_id] = pattern.active
        self.sought[pattern.expression] = pattern.pattern_id
        if len(self.active) > MAX_ACTIVE:
            raise NotPossible(
                "too_many_patterns", f"At most {MAX_ACTIVE} patterns can be active. Retire some."
            )

    def written(self, now_ms: int) -> list[Stored[Any]]:
        """Write the object of the new set; return all documents to save."""
        data = pack_snapshot(self.active.values())
        name = snapshot_name(self.number, data)
        self.derived.put(name, data)
        raised = ActiveSet(self.number, name, now_ms)
        touch = touch_of_patterns(self.changed.values(), now_ms=now_ms)
        return [*self.documents, touch, Stored(raised, self.stored.version)]
