"""Which trouble strikes an event, and at which of the calls that its handling makes."""

import json
import random
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

HEADER = "X-Campaign-Fault"
OFFSET_HEADER = "X-Campaign-Offset-Ms"
MINUTE_MS = 60_000


class Kind(StrEnum):
    """The kinds of trouble."""

    KILLED = "process killed"
    STORE_BEFORE = "store error before"
    STORE_AFTER = "store error after commit"
    ABORTED = "aborted commit"
    STORAGE = "storage error in mid-stream"
    DERIVED = "storage error of what is derived"
    HOST = "host of statuses fails"
    CLOCK = "clock jump"
    TWICE = "delivered twice"
    REPLACED = "object replaced"


_WEIGHTS = {
    Kind.KILLED: 26,
    Kind.STORE_BEFORE: 12,
    Kind.STORE_AFTER: 12,
    Kind.ABORTED: 10,
    Kind.STORAGE: 7,
    Kind.DERIVED: 4,
    Kind.HOST: 5,
    Kind.CLOCK: 8,
    Kind.TWICE: 8,
    Kind.REPLACED: 8,
}
_SWEEP_WEIGHTS = {Kind.KILLED: 5, Kind.STORE_BEFORE: 2, Kind.STORE_AFTER: 2, Kind.ABORTED: 1}
_JUMPS_MS = (-3_600_000, -10 * MINUTE_MS, -30_000, 30_000, 150_000, 10 * MINUTE_MS, 3_600_000)
# How many calls the handling of an event makes at most, about; a number beyond the last call
# strikes after it, before the answer.
_CALLS = {Kind.KILLED: 30, Kind.STORE_BEFORE: 15, Kind.CLOCK: 6}
_SWEEP_CALLS = {Kind.KILLED: 40, Kind.STORE_BEFORE: 20}
_FEW = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """Trouble of a kind at the call of this number; `after` it was done, else before.

    `key` tells it from all others, "" for one that may strike again; `jump_ms` is by how much the
    clock of the process jumps then.
    """

    kind: Kind
    key: str = ""
    number: int = 1
    after: bool = False
    jump_ms: int = 0

    @property
    def is_in_process(self) -> bool:
        """Whether it strikes in the process that handles the event."""
        return self.kind not in (Kind.TWICE, Kind.REPLACED)

    @property
    def header(self) -> str:
        """The fault as a request carries it."""
        return json.dumps(asdict(self))


def read_fault(header: str | None) -> Fault | None:
    """Return the fault that a request carries."""
    if not header:
        return None
    said = json.loads(header)
    return Fault(**{**said, "kind": Kind(said["kind"])})


def draw(chance: random.Random, key: str, *, is_log: bool) -> Fault:
    """Return the trouble of one event."""
    kind = _drawn(chance, _WEIGHTS)
    if kind in (Kind.STORAGE, Kind.DERIVED, Kind.REPLACED) and not is_log:
        kind = chance.choice((Kind.KILLED, Kind.STORE_BEFORE, Kind.TWICE))
    return replace(_at(chance, kind, _CALLS), key=key)


def draw_of_sweep(chance: random.Random) -> Fault:
    """Return the trouble of one sweep."""
    return _at(chance, _drawn(chance, _SWEEP_WEIGHTS), _SWEEP_CALLS)


def _drawn(chance: random.Random, weights: dict[Kind, int]) -> Kind:
    return chance.choices(list(weights), list(weights.values()))[0]


def _at(chance: random.Random, kind: Kind, calls: dict[Kind, int]) -> Fault:
    return Fault(
        kind,
        number=chance.randint(1, calls.get(kind, _FEW)),
        after=chance.random() < 0.5,
        jump_ms=chance.choice(_JUMPS_MS) if kind is Kind.CLOCK else 0,
    )
