"""What other documents hold of a log that is forgotten: all of them are walked, and cleaned.

A log is named where it was evidence: by other commits, by notices, as the one that a report has
its title of. No index finds all of these, and logs are forgotten rarely.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from shared.core import traces
from shared.core.documents import Fingerprint, Record
from shared.ports import Archive, Changes, Commits, Notices, Patterns, Store, Stored
from shared.services.changes import until_unchallenged
from shared.services.commits.forgetting import forget_in_commit
from shared.services.reports import follow_report

WALKED = 300
MAX_ASKED = 30

T = TypeVar("T")
Read = Callable[[], Stored[T] | None]


@dataclass(frozen=True, slots=True)
class Traces:
    """The use case with what it needs."""

    store: Store
    commits: Commits
    patterns: Patterns
    notices: Notices
    archive: Archive

    def remove(self, record: Record, *, now_ms: int) -> None:
        """Take the log out of every document but its record; may be repeated.

        The record is emptied already, so nothing new rests on it.
        """
        titled = set(self._reports_titled_by(record.record_id))
        self._commits(record, now_ms)
        self._ranges(record)
        self._notices(record.record_id, titled)
        for log_id in titled:
            until_unchallenged(partial(self._retitle, log_id, record.record_id))
        self._fingerprints()

    def _commits(self, record: Record, now_ms: int) -> None:
        heard = {(each["repo"], each["sha"]) for each in self._naming("CommitSign", record)}
        known = list(self._naming("Commit", record))
        for repo, sha in heard | {(each["repo"], each["sha"]) for each in known}:
            context = replace(record.context, repo=repo, sha=sha)
            there = replace(record, context=context)
            until_unchallenged(
                partial(forget_in_commit, self.store, self.commits, there, now_ms=now_ms)
            )
        for each in known:
            read = partial(_one, self.commits.get_commits, each["key"])
            self._change(read, lambda commit: traces.commit_without(commit, record.record_id))

    def _ranges(self, record: Record) -> None:
        for each in self._naming("ScanRange", record):
            name = f"{each['scan_id']}-{each['number']:04}"
            read = partial(_one, self.patterns.get_ranges, name)
            self._change(read, lambda part: traces.range_without(part, record.record_id))

    def _notices(self, record_id: str, titled: set[str]) -> None:
        for each in self._walk("Notice"):
            facts = each["facts"]
            about = facts.get("log_id")
            named = facts.get("record") == record_id or about in titled
            if named or (about and follow_report(self.store, about) is None):
                read = partial(_one, self.notices.get, each["notice_id"])
                self._change(read, traces.notice_without_text)

    def _reports_titled_by(self, record_id: str) -> Iterator[str]:
        reports = self._walk("Report")
        return (each["log_id"] for each in reports if each["created_by"] == record_id)

    def _retitle(self, log_id: str, record_id: str) -> None:
        """Give the report the title of another log, else what all its logs have in common."""
        stored = self.store.get_reports([log_id]).get(log_id)
        if stored is None or stored.value.created_by != record_id:
            return
        keys = (stored.value.fingerprints or stored.value.had)[:MAX_ASKED]
        found = self.store.list_records(now_ms=0, limit=1, fingerprints=keys, oldest_first=True)
        if found.items:
            other = found.items[0]
            title, by = other.title or self._in_common(keys), other.record_id
        else:
            title, by = self._in_common(keys), ""
        left = traces.retitled(stored.value, title, by)
        self.store.save(Changes([Stored(left, stored.version)]))

    def _in_common(self, keys: Sequence[str]) -> str:
        counted = (
            each.value
            for each in self.store.get_fingerprints(keys).values()
            if each.value.tally.occurrences
        )
        found = (traces.masked_title(each) for each in counted)
        return next(filter(None, found), traces.FORGOTTEN_TITLE)

    def _fingerprints(self) -> None:
        """Leave nothing but the hash of failures that no log shows any more, or ever showed."""
        for each in self._walk("Fingerprint"):
            if each["key"] and each["tally"]["occurrences"] == 0:
                key = each["fingerprint"]
                read = partial(_one, self.store.get_fingerprints, key)
                self._change(read, self._bared)

    def _bared(self, fingerprint: Fingerprint) -> Fingerprint:
        key, before = fingerprint.fingerprint, fingerprint.succeeds
        shown = self.store.list_records(now_ms=0, limit=1, fingerprints=[key]).items
        if shown or fingerprint.tally.occurrences or self.store.count_unfolded([key]):
            return fingerprint
        known = self.store.get_fingerprints(before).values() if before else ()
        return fingerprint if any(each.value.key for each in known) else traces.bare(fingerprint)

    def _change(self, read: Read[T], change: Callable[[T], T]) -> None:
        """Write the document changed, if it is there and not so already."""

        def attempt() -> None:
            stored = read()
            if stored is None:
                return
            changed = change(stored.value)
            if changed != stored.value:
                self.store.save(Changes([Stored(changed, stored.version)]))

        until_unchallenged(attempt)

    def _naming(self, kind: str, record: Record) -> Iterator[Any]:
        return (each for each in self._walk(kind) if record.record_id in str(each))

    def _walk(self, kind: str) -> Iterator[Any]:
        after: str | None = ""
        while after is not None:
            walked = self.archive.walk(kind, after=after, limit=WALKED)
            yield from walked.documents
            after = walked.after


def _one(get: Callable[[list[str]], Mapping[str, Stored[T]]], name: str) -> Stored[T] | None:
    return get([name]).get(name)
