"""From the last log of a commit to its status: time and documents, warm and cold; and its page.

A commit has 40 jobs; two failed, and the log of the second is the last that is waited for.
"""

import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.commits.github import read_event
from shared.core.curation import Proposal
from shared.core.patterns.model import Expression, Kind
from shared.ports import StoredObject
from shared.services.commits.pinning import get_commit
from shared.services.ingest import Ingest
from shared.services.patterns.active import ActivePatterns
from shared.services.patterns.acts import By
from tests import github_payloads as payloads
from tests.bench._worlds import environment, environments
from tests.counting import CountingPatterns, CountingStore
from tests.function_process import PATIENCE_S, function_process
from tests.github_server import GitHubServer, serving_github

JOBS = 40
ROUNDS = 7
COLD_ROUNDS = 5
LINE = "TimeoutError: page /cart did not load in 30s"
HOUR = 3_600_000


class Counting(CountingStore):
    """Counts what is read and written of leases too."""

    def take_lease(self, *args: Any, **kwargs: Any) -> Any:
        self._wrote("lease", args[0])
        return self._read("lease", self._store.take_lease(*args, **kwargs), 1)

    def drop_lease(self, *args: Any) -> None:
        self._wrote("lease", args[0])
        self._store.drop_lease(*args)


@dataclass
class Bench:
    """A service whose host is a scripted server on this machine."""

    app: App
    github: GitHubServer
    commits: int = 0

    def hear(self, event: str, payload: Any) -> None:
        self.commits += 1
        delivery, now_ms = f"bench-{os.getpid()}-{self.commits}", self.app.now_ms()
        for sign in read_event(event, payload, delivery=delivery, now_ms=now_ms):
            self.app.deciding.hear(sign)

    def drop(self, sha: str, job: str, build: int) -> StoredObject:
        text = f"run {build}\n{LINE}\n".encode()
        said = {"repo": payloads.REPO, "sha": sha}
        return self.app.logs.put(f"logs/{job}/{build}/build-log.txt", [text], metadata=said)

    def failed(self, sha: str, job: str, build: int, at_ms: int) -> StoredObject:
        self.hear(*payloads.workflow_job(job, build, sha, at_ms, ended="failure"))
        return self.drop(sha, job, build)

    def prepare(self) -> None:
        """Let somebody else hit what a pattern calls flaky."""
        proposal = Proposal(Expression(Kind.LITERAL, "page /cart"), labels=("flaky",))
        by = By("bench", self.app.now_ms(), reason="a benchmark")
        self.app.curation.create(proposal, by)
        now_ms = self.app.now_ms()
        for number in range(30):
            sha = f"{number:040x}"
            self.hear(*payloads.pull_request(800 + number, sha, now_ms, author=f"bob{number}"))
            log = self.failed(sha, "e2e", 5000 + number, now_ms - HOUR)
            self.app.ingest.run(log, now_ms=self.app.now_ms())

    def commit(self, sha: str) -> StoredObject:
        """Tell of a commit; return the log that is still to be processed."""
        now_ms, builds = self.app.now_ms(), int(sha, 16) * 100
        self.hear(*payloads.pull_request(7, sha, now_ms))
        for number in range(JOBS - 2):
            told = payloads.workflow_job(
                f"job-{number}", builds + number, sha, now_ms - 90_000, ended="success"
            )
            self.hear(*told)
        first, last = (
            self.failed(sha, f"e2e-{n}", builds + 90 + n, now_ms - 90_000) for n in range(2)
        )
        self.app.ingest.run(first, now_ms=self.app.now_ms())
        return last


def main() -> None:
    """Measure both sets of adapters."""
    with environments() as found, serving_github() as github:
        for kind, values in found.items():
            secrets = {"GITHUB_API_URL": github.url, "GITHUB_TOKEN": "t"}
            with environment(values | secrets):
                bench = Bench(App(read_settings()), github)
                bench.prepare()
                _warm(kind, bench)
                _cold(kind, bench)


def _shas(first: int) -> Iterator[str]:
    return (f"{number:040x}" for number in range(first, first + 10**6))


def _warm(kind: str, bench: Bench) -> None:
    shas, times, reads, writes = _shas(1000), [], [], []
    for _ in range(ROUNDS):
        log, store = bench.commit(next(shas)), Counting(bench.app.store)
        ingest = _counted(bench.app, store)
        started = time.perf_counter()
        ingest.run(log, now_ms=bench.app.now_ms())
        times.append(time.perf_counter() - started)
        reads.append(store.reads)
        writes.append(store.writes)
        assert bench.github.statuses[-1][1]["description"] == "2 of 2 failures flaky"
    middle = statistics.median(times) * 1000
    print(f"{kind:>9} warm: {middle:5.0f} ms from the event of the log to the status posted")
    print(f"{'':>9}       reads {sum(reads[-1].values())}: {dict(reads[-1])}")
    print(f"{'':>9}       writes {sum(writes[-1].values())}: {dict(writes[-1])}")
    store = Counting(bench.app.store)
    started = time.perf_counter()
    counted: Any = CountingPatterns(bench.app.commits, store)
    get_commit(counted, payloads.REPO, next(_shas(1000)))
    spent = (time.perf_counter() - started) * 1000
    print(f"{'':>9}       commit page: {sum(store.reads.values())} document read, {spent:.1f} ms")


def _counted(app: App, store: Counting) -> Ingest:
    patterns: Any = CountingPatterns(app.patterns, store)
    commits: Any = CountingPatterns(app.commits, store)
    counted: Any = store
    active = ActivePatterns(patterns, app.derived, app.now_ms)
    active.current()
    store.forget()
    deciding = replace(app.deciding, store=counted, commits=commits, active=active)
    return replace(app.ingest, store=counted, active=active, deciding=deciding, folds_at_once=False)


def _cold(kind: str, bench: Bench) -> None:
    shas, times = _shas(2000), []
    for _ in range(COLD_ROUNDS):
        log = bench.commit(next(shas))
        before = len(bench.github.statuses)
        times.append(_process(log, lambda before=before: len(bench.github.statuses) > before))
    middle = statistics.median(times) * 1000
    print(f"{kind:>9} cold: {middle:5.0f} ms from the start of the process to the status posted")


def _process(log: StoredObject, is_posted: Any) -> float:
    """Start the function, send it the event; return when it had posted."""
    with function_process("ingest", {}, signature="cloudevent") as function:
        function.deliver(log)
        while not is_posted():
            if time.perf_counter() > function.started_s + PATIENCE_S:
                raise RuntimeError("no status was posted")
            time.sleep(0.002)
        return time.perf_counter() - function.started_s
