"""Documents to store, each told by a number, and what tests do with several at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

from shared.core.analysis.model import ReportType
from shared.core.documents import (
    Branch,
    BranchNews,
    Breakage,
    BuildContext,
    Change,
    Fingerprint,
    Issue,
    NewFailure,
    Notice,
    Record,
    Report,
    Tally,
)
from shared.core.ids import branch_key
from shared.errors import TrackerError
from shared.ports import Page

NOW_MS = 1_800_000_000_000
DAY_MS = 86_400_000


def a_record(number: int = 1, **changes: Any) -> Record:
    """Return a record seen `number` milliseconds after NOW_MS, kept for a day."""
    record = Record(
        record_id=f"{number:020x}",
        bucket="logs",
        name=f"logs/job-a/{number}/build-log.txt",
        generation=1_760_000_000_000_000 + number,
        seen_ms=NOW_MS + number,
        ingested_ms=NOW_MS,
        expires_ms=NOW_MS + DAY_MS,
        context=BuildContext(job="job-a", build=str(number)),
    )
    return replace(record, **changes)


def a_breakage(number: int = 1, **changes: Any) -> Breakage:
    """Return a breakage annotated `number` milliseconds after NOW_MS."""
    breakage = Breakage(
        breakage_id=f"{number:010x}",
        repo="acme/shop",
        branch="main",
        cause_sha=f"{number:040x}",
        mode="no compiler",
        created_ms=NOW_MS + number,
        changes=(Change(NOW_MS + number, "ann", "annotated"),),
    )
    return replace(breakage, **changes)


def a_branch(number: int = 1, **changes: Any) -> Branch:
    """Return a branch that changed `number` milliseconds after NOW_MS."""
    name = f"release-{number}"
    branch = Branch(branch_key("acme/shop", name), "acme/shop", name, updated_ms=NOW_MS + number)
    return replace(branch, **changes)


def branch_news(number: int = 1, **changes: Any) -> BranchNews:
    """Return news of `number` milliseconds after NOW_MS."""
    news = BranchNews(f"{number:032x}", "acme/shop", "main", NOW_MS + number)
    return replace(news, **changes)


def a_notice(number: int = 1, **changes: Any) -> Notice:
    """Return a notice that is due `number` milliseconds after NOW_MS."""
    notice = Notice(
        notice_id=f"{number:020x}",
        kind="failure.new",
        text=f"New failure on main: error {number}",
        path=f"/reports/{number:09}",
        created_ms=NOW_MS,
        expires_ms=NOW_MS + DAY_MS,
        facts={"log_id": f"{number:09}", "branch": "main"},
        due_ms=NOW_MS + number,
    )
    return replace(notice, **changes)


def a_fingerprint(number: int = 1, **changes: Any) -> Fingerprint:
    fingerprint = Fingerprint(
        fingerprint=f"v1:{number:08x}",
        log_id=f"{number:09}",
        report_type=ReportType.ERROR,
        key=("error: <int> tests failed", "in <path>"),
    )
    return replace(fingerprint, **changes)


def a_report(number: int = 1, **changes: Any) -> Report:
    report = Report(
        log_id=f"{number:09}",
        report_type=ReportType.ERROR,
        title=f"error: {number} tests failed",
        fingerprints=(f"v1:{number:08x}",),
        issue_id=f"{number:06}",
        created_ms=NOW_MS + number,
        created_by=f"{number:020x}",
    )
    return replace(report, **changes)


def a_failure(number: int = 1, **report_changes: Any) -> NewFailure:
    """Return the three documents of a new failure."""
    issue = Issue(f"{number:06}", f"{number:09}", ReportType.ERROR, NOW_MS + number)
    return NewFailure(a_fingerprint(number), a_report(number, **report_changes), issue)


def failing(number: int, scenario: int = 1, **changes: Any) -> Record:
    """Return a record that shows the failure of that number."""
    return a_record(number, fingerprint=a_fingerprint(scenario).fingerprint, **changes)


def counted(record: Record) -> Record:
    """Return the record as a fold leaves it."""
    return replace(record, counted=record.contribution)


def a_tally(occurrences: int, last_seen_ms: int) -> Tally:
    return Tally(occurrences, NOW_MS, last_seen_ms, {"2027-01-15": occurrences}, {"job-a": 1})


def all_pages(list_page: Callable[[str | None], Page[Any]]) -> list[Any]:
    """Return the items of every page, following the cursors to the end."""
    items: list[Any] = []
    cursor = None
    for _ in range(1000):
        page = list_page(cursor)
        items += page.items
        if page.next is None:
            return items
        assert page.items, "a page that has a next one is not empty"
        cursor = page.next
    raise AssertionError("the list does not end")


def at_once(action: Callable[[int], object], *, times: int) -> list[object]:
    """Call the action in that many threads at the same moment; return results or errors."""
    together = Barrier(times)

    def run(number: int) -> object:
        together.wait()
        try:
            return action(number)
        except TrackerError as exc:
            return type(exc)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))
