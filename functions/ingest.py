"""Entry point `ingest`: a finalized object of the log bucket is recorded."""

from dataclasses import replace

import functions_framework
from cloudevents.http import CloudEvent
from flask import request

from shared.bootstrap import App, get_app
from shared.errors import InvalidDocument
from shared.ports import Store, StoredObject
from shared.services.commits.deciding import Deciding
from shared.services.ingest import Ingest, Ingested
from shared.services.metering import Meter
from shared.telemetry import TRACE_HEADER, emit, traced
from shared.web.events import InvalidEvent, read_event


@functions_framework.cloud_event
def ingest(event: CloudEvent) -> None:
    """Process the object that a storage "finalized" event names.

    Returning acknowledges the event; a TransientError passes through, and the platform
    delivers again. An event that names no object of our bucket, or one that no store can record,
    can only be dropped.
    """
    app = get_app()
    with traced(request.headers.get(TRACE_HEADER), app.settings.project_id):
        try:
            source = read_event(event.get_data())
        except InvalidEvent as error:
            emit("ERROR", "malformed event dropped", event=event["id"], reason=str(error))
            return
        if source.bucket != app.settings.bucket:
            other = source.bucket
            emit("WARNING", "event of another bucket dropped", event=event["id"], bucket=other)
            return
        _ingest(app, source)


def _ingest(app: App, source: StoredObject) -> None:
    meter = Meter()
    try:
        ingested = _measured(app.ingest, meter).run(source, now_ms=app.now_ms())
    except InvalidDocument as error:
        emit("ERROR", "object that cannot be recorded dropped", object=source.name, reason=error)
        return
    _say(source, ingested, meter, now_ms=app.now_ms())


def _measured(ingest: Ingest, meter: Meter) -> Ingest:
    """Return the use case with the meter before all that it asks: stores, buckets, the host."""
    store, logs = meter.before("store", ingest.store), meter.before("logs", ingest.logs)
    deciding = _measured_deciding(ingest.deciding, store, meter)
    builds = ingest.builds and replace(
        ingest.builds,
        store=store,
        builds=meter.before("builds", ingest.builds.builds),
        logs=logs,
        deciding=deciding,
    )
    derived = meter.before("derived", ingest.derived)
    return replace(
        ingest,
        store=store,
        logs=logs,
        derived=derived,
        commits=ingest.commits and meter.before("commits", ingest.commits),
        builds=builds,
        deciding=deciding,
    )


def _measured_deciding(deciding: Deciding | None, store: Store, meter: Meter) -> Deciding | None:
    if deciding is None:
        return None
    saying = deciding.saying
    if saying is not None:
        statuses = saying.statuses
        saying = replace(saying, statuses=lambda: meter.before("github", statuses()))
    commits = meter.before("commits", deciding.commits)
    return replace(deciding, store=store, commits=commits, saying=saying)


def _say(source: StoredObject, ingested: Ingested, meter: Meter, *, now_ms: int) -> None:
    """Write the one line of this log: what became of it, how late, what it took."""
    record = ingested.record
    emit(
        "INFO",
        ingested.outcome,
        object=source.name,
        generation=source.generation,
        record=record.record_id if record else None,
        problem=record.problem if record else None,
        fingerprint=record.fingerprint if record else None,
        bytes=record.byte_count if record else None,
        lag_ms=max(0, now_ms - source.created_ms),
        calls=dict(meter.calls),
        **meter.milliseconds(),
    )
