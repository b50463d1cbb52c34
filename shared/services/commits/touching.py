"""Commits are reminded of what changed about the failures that their newest logs show."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from shared.core.commits.hearing import reminder, sign_of_record
from shared.core.documents import CommitSign, Pattern, Record, Report, Touch
from shared.core.documents.patterns import hit_key, side_key
from shared.errors import ChangeConflict
from shared.ports import Changes, Commits, Page, Patterns, Store, Stored
from shared.services.commits.along_branches import Reminding

SINCE_MS = 86_400_000
"""How old a log may be for its commit to be decided again."""
MAX_TOUCHES = 20
# Touches of places that are gone through again rest for a while; others must not wait for them.
_LISTED = 100
_KEYS_ASKED = 30
_PAGE = 100
_MAX_PAGES = 5


def touch_of_patterns(patterns: Iterable[Pattern], *, now_ms: int) -> Stored[Touch]:
    """Return what is to be saved with a change of these patterns."""
    keys = (
        side_key(hit_key(each.pattern_id, version.version), passed=False)
        for each in patterns
        for version in each.versions[-2:]
    )
    return Stored(Touch(uuid.uuid4().hex, now_ms, hit_keys=tuple(keys)), None)


def touch_of_report(report: Report, *, now_ms: int) -> Stored[Touch]:
    """Return what is to be saved with a change of what the report says of its failures."""
    return Stored(Touch(uuid.uuid4().hex, now_ms, fingerprints=report.fingerprints), None)


def touching(changes: Changes, report: Report, *, now_ms: int) -> Changes:
    """Return the changes with a touch of the report's failures."""
    touch = touch_of_report(report, now_ms=now_ms)
    return replace(changes, written=[*changes.written, touch])


def reminders(records: Iterable[Record], why: str, *, now_ms: int) -> list[Stored[Any]]:
    """Return the signs that remind the commits of these logs, of each once, those of a day."""
    fresh = (record for record in records if record.seen_ms >= now_ms - SINCE_MS)
    signs = (sign_of_record(record, now_ms=now_ms) for record in fresh)
    places = {sign.key: sign for sign in signs if sign is not None}
    return [Stored(_reminder(sign, why, now_ms), None) for sign in places.values()]


def _reminder(sign: CommitSign, why: str, now_ms: int) -> CommitSign:
    return reminder(sign.repo, sign.sha, f"{why} {uuid.uuid4().hex}", now_ms=now_ms)


def remind_all(store: Store, commits: Commits, patterns: Patterns, *, now_ms: int) -> int:
    """Write the signs of touches; return how many there are. Any number of sweeps may do it.

    Touches of places on a branch may be left in part.
    """
    found = commits.list_touches(limit=_LISTED)
    along = Reminding(store, commits, now_ms)
    for stored in found:
        if stored.value.shas:
            along.spend(stored)
    for stored in [each for each in found if not each.value.shas][:MAX_TOUCHES]:
        records = {each.record_id: each for each in _newest(store, patterns, stored.value, now_ms)}
        signs = reminders(records.values(), f"touch {stored.value.touch_id}", now_ms=now_ms)
        with suppress(ChangeConflict):  # another sweep was faster
            store.save(Changes(signs[:400], removed=[stored]))
    return len(found)


def _newest(store: Store, patterns: Patterns, touch: Touch, now_ms: int) -> Iterator[Record]:
    """Yield the newest logs that show the failures, down to a day ago, a bounded number."""
    for asked in _in_parts(touch.fingerprints):
        yield from _pages(
            partial(store.list_records, now_ms=now_ms, limit=_PAGE, fingerprints=asked), now_ms
        )
    for asked in _in_parts(touch.hit_keys):
        yield from _pages(
            partial(patterns.list_hit_records, asked, now_ms=now_ms, limit=_PAGE), now_ms
        )


def _in_parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _KEYS_ASKED] for start in range(0, len(keys), _KEYS_ASKED))


def _pages(read: Callable[..., Page[Record]], now_ms: int) -> Iterator[Record]:
    cursor: str | None = None
    for _ in range(_MAX_PAGES):
        page = read(cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None or page.items[-1].seen_ms < now_ms - SINCE_MS:
            return
