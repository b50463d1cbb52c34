"""Baselines of jobs: left by passing logs, learnt by the fold, read by every ingest."""

from collections.abc import Sequence

from shared.core import baselines as core
from shared.core.analysis.baseline import baseline_of
from shared.core.documents import Job, Record
from shared.ports import DerivedBucket, Store, Stored


def read_baseline(derived: DerivedBucket, job: str | None) -> frozenset[str]:
    """Return the ids of skeletons that are noise for the job: one small read."""
    return core.unpack(derived.get(core.baseline_name(job))) if job else frozenset()


def learn_jobs(
    store: Store, derived: DerivedBucket, records: Sequence[Record]
) -> list[Stored[Job]]:
    """Rebuild the baselines of the jobs whose passing logs the records change; return the jobs.

    A baseline is written before its job is: should the fold fail now, the next one rebuilds it.
    """
    names = core.touched_jobs(records)
    known = store.get_jobs(names) if names else {}
    jobs = {name: known[name].value if name in known else Job(name) for name in names}
    learnt = core.learn(jobs, records)
    for name, job in learnt.items():
        noise = [core.unpack(derived.get(log.noise)) for log in job.passing]
        baseline = baseline_of(noise, at_least=core.AT_LEAST)
        derived.put(core.baseline_name(name), core.pack(baseline))
    versions = {name: known[name].version if name in known else None for name in names}
    return [Stored(job, versions[name]) for name, job in learnt.items()]
