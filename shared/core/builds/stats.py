"""What the builds of a job add up to: moved by the difference of what was counted and what is.

A build that changed, in whatever way, is taken away as it was counted and added as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

from shared.core.builds.files import FAILURE, SUCCESS
from shared.core.builds.levels import add_set, bump, remove_set
from shared.core.builds.spread import moved, of
from shared.core.documents import Build, BuildFacts, Distribution, JobStats, RecentBuild
from shared.core.layout import ARTIFACTS, BUILD_LOG_NAME, FINISHED, PODINFO, PROWJOB, STARTED

WHOLE = frozenset({ARTIFACTS, BUILD_LOG_NAME, FINISHED, PODINFO, PROWJOB, STARTED})
"""The first level of a Prow build of which nothing is missing."""
MAX_RECENT = 250
OUTCOMES = (SUCCESS, FAILURE)


def is_complete(facts: BuildFacts) -> bool:
    """Tell whether nothing is missing of the build; of a plain one its log is all there is."""
    return facts.is_plain or WHOLE.issubset(facts.entries)


def has_log(facts: BuildFacts) -> bool:
    """Tell whether the build has a log; that it has none is a kind of failure in itself."""
    return facts.is_plain or BUILD_LOG_NAME in facts.entries


def touched_jobs(builds: Iterable[Build]) -> set[str]:
    """Return the jobs whose statistics these builds change."""
    facts = (each for build in builds for each in (build.counted, build.facts))
    return {each.job for each in facts if each is not None}


def fold(
    builds: Iterable[Build], stats: Mapping[str, JobStats]
) -> tuple[list[Build], dict[str, JobStats]]:
    """Return the builds marked as counted, and the statistics of their jobs with them."""
    jobs, marked = dict(stats), []
    for build in builds:
        if build.counted is not None:
            job = jobs[build.counted.job]
            jobs[job.job] = _remove(job, build.key, build.counted, build.slots)
        job, slots = _add(jobs[build.facts.job], build.key, build.facts)
        jobs[job.job] = job
        marked.append(replace(build, counted=build.facts, slots=slots))
    return marked, jobs


def take_out(job: JobStats, build: Build) -> JobStats:
    """Return the statistics of the job without what they hold of the build."""
    if build.counted is None:
        return job
    return _remove(job, build.key, build.counted, build.slots)


def _add(job: JobStats, key: str, facts: BuildFacts) -> tuple[JobStats, tuple[str, ...]]:
    first, first_slot = add_set(job.first_level, facts.entries)
    below, below_slot = add_set(job.artifacts, facts.artifact_entries)
    changed = replace(
        _count(job, facts, 1),
        first_level=first,
        artifacts=below,
        recent=_newest([*_others(job, key), _recent(key, facts)]),
    )
    return changed, (first_slot, below_slot)


def _remove(job: JobStats, key: str, facts: BuildFacts, slots: tuple[str, ...]) -> JobStats:
    first_slot, below_slot = slots
    return replace(
        _count(job, facts, -1),
        first_level=remove_set(job.first_level, facts.entries, first_slot),
        artifacts=remove_set(job.artifacts, facts.artifact_entries, below_slot),
        recent=tuple(_others(job, key)),
    )


def _count(job: JobStats, facts: BuildFacts, by: int) -> JobStats:
    return replace(
        job,
        builds=job.builds + by,
        complete=job.complete + by * is_complete(facts),
        logs=job.logs + by * has_log(facts),
        results=bump(job.results, facts.result or "", by),
        durations=_spread(job.durations, facts.result, facts.duration_ms, by),
        sizes=_spread(job.sizes, facts.result, facts.log_bytes, by),
    )


def _spread(
    spreads: Mapping[str, Distribution], result: str | None, value: int | None, by: int
) -> dict[str, Distribution]:
    """Return the distributions by result, those of passes and failures alone."""
    if result not in OUTCOMES or value is None:
        return dict(spreads)
    changed = {**spreads, result: moved(of(spreads, result), value, by)}
    return {name: spread for name, spread in changed.items() if spread.buckets}


def _recent(key: str, facts: BuildFacts) -> RecentBuild:
    return RecentBuild(
        key, facts.build_id, facts.order_ms, facts.result, facts.finished_ms, facts.sha
    )


def _others(job: JobStats, key: str) -> list[RecentBuild]:
    return [each for each in job.recent if each.key != key]


def _newest(builds: list[RecentBuild]) -> tuple[RecentBuild, ...]:
    return tuple(sorted(builds, key=attrgetter("order_ms", "key"), reverse=True)[:MAX_RECENT])
