"""Many logs of one failure at once: rates, and writes of one document in any one second."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from shared.bootstrap import App
from shared.config import read_settings
from shared.services.fold import Folding, HotDocumentPace
from shared.services.ingest import Ingest
from shared.services.sweep import sweep
from tests.bench._worlds import environment, environments
from tests.counting import CountingStore

LOGS = 500
THREADS = 50
DELIVERIES = 20
LINES = "main.c:{0}:3: error: unknown type name 'strin'\nmake: *** [main.o] Error 1\n"


def main() -> None:
    with environments() as found:
        for kind, values in found.items():
            with environment(values):
                _storm(kind, App(read_settings()))


def _storm(kind: str, app: App) -> None:
    store = CountingStore(app.store)
    ingest = replace(app.ingest, store=store, folds_at_once=False)
    _put(app, "twenty/0.log")
    _deliver(ingest, app, ["twenty/0.log"] * DELIVERIES)
    names = [f"storm/{number}.log" for number in range(LOGS)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda name: _put(app, name), names))
    store.forget()
    seconds = _deliver(ingest, app, names)
    reads, writes = sum(store.reads.values()), sum(store.writes.values())
    started = time.perf_counter()
    folding = Folding(store, app.derived, app.patterns, HotDocumentPace(time.monotonic, time.sleep))
    folded = sweep(folding, now_ms=app.now_ms()).folded
    fold_seconds = time.perf_counter() - started
    fold_writes = sum(store.writes.values()) - writes
    (report,) = store.list_reports(limit=10).items
    print(
        f"{kind:>9}: {LOGS} logs by {THREADS} threads {LOGS / seconds:6.0f} logs/s,"
        f" {reads / LOGS:.2f} reads and {writes / LOGS:.2f} writes a log;"
        f" fold {folded / fold_seconds:6.0f} records/s, {fold_writes / folded:.3f} writes a log;"
        f" counted {report.tally.occurrences} of {LOGS + 1};"
        f" writes of one shared document in a second: {store.most_writes_in_a_second()}"
    )


def _put(app: App, name: str) -> None:
    app.logs.put(name, [LINES.format(len(name)).encode()], metadata={})


def _deliver(ingest: Ingest, app: App, names: list[str]) -> float:
    sources = [found for name in names if (found := app.logs.stat(name)) is not None]
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda source: ingest.run(source, now_ms=app.now_ms()), sources))
    return time.perf_counter() - started
