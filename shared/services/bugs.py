"""A bug submitted with the log of the build that shows it."""

from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from shared.core.analysis.analyze import analyze
from shared.core.documents import BuildContext, Record
from shared.core.streams import CHUNK_BYTES, LogProblem, read_log
from shared.errors import (
    ChangeConflict,
    NoFailureFound,
    NotFound,
    StoreUnavailable,
    TrackerError,
)
from shared.services.baselines import read_baseline
from shared.services.ingest import Ingest
from shared.services.issues import Filed, file_on_report
from shared.services.orphans import adopt_orphans
from shared.services.reports import report_of_record
from shared.services.upload import upload_log

MAX_DELETIONS = 20


class UnreadableLog(TrackerError):
    """The log of a bug report could not be (wholly) read: nothing is stored of it."""

    def __init__(self, problem: LogProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def file_with_log(
    ingest: Ingest,
    file: IO[bytes],
    context: BuildContext,
    summary: str,
    *,
    actor: str,
    now_ms: int,
) -> Filed:
    """Submit a bug with its log, which is an occurrence of the report it finds or makes.

    The log is read once before it is stored, so that one without a failure leaves nothing
    behind. Raises NoFailureFound, UnreadableLog.
    """
    _check(ingest, file, context)
    file.seek(0)
    record = upload_log(ingest, file, context, now_ms=now_ms, actor=actor).record
    for _ in range(MAX_DELETIONS):
        row = report_of_record(ingest.store, record)
        if row is not None:
            log_id = row.report.log_id
            with suppress(NotFound):  # deleted since
                return file_on_report(ingest.store, log_id, summary, actor=actor, now_ms=now_ms)
        record = _with_new_report(ingest, record, now_ms)
    raise StoreUnavailable("the report was deleted again and again while the bug was filed")


def _with_new_report(ingest: Ingest, record: Record, now_ms: int) -> Record:
    """Return the record once its failure, whose report was deleted, started anew."""
    found = ingest.store.get_fingerprint(record.fingerprint or "")
    if found is not None and found.value.is_alive:
        with suppress(ChangeConflict):  # someone else is at it
            adopt_orphans(ingest.store, {found.value.fingerprint: found}, [record])
        return record
    source = ingest.logs.stat(record.name)
    again = ingest.run(source, now_ms=now_ms, anew=True).record if source else None
    return again or record


def _check(ingest: Ingest, file: IO[bytes], context: BuildContext) -> None:
    stream = read_log(_blocks(file), max_bytes=ingest.max_log_bytes)
    analysis = analyze(stream, baseline=read_baseline(ingest.derived, context.job))
    if stream.problem is not None:
        raise UnreadableLog(stream.problem)
    if analysis.fingerprint is None:
        raise NoFailureFound("The log shows no failure.")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(CHUNK_BYTES), b"")
