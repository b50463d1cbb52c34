"""Reading one build log again: its record, its text, its extract."""

from collections.abc import Iterator

from shared.core.documents import Record
from shared.core.extract import Extract, unpack_extract
from shared.core.streams import MAX_LOG_BYTES, LogStream, read_log, unzip
from shared.errors import RecordNotFound
from shared.ports import DerivedBucket, LogBucket, Page, Store


def get_record(store: Store, record_id: str) -> Record:
    """Return the record. Raises RecordNotFound."""
    found = store.get_record(record_id)
    if found is None:
        raise RecordNotFound(f"There is no record {record_id}.")
    return found.value


def list_records(
    store: Store, *, now_ms: int, limit: int, cursor: str | None, problems_only: bool = False
) -> Page[Record]:
    """Return the newest records, all or only those of logs that could not be (wholly) read."""
    return store.list_records(
        now_ms=now_ms, limit=limit, cursor=cursor, problems_only=problems_only
    )


def open_log(logs: LogBucket, record: Record, *, max_bytes: int = MAX_LOG_BYTES) -> LogStream:
    """Return the log as the analysis saw it: chunks of whole lines. Raises ObjectGone."""
    return read_log(_stored(logs, record), max_bytes=max_bytes)


def open_original(logs: LogBucket, record: Record) -> Iterator[bytes]:
    """Yield the log byte for byte as it was before any compression. Raises ObjectGone."""
    return unzip(_stored(logs, record))


def _stored(logs: LogBucket, record: Record) -> Iterator[bytes]:
    return logs.read(record.name, record.generation, record.stored_bytes)


def read_extract(derived: DerivedBucket, record: Record) -> Extract | None:
    """Return the reduced log, None for a log without a failure or if it is not kept any more."""
    data = derived.get(record.extract) if record.extract else None
    return None if data is None else unpack_extract(data)
