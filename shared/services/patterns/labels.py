"""Labels: those built in, and those that people declare before patterns may carry them."""

from collections.abc import Collection
from dataclasses import replace

from shared.core.curation import (
    MAX_CHANGES,
    MAX_DECLARED,
    MAX_DESCRIPTION_CHARS,
    MAX_LABEL_CHARS,
    MAX_LABELS,
    MAX_SPECIFICITY,
    Proposal,
)
from shared.core.documents import Change, Labels
from shared.errors import InvalidPattern, NotPossible
from shared.ports import Changes, Patterns, Store, Stored
from shared.services.changes import until_unchallenged


def list_labels(patterns: Patterns) -> tuple[str, ...]:
    """Return all labels that patterns may carry, those built in first."""
    return _stored(patterns).value.all


def declare_label(
    store: Store, patterns: Patterns, label: str, *, actor: str, now_ms: int
) -> tuple[str, ...]:
    """Declare a label, once; return all labels. Raises InvalidPattern, NotPossible."""
    label = label.strip()
    if not label or len(label) > MAX_LABEL_CHARS or not label.isprintable():
        raise InvalidPattern(
            "invalid_label", f"A label has 1 to {MAX_LABEL_CHARS} printable characters."
        )

    def attempt() -> tuple[str, ...]:
        stored = _stored(patterns)
        if label in stored.value.all:
            return stored.value.all
        declared = _with(stored.value, label, Change(now_ms, actor, f"declared {label}"))
        store.save(Changes([replace(stored, value=declared)]))
        return declared.all

    return until_unchallenged(attempt)


def require_declared(label: str, labels: Collection[str]) -> None:
    """Raise InvalidPattern for a label that nobody declared."""
    if label not in labels:
        raise InvalidPattern(
            "undeclared_label", f"The label {label!r} is not declared. Declare it first."
        )


def check_fields(proposal: Proposal, labels: Collection[str]) -> None:
    """Raise InvalidPattern where something beside the expression cannot be stored.

    `labels` are those that patterns may carry.
    """
    if len(proposal.labels) > MAX_LABELS:
        raise InvalidPattern("too_many_labels", f"A pattern has at most {MAX_LABELS} labels.")
    if len(proposal.description) > MAX_DESCRIPTION_CHARS:
        raise InvalidPattern(
            "description_too_long",
            f"The description may have {MAX_DESCRIPTION_CHARS} characters. Shorten it.",
        )
    if abs(proposal.specificity) > MAX_SPECIFICITY:
        raise InvalidPattern(
            "invalid_specificity",
            f"The specificity lies between -{MAX_SPECIFICITY} and {MAX_SPECIFICITY}.",
        )
    for label in proposal.labels:
        require_declared(label, labels)


def _stored(patterns: Patterns) -> Stored[Labels]:
    return patterns.get_labels() or Stored(Labels(), None)


def _with(labels: Labels, label: str, change: Change) -> Labels:
    if len(labels.declared) >= MAX_DECLARED:
        raise NotPossible("too_many_labels", f"At most {MAX_DECLARED} labels can be declared.")
    changes = (*labels.changes, change)[-MAX_CHANGES:]
    return replace(labels, declared=(*labels.declared, label), changes=changes)
