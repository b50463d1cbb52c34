"""The fold of builds: move a job's statistics by what its builds say and these do not hold yet."""

from dataclasses import dataclass

from shared.core.builds.health import summarize
from shared.core.builds.stats import fold, touched_jobs
from shared.core.documents import JobStats
from shared.ports import Builds, Changes, Store, Stored, T
from shared.services.fold import Pace, in_batches, no_pace

BATCH_BUILDS = 200


@dataclass(frozen=True, slots=True)
class BuildFolding:
    """The use case with what it needs."""

    store: Store
    builds: Builds
    pace: Pace = no_pace

    def run(self, *, max_batches: int = 1_000) -> int:
        """Fold all that is there or until the batches are used up; return how many builds were.

        Each batch is one commit under the versions it was read at: two folds at once, or one
        killed anywhere, count nothing twice.
        """
        return in_batches(self._fold_batch, BATCH_BUILDS, max_batches)

    def _fold_batch(self, limit: int) -> int:
        """Fold up to `limit` builds in one commit; return how many. Raises ChangeConflict."""
        found = self.builds.list_unfolded(limit=limit)
        if not found:
            return 0
        names = touched_jobs(stored.value for stored in found)
        known, listed = self.builds.get_stats(names), self.builds.get_summaries(names)
        before = {name: known[name].value if name in known else JobStats(name) for name in names}
        marked, after = fold([stored.value for stored in found], before)
        versions = {stored.value.key: stored.version for stored in found}
        with self.pace(names):
            self.store.save(
                Changes(
                    [
                        *(Stored(build, versions[build.key]) for build in marked),
                        *(_versioned(after[name], known.get(name)) for name in names),
                        *(_versioned(summarize(after[name]), listed.get(name)) for name in names),
                    ]
                )
            )
        return len(found)


def _versioned(value: T, known: Stored[T] | None) -> Stored[T]:
    return Stored(value, None if known is None else known.version)
