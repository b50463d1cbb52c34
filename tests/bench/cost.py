"""What a month in the cloud costs: counted work per log times the list prices; docs/cost.md.

`./test.sh bench cost` prints the table. Prices in US dollars, region us-central1, as published in
2025; free quotas are taken off. Work per log is what `tests/services/test_cost.py` counts and
`bench storm` measures; what is assumed stands beside it.
"""

import math
from dataclasses import dataclass

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
}

# Of a failing log whose failure is known, the commonest kind that costs most.
PER_LOG = {
    "read": 3,  # record, fingerprint; the fold reads the record again
    "write": 2.01,  # the record, once more by the fold, and shared documents once a batch
    "delete": 1,
    "request": 1,
    "class_a": 1,  # the extract
    "class_b": 3,  # the log's metadata, the log, the job's baseline
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
PAGES = 1_000
PER_PAGE = {"read": 110, "request": 2}
PAGE_S = 0.3


def monthly(logs_a_day: int) -> dict[str, float]:
    """Return dollars a month by what they are for."""
    units = dict.fromkeys(PRICES, 0.0)
    for work, times in ((PER_LOG, logs_a_day), (PER_SWEEP, SWEEPS), (PER_PAGE, PAGES)):
        for name, count in work.items():
            units[name] += count * times * DAYS
    ingest_s = _busy_s(logs_a_day) * DAYS
    sweep_s = (SWEEPS * SWEEP_S + logs_a_day / FOLDED_PER_S) * DAYS
    page_s = PAGES * PAGE_S * DAYS
    units["vcpu_s"] = ingest_s + sweep_s + page_s
    units["gib_s"] = ingest_s * INGEST_GIB + sweep_s * SWEEP_GIB + page_s * WEB_GIB
    units["document_gib"] = logs_a_day * KEPT_DAYS * DOCUMENT_BYTES / GIB
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
        "all of it": sum(dollars.values()),
        "beside it, the logs themselves, kept as long": PRICES["object_gib"].dollars * kept,
    }


def _busy_s(logs_a_day: int) -> float:
    """Return for how long a day an instance has a request: several share one, and are paid once."""
    together = logs_a_day / DAY_S * INGEST_S
    return DAY_S * (1 - math.exp(-together)) if together < 8 else DAY_S * together / 8


def table() -> list[str]:
    """Return the table of docs/cost.md."""
    loads = {"1,000": 1_000, "100,000": 100_000, "1,000,000": 1_000_000}
    found = [monthly(load) for load in loads.values()]
    lines = [f"| dollars a month, at logs a day | {' | '.join(loads)} |", "| --- |" + " --- |" * 3]
    for name in found[0]:
        cells = " | ".join(f"{each[name]:,.2f}" for each in found)
        lines.append(f"| {name} | {cells} |")
    return lines


def main() -> None:
    """Print the table."""
    print("\n".join(table()))


if __name__ == "__main__":
    main()
