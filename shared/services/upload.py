"""A log sent by HTTP: stored in the bucket like any other, and ingested within the request."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from shared.core.documents import BuildContext, Record
from shared.core.layout import UPLOADS_PREFIX
from shared.core.metadata import UPLOADED_BY, context_metadata
from shared.errors import BucketUnavailable
from shared.ports import StoredObject
from shared.services.compressing import compressed
from shared.services.ingest import Ingest
from shared.services.reports import ReportRow, report_of_record


@dataclass(frozen=True, slots=True)
class Upload:
    """The record of an uploaded log and its report; `new` says that this log began the report."""

    record: Record
    row: ReportRow | None

    @property
    def new(self) -> bool:
        """Whether this log showed the failure for the first time."""
        return self.row is not None and self.row.report.created_by == self.record.record_id


def upload_log(
    ingest: Ingest,
    file: IO[bytes],
    context: BuildContext,
    *,
    now_ms: int,
    actor: str | None = None,
) -> Upload:
    """Store the file in the bucket and ingest it; its storage event finds the same record.

    `actor` is who sent it; the object's metadata keeps the name, and the record takes it from it.

    The file must be no archive of logs: one log, plain or gzip. Passing trouble after the file
    was stored is raised, and the event repairs what is missing.
    """
    metadata = context_metadata(context)
    if actor is not None:
        metadata[UPLOADED_BY] = actor
    uploaded = _store(ingest, file, metadata, now_ms)
    record = ingest.run(uploaded, now_ms=now_ms).record
    if record is None:  # only a replaced or foreign object has none, and the name is new
        raise BucketUnavailable(f"{uploaded.name} was stored, but could not be read back")
    return Upload(record, report_of_record(ingest.store, record))


def _store(
    ingest: Ingest, file: IO[bytes], metadata: Mapping[str, str], now_ms: int
) -> StoredObject:
    """Write the file gzip-compressed under a name that no other upload has."""
    day = datetime.fromtimestamp(now_ms / 1000, UTC)
    name = f"{UPLOADS_PREFIX}{day:%Y/%m/%d}/{uuid.uuid4().hex}.log.gz"
    return ingest.logs.put(name, compressed(file), metadata=metadata)
