"""What is counted of occurrences, and who changed what."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """Occurrences counted so far: how many, first and last seen, and how many of each.

    `days` are UTC days. Who names no branch or repository counts in none. `explained` are those
    with a hit of a pattern that names a cause, `patterns` how many each pattern hits, `by_hand`
    how many people gave each label, or each pattern of those that hit.
    """

    occurrences: int = 0
    first_seen_ms: int | None = None
    last_seen_ms: int | None = None
    days: dict[str, int] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    branches: dict[str, int] = field(default_factory=dict)
    repos: dict[str, int] = field(default_factory=dict)
    explained: int = 0
    patterns: dict[str, int] = field(default_factory=dict)
    by_hand: dict[str, int] = field(default_factory=dict)


UNSEEN = Tally()


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what, and when."""

    at_ms: int
    by: str
    what: str
