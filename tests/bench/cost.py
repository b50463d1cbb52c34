"""What a month in the cloud costs: counted work times the list prices; docs/cost.md.

`./test.sh bench cost` prints the tables. Prices in US dollars, region us-central1, as published in
2025; free quotas are taken off. Work per log is what `tests/services/test_cost.py` counts and
`bench storm` measures, that of pages, patterns and commits what `_counted.py` says; what is assumed
stands beside it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from tests.bench._counted import (
    COMMIT,
    COMMIT_FAILURES,
    COMMIT_JOBS,
    PAGES,
    PATTERN,
    Step,
    Work,
)
from tests.bench._counted_tables import TABLES

DAYS = 30
DAY_S = 86_400
KEPT_DAYS = 90
GIB = 1 << 30


@dataclass(frozen=True)
class Price:
    """Dollars for one unit, and how many units a month are free."""

    dollars: float
    free: float = 0.0

    def of(self, units: float) -> float:
        return max(0.0, units - self.free) * self.dollars


PRICES = {
    "read": Price(0.03e-5, 50_000 * DAYS),
    "write": Price(0.09e-5, 20_000 * DAYS),
    "delete": Price(0.01e-5),  # by time-to-live: no free quota
    "document_gib": Price(0.15, 1),
    "vcpu_s": Price(24e-6, 180_000),
    "gib_s": Price(2.5e-6, 360_000),
    "request": Price(0.40e-6, 2e6),
    "object_gib": Price(0.020, 5),
    "class_a": Price(5e-6, 5_000),
    "class_b": Price(0.4e-6, 50_000),
    "message_gib": Price(40 / 1024, 10),
    "log_gib": Price(0.50, 50),
    "sent_gib": Price(0.12, 1),
}

# Of a failing log whose failure is known, the commonest kind that costs most.
PER_LOG = {
    "read": 3,  # record, fingerprint; the fold reads the record again
    "write": 2.01,  # the record, once more by the fold, and shared documents once a batch
    "delete": 1,
    "request": 1,
    "class_a": 1,  # the extract
    "class_b": 2,  # the log, the job's baseline
    "message_gib": 4_000 / GIB,  # the event, published and delivered
    "log_gib": 2_000 / GIB,  # our line and the platform's
}
DOCUMENT_BYTES = 3_500  # a record of 1.0 kB, and its index entries
EXTRACT_BYTES = 2_000
LOG_BYTES = 20_000  # 200 kB of text, gzip
INGEST_S = 0.3  # in wall time, of which 0.02 s are the processor's
INGEST_GIB, SWEEP_GIB, WEB_GIB = 0.5, 0.5, 1.0
FOLDED_PER_S = 200
SWEEPS = 2 * 24 * 60
SWEEP_S = 0.5  # of a sweep that finds nothing
PER_SWEEP = {"read": 14, "write": 2, "delete": 2, "request": 1}

# Pages: one for so many logs, at least so many a day; of a hundred, so many of each kind.
LOGS_PER_PAGE, LEAST_PAGES = 100, 200
PAGE_S = 0.3
PAGE_MIX = {
    "reports, 50 of them": 30,
    "a report": 25,
    "a log": 20,
    "a commit of 40 jobs": 10,
    "a job, 50 builds": 5,
    "issues, 50 of them": 4,
    "a build": 2,
    "patterns, 50 of 61": 2,
    "a pattern": 1,
    "what nothing explains": 1,
}
LISTS = 37
"""Pages of a hundred that look at what is not counted yet, too: half a minute's logs."""
MAX_UNFOLDED = 500

# Patterns: one edited, and later retired, for so many logs, at most one a day. Its dry run looks
# at the newest logs, its scan at those of 30 days; one in a thousand is hit.
LOGS_PER_PATTERN = 10_000
DRY_RUN_LOGS, SCAN_DAYS, LOGS_PER_HIT = 10_000, 30, 1_000
SCANNED_S = 1 / 90  # a third of a processor does 30 a second, docs/performance.md

# Commits: every log is one of a commit of 40 jobs. Their own logs are counted above.
EVENT_S = 0.3
COMMIT_EVENTS = 2 * COMMIT_JOBS + 1
COMMIT_OWN = Work(COMMIT_JOBS + COMMIT_FAILURES, COMMIT_JOBS)
SIGNS, SIGN_BYTES, SIGN_DAYS = COMMIT_EVENTS + COMMIT_JOBS, 1_500, 30
COMMIT_BYTES = 70_000  # the commit and all its signs, and their index entries


