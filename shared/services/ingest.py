"""One object of the bucket becomes one record: read, analyze, write in one commit.

Ingest records facts only; counters are the fold's. It reads no document that many logs share
but the fingerprint's, and writes none: a storm of one failure meets no contention here.
Every step may be repeated or killed: ids follow from names, and the commit is all or nothing.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from shared.core import ids
from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import Analysis
from shared.core.analysis.versions import VERSIONS, Versions
from shared.core.baselines import noise_name, pack
from shared.core.commits.hearing import sign_of_record
from shared.core.documents import BuildContext, Record, has_passed
from shared.core.extract import Extract, extract_name, pack_extract
from shared.core.layout import ObjectKind, Place, read_place
from shared.core.metadata import read_context, read_uploader, read_written_ms
from shared.core.patterns.hits import Hits
from shared.core.streams import MAX_LOG_BYTES, LogProblem, LogStream, read_log
from shared.errors import (
    IdTaken,
    ObjectGone,
    RecordConflict,
    StoreUnavailable,
    TransientError,
)
from shared.ports import Commits, DerivedBucket, LogBucket, Store, Stored, StoredObject
from shared.services.baselines import read_baseline
from shared.services.builds.fold import BuildFolding
from shared.services.builds.keeping import BuildKeeper
from shared.services.commits.deciding import Deciding
from shared.services.copies import Copies
from shared.services.fold import Folding
from shared.services.log_windows import LogCopy
from shared.services.notices.noting import Noting
from shared.services.patterns.active import ActivePatterns, KnownSet, with_hits
from shared.services.placing import place_failure

MAX_COMMIT_ATTEMPTS = 20
MAX_SET_CHANGES = 5
DAY_MS = 86_400_000


class Outcome(StrEnum):
    """What became of an object."""

    RECORDED = "recorded"
    NOTED = "noted"
    ALREADY_RECORDED = "already_recorded"
    SUPERSEDED = "superseded"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Ingested:
    """The outcome, and the record where there is one."""

    outcome: Outcome
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Ingest:
    """The use case with what it needs; `run` may be called from many threads.

    `folds_at_once` suits a store that one machine owns; elsewhere the sweep folds. Without
    `builds` only logs are recorded; with `commits` equal logs share what the viewer reads.
    """

    store: Store
    logs: LogBucket
    derived: DerivedBucket
    active: ActivePatterns
    max_log_bytes: int = MAX_LOG_BYTES
    retention_days: int = 90
    folds_at_once: bool = False
    builds: BuildKeeper | None = None
    deciding: Deciding | None = None
    commits: Commits | None = None
    noting: Noting | None = None
    versions: Versions = VERSIONS

    def run(self, source: StoredObject, *, now_ms: int, anew: bool = False) -> Ingested:
        """Record the object if it is a build log that is not recorded yet; note a build's file.

        `anew` records it again, for one whose report was deleted while somebody needs it.
        Permanent trouble with the log is kept on its record. Passing trouble is raised as a
        TransientError: the same call may be made again.
        """
        place = read_place(source.name)
        if place.kind is ObjectKind.OTHER:
            return Ingested(Outcome.IGNORED)
        ingested = self._take(source, place, now_ms, anew)
        if self.folds_at_once:
            Folding(self.store, self.derived, self.active.patterns, noting=self.noting).run()
            if self.builds is not None:
                BuildFolding(self.store, self.builds.builds).run()
        if ingested.outcome is Outcome.RECORDED and ingested.record is not None:
            self._decide(ingested.record)
        return ingested

    def _take(self, source: StoredObject, place: Place, now_ms: int, anew: bool) -> Ingested:
        if place.kind is ObjectKind.BUILD_FILE:
            new = self.builds is not None and self.builds.hear_of_file(source, place, now_ms=now_ms)
            return Ingested(Outcome.NOTED if new else Outcome.IGNORED)
        ingested = self._record(source, place, now_ms, anew)
        if self.builds is not None and ingested.record is not None:
            self.builds.hear_of_log(source, place, ingested.record, now_ms)
        return ingested

    def _decide(self, record: Record) -> None:
        """Decide the commit that the log names; what cannot be done now the sweep does."""
        sign = sign_of_record(record, now_ms=0)
        if self.deciding is not None and sign is not None:
            with suppress(TransientError):
                self.deciding.wake(sign.repo, sign.sha)

    def _record(self, source: StoredObject, place: Place, now_ms: int, anew: bool) -> Ingested:
        stored = self.store.get_record(ids.record_id(source.bucket, source.name))
        if stored is not None and stored.value.generation >= source.generation + anew:
            return Ingested(Outcome.ALREADY_RECORDED, stored.value)
        draft = self._draft(source, place, now_ms)
        try:
            record, analysis = self._read_for_newest(draft)
        except ObjectGone:
            if self._was_replaced(source):
                return Ingested(Outcome.SUPERSEDED)
            record, analysis = replace(draft, problem=LogProblem.GONE), None
        return self._commit(record, analysis, stored, now_ms)

    def _draft(self, source: StoredObject, place: Place, now_ms: int) -> Record:
        return Record(
            record_id=ids.record_id(source.bucket, source.name),
            bucket=source.bucket,
            name=source.name,
            generation=source.generation,
            seen_ms=read_written_ms(source.metadata, source.created_ms),
            ingested_ms=now_ms,
            expires_ms=now_ms + self.retention_days * DAY_MS,
            context=self._context(source, place),
            stored_bytes=source.size,
            uploaded_by=read_uploader(source.name, source.metadata),
        )

    def _context(self, source: StoredObject, place: Place) -> BuildContext:
        context = read_context(place, source.metadata)
        return context if self.builds is None else self.builds.context_of(source, place, context)

    def _read_for_newest(self, draft: Record) -> tuple[Record, Analysis | None]:
        """Return the record, read again if the patterns changed meanwhile. Raises ObjectGone.

        So no record is committed long after the set it was scanned for was the newest, and a
        scan of stored logs can know when it has seen the last of them.
        """
        known = self.active.current()
        for _ in range(MAX_SET_CHANGES):
            record, analysis = self._read(draft, known)
            newest = self.active.current()
            if newest.number == known.number:
                break
            known = newest
        return replace(record, scanned_ms=self.active.clock()), analysis

    def _read(self, draft: Record, known: KnownSet) -> tuple[Record, Analysis | None]:
        """Return the record with what its log says. Raises ObjectGone."""
        stored = self.logs.read(draft.name, draft.generation, draft.stored_bytes)
        stream = read_log(stored, max_bytes=self.max_log_bytes)
        baseline = read_baseline(self.derived, draft.context.job)
        copy = LogCopy(stream, self.derived, draft, partial(self._shared_copy, draft))
        scanner = known.scanner(draft.context)
        analysis = analyze(copy, baseline=baseline, scanner=scanner, versions=self.versions)
        record = replace(_describe(draft, stream, analysis), index=copy.index)
        record = with_hits(record, scanner.finish() if scanner else Hits(), known, self.derived)
        return self._with_derived(record, analysis), analysis

    def _shared_copy(self, draft: Record, content_hash: str, line_count: int) -> str | None:
        """Return the index of an equal log's copy; one that goes much earlier is not shared."""
        if self.commits is None:
            return None
        half_ms = self.retention_days * DAY_MS // 2
        return Copies(self.commits, self.derived).shared(
            content_hash, line_count, kept_until_ms=draft.ingested_ms + half_ms
        )

    def _leave_copy(self, stored: Stored[Record] | None, record: Record, now_ms: int) -> None:
        """Remove the copy of what the record was before, if nobody else uses it."""
        if self.commits is not None and stored is not None and stored.value.index != record.index:
            Copies(self.commits, self.derived).leave(stored.value, now_ms=now_ms)

    def _with_derived(self, record: Record, analysis: Analysis) -> Record:
        """Return the record with the names of the objects that were derived from its log."""
        if analysis.failure_lines:
            record = replace(record, extract=extract_name(record))
            extract = Extract(analysis.failure_lines, analysis.extract_cut)
            self.derived.put(extract_name(record), pack_extract(extract))
        context = record.context
        if context.job and (has_passed(context.result) or self._may_pass(record)):
            self.derived.put(noise_name(record), pack(analysis.noise))
        if context.job and has_passed(context.result):
            record = replace(record, noise=noise_name(record))
        return record

    def _may_pass(self, record: Record) -> bool:
        """Tell whether finished.json may say later that it passed: the log is not read again."""
        unknown = self.builds is not None and record.context.result is None
        return unknown and read_place(record.name).in_prow_layout

    def _was_replaced(self, source: StoredObject) -> bool:
        """Tell whether a newer generation took the object's place: its own event will come."""
        live = self.logs.stat(source.name)
        return live is not None and live.generation > source.generation

    def _commit(
        self, record: Record, analysis: Analysis | None, stored: Stored[Record] | None, now_ms: int
    ) -> Ingested:
        collisions = 0
        for _ in range(MAX_COMMIT_ATTEMPTS):
            record, failure = _carry_over(record, stored), None
            if analysis is not None and analysis.fingerprint is not None:
                key, failure = place_failure(
                    self.store, analysis, record, attempt=collisions, now_ms=now_ms
                )
                record = replace(record, fingerprint=key)
            try:
                sign = sign_of_record(record, now_ms=now_ms)
                self.store.save_record(record, replaces=stored, failure=failure, sign=sign)
                self._leave_copy(stored, record, now_ms)
                return Ingested(Outcome.RECORDED, record)
            except IdTaken:
                # Either another log of the same failure came first, and the next look at the
                # fingerprint finds it, or another failure has the id, and the next one is tried.
                collisions += 1
            except RecordConflict:
                stored = self.store.get_record(record.record_id)
                if stored is not None and stored.value.generation >= record.generation:
                    return Ingested(Outcome.ALREADY_RECORDED, stored.value)
        raise StoreUnavailable(f"record {record.record_id} kept changing while it was written")


def _describe(draft: Record, stream: LogStream, analysis: Analysis) -> Record:
    return replace(
        draft,
        problem=stream.problem,
        byte_count=stream.byte_count,
        line_count=analysis.line_count,
        report_type=analysis.report_type,
        title=analysis.title,
        primary_line=analysis.primary.number if analysis.primary else None,
        failure_line_count=len(analysis.failure_lines),
        fingerprint=analysis.fingerprint,
        cause_lines=analysis.cause_lines,
        generic=analysis.generic,
        guessed=analysis.guessed,
        content_hash=stream.content_hash if stream.byte_count else None,
    )


def _carry_over(record: Record, stored: Stored[Record] | None) -> Record:
    """Return the record with what survives when it takes the place of the stored one."""
    if stored is None:
        return replace(record, counted=None)
    known = stored.value
    record = replace(record, counted=known.counted, ingested_ms=known.ingested_ms)
    if known.generation != record.generation:
        return record
    return replace(record, pinned=known.pinned, label=known.label)
