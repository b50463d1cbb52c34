"""The verdicts that would change if something were saved."""

from dataclasses import dataclass

from shared.core.verdicts.model import VerdictKind


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One verdict as it is, and as it would be; None: there is none while its log is due."""

    repo: str
    sha: str
    job: str
    before: VerdictKind | None
    after: VerdictKind | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The verdicts that would change; `cut`: of more commits than were looked at."""

    changes: tuple[VerdictChange, ...] = ()
    cut: bool = False
