"""What of a record lies in the bucket of what is derived, and what is left of it when it goes."""

from dataclasses import replace

from shared.core.documents import Record

# The viewer's copies of large logs: nearly as large, and made again from the log if need be.
COPIES = "copies/"
# Under each of these a record has a folder of its own, whatever its generations.
_FOLDERS = ("extracts", COPIES.rstrip("/"), "matches")
_NOISE = "noise"


def derived_prefixes(record_id: str, *, with_noise: bool = True) -> list[str]:
    """Return what the names of all objects begin with that were derived from the record's log."""
    folders = (*_FOLDERS, _NOISE) if with_noise else _FOLDERS
    return [f"{folder}/{record_id}/" for folder in folders]


def emptied(record: Record) -> Record:
    """Return the record with nothing that its log said: it contributes nothing any more."""
    return replace(
        record,
        problem=None,
        report_type=None,
        title=None,
        primary_line=None,
        failure_line_count=0,
        fingerprint=None,
        extract=None,
        noise=None,
        index=None,
        hits=(),
        matches=None,
        pinned=None,
        label=None,
    )