def monthly(logs_a_day: int) -> dict[str, float]:
    """Return dollars a month by what they are for."""
    units: Counter[str] = Counter(_machines(logs_a_day))
    for work, times in _work(logs_a_day):
        for name, count in work.items():
            units[name] += count * times * DAYS
    commits = logs_a_day / COMMIT_JOBS
    documents = logs_a_day * KEPT_DAYS * DOCUMENT_BYTES + commits * (
        KEPT_DAYS * COMMIT_BYTES + SIGN_DAYS * SIGNS * SIGN_BYTES
    )
    units["document_gib"] = documents / GIB
    units["object_gib"] = logs_a_day * KEPT_DAYS * EXTRACT_BYTES / GIB
    dollars = {name: PRICES[name].of(count) for name, count in units.items()}
    kept = logs_a_day * KEPT_DAYS * LOG_BYTES / GIB
    return {
        "Firestore, operations": dollars["read"] + dollars["write"] + dollars["delete"],
        "Firestore, storage": dollars["document_gib"],
        "Cloud Run": dollars["vcpu_s"] + dollars["gib_s"] + dollars["request"],
        "Cloud Storage, what is derived": sum(
            dollars[name] for name in ("object_gib", "class_a", "class_b")
        ),
        "Pub/Sub": dollars["message_gib"],
        "Cloud Logging": dollars["log_gib"],
        "network, what pages send": dollars["sent_gib"],
        "all of it": sum(dollars.values()),
        "beside it, the logs themselves, kept as long": PRICES["object_gib"].dollars * kept,
    }


def _work(logs_a_day: int) -> Iterator[tuple[Mapping[str, float], float]]:
    """Yield each kind of work, and how often a day it is done."""
    yield PER_LOG, logs_a_day
    yield PER_SWEEP, SWEEPS
    yield _per_page(logs_a_day), _pages(logs_a_day)
    yield asdict(per_pattern(logs_a_day)), _patterns(logs_a_day)
    yield per_commit(), logs_a_day / COMMIT_JOBS


def _machines(logs_a_day: int) -> Mapping[str, float]:
    """Return for how long a month processors and memory are paid."""
    commits, pages = logs_a_day / COMMIT_JOBS, _pages(logs_a_day)
    ingest_s = _busy_s(logs_a_day, INGEST_S) * DAYS
    event_s = _busy_s(commits * COMMIT_EVENTS, EVENT_S) * DAYS
    scanned = _patterns(logs_a_day) * logs_a_day * SCAN_DAYS
    sweep_s = SWEEPS * SWEEP_S + logs_a_day / FOLDED_PER_S + scanned * SCANNED_S
    page_s = pages * PAGE_S * DAYS
    return {
        "vcpu_s": ingest_s + event_s + sweep_s * DAYS + page_s,
        "gib_s": (ingest_s + event_s) * INGEST_GIB + sweep_s * DAYS * SWEEP_GIB + page_s * WEB_GIB,
    }


def _pages(logs_a_day: int) -> float:
    return max(LEAST_PAGES, logs_a_day / LOGS_PER_PAGE)


def _patterns(logs_a_day: int) -> float:
    return min(1.0, logs_a_day / LOGS_PER_PATTERN)


def _per_page(logs_a_day: int) -> Mapping[str, float]:
    """Return what a page of the mix asks for; each has the style with it every other time."""
    pages = {page.name: page for page in PAGES}
    mix = [(pages[name], share / 100) for name, share in PAGE_MIX.items()]
    waiting = min(MAX_UNFOLDED, logs_a_day / DAY_S * 30)
    return {
        "read": sum(page.documents * share for page, share in mix) + waiting * LISTS / 100,
        "class_b": sum(page.class_b * share for page, share in mix),
        "sent_gib": sum(page.kilobytes * share for page, share in mix) * 1000 / GIB,
        "request": 1.5,
    }


def per_pattern(logs_a_day: int) -> Work:
    """Return what a pattern asks for that is edited once and later retired."""
    scanned = logs_a_day * SCAN_DAYS
    tried = min(DRY_RUN_LOGS, scanned)
    total: Counter[str] = Counter()
    for step in PATTERN:
        logs = tried if step is PATTERN[0] else scanned
        for work, times in _parts(step, logs):
            total.update({name: count * times for name, count in asdict(work).items()})
    return Work(**total)


def _parts(step: Step, logs: int) -> Iterator[tuple[Work, int]]:
    yield step.once, 1
    yield step.a_log, logs
    yield step.a_hit, logs // LOGS_PER_HIT


def per_commit() -> Mapping[str, float]:
    """Return what a commit asks for beside the ingest of its logs."""
    *_, whole = COMMIT.values()
    return {
        "read": whole.read - COMMIT_OWN.read,
        "write": whole.write - COMMIT_OWN.write,
        "delete": whole.delete + SIGNS + 2,
        "request": COMMIT_EVENTS,
        "log_gib": (COMMIT_EVENTS + COMMIT_JOBS) * 1_000 / GIB,
    }


def _busy_s(requests_a_day: float, seconds: float) -> float:
    """Return for how long a day an instance has a request: several share one, and are paid once."""
    together = requests_a_day / DAY_S * seconds
    return DAY_S * (1 - math.exp(-together)) if together < 8 else DAY_S * together / 8


def table() -> list[str]:
    """Return the table of months of docs/cost.md."""
    loads = {"1,000": 1_000, "100,000": 100_000, "1,000,000": 1_000_000}
    found = [monthly(load) for load in loads.values()]
    lines = [f"| dollars a month, at logs a day | {' | '.join(loads)} |", "| --- |" + " --- |" * 3]
    for name in found[0]:
        cells = " | ".join(f"{each[name]:,.2f}" for each in found)
        lines.append(f"| {name} | {cells} |")
    return lines


def main() -> None:
    """Print the tables."""
    for each in (table, *TABLES):
        print("\n".join(each()), end="\n\n")


if __name__ == "__main__":
    main()
