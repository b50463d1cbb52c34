"""What a person says against the machine."""

from dataclasses import dataclass

from shared.core.verdicts.model import VerdictKind


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a job's failure, and why; `kind` None takes it back."""

    job: str
    kind: VerdictKind | None
    reason: str
    by: str
