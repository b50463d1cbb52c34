"""Baselines of jobs: which passing logs they rest on, and their stored form.

A line that several of a job's newest passing logs show says nothing of a failure there.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.core import ids
from shared.core.documents import Job, PassingLog, Record

PASSING_LOGS = 10
AT_LEAST = 2
"""In how many of them a line must stand to be noise; one may have passed by luck."""


def baseline_name(job: str) -> str:
    """Return the name of the derived object that holds the job's baseline."""
    return f"baselines/{ids.job_key(job)}.json.gz"


def noise_name(record: Record) -> str:
    """Return the name of the derived object that holds what a passing log says of failures."""
    return f"noise/{record.record_id}/{record.generation}.json.gz"


def pack(skeletons: Iterable[str]) -> bytes:
    """Return ids of skeletons as they are stored; the same ids always give the same bytes."""
    return gzip.compress(json.dumps(sorted(skeletons)).encode(), mtime=0)


def unpack(data: bytes | None) -> frozenset[str]:
    """Return the stored ids, none of nothing."""
    return frozenset(json.loads(gzip.decompress(data))) if data is not None else frozenset()


def touched_jobs(records: Iterable[Record]) -> set[str]:
    """Return the jobs whose passing logs these records change."""
    changes = (change for record in records for change in (record.counted, record.contribution))
    return {change.job for change in changes if change and change.noise and change.job}


def learn(jobs: Mapping[str, Job], records: Iterable[Record]) -> dict[str, Job]:
    """Return the jobs with the passing logs among the records, those no longer passing gone."""
    passing = {name: {log.record_id: log for log in job.passing} for name, job in jobs.items()}
    for record in records:
        counted, now = record.counted, record.contribution
        if counted and counted.noise and counted.job in passing:
            passing[counted.job].pop(record.record_id, None)
        if now and now.noise and now.job in passing:
            passing[now.job][record.record_id] = PassingLog(
                record.record_id, now.seen_ms, now.noise
            )
    return {
        name: replace(jobs[name], passing=_newest(logs.values())) for name, logs in passing.items()
    }


def _newest(logs: Iterable[PassingLog]) -> tuple[PassingLog, ...]:
    ordered = sorted(logs, key=lambda log: (-log.seen_ms, log.record_id))
    return tuple(ordered[:PASSING_LOGS])
