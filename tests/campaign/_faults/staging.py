"""The service of one request, with the trouble that was drawn for it."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from shared.bootstrap import App
from shared.errors import BucketUnavailable, StatusDelayed, StoreUnavailable
from tests.campaign._faults.fault import Fault, Kind
from tests.campaign._faults.witness import Reads, Witness
from tests.faults import ANY, Calls, Faulty

FOLDER = "CAMPAIGN_FOLDER"
STRUCK, POSTED, MARKED = "struck.jsonl", "posted.jsonl", "struck-"
PORTS = (
    *("store", "logs", "derived", "builds", "patterns", "commits", "breakages", "branches"),
    *("notices", "statuses"),
)
_COMMITS = ("save_record", "save")
_WRITES = (*_COMMITS, "take_lease", "drop_lease")
_STRUCK_PORTS = {
    Kind.KILLED: PORTS,
    Kind.STORE_BEFORE: ("store",),
    Kind.STORE_AFTER: ("store",),
    Kind.ABORTED: ("store",),
    Kind.DERIVED: ("derived",),
    Kind.HOST: ("statuses",),
}
_ERRORS = {
    Kind.STORE_BEFORE: StoreUnavailable("staged"),
    Kind.STORE_AFTER: StoreUnavailable("staged: the answer got lost"),
    Kind.ABORTED: StoreUnavailable("staged: too much contention"),
    Kind.STORAGE: BucketUnavailable("staged: broke off"),
    Kind.DERIVED: BucketUnavailable("staged"),
    Kind.HOST: StatusDelayed("staged"),
}


class StagedApp(App):
    """Works with what another App has open; its clock is `offset_ms` ahead, and may jump."""

    def __init__(self, base: App, fault: Fault | None, offset_ms: int) -> None:
        super().__init__(base.settings)
        # Whoever delivers again does not know whether it has struck.
        self._fault = None if fault is not None and _marker(fault).exists() else fault
        self._offset_ms = offset_ms
        self._readings = 0
        self._has_struck = self._fault is None
        self.reads = Reads()
        self._stage(base)

    def now_ms(self) -> int:
        """Return the time of this request's clock."""
        self._readings += 1
        now_ms = time.time_ns() // 1_000_000 + self._offset_ms
        fault = self._fault
        if fault is not None and fault.kind is Kind.CLOCK and self._readings >= fault.number:
            self._tell(f"reading {fault.number}")
            now_ms += fault.jump_ms
        self.reads.times.append(now_ms)
        return now_ms

    def strike_at_last(self) -> None:
        """Strike after all calls, if the call that was to be struck never came."""
        if self._has_struck or self._fault is None:
            return
        self._tell("before the answer")
        if self._fault.kind is Kind.KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._fault.kind in _ERRORS:
            raise _ERRORS[self._fault.kind]

    def _stage(self, base: App) -> None:
        self.__dict__["statuses"] = Witness(base, self.reads, self._write_post)
        calls = Calls()
        for name in PORTS:
            port = self.__dict__.get(name) or getattr(base, name)
            self.__dict__[name] = self.reads.remember(name, self._struck(name, port, calls))
        # What an instance knows of the patterns outlives a request.
        active = replace(
            base.active_patterns, patterns=self.patterns, derived=self.derived, clock=self.now_ms
        )
        self.__dict__["active_patterns"] = self.reads.remember_set(active)

    def _struck(self, name: str, port: Any, calls: Calls) -> Any:
        fault = self._fault
        if fault is None:
            return port
        if fault.kind is Kind.STORAGE and name == "logs":
            return _BreakingOff(port, self._tell)
        if fault.kind is Kind.ABORTED and name == "store" and self.settings.stores == "cloud":
            return _aborting(port, fault, self._tell)
        if name not in _STRUCK_PORTS.get(fault.kind, ()):
            return port
        staged = {"after" if _is_after(fault) else "before": dict.fromkeys(*_methods(fault))}
        error = _ERRORS.get(fault.kind)
        told = lambda where: self._tell(f"{where} of {name}")  # noqa: E731
        return Faulty(port, calls=calls, error=error, told=told, **staged)

    def _tell(self, where: str) -> None:
        if not self._has_struck and self._fault is not None:
            self._has_struck = True
            if self._fault.key:
                _marker(self._fault).touch()
            _append(STRUCK, {"kind": self._fault.kind, "where": where})

    def _write_post(self, said: dict[str, object]) -> None:
        _append(POSTED, said)


def _marker(fault: Fault) -> Path:
    """Return the file that is there once the fault has struck."""
    return Path(os.environ[FOLDER]) / f"{MARKED}{fault.key}"


def _methods(fault: Fault) -> tuple[tuple[str, ...], int]:
    """Return the methods that are struck, and at which of their calls."""
    if fault.kind is Kind.STORE_AFTER:
        return _WRITES, fault.number
    if fault.kind is Kind.ABORTED:
        return _COMMITS, fault.number
    return (ANY,), fault.number


def _is_after(fault: Fault) -> bool:
    if fault.kind in (Kind.STORE_BEFORE, Kind.ABORTED):
        return False
    return fault.kind is Kind.STORE_AFTER or fault.after


class _BreakingOff:
    """A bucket whose stream breaks off in the middle of its first block."""

    def __init__(self, bucket: Any, tell: Callable[[str], None]) -> None:
        self._bucket, self._tell = bucket, tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bucket, name)

    def read(self, *asked: Any) -> Iterator[bytes]:
        for block in self._bucket.read(*asked):
            yield block[: len(block) // 2]
            self._tell("amid read of logs")
            raise _ERRORS[Kind.STORAGE]


def _aborting(store: Any, fault: Fault, tell: Callable[[str], None]) -> Any:
    """Have the next commit that this process sends to Firestore aborted."""
    from google.api_core.exceptions import Aborted

    from tests.adapters.firestore_wire import Wire

    client = store._database.client
    wire = client._firestore_api_internal
    if not isinstance(wire, Wire):
        wire = client._firestore_api_internal = Wire(client._firestore_api)
    wire.calls.clear()
    wire.requests.clear()
    wire.fail("commit", Aborted("staged: too much contention"), after=fault.after)
    tell(f"{'after' if fault.after else 'before'} the commit on the wire")
    return store


def _append(name: str, said: dict[str, object]) -> None:
    """Write a line that is there even if the process is killed at once."""
    line = json.dumps(said).encode() + b"\n"
    path = Path(os.environ[FOLDER]) / name
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)
