"""What people curate: patterns, the labels they may carry, and which patterns are looked for."""

from dataclasses import dataclass

from shared.core.documents.tallies import UNSEEN, Change, Tally
from shared.core.patterns.model import ActivePattern, Expression

BUILT_IN_LABELS = ("flaky", "known-problem", "infrastructure", "timeout")
MAX_VERSIONS = 15
"""How many versions of a pattern are kept: each has two hit keys, and Firestore asks for 30."""


@dataclass(frozen=True, slots=True)
class PatternVersion:
    """What was looked for from a time on: never changed."""

    version: int
    expression: Expression
    created_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cause that people named. The last of `versions` is in force; the oldest may be forgotten.

    `revision` counts its changes, those of labels and description too: who changes the pattern
    names the one read. Past `expires_ms` its labels do not count.
    """

    pattern_id: str
    versions: tuple[PatternVersion, ...]
    created_ms: int
    author: str
    labels: tuple[str, ...] = ()
    description: str = ""
    specificity: int = 0
    expires_ms: int | None = None
    retired: bool = False
    revision: int = 1
    changes: tuple[Change, ...] = ()

    @property
    def current(self) -> PatternVersion:
        """The version in force."""
        return self.versions[-1]

    @property
    def version(self) -> int:
        """The number of the version in force."""
        return self.current.version

    @property
    def expression(self) -> Expression:
        """What is looked for now."""
        return self.current.expression

    @property
    def key(self) -> str:
        """The key that hits of the version in force are counted under."""
        return hit_key(self.pattern_id, self.version)

    @property
    def active(self) -> ActivePattern:
        """The pattern as scans know it."""
        return ActivePattern(
            self.pattern_id,
            self.version,
            self.expression,
            self.specificity,
            self.current.created_ms,
        )

    def labels_at(self, now_ms: int) -> tuple[str, ...]:
        """Return the labels that count at a time."""
        expired = self.expires_ms is not None and self.expires_ms <= now_ms
        return () if expired or self.retired else self.labels


@dataclass(frozen=True, slots=True)
class PatternTally:
    """The logs that a version of a pattern hits: those of failing builds and those that passed.

    It is created with the version, and then changed by the fold alone. Of the tallies' counts
    `explained`, `patterns` and `by_hand` are not kept here.
    """

    pattern_id: str
    version: int
    created_ms: int
    failing: Tally = UNSEEN
    passing: Tally = UNSEEN

    @property
    def key(self) -> str:
        """The name of its document, as hits name it."""
        return hit_key(self.pattern_id, self.version)

    @property
    def hits(self) -> int:
        """How many logs it hits."""
        return self.failing.occurrences + self.passing.occurrences

    @property
    def last_seen_ms(self) -> int:
        """When the newest of these logs was written; without any when the version was made."""
        seen = (self.failing.last_seen_ms, self.passing.last_seen_ms)
        return max((each for each in seen if each is not None), default=self.created_ms)


@dataclass(frozen=True, slots=True)
class ActiveSet:
    """Which patterns are looked for: the number of the set, and the object that holds them.

    The object (core/snapshots.py) is there before the number is raised.
    """

    number: int = 0
    snapshot: str | None = None
    raised_ms: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that people declared beside those built in."""

    declared: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All labels that patterns may carry."""
        return (*BUILT_IN_LABELS, *self.declared)


@dataclass(frozen=True, slots=True)
class DayTally:
    """The failing logs of one UTC day that show a failure or a pattern, and those explained."""

    day: str
    failing: int = 0
    explained: int = 0


def hit_key(pattern_id: str, version: int) -> str:
    """Return the key that hits of one version of a pattern are counted under: "0123@2"."""
    return f"{pattern_id}@{version}"


def side_key(key: str, *, passed: bool) -> str:
    """Return the key that finds the records with such hits: of passing or of failing logs."""
    return f"{key}:{'passing' if passed else 'failing'}"


def side_keys(key: str) -> tuple[str, str]:
    """Return the keys that find all records with such hits."""
    return side_key(key, passed=False), side_key(key, passed=True)
