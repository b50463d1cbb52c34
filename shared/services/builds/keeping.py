"""Builds from events in any order, each under the version it was read at.

What is heard of a build is noted; once it says that it is over, its folder is looked at: two
listings and its few small files. Any step may be repeated or killed: a look finds what there is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from shared.core import ids
from shared.core.baselines import noise_name
from shared.core.builds import notes
from shared.core.commits.hearing import sign_of_build
from shared.core.documents import Build, BuildContext, Record, has_passed
from shared.core.layout import BUILD_LOG_NAME, Place
from shared.errors import RecordConflict, StoreUnavailable
from shared.ports import Builds, Changes, LogBucket, LogSource, Store, Stored, StoredObject
from shared.services.builds.looking import look_at, read_said
from shared.services.changes import until_unchallenged
from shared.services.commits.deciding import Deciding

DAY_MS = 86_400_000
QUIET_MS = DAY_MS
SECOND_LOOK_MS = 300_000
MAX_RECORD_ATTEMPTS = 20

Change = Callable[[Build], Build]


@dataclass(frozen=True, slots=True)
class BuildKeeper:
    """The use case with what it needs; without `deciding` no commit hears of its builds.

    A build that was heard of and never ends is looked at `quiet_ms` after the last of it, one
    that ended again `second_look_ms` later: its uploader may send artifacts after finished.json.
    """

    store: Store
    builds: Builds
    logs: LogBucket
    retention_days: int = 90
    quiet_ms: int = QUIET_MS
    second_look_ms: int = SECOND_LOOK_MS
    deciding: Deciding | None = None

    def hear_of_file(self, source: StoredObject, place: Place, *, now_ms: int) -> bool:
        """Note a build's JSON file; False if it was known. Its log's record learns from it.

        One read and, for a file that was not known, one write.
        """
        name = PurePosixPath(source.name).name

        def change(build: Build) -> Build:
            heard = notes.heard_of(build, name, source.generation, seen_ms=source.created_ms)
            if heard is build:
                return build
            if notes.is_finished(heard):
                return self._look(heard, now_ms, waits_ms=now_ms + self.second_look_ms)
            if name in build.files:  # prowjob.json is written again and again while a build runs
                return build
            said = read_said(self.logs, [source], now_ms=now_ms)
            return self._open(notes.told(heard, said), now_ms)

        before, build = self._change(source, place, change, now_ms)
        if build is not None:
            self._tell_record(build)
            self._tell_commit(build, now_ms)
        return build != before

    def context_of(self, source: StoredObject, place: Place, context: BuildContext) -> BuildContext:
        """Return what is known of the log's build by now; one read for a Prow build, else none."""
        if place.folder is None:
            return context
        found = self.builds.get(ids.build_key(source.bucket, place.folder))
        return context if found is None else notes.context_of(context, found.value)

    def hear_of_log(self, source: StoredObject, place: Place, record: Record, now_ms: int) -> None:
        """Note the log of a build and its sizes; one read, and one write if something is new."""
        if place.folder is None:
            self._keep_plain(record)
            return

        def change(build: Build) -> Build:
            heard = notes.heard_of(
                build, BUILD_LOG_NAME, record.generation, seen_ms=source.created_ms
            )
            measured = notes.with_log(heard, record)
            if heard is build:
                return measured
            if notes.is_finished(heard):
                return self._look(measured, now_ms, waits_ms=now_ms + self.second_look_ms)
            return self._open(measured, now_ms)

        _, kept = self._change(source, place, change, now_ms)
        if kept is None:
            return
        if notes.context_of(record.context, kept) != record.context:
            self._tell_record(kept)
        self._tell_commit(kept, now_ms)

    def look_again(self, found: Stored[Build], *, now_ms: int) -> Build:
        """Look at a build's folder and settle it, finished or not."""
        return self.settle(found.value, now_ms=now_ms)

    def settle(self, new: Build, *, now_ms: int, source: LogSource | None = None) -> Build:
        """Settle a build that may not be known yet; `source` is where its files lie, if not here.

        What such a source says stands beside what lies here; a second look is not needed.
        """

        def attempt() -> Build:
            stored = self.builds.get(new.key) or Stored(new, None)
            if source is None:
                return self._save(stored, self._look(stored.value, now_ms, waits_ms=None))
            here = replace(stored.value, origin=new.origin)
            looked = look_at(source, here, now_ms=now_ms)
            brought = replace(looked, brought=looked.files, files=here.files, waits_ms=None)
            return self._save(stored, brought)

        settled = until_unchallenged(attempt)
        self._tell_record(settled)
        self._tell_commit(settled, now_ms)
        return settled

    def _open(self, build: Build, now_ms: int) -> Build:
        """Return the build as one that more is to come of; nothing more comes from elsewhere."""
        if build.origin is not None:
            return build
        return replace(build, settled=False, waits_ms=now_ms + self.quiet_ms)

    def _look(self, build: Build, now_ms: int, *, waits_ms: int | None) -> Build:
        looked = look_at(self.logs, build, now_ms=now_ms)
        return replace(looked, waits_ms=waits_ms)

    def _change(
        self, source: StoredObject, place: Place, change: Change, now_ms: int
    ) -> tuple[Build | None, Build | None]:
        """Return the build before and after; None for a path that no build can be of."""
        new = notes.new_build(
            source.bucket,
            place,
            seen_ms=source.created_ms,
            expires_ms=now_ms + self.retention_days * DAY_MS,
        )

        def attempt() -> tuple[Build | None, Build | None]:
            if new is None:
                return None, None
            stored = self.builds.get(new.key)
            if stored is None:
                return None, self._save(Stored(new, None), change(new))
            return stored.value, self._save(stored, change(stored.value))

        return until_unchallenged(attempt)

    def _keep_plain(self, record: Record) -> None:
        """Keep the build that a log outside the Prow layout is all of."""
        plain = notes.plain_build(record)
        if plain is None:
            return

        def attempt() -> Build:
            stored = self.builds.get(plain.key)
            if stored is None:
                return self._save(Stored(plain, None), plain)
            known = stored.value
            now = replace(plain, counted=known.counted, slots=known.slots)
            return self._save(stored, replace(now, expires_ms=known.expires_ms))

        until_unchallenged(attempt)

    def _save(self, stored: Stored[Build], build: Build) -> Build:
        if stored.version is None or build != stored.value:
            self.store.save(Changes([Stored(build, stored.version)]))
        return build

    def _tell_record(self, build: Build) -> None:
        """Let the record of the build's log say what the build's files say."""
        for _ in range(MAX_RECORD_ATTEMPTS if build.record_id else 0):
            stored = self.store.get_record(build.record_id or "")
            if stored is None:
                return
            told = _told(stored.value, build)
            if told == stored.value:
                return
            try:
                self.store.save_record(told, replaces=stored)
            except RecordConflict:
                continue
            return
        if build.record_id:
            raise StoreUnavailable(f"record {build.record_id} kept changing")

    def _tell_commit(self, build: Build, now_ms: int) -> None:
        """Let the commit hear what the build's files say; said again, it changes nothing."""
        sign = sign_of_build(build, now_ms=now_ms)
        if self.deciding is not None and sign is not None:
            self.deciding.hear(sign)


def _told(record: Record, build: Build) -> Record:
    context = notes.context_of(record.context, build)
    passed = context.job is not None and has_passed(context.result)
    return replace(record, context=context, noise=noise_name(record) if passed else None)
