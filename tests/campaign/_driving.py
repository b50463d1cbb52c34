"""Logs offered at a rate, whether or not they are taken as fast: what came of each, and when."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """One log: when it was finalised, begun and reported, in seconds of one clock."""

    item: T
    offered_s: float
    begun_s: float
    done_s: float

    @property
    def work_ms(self) -> float:
        """What its ingest took."""
        return (self.done_s - self.begun_s) * 1000

    @property
    def report_ms(self) -> float:
        """From finalised to reported, waiting included."""
        return (self.done_s - self.offered_s) * 1000


@dataclass(frozen=True, slots=True)
class Driven(Generic[T]):
    """A run: what was offered for so long, and what of it was taken within that time."""

    taken: Sequence[Taken[T]]
    offered_per_s: float
    seconds: float
    drained_s: float
    processor_s: float

    @property
    def in_time(self) -> int:
        """How many were done while logs were still offered."""
        begin = min(each.offered_s for each in self.taken)
        return sum(each.done_s <= begin + self.seconds for each in self.taken)

    @property
    def reached_per_s(self) -> float:
        """The rate at which logs were done while they were offered."""
        return self.in_time / self.seconds

    @property
    def backlog(self) -> int:
        """How many waited when the last one was offered."""
        return len(self.taken) - self.in_time


def drive(
    items: Sequence[T], run: Callable[[T], object], *, rate: float, workers: int, begin_s: float
) -> Driven[T]:
    """Offer so many a second from `begin_s` on, and wait until all are done."""
    waiting: list[Future[Taken[T]]] = []
    processor_s, begin = time.process_time(), begin_s

    def take(item: T, offered_s: float) -> Taken[T]:
        begun_s = time.monotonic()
        run(item)
        return Taken(item, offered_s, begun_s, time.monotonic())

    with ThreadPoolExecutor(workers) as pool:
        for number, item in enumerate(items):
            offered_s = begin + number / rate
            time.sleep(max(0.0, offered_s - time.monotonic()))
            waiting.append(pool.submit(take, item, offered_s))
    taken = [each.result() for each in waiting]
    drained_s = time.monotonic() - begin
    used_s = time.process_time() - processor_s
    return Driven(taken, rate, len(items) / rate, drained_s, used_s)


def merged(runs: Sequence[Driven[T]]) -> Driven[T]:
    """Return runs that went on side by side as one."""
    return Driven(
        [each for run in runs for each in run.taken],
        sum(run.offered_per_s for run in runs),
        max(run.seconds for run in runs),
        max(run.drained_s for run in runs),
        sum(run.processor_s for run in runs),
    )


def one_by_one(items: Iterable[T], run: Callable[[T], object]) -> Driven[T]:
    """Run each when the one before it is done: what it takes where nothing else is to do."""
    taken = []
    processor_s, begin = time.process_time(), time.monotonic()
    for item in items:
        begun_s = time.monotonic()
        run(item)
        taken.append(Taken(item, begun_s, begun_s, time.monotonic()))
    seconds, used_s = time.monotonic() - begin, time.process_time() - processor_s
    return Driven(taken, len(taken) / seconds, seconds, seconds, used_s)


def percentiles(values: Iterable[float]) -> str:
    """Return the 50th, 95th and 99th of a hundred, as text."""
    found = sorted(values)
    if len(found) < 2:
        return "-"
    cuts = statistics.quantiles(found, n=100, method="inclusive")
    return f"{cuts[49]:,.0f} / {cuts[94]:,.0f} / {cuts[98]:,.0f}"
