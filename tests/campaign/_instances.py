"""Instances of `ingest` that share what is offered: each a process, as the platform runs them."""

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shared.bootstrap import App
from shared.config import read_settings
from shared.errors import TransientError
from shared.ports import StoredObject
from tests.campaign._driving import Driven, drive, merged
from tests.campaign._traffic import Log
from tests.counting import CountingStore

INSTANCES = os.cpu_count() or 1
MAX_DELIVERIES = 100
MAX_PAUSE_S = 10.0
# Until then every instance has started and waits for its first log.
_START_S = 8.0


@dataclass(frozen=True, slots=True)
class Put:
    """A log in its bucket."""

    log: Log
    found: StoredObject


@dataclass
class Instance:
    """Takes logs with the adapters that the environment chooses; counts what it asks of them."""

    app: App
    redelivered: int = 0
    store: CountingStore = field(init=False)

    def __post_init__(self) -> None:
        self.store = CountingStore(self.app.store)

    def take(self, put: Put) -> None:
        """Process the log, again where the platform would deliver again; sweeps count it."""
        ingest = replace(self.app.ingest, store=self.store, folds_at_once=False)
        for delivery in range(MAX_DELIVERIES):
            try:
                ingest.run(put.found, now_ms=self.app.now_ms())
            except TransientError:
                self.redelivered += 1
                time.sleep(min(0.1 * 2**delivery, MAX_PAUSE_S))
            else:
                return
        raise RuntimeError(f"{put.log.name} was not taken {MAX_DELIVERIES} times")


@dataclass(frozen=True, slots=True)
class _Share:
    """What one instance did of it, and what it wrote."""

    driven: Driven[Put]
    counted: Any
    redelivered: int


def drive_instances(
    puts: Sequence[Put], into: CountingStore, *, rate: float, workers: int
) -> tuple[Driven[Put], int]:
    """Offer so many logs a second to INSTANCES processes of so many threads each.

    Their writes are added to those of `into`. Return the run, and how often a log came again.
    """
    begin_s = time.monotonic() + _START_S
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(INSTANCES, mp_context=spawn) as pool:
        working = [
            pool.submit(
                _work, puts[number::INSTANCES], begin_s + number / rate, rate / INSTANCES, workers
            )
            for number in range(INSTANCES)
        ]
        shares = [each.result() for each in working]
    for share in shares:
        into.add(share.counted)
    return merged([share.driven for share in shares]), sum(each.redelivered for each in shares)


def _work(puts: Sequence[Put], begin_s: float, rate: float, workers: int) -> _Share:
    instance = Instance(App(read_settings()))
    # The service writes a line of each status.
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        driven = drive(puts, instance.take, rate=rate, workers=workers, begin_s=begin_s)
    return _Share(driven, instance.store.counted(), instance.redelivered)
