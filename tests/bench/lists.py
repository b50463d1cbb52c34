"""Lists of reports and of issues at two sizes of the store: documents read, p50, p95 as ratios."""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from shared.adapters.scan import Scan
from shared.bootstrap import App
from shared.config import read_settings
from shared.core.analysis.model import ReportType
from shared.core.documents import IssueStatus, Report, Tally, Ticket
from shared.core.lists import FILED, ListQuery, Sort
from shared.errors import StoreUnavailable
from shared.ports import Changes, Store, Stored
from tests.bench._worlds import environment, environments

NOW_MS = 1_800_000_000_000
MINUTE_MS = 60_000
PAGE = 50
ROUNDS = {"embedded": 80, "cloud": 15}
BATCH = {"embedded": 2000, "cloud": 50}
SIZES = {"embedded": (1_000, 100_000), "cloud": (1_000, 20_000)}
# The emulator takes some hundred reports a second, and fewer the more it holds; filling a store
# stops at this many seconds, or when it answers no more in time.
FILL_S = float(os.environ.get("BENCH_FILL_S", "180"))

QUERIES = {
    "all, last seen": ListQuery(),
    "all, most occurrences": ListQuery(sort=Sort.OCCURRENCES),
    "one type": ListQuery(("type:E",)),
    "one job, first seen": ListQuery(("job:job-3",), sort=Sort.FIRST_SEEN),
    "a type and a job": ListQuery(("type:C", "job:job-3")),
    "type, job, branch, word": ListQuery(("type:E", "job:job-3", "branch:main", "word:timeout")),
    "issues, last filed": ListQuery((FILED,), sort=Sort.FILED),
    "open issues, last seen": ListQuery(("status:open",)),
    "open issues of a job": ListQuery(("status:open", "job:job-3"), sort=Sort.FILED),
    "two that exclude each other": ListQuery(("word:even", "word:odd")),
}


def main() -> None:
    with environments() as found:
        for kind, values in found.items():
            stores = [_store(values, size) for size in SIZES[kind]]
            counts = [_fill(*each, BATCH[kind]) for each in zip(stores, SIZES[kind], strict=True)]
            _measure(kind, stores, counts)


def _store(values: dict[str, str], size: int) -> Store:
    """Return an empty store of its own: a folder, or a project of the emulator."""
    own = {"DATA_DIR": f"{values.get('DATA_DIR')}/{size}"}
    if "PROJECT_ID" in values:
        own = {"PROJECT_ID": f"bench-{size}"}
    with environment(values | own):
        store = App(read_settings()).store
        store.list_reports(limit=1)  # connects
        return store


def _measure(kind: str, stores: list[Store], counts: list[int]) -> None:
    """Page through both stores in turn, so that what else the machine does hits both."""
    sizes = " and ".join(f"{count:,}" for count in counts)
    print(f"{kind}: {sizes} reports, pages of {PAGE}; p50 and p95 at the larger size", flush=True)
    print(f"{'':>28}    reads         p50        p95  p50 ratio  p95 ratio")
    for name, query in QUERIES.items():
        reads = [_reads(store, query) for store in stores]
        seconds: list[list[float]] = [[] for _ in stores]
        for _ in range(ROUNDS[kind]):
            for store, times in zip(stores, seconds, strict=True):
                started = time.perf_counter()
                store.list_reports(query, limit=PAGE)
                times.append(time.perf_counter() - started)
        small, large = ([1000 * cut for cut in statistics.quantiles(s, n=20)] for s in seconds)
        print(
            f"{name:>28}: {reads[0]:4}, {reads[1]:4}  {large[9]:7.1f} ms {large[18]:7.1f} ms"
            f"  {large[9] / small[9]:8.2f}  {large[18] / small[18]:8.2f}",
            flush=True,
        )


def _reads(store: Store, query: ListQuery) -> int:
    """Return how many documents the first page reads."""
    counts: list[int] = []
    with _counting(counts.append):
        store.list_reports(query, limit=PAGE)
    return sum(counts)


class _counting:  # noqa: N801  # used like a function
    """Tell of each query of a page how many documents it read."""

    def __init__(self, note: Callable[[int], None]) -> None:
        self._note, self._page = note, Scan.page

    def __enter__(self) -> None:
        note, page = self._note, self._page

        def counting(scan, start, **bounds):
            def read(at, count):
                rows = scan.read(at, count)
                note(len(rows))
                return rows

            return page(replace(scan, read=read), start, **bounds)

        Scan.page = counting

    def __exit__(self, *_: object) -> None:
        Scan.page = self._page


def _fill(store: Store, size: int, batch: int) -> int:
    """Store so many reports, or as many as the time allows; return how many."""
    deadline, stored, made = time.monotonic() + FILL_S, 0, _reports(size)
    while stored < size and time.monotonic() < deadline:
        reports = [Stored(report, None) for report in islice(made, batch)]
        try:
            store.save(Changes([*reports]))
        except StoreUnavailable:
            break
        stored += len(reports)
    return stored


def _reports(count: int) -> Iterator[Report]:
    types = (ReportType.ERROR, ReportType.ERROR, ReportType.WARNING, ReportType.CRASH)
    for number in range(count):
        chance = random.Random(number)
        last_ms = NOW_MS - MINUTE_MS * chance.randrange(90 * 24 * 60)
        occurrences = int(chance.paretovariate(0.8))
        words = f"{'odd' if number % 2 else 'even'} {'timeout' if number % 5 == 0 else 'refused'}"
        yield Report(
            f"{number:09}",
            types[chance.randrange(4)],
            f"src/module{number % 700}/file.c:{number % 900}:8: error: connection {words}",
            (f"v1:{number:032x}",),
            f"{number:06}",
            last_ms,
            f"{number:020x}",
            ticket=_ticket(number, last_ms),
            tally=Tally(
                occurrences,
                last_ms - MINUTE_MS * chance.randrange(10_000),
                last_ms,
                {f"2026-11-{day:02}": 1 + day for day in range(1, 15)},
                {f"job-{chance.randrange(20)}": occurrences, f"job-{chance.randrange(500)}": 1},
                {"main" if chance.random() < 0.5 else f"pr-{number}": occurrences},
                {f"acme/repo-{chance.randrange(30)}": occurrences},
            ),
        )


def _ticket(number: int, filed_ms: int) -> Ticket | None:
    """Return the issue of every tenth report; three of four are closed."""
    if number % 10:
        return None
    status = IssueStatus.CLOSED if number % 40 else IssueStatus.OPEN
    return Ticket(status, filed_ms, ("nightly", "toast"))


if __name__ == "__main__":
    main()
