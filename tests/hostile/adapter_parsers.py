"""The readers of the adapters and of files: cursors, archives, metadata, assertions, exports."""

import json
import tempfile
from pathlib import Path

from hypothesis import strategies as st

from shared.adapters import cursors, github, object_files, object_metadata
from shared.adapters.archived import KINDS, read_documents
from shared.adapters.firestore import queries
from shared.adapters.iap import IapVerifier
from shared.adapters.providers import archives, http
from shared.errors import (
    AssertionInvalid,
    InvalidDocument,
    InvalidExport,
    InvalidObjectName,
    LogMissing,
    ProviderUnavailable,
    SourceUnreadable,
)
from shared.services import moving
from tests.hostile.inputs import SEGMENTS, TEXTS, ZIPS, as_json, fragments, json_values, shaped
from tests.hostile.parsers import Parser

CURSORS = SEGMENTS | TEXTS | fragments("cmVwb3J0czo", "=", "-", "_")
DOCUMENTS = json_values("record_id", "bucket", "name", "generation", "log_id", "report_type")
LINES = st.lists(
    as_json(
        st.just({"format": moving.FORMAT, "version": moving.VERSION})
        | shaped(kind=st.sampled_from([*KINDS, "nothing"]), document=DOCUMENTS)
        | shaped(object=TEXTS, data=st.sampled_from(["", "YQ==", "Y", "é"]))
    ).map(lambda data: data.decode("utf-8", "replace")),
    max_size=4,
)
VERIFIER = IapVerifier("/projects/1/global/backendServices/2", dict)


class _Nowhere:
    """Takes what is imported, and keeps nothing."""

    kinds = tuple(KINDS)

    def put(self, kind, documents=None):
        if documents is not None:
            read_documents(kind, documents)


class _Error:
    def __init__(self, headers):
        self.headers = headers


def _metadata(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.log.metadata.json"
        path.write_bytes(data)
        return object_metadata.read_metadata(path)


def _place(name):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        path = object_files.new_object_path(root, name)
        assert root in path.parents
        return name


def _imported(lines):
    return moving.import_lines(lines, _Nowhere(), _Nowhere())


def _cursors(text):
    return cursors.read_cursor("reports", text), queries._read_cursor(text, 1)


PARSERS = {
    "cursor": Parser(("adapters.cursors", "adapters.firestore.queries"), CURSORS, _cursors),
    "archive of a run": Parser(
        ("adapters.providers.archives", "core.providers.github_archive"),
        ZIPS,
        lambda data: b"".join(archives.read_members([data], "unit")),
        (LogMissing, ProviderUnavailable),
    ),
    "answer of an API": Parser(
        ("adapters.providers.http",),
        as_json(json_values()),
        lambda body: http._parse(body, "https://api.example/x"),
        (SourceUnreadable,),
    ),
    "when GitHub may be asked again": Parser(
        ("adapters.github",),
        st.dictionaries(
            st.sampled_from(["Retry-After", "X-RateLimit-Reset", "X-RateLimit-Remaining"]),
            TEXTS | st.sampled_from(["0", "1", "9" * 5_000]),
        ),
        lambda headers: github._retry_after_ms(_Error(headers)),
    ),
    "metadata file": Parser(
        ("adapters.object_metadata",), as_json(json_values("job", "sha")), _metadata
    ),
    "name of an object's file": Parser(
        ("adapters.object_files",),
        fragments("..", "/", ".", "a", "\x00", ".tmp", "é", "a" * 300),
        _place,
        (InvalidObjectName,),
    ),
    "assertion": Parser(
        ("adapters.iap",),
        st.lists(SEGMENTS | TEXTS, min_size=1, max_size=4).map(".".join),
        VERIFIER.email,
        (AssertionInvalid,),
    ),
    "export": Parser(
        ("services.moving", "adapters.archived", "adapters.codec"),
        LINES.map(lambda lines: [json.dumps({"format": moving.FORMAT, "version": 1}), *lines]),
        _imported,
        (InvalidExport, InvalidDocument),
    ),
}
