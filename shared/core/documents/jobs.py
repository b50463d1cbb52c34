"""What is known of a job."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassingLog:
    """A log of a job that passed, and the object that holds its noise."""

    record_id: str
    seen_ms: int
    noise: str


@dataclass(frozen=True, slots=True)
class Job:
    """One job; `passing` are its newest passing logs, newest first: its baseline is theirs."""

    job: str
    passing: tuple[PassingLog, ...] = ()
