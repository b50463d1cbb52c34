"""The values of patterns: what a person curates, and where a log matches it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How an expression is read: as it stands, or as a regular expression."""

    LITERAL = "literal"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which logs a pattern is looked for in: globs, None for any.

    `step` is no glob, but a part of a step's name.
    """

    repo: str | None = None
    job: str | None = None
    branch: str | None = None
    step: str | None = None


ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Expression:
    """What is looked for: never changed, a change makes a new version of the pattern.

    `lines_from_end` restricts it to so many last lines of a log, None for the whole.
    """

    kind: Kind
    text: str
    scope: Scope = ANYWHERE
    lines_from_end: int | None = None


@dataclass(frozen=True, slots=True)
class ActivePattern:
    """One pattern as scans know it: the version in force and what ranks its matches.

    The larger `specificity`, the earlier it is believed. `created_ms` is when this version was
    made, in milliseconds since the Unix epoch; 0 where nobody knows.
    """

    pattern_id: str
    version: int
    expression: Expression
    specificity: int = 0
    created_ms: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Where one pattern was found.

    `line_number` is 1-based in the raw log, `start` and `end` count characters of its clean text.
    """

    pattern_id: str
    version: int
    line_number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One pattern in one log: how many lines match, and the last of them (`line_number`, span).

    `generic` says that nothing but generic lines match ("Process completed with exit code 1"):
    such a hit excuses nothing.
    """

    pattern_id: str
    version: int
    lines: int
    line_number: int
    start: int
    end: int
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A pattern on its way in or out of a file, without id, version and history.

    `expires` is a time in ISO 8601, as the file has it.
    """

    expression: Expression
    labels: tuple[str, ...] = ()
    description: str = ""
    specificity: int = 0
    expires: str | None = None

    @property
    def name(self) -> str:
        """What people know it by: its description, else its expression."""
        return self.description or self.expression.text[:80]
