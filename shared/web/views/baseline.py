"""The state of a job's baseline: which passing logs it rests on."""

from dataclasses import dataclass

from shared.core.baselines import AT_LEAST, PASSING_LOGS
from shared.core.documents import Job
from shared.web.views.show import Moment, count, moment


@dataclass(frozen=True, slots=True)
class BaselineLog:
    """A passing log that the baseline rests on."""

    href: str
    seen: Moment


@dataclass(frozen=True, slots=True)
class BaselineView:
    """`text` says what the baseline does, or what it waits for."""

    text: str
    logs: tuple[BaselineLog, ...]


def baseline_view(job: Job | None, *, now_ms: int) -> BaselineView:
    """Return the state of the baseline; of a job that never passed too."""
    passing = job.passing if job else ()
    logs = tuple(
        BaselineLog(f"/records/{log.record_id}", moment(log.seen_ms, now_ms=now_ms))
        for log in passing
    )
    return BaselineView(_text(len(passing)), logs)


def _text(logs: int) -> str:
    if logs < AT_LEAST:
        return (
            f"None yet: {count(logs, 'passing log')} known, and it takes {AT_LEAST} to tell what is"
            " noise here. Send finished.json with each build, or its result with each log."
        )
    return (
        f"What {AT_LEAST} or more of the newest {count(logs, 'passing log')} say of errors is noise"
        f" in a failing one: it ranks last there. At most {PASSING_LOGS} are looked at."
    )
