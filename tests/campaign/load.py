"""A storm of one failure and a mixed day at 200 logs a second; memory over 10,000 logs.

ADAPTERS says on which stores.
"""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.documents import Report
from shared.core.lists import ListQuery
from shared.errors import TransientError
from shared.services.fold import Folding, HotDocumentPace
from shared.services.sweep import sweep
from tests.bench._worlds import environment, environments
from tests.campaign import _memory
from tests.campaign._driving import Driven, one_by_one, percentiles
from tests.campaign._instances import INSTANCES, Instance, Put, drive_instances
from tests.campaign._traffic import Log, hot, mixed, seeds
from tests.github_server import GitHubServer, serving_github

RATE = 200
SECONDS = 60
# For a query the emulator looks at all that it holds, and every commit asks who else failed so.
MIXED_SECONDS = {"embedded": SECONDS, "cloud": 3}
# As many as an instance processes at once.
WORKERS = {"embedded": 4, "cloud": 24}
# Of one shared document: it is created, and a sweep that comes at once counts what created it.
MAX_WRITES_IN_A_SECOND = 2
MAX_SWEEPS = 100
UNLOADED = 100
# A minute of the service passes in this time: sweeps come as often for each log as they would.
SWEEP_EVERY_S = 10.0


def main(*, short: bool) -> bool:
    """Print both kinds of traffic on both sets of adapters, then the memory of one worker."""
    kinds = os.environ.get("ADAPTERS", "embedded cloud").split()
    held = []
    with environments() as found, serving_github() as github:
        posted = _note_statuses(github)
        secrets = {"GITHUB_API_URL": github.url, "GITHUB_TOKEN": "t"}
        asked = {kind: values for kind, values in found.items() if kind in kinds}
        for kind, values in asked.items():
            with environment(values | secrets):
                run = Run(kind, App(read_settings()), posted)
                held.append(run.hot(2 if short else SECONDS))
                held.append(run.mixed(2 if short else MIXED_SECONDS[kind]))
        held += [_memory.stays_flat(kind, values, short=short) for kind, values in asked.items()]
    return all(held)


@dataclass
class Run:
    """One set of adapters under load; `posted` says when the status of a commit arrived."""

    kind: str
    app: App
    posted: dict[str, float]
    counted: int = 0
    alone: Instance = field(init=False)

    def __post_init__(self) -> None:
        self.alone = Instance(self.app)

    def hot(self, seconds: int) -> bool:
        """One failure, over and over; every log counted once, no shared document written often."""
        alone = one_by_one(self._put(hot("alone", UNLOADED)), self.alone.take)
        return self._loaded("one failure", alone, hot("hot", RATE * seconds))

    def mixed(self, seconds: int) -> bool:
        """80 % known, 15 % near ones, 5 % new."""
        one_by_one(self._put(seeds("mix")), self.alone.take)
        self._fold()
        alone = one_by_one(self._put([*mixed("few", UNLOADED, commits_from=1)]), self.alone.take)
        self.counted += len(seeds("mix"))
        logs = [*mixed("mix", RATE * seconds, commits_from=10_000)]
        return self._loaded("mixed", alone, logs)

    def _loaded(self, name: str, alone: Driven[Put], logs: Sequence[Log]) -> bool:
        self._fold()
        offered = self._put(logs)
        store = self.alone.store
        store.forget()
        with self._sweeping():
            workers = WORKERS[self.kind]
            loaded, again = drive_instances(offered, store, rate=RATE, workers=workers)
        at_most = store.most_writes_in_a_second()
        self._fold()
        self.counted += len(alone.taken) + len(logs)
        counted = sum(row.tally.occurrences for row in self._reports())
        self._print(name, alone, loaded, at_most, counted, again)
        return counted == self.counted and at_most <= MAX_WRITES_IN_A_SECOND

    def _print(
        self,
        name: str,
        alone: Driven[Put],
        loaded: Driven[Put],
        at_most: int,
        counted: int,
        again: int,
    ) -> None:
        writes = sum(self.alone.store.writes.values()) / len(loaded.taken)
        print(
            f"{self.kind} {name}, {INSTANCES} instances: offered {loaded.offered_per_s:.0f}/s"
            f" for {loaded.seconds:.0f} s, reached {loaded.reached_per_s:.0f}/s,"
            f" {loaded.backlog:,} waiting then, all done after {loaded.drained_s:.0f} s;"
            f" the machine's load was {os.getloadavg()[0]:.0f}"
        )
        for title, run in (("alone", alone), ("loaded", loaded)):
            work = percentiles(each.work_ms for each in run.taken)
            report = percentiles(each.report_ms for each in run.taken)
            status = percentiles(self._status_ms(run))
            used = run.processor_s * 1000 / len(run.taken)
            print(
                f"    {title:>6}: work {work} ms; finalised to report {report} ms, to status"
                f" {status} ms (p50 / p95 / p99); {used:.1f} ms of processor a log"
            )
        print(
            f"    counted {counted:,} of {self.counted:,}, {again} delivered again;"
            f" {writes:.2f} writes a log;"
            f" writes of one shared document in any second: at most {at_most}",
            flush=True,
        )

    def _status_ms(self, run: Driven[Put]) -> Iterator[float]:
        for each in run.taken:
            sha = each.item.log.sha
            if sha in self.posted:
                yield (self.posted[sha] - each.offered_s) * 1000

    def _put(self, logs: Sequence[Log]) -> list[Put]:
        def put(log: Log) -> Put:
            metadata = dict(log.metadata)
            return Put(log, self.app.logs.put(log.name, [log.text.encode()], metadata=metadata))

        with ThreadPoolExecutor(WORKERS[self.kind]) as pool:
            return list(pool.map(put, logs))

    @contextmanager
    def _sweeping(self) -> Iterator[None]:
        done = threading.Event()

        def run() -> None:
            while not done.wait(SWEEP_EVERY_S):
                self._fold()

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _fold(self) -> None:
        pace = HotDocumentPace(time.monotonic, time.sleep)
        folding = Folding(self.alone.store, self.app.derived, self.app.patterns, pace)
        for _ in range(MAX_SWEEPS):
            try:
                if not sweep(folding, now_ms=self.app.now_ms()).folded:
                    return
            except TransientError:  # the next one goes on where this one ended
                time.sleep(1.0)

    def _reports(self) -> Iterator[Report]:
        cursor = None
        while True:
            page = self.app.store.list_reports(ListQuery(), limit=100, cursor=cursor)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return


def _note_statuses(github: GitHubServer) -> dict[str, float]:
    """Return when the first status of each commit came, filled in from now on."""
    posted: dict[str, float] = {}
    answer = github.answer

    def noting(method: str, path: str, headers: object, body: object) -> object:
        if "/statuses/" in path:
            posted.setdefault(path.rpartition("/")[2], time.monotonic())
        return answer(method, path, headers, body)

    github.answer = noting
    return posted
