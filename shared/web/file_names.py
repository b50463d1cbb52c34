"""Names of files that browsers save; what they are made of comes from strangers."""

import re

from shared.core.documents import Record

MAX_CHARS = 120

_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")
_TEXT_SUFFIXES = (".log", ".txt")


def log_file_name(record: Record) -> str:
    """Return a safe name for a record's log: "unit-17-build-log.txt".

    Letters, digits, dots, dashes and underscores, no dot or dash first; it ends as text does.
    """
    file_name = record.name.rsplit("/", 1)[-1].removesuffix(".gz")
    parts = (record.context.job, record.context.build, file_name)
    name = _UNSAFE.sub("-", "-".join(part for part in parts if part)).strip(".-_")
    stem, suffix = _split(name)
    return f"{stem[: MAX_CHARS - len(suffix)] or 'log'}{suffix}"


def _split(name: str) -> tuple[str, str]:
    for suffix in _TEXT_SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)], suffix
    return name, ".txt"
