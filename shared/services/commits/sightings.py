"""Where else a failure was seen, read a page at a time, and whose commits those builds are of."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from shared.core.commits.elsewhere import Retries, commit_key_of, retries_of, sighting_of
from shared.core.documents import Commit, Record
from shared.core.verdicts.excuses import WINDOW_MS, is_of_others
from shared.core.verdicts.model import CommitFacts, Sighting
from shared.ports import Commits, Page, Store

PAGE_RECORDS = 50
MAX_PAGES = 5
# Stores ask for so many fingerprints at a time.
MAX_NAMES = 30

NO_RETRIES = Retries()


class ReadPage(Protocol):
    """Gives a page of records, newest first."""

    def __call__(self, *, limit: int, cursor: str | None, before_ms: int | None) -> Page[Record]:
        """Return so many at most, from the cursor on, or those seen before a time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Sightings, newest first, and how retries of these builds went."""

    sightings: tuple[Sighting, ...] = ()
    retries: Retries = NO_RETRIES


@dataclass(slots=True)
class _Looked:
    """What was read so far, and how far back; 0 once there is nothing more to look for."""

    records: list[Record] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    down_to_ms: float = math.inf


@dataclass(slots=True)
class Sightings:
    """Looks once for each name of a failure; `known` are the commits read so far, by key.

    `before` gives the fingerprints that one of the version in force succeeds: their records show
    the same. `before_ms` is when this commit's first build that failed began, `until_ms` when the
    last log of its failures was seen.
    """

    store: Store
    commits: Commits
    mine: Commit
    now_ms: int
    before_ms: int
    until_ms: int = 0
    known: dict[str, Commit | None] = field(default_factory=dict)
    found: dict[str, Seen] = field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str, read_page: ReadPage, fits: Callable[[Record], bool]) -> Seen:
        """Return what is known elsewhere under the name; records that do not fit are left out."""
        if name not in self.found:
            self.found[name] = self._look(read_page, fits)
        return self.found[name]

    def of_fingerprint(
        self, fingerprint: str, fits: Callable[[Record], bool], name: str = ""
    ) -> Seen:
        """Return where else this failure is known, of the records that fit; `name` tells fits."""
        names = [fingerprint, *self.before.get(fingerprint, ())][:MAX_NAMES]
        return self.of(
            f"{name} {fingerprint}",
            partial(self.store.list_records, now_ms=self.now_ms, fingerprints=names),
            fits,
        )

    def _look(self, read_page: ReadPage, fits: Callable[[Record], bool]) -> Seen:
        """Return what the newest records tell and, without evidence among them, earlier ones.

        Of a frequent failure the newest are all later than this commit's builds. So it is looked
        back from `until_ms` too, and from `before_ms`, unless what was read goes back so far.
        """
        looked = _Looked()
        for start_ms in (None, self.until_ms + 1, self.before_ms):
            if start_ms is None or start_ms < looked.down_to_ms:
                self._read_on(looked, read_page, fits, start_ms)
        return Seen(tuple(looked.sightings), self._retries(looked.records))

    def _read_on(
        self,
        looked: "_Looked",
        read_page: ReadPage,
        fits: Callable[[Record], bool],
        start_ms: int | None,
    ) -> None:
        """Add what the pages tell, up to MAX_PAGES, the newest or those before a time."""
        cursor, before_ms = None, start_ms
        for _ in range(MAX_PAGES):
            page = read_page(limit=PAGE_RECORDS, cursor=cursor, before_ms=before_ms)
            fitting = [record for record in page.items if fits(record)]
            looked.records += fitting
            looked.sightings += self._told(fitting)
            if page.next is None or any(map(self._is_evidence, looked.sightings)):
                looked.down_to_ms = 0
                return
            looked.down_to_ms = page.items[-1].seen_ms
            cursor, before_ms = page.next, None

    def _is_evidence(self, sighting: Sighting) -> bool:
        return sighting.at_ms < self.before_ms and is_of_others(sighting, self._facts)

    def _told(self, records: Sequence[Record]) -> list[Sighting]:
        keys = {key for record in records if (key := commit_key_of(record))}
        unread = keys - self.known.keys()
        read = self.commits.get_commits(unread) if unread else {}
        self.known |= {key: read[key].value if key in read else None for key in unread}
        return [sighting_of(record, self._read) for record in records]

    def _retries(self, records: Sequence[Record]) -> Retries:
        since_ms = self.now_ms - WINDOW_MS
        return retries_of(records, self._read, but_of=self.mine.key, since_ms=since_ms)

    @property
    def _read(self) -> dict[str, Commit]:
        return {key: commit for key, commit in self.known.items() if commit is not None}

    @property
    def _facts(self) -> CommitFacts:
        mine = self.mine
        return CommitFacts(
            mine.repo,
            mine.sha,
            {},
            pull=mine.pull,
            branch=mine.branch,
            base_branch=mine.base_branch,
            author=mine.author,
        )
