"""Entry point `ingest`: a finalized object of the log bucket is recorded."""

import functions_framework
from cloudevents.http import CloudEvent

from shared.bootstrap import get_app
from shared.errors import InvalidDocument
from shared.telemetry import emit
from shared.web.events import InvalidEvent, read_event


@functions_framework.cloud_event
def ingest(event: CloudEvent) -> None:
    """Process the object that a storage "finalized" event names.

    Returning acknowledges the event; a TransientError passes through, and the platform
    delivers again. An event that names no object of our bucket, or one that no store can record,
    can only be dropped.
    """
    app = get_app()
    try:
        source = read_event(event.get_data())
    except InvalidEvent as error:
        emit("ERROR", "malformed event dropped", event=event["id"], reason=str(error))
        return
    if source.bucket != app.settings.bucket:
        emit("WARNING", "event of another bucket dropped", event=event["id"], bucket=source.bucket)
        return
    try:
        ingested = app.ingest.run(source, now_ms=app.now_ms())
    except InvalidDocument as error:
        emit("ERROR", "object that cannot be recorded dropped", object=source.name, reason=error)
        return
    emit(
        "INFO",
        ingested.outcome,
        object=source.name,
        generation=source.generation,
        record=ingested.record.record_id if ingested.record else None,
        problem=ingested.record.problem if ingested.record else None,
    )
