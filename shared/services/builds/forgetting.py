"""A log is forgotten: its build no longer names it, and is gone if the log was all of it."""

from dataclasses import dataclass

from shared.core import ids
from shared.core.builds.health import summarize
from shared.core.builds.notes import without_log
from shared.core.builds.stats import take_out
from shared.core.documents import Build, Record
from shared.core.layout import read_place
from shared.ports import Builds, Changes, Store, Stored
from shared.services.builds.fold import BuildFolding
from shared.services.changes import until_unchallenged


@dataclass(frozen=True, slots=True)
class ForgettingBuilds:
    """The use case with what it needs."""

    store: Store
    builds: Builds

    def forget(self, record: Record) -> None:
        """Take the log out of its build and out of its job's statistics; may be repeated."""
        folder = read_place(record.name).folder or record.name
        until_unchallenged(lambda: self._forget(ids.build_key(record.bucket, folder)))
        BuildFolding(self.store, self.builds).run()

    def _forget(self, key: str) -> None:
        """Change or remove the build. Raises ChangeConflict."""
        stored = self.builds.get(key)
        if stored is None:
            return
        left = without_log(stored.value)
        if left is None:
            self._remove(stored)
        elif left != stored.value:
            self.store.save(Changes([Stored(left, stored.version)]))

    def _remove(self, stored: Stored[Build]) -> None:
        """Remove the build with what was counted of it; of a job that had no other, all."""
        counted = stored.value.counted
        job = counted.job if counted else stored.value.facts.job
        stats = self.builds.get_stats([job]).get(job)
        listed = self.builds.get_summaries([job]).get(job)
        if stats is None:
            self.store.save(Changes(removed=[stored]))
            return
        after = take_out(stats.value, stored.value)
        if after.builds == 0:
            known = [each for each in (stats, listed) if each is not None]
            self.store.save(Changes(removed=[stored, *known]))
            return
        summary = Stored(summarize(after), listed.version if listed else None)
        self.store.save(Changes([Stored(after, stats.version), summary], removed=[stored]))
