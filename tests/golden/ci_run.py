"""What happened when a job ran: its steps, what they printed, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Step:
    """One command of a job: what it printed, with seconds since the job's start, and its exit."""

    name: str
    command: str
    started: float
    ended: float
    lines: tuple[tuple[float, str], ...]
    exit_code: int


@dataclass(frozen=True)
class Run:
    """One build of one job."""

    job: str
    build: int
    room: str
    started_at: datetime
    steps: tuple[Step, ...]

    @property
    def exit_code(self) -> int:
        """The exit code of the last step: a failing step ends the job."""
        return self.steps[-1].exit_code

    @property
    def ended(self) -> float:
        """Seconds from the job's start to the end of its last step."""
        return self.steps[-1].ended

    def at(self, seconds: float) -> datetime:
        """The moment that many seconds after the job's start."""
        return self.started_at + timedelta(seconds=seconds)


def milliseconds(moment: datetime) -> str:
    """Return an ISO time with three digits after the seconds."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
