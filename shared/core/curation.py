"""What becomes of a pattern: created, edited, retired, restored."""

from dataclasses import dataclass, replace

from shared.core.documents import Change, Pattern, PatternVersion
from shared.core.documents.patterns import MAX_VERSIONS
from shared.core.patterns.model import Expression

MAX_CHANGES = 100
MAX_ACTIVE = 5000
"""Patterns that are looked for at a time."""
MAX_LABELS = 20
"""Labels of one pattern."""
MAX_DECLARED = 200
MAX_LABEL_CHARS = 60
MAX_DESCRIPTION_CHARS = 2000
MAX_SPECIFICITY = 1_000_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pattern as a person proposes it."""

    expression: Expression
    labels: tuple[str, ...] = ()
    description: str = ""
    specificity: int = 0
    expires_ms: int | None = None


def proposal_of(pattern: Pattern) -> Proposal:
    """Return what a pattern says now: change that and edit."""
    return Proposal(
        pattern.expression,
        pattern.labels,
        pattern.description,
        pattern.specificity,
        pattern.expires_ms,
    )


def create(pattern_id: str, proposal: Proposal, *, by: str, now_ms: int, why: str = "") -> Pattern:
    """Return a new pattern; `why` says why it is there in spite of what its dry run showed."""
    first = PatternVersion(1, proposal.expression, now_ms, by)
    pattern = Pattern(
        pattern_id,
        (first,),
        now_ms,
        by,
        proposal.labels,
        proposal.description,
        proposal.specificity,
        proposal.expires_ms,
    )
    return replace(pattern, changes=(Change(now_ms, by, _because("created", why)),))


def edit(pattern: Pattern, proposal: Proposal, *, by: str, now_ms: int, why: str = "") -> Pattern:
    """Return the pattern as proposed; another expression makes another version.

    Proposing what it says already changes nothing.
    """
    if proposal == proposal_of(pattern):
        return pattern
    versions, what = pattern.versions, "edited"
    if proposal.expression != pattern.expression:
        number = pattern.version + 1
        versions = (*versions, PatternVersion(number, proposal.expression, now_ms, by))
        what = f"version {number}"
    edited = replace(
        pattern,
        versions=versions[-MAX_VERSIONS:],
        labels=proposal.labels,
        description=proposal.description,
        specificity=proposal.specificity,
        expires_ms=proposal.expires_ms,
    )
    return _changed(edited, _because(what, why), by, now_ms)


def retire(pattern: Pattern, *, by: str, now_ms: int) -> Pattern:
    """Return the pattern, no longer looked for."""
    return _changed(replace(pattern, retired=True), "retired", by, now_ms)


def restore(pattern: Pattern, *, by: str, now_ms: int) -> Pattern:
    """Return the pattern, looked for again."""
    return _changed(replace(pattern, retired=False), "restored", by, now_ms)


def _changed(pattern: Pattern, what: str, by: str, now_ms: int) -> Pattern:
    changes = (*pattern.changes, Change(now_ms, by, what))[-MAX_CHANGES:]
    return replace(pattern, revision=pattern.revision + 1, changes=changes)


def _because(what: str, why: str) -> str:
    return f"{what}, although its dry run spoke against it: {why}" if why else what
