"""The build that a log belongs to: from its place in the bucket and what its uploader says."""

from collections.abc import Mapping
from dataclasses import asdict

from shared.core.documents import BuildContext
from shared.core.layout import UPLOADS_PREFIX, Place

CONTEXT_FIELDS = ("job", "build", "repo", "sha", "branch", "pull", "result")
MAX_FIELD_CHARS = 300
UPLOADED_BY = "uploaded_by"
WRITTEN_MS = "written_ms"
"""Of a log that was brought from elsewhere: when it was written there."""


def read_context(place: Place, metadata: Mapping[str, str]) -> BuildContext:
    """Return the build of a log: a Prow path tells its job and build, metadata everything else.

    Where the path is no Prow path its folder is only a guess, so metadata wins there.
    """
    said = {name: clean_field(metadata.get(name)) for name in CONTEXT_FIELDS}
    known = {"job": place.job, "build": place.build, "pull": place.pull}
    merged = {**known, **{k: v for k, v in said.items() if v is not None}}
    if place.in_prow_layout:
        merged.update({k: v for k, v in known.items() if v is not None})
    return BuildContext(**{name: clean_field(merged.get(name)) for name in CONTEXT_FIELDS})


def context_metadata(context: BuildContext) -> dict[str, str]:
    """Return what an object's metadata says of the build."""
    return {key: value for key, value in asdict(context).items() if value is not None}


def read_uploader(name: str, metadata: Mapping[str, str]) -> str | None:
    """Return who sent the log through the service; elsewhere in the bucket nobody can say so."""
    return clean_field(metadata.get(UPLOADED_BY)) if name.startswith(UPLOADS_PREFIX) else None


def read_written_ms(metadata: Mapping[str, str], created_ms: int) -> int:
    """Return when the log was written: for one brought from elsewhere, when that was there."""
    said = metadata.get(WRITTEN_MS, "")
    known = said.isascii() and said.isdecimal() and len(said) < 16
    return min(int(said), created_ms) if known else created_ms


def clean_field(text: str | None) -> str | None:
    """Return the text fit to be stored and shown: one line, bounded, None if nothing is left."""
    if text is None:
        return None
    visible = "".join(char if char.isprintable() else " " for char in text)
    return visible.encode("utf-8", "replace").decode().strip()[:MAX_FIELD_CHARS] or None
