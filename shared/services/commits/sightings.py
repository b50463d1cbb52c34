"""Where else a failure was seen, read a page at a time, and whose commits those builds are of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

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

ReadPage = Callable[[int, str | None], Page[Record]]
"""Gives a page of records, newest first: how many at most, and where to go on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Sightings, newest first, and how retries of these builds went."""

    sightings: tuple[Sighting, ...] = ()
    retries: Retries = NO_RETRIES


@dataclass(slots=True)
class Sightings:
    """Looks once for each name of a failure; `known` are the commits read so far, by key.

    `before` gives the fingerprints that one of the version in force succeeds: their records show
    the same. Reads on, up to MAX_PAGES, until one of somebody else is found that was before
    `before_ms`.
    """

    store: Store
    commits: Commits
    mine: Commit
    now_ms: int
    before_ms: int
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
            lambda limit, cursor: self.store.list_records(
                now_ms=self.now_ms, limit=limit, cursor=cursor, fingerprints=names
            ),
            fits,
        )

    def _look(self, read_page: ReadPage, fits: Callable[[Record], bool]) -> Seen:
        records: list[Record] = []
        sightings: list[Sighting] = []
        cursor: str | None = None
        for _ in range(MAX_PAGES):
            page = read_page(PAGE_RECORDS, cursor)
            fitting = [record for record in page.items if fits(record)]
            records += fitting
            sightings += self._told(fitting)
            cursor = page.next
            if cursor is None or any(map(self._is_evidence, sightings)):
                break
        return Seen(tuple(sightings), self._retries(records))

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
