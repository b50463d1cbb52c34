"""Patterns, what they hit, and the ledger of scans; `Store.save` writes all of them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shared.core.documents import (
    ActiveSet,
    DayTally,
    Labels,
    Pattern,
    PatternTally,
    Record,
    Scan,
    ScanRange,
)
from shared.core.pattern_lists import PatternQuery, PatternRow
from shared.ports.values import Page, Stored


class Patterns(Protocol):
    """Reads what people curate. Cursors are opaque; a foreign one starts at the top.

    Keys are those of core/documents/patterns.py: "id@version" of a version of a pattern, and with
    its side that of records which have such a hit.
    """

    def get_patterns(self, pattern_ids: Iterable[str]) -> dict[str, Stored[Pattern]]:
        """Return those of the patterns that exist, by id."""

    def get_tallies(self, keys: Iterable[str]) -> dict[str, Stored[PatternTally]]:
        """Return those of the tallies that exist, by key."""

    def get_active_set(self) -> Stored[ActiveSet] | None:
        """Return which set of patterns is looked for; None before there was any pattern."""

    def get_labels(self) -> Stored[Labels] | None:
        """Return the declared labels; None before the first."""

    def get_days(self, days: Iterable[str]) -> dict[str, Stored[DayTally]]:
        """Return those of the days on which something was counted."""

    def list_patterns(
        self, query: PatternQuery, *, limit: int, cursor: str | None = None
    ) -> Page[PatternRow]:
        """Return patterns as the query asks, largest key first, with cursors in both directions.

        A page reads at most MAX_READ (core/lists.py) tallies: it may be short, or empty, and still
        have a next one.
        """

    def list_hit_records(
        self,
        sided_keys: Sequence[str],
        *,
        now_ms: int,
        limit: int,
        cursor: str | None = None,
        before_ms: int | None = None,
    ) -> Page[Record]:
        """Return unexpired records with one of these hits (at most 30 keys), newest first.

        With `before_ms` those seen earlier, in place of a cursor.
        """

    def hit_bounds(self, sided_key: str) -> tuple[int, int] | None:
        """Return first and last `seen_ms` of the folded records with such a hit; None without."""

    def walk_records(
        self, *, after: str, last: str, limit: int, holding: Sequence[str] = ()
    ) -> Sequence[Stored[Record]]:
        """Return records by id, expired ones too: those above `after` and below `last`.

        With `holding` (sided keys, at most 30) only those with one of these hits.
        """

    def list_late(
        self, *, scanned_since_ms: int, below_set: int, limit: int, cursor: str | None = None
    ) -> Page[Stored[Record]]:
        """Return records scanned since then for a set of a lower number, first scanned first."""

    def count_records(self, *, since_ms: int) -> int:
        """Return how many records were seen since, expired ones too."""

    def get_scans(self, scan_ids: Iterable[str]) -> dict[str, Stored[Scan]]:
        """Return those of the scans that exist, by id."""

    def list_scans(self, *, limit: int, cursor: str | None = None) -> Page[Scan]:
        """Return scans, newest first."""

    def ranges_of(self, scan_id: str) -> Sequence[Stored[ScanRange]]:
        """Return all ranges of a scan, in no order."""

    def get_ranges(self, names: Iterable[str]) -> dict[str, Stored[ScanRange]]:
        """Return those of the ranges that exist, by name."""

    def open_ranges(self, *, limit: int) -> Sequence[Stored[ScanRange]]:
        """Return ranges that are not done, those first whose lease ends, or ended, first."""
