"""One new pattern over 20,000 stored logs: rate, documents per log, two workers, all killed.

The emulators are given fewer logs: storing them takes most of the time there.
"""

import gzip
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from shared.bootstrap import App
from shared.config import read_settings
from shared.core import ids
from shared.core.curation import Proposal
from shared.core.documents import BuildContext, Record
from shared.core.patterns.model import Expression, Kind
from shared.ports import Changes, Stored
from shared.services.patterns.curate import By
from tests.bench._worlds import environment, environments
from tests.counting import CountingPatterns, CountingStore

LOGS = {"embedded": 20_000, "cloud": 2_000}
HIT_EVERY = 50
LINES = 500  # some 30 KB a log
BATCH = 400
KILL_AFTER_SECONDS = 2.0
WORDS = ("first", "second", "third")


def main() -> None:
    with environments() as found:
        for kind, values in found.items():
            with environment(values | {"SCAN_GRACE_SECONDS": "1", "SCAN_THREADS": "1"}):
                _measure(kind, App(read_settings()))


def _measure(kind: str, app: App) -> None:
    logs = LOGS[kind]
    _store_logs(app, logs)
    done = _one_worker(app)
    print(
        f"{kind:>9}: {logs} logs; 1 worker {logs / done.seconds:.0f} logs/s,"
        f" {1000 * done.cpu_seconds / logs:.2f} ms of its processor a log;"
        f" {done.reads / logs:.3f} documents read and {done.writes / logs:.4f} written a log"
        f" ({1 / HIT_EVERY:.2f} of the logs are hit)",
        flush=True,
    )
    one = _processes(app, "none", logs, count=1)
    both = _processes(app, WORDS[1], logs)
    print(
        f"{'':>9}  1 process {logs / one:.0f} logs/s, 2 processes {logs / both:.0f} logs/s,"
        f" {one / both:.2f} times as fast",
        flush=True,
    )
    _with_both_killed(app, logs)


@dataclass(frozen=True)
class _Done:
    """Documents read and written by one scan, and its seconds."""

    reads: int
    writes: int
    seconds: float
    cpu_seconds: float


def _one_worker(app: App) -> _Done:
    """Return what a scan in this process takes."""
    store = CountingStore(app.store)
    patterns = CountingPatterns(app.patterns, store)
    _create(app, WORDS[0])
    scanning = replace(app.scanning, store=store, patterns=patterns)
    started, cpu_started = time.perf_counter(), time.process_time()
    scanning.run(deadline_ms=app.now_ms() + 10**9)
    done = _Done(
        Counter(store.reads).total(),
        Counter(store.writes).total(),
        time.perf_counter() - started,
        time.process_time() - cpu_started,
    )
    time.sleep(1.1)
    scanning.run(deadline_ms=app.now_ms() + 10**9)
    return done


def _processes(app: App, word: str, logs: int, count: int = 2) -> float:
    """Return the seconds that so many processes need until all logs are scanned."""
    scan_id = _create(app, word)
    started = time.perf_counter()
    workers = [_worker() for _ in range(count)]
    while _done(app, scan_id) < logs:
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    for worker in workers:
        worker.wait()
    return seconds


def _with_both_killed(app: App, logs: int) -> None:
    scan_id = _create(app, WORDS[2])
    workers = [_worker(), _worker()]
    time.sleep(KILL_AFTER_SECONDS)
    while _done(app, scan_id) == 0:
        time.sleep(0.02)
    at = _done(app, scan_id)
    for worker in workers:
        worker.kill()
        worker.wait()
    _worker().wait()
    progress = app.planning.progress(scan_id, now_ms=app.now_ms())
    print(
        f"{'':>9}  both killed after {at} logs, another goes on: {progress.scan.state},"
        f" {progress.logs_done} logs, {progress.hits} hits of {logs // HIT_EVERY}",
        flush=True,
    )


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.bench._scan_worker"])


def _done(app: App, scan_id: str) -> int:
    return app.planning.progress(scan_id, now_ms=app.now_ms()).logs_done


def _create(app: App, word: str) -> str:
    expression = Expression(Kind.REGEX, rf"{word} of (\w+) failed with \d+")
    scan = app.curation.create(Proposal(expression), By("bench", app.now_ms())).scan
    assert scan is not None
    return scan.scan_id


def _store_logs(app: App, logs: int) -> None:
    """Store logs and their records as ingest leaves them."""
    plain = [f"compiling module {number} with a few words more\n" for number in range(LINES)]
    hit = [*plain, *(f"error: {word} of tests failed with 7\n" for word in WORDS)]
    texts = [gzip.compress("".join(lines).encode()) for lines in (plain, hit)]

    def put(number: int) -> Stored[Record]:
        text = texts[number % HIT_EVERY == 0]
        made = app.logs.put(f"logs/unit/{number}/build-log.txt.gz", [text], metadata={})
        return Stored(_record(app, made.bucket, made.name, made.generation, number), None)

    with ThreadPoolExecutor(16) as pool:
        for start in range(0, logs, BATCH):
            app.store.save(Changes(list(pool.map(put, range(start, start + BATCH)))))


def _record(app: App, bucket: str, name: str, generation: int, number: int) -> Record:
    now_ms = app.now_ms()
    record = Record(
        ids.record_id(bucket, name), bucket, name, generation, now_ms, now_ms, now_ms + 10**9
    )
    context = BuildContext(job="unit", build=str(number))
    folded = replace(record, context=context, fingerprint="v1:bench", line_count=LINES)
    return replace(folded, counted=folded.contribution)
