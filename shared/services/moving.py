"""Everything a store holds, as lines of JSON, and back: to keep it safe, or to move it.

The first line says what the rest is. Then come documents, a line each, sorted by kind and name, and
objects of the derived bucket, which hold what pages show of logs. The viewer's copies of large logs
are left out: they are as large as the logs, and the viewer does without. Logs stay where they are.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from shared.core.leftovers import COPIES
from shared.errors import InvalidExport
from shared.ports import MAX_PUT, Archive, DerivedBucket

FORMAT = "faultline-export"
VERSION = 1
WALKED = 300

Line = Mapping[str, Any]


@dataclass(slots=True)
class Moved:
    """How many documents and objects were written so far."""

    documents: int = 0
    objects: int = 0


def export_lines(archive: Archive, derived: DerivedBucket) -> Iterator[str]:
    """Yield the lines, without their ends. The same content always gives the same lines."""
    yield _line({"format": FORMAT, "version": VERSION})
    for kind in archive.kinds:
        for document in _walk(archive, kind):
            yield _line({"kind": kind, "document": document})
    for name in derived.list():
        data = None if name.startswith(COPIES) else derived.get(name)
        if data is not None:
            yield _line({"object": name, "data": base64.b64encode(data).decode()})


def import_lines(lines: Iterable[str], archive: Archive, derived: DerivedBucket) -> Moved:
    """Write what the lines say over what is there; after a kill the same lines may come again.

    Raises InvalidExport, InvalidDocument, InvalidObjectName.
    """
    moved, found = Moved(), _read(lines)
    _check_head(next(found, {}))
    for kind, group in groupby(found, key=lambda line: line.get("kind")):
        if kind is None:
            for line in group:
                _put_object(derived, line)
                moved.objects += 1
            continue
        while batch := [_document(line) for line in islice(group, MAX_PUT)]:
            archive.put(kind, batch)
            moved.documents += len(batch)
    return moved


def is_empty(archive: Archive) -> bool:
    """Tell whether the store holds no document; sign-in tokens do not count."""
    kinds = (kind for kind in archive.kinds if kind != "AccessToken")
    return not any(any(True for _ in _walk(archive, kind)) for kind in kinds)


def _walk(archive: Archive, kind: str) -> Iterator[Line]:
    after: str | None = ""
    while after is not None:
        walked = archive.walk(kind, after=after, limit=WALKED)
        yield from walked.documents
        after = walked.after


def _line(value: Line) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def _read(lines: Iterable[str]) -> Iterator[Line]:
    for number, text in enumerate(lines, 1):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as exc:
            raise InvalidExport(f"line {number} is no JSON: {exc}") from exc
        if not isinstance(value, dict) or not isinstance(value.get("kind", ""), str):
            raise InvalidExport(f"line {number} is neither a document nor an object")
        yield value


def _check_head(head: Line) -> None:
    if head.get("format") != FORMAT:
        raise InvalidExport("this is no export: its first line does not say so")
    if head.get("version") != VERSION:
        raise InvalidExport(f"this is an export of version {head.get('version')}, not {VERSION}")


def _document(line: Line) -> Mapping[str, Any]:
    document = line.get("document")
    if not isinstance(document, dict):
        raise InvalidExport(f"a line of kind {line.get('kind')} holds no document")
    return document


def _put_object(derived: DerivedBucket, line: Line) -> None:
    name, data = line.get("object"), line.get("data")
    if not isinstance(name, str) or not isinstance(data, str):
        raise InvalidExport("a line holds neither a document nor an object")
    try:
        content = base64.b64decode(data, validate=True)
    except ValueError as exc:
        raise InvalidExport(f"the data of {name} is no base64") from exc
    derived.put(name, content)
