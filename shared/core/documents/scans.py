"""The ledger: which stored logs are to be scanned once more, and how far that has come."""

from dataclasses import dataclass
from enum import StrEnum

from shared.core.documents.tallies import Change


class ScanState(StrEnum):
    """Where a scan stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether there is work left."""
        return self in (ScanState.WAITING, ScanState.RUNNING)


class RangeKind(StrEnum):
    """What a range of a scan does.

    WALK reads every log of its records. RESCAN reads those with hits of old versions, RETRACT
    takes hits away without reading. LATE comes last: what was recorded meanwhile by those who
    did not know the set yet.
    """

    WALK = "walk"
    RESCAN = "rescan"
    RETRACT = "retract"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Scan:
    """Stored logs are scanned because a change made `set_number` the number of the active set.

    `patterns` are keys ("id@version") of what is new, or was retired. Logs written before
    `since_ms` are left as they are, None for none. `logs_done`, `hits` and `unscannable` are
    known here once it ended; until then its ranges know.
    """

    scan_id: str
    patterns: tuple[str, ...]
    set_number: int
    created_ms: int
    by: str
    logs_total: int
    since_ms: int | None = None
    state: ScanState = ScanState.WAITING
    started_ms: int | None = None
    finished_ms: int | None = None
    logs_done: int = 0
    hits: int = 0
    unscannable: int = 0
    ended: Change | None = None


@dataclass(frozen=True, slots=True)
class ScanRange:
    """A part of a scan that one worker at a time does: records with ids from `first` on.

    The range ends before `last`. `cursor` is the last record that was dealt with, or for LATE a
    cursor of the store. Only its holder changes it, under its version; `fence` grows whenever
    another takes it over, and from then on the former holder's commits fail. `set_number` is that
    of the set its holder scans with. The lease of one that nobody holds says when it may begin.
    `since_ms` and `holding` bound it to logs written since, and to records with these hits.
    """

    scan_id: str
    number: int
    kind: RangeKind
    first: str = ""
    last: str = ""
    since_ms: int | None = None
    holding: tuple[str, ...] = ()
    cursor: str | None = None
    holder: str | None = None
    lease_until_ms: int = 0
    fence: int = 0
    set_number: int = 0
    done: bool = False
    logs: int = 0
    hits: int = 0
    unscannable: int = 0

    @property
    def name(self) -> str:
        """The name of its document."""
        return f"{self.scan_id}-{self.number:04}"
