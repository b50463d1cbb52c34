"""What of a record lies in the bucket of what is derived, and what is left of it when it goes."""

from shared.core.documents import Record
from shared.core.ids import copy_key

# The viewer's copies of large logs: nearly as large, and made again from the log if need be.
COPIES = "copies/"
# Under each of these a record has a folder of its own, whatever its generations; copies used to.
_FOLDERS = ("extracts", COPIES.rstrip("/"), "matches")
_NOISE = "noise"


def derived_prefixes(record_id: str, *, with_noise: bool = True) -> list[str]:
    """Return what the names of all objects begin with that were derived from the record's log."""
    folders = (*_FOLDERS, _NOISE) if with_noise else _FOLDERS
    return [
        *(f"{folder}/{record_id}/" for folder in folders),
        f"{COPIES}{copy_key(record_id)}/",
    ]


def emptied(record: Record) -> Record:
    """Return the record with nothing that its log said: it contributes nothing any more.

    What was counted of it stays noted until the fold has taken it back, and which copy it uses.
    """
    return Record(
        record_id=record.record_id,
        bucket=record.bucket,
        name=record.name,
        generation=record.generation,
        seen_ms=record.seen_ms,
        ingested_ms=record.ingested_ms,
        expires_ms=record.expires_ms,
        context=record.context,
        counted=record.counted,
        index=record.index,
        content_hash=record.content_hash,
    )
