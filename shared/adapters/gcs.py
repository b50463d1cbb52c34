"""Buckets in Google Cloud Storage; importing this loads the client library, connects nowhere.

Bytes are always taken as stored ("raw download"): the service would otherwise unzip objects of
Content-Encoding gzip on the way, without length or checksum, and answer ranges of them wrongly.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

from google.api_core import exceptions
from google.auth.exceptions import TransportError
from google.cloud.storage import Blob, Bucket, Client  # type: ignore[import-untyped]
from google.cloud.storage.exceptions import (  # type: ignore[import-untyped]
    DataCorruption,
    InvalidResponse,
)
from google.cloud.storage.retry import DEFAULT_RETRY  # type: ignore[import-untyped]
from urllib3.exceptions import HTTPError

from shared.errors import BucketUnavailable, InvalidObjectName, ObjectGone
from shared.ports import StoredObject

BLOCK_BYTES = 1 << 20
# One request fetches or sends this much; what is in memory is a small multiple of it. Larger
# ones are hardly faster, smaller ones pay a round trip each.
RANGE_BYTES = 4 << 20
MAX_NAME_BYTES = 1024

# Seconds to connect and between two bytes; all tries of one request together.
_TIMEOUT_S = (10.0, 30.0)
_RETRY = DEFAULT_RETRY.with_timeout(30.0)
_CALL: dict[str, Any] = {"timeout": _TIMEOUT_S, "retry": _RETRY}

_FIELDS = "name,generation,size,timeCreated,metadata"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PASSING_STATUS = frozenset({408, 429})
_BROKEN = (
    exceptions.RetryError,
    DataCorruption,
    InvalidResponse,
    TransportError,
    HTTPError,
    HTTPException,
    OSError,  # what `requests` raises is one too
)


class _Bucket:
    """One bucket; its client is made at first use, so after any fork.

    With STORAGE_EMULATOR_HOST in the environment the client talks to that address, without
    credentials. A given `client` is used as it is.
    """

    def __init__(
        self, name: str, *, project: str | None = None, client: Client | None = None
    ) -> None:
        self._name = name
        self._project = project
        self._client = client
        self._connecting = threading.Lock()

    @property
    def name(self) -> str:
        """The bucket's name, as events carry it."""
        return self._name

    def _bucket(self) -> Bucket:
        """Return the bucket's handle; nothing is requested."""
        with self._connecting:
            if self._client is None:
                self._client = Client(project=self._project or None)
            return self._client.bucket(self._name)


class GcsBucket(_Bucket):
    """Satisfies `LogBucket`."""

    def read(self, name: str, generation: int) -> Iterator[bytes]:
        """Yield the stored bytes of exactly this generation, undecoded, in blocks up to 1 MiB."""
        if not is_object_name(name):
            raise ObjectGone(f"no object can be named {name!r}")
        try:
            with _translated_errors(name):
                blob = self._bucket().blob(name, generation=generation)
                blob.reload(**_CALL)
                for start in range(0, blob.size, RANGE_BYTES):
                    end = min(start + RANGE_BYTES, blob.size)
                    yield from _blocks(_fetch(blob, start, end))
        except exceptions.NotFound as exc:
            raise ObjectGone(f"{name} was written again or removed") from exc

    def stat(self, name: str) -> StoredObject | None:
        """Return the live generation of the object."""
        if not is_object_name(name):
            return None
        with _translated_errors(name):
            blob = self._bucket().get_blob(name, **_CALL)
        return None if blob is None else self._object(blob)

    def put(
        self, name: str, blocks: Iterable[bytes], *, metadata: Mapping[str, str]
    ) -> StoredObject:
        """Create the object, or a newer generation of it; all of it or nothing.

        A small one is sent in one request, a larger one in parts of RANGE_BYTES.
        """
        _check_name(name)
        blob = self._bucket().blob(name, chunk_size=RANGE_BYTES)
        blob.metadata = dict(metadata)
        stream = _BlockStream(blocks)
        with _translated_errors(name):
            length = stream.fill(RANGE_BYTES)
            size = length if length < RANGE_BYTES else None
            blob.upload_from_file(stream, size=size, **_CALL)
        return self._object(blob)

    def list(self, prefix: str = "") -> Iterator[StoredObject]:
        """Yield every object under the prefix, in order of name."""
        with _translated_errors(prefix):
            fields = f"items({_FIELDS}),nextPageToken"
            for blob in self._bucket().list_blobs(prefix=prefix, fields=fields, **_CALL):
                yield self._object(blob)

    def _object(self, blob: Blob) -> StoredObject:
        return StoredObject(
            bucket=self._name,
            name=blob.name,
            generation=int(blob.generation),
            size=int(blob.size),
            created_ms=(blob.time_created - _EPOCH) // timedelta(milliseconds=1),
            metadata=blob.metadata or {},
        )


class GcsDerived(_Bucket):
    """Satisfies `DerivedBucket`."""

    def put(self, name: str, data: bytes) -> None:
        """Write the object, replacing one of that name."""
        _check_name(name)
        with _translated_errors(name):
            blob = self._bucket().blob(name)
            blob.upload_from_string(data, content_type="application/octet-stream", **_CALL)

    def get(self, name: str) -> bytes | None:
        """Return the object's bytes, None if there is none."""
        if not is_object_name(name):
            return None
        with _translated_errors(name):
            try:
                data: bytes = (
                    self._bucket().blob(name).download_as_bytes(raw_download=True, **_CALL)
                )
            except exceptions.NotFound:
                return None
            return data


class _BlockStream:
    """Blocks as the library reads an upload: from front to end."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._held = b""
        self._position = 0

    def fill(self, size: int) -> int:
        """Hold at least so many bytes, fewer only at the end; return how many are held."""
        pieces, length = [self._held], len(self._held)
        while length < size:
            block = next(self._blocks, None)
            if block is None:
                break
            pieces.append(block)
            length += len(block)
        self._held = b"".join(pieces)
        return length

    def read(self, size: int) -> bytes:
        """Return the next bytes: as many as asked for, fewer only at the end."""
        self.fill(size)
        data, self._held = self._held[:size], self._held[size:]
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._position


def is_object_name(name: str) -> bool:
    """Tell whether Cloud Storage can have an object of this name.

    https://cloud.google.com/storage/docs/objects#naming
    """
    if name in ("", ".", "..") or name.startswith(".well-known/acme-challenge/"):
        return False
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return False
    return size <= MAX_NAME_BYTES and not any(char in name for char in "\0\r\n")


def _check_name(name: str) -> None:
    if not is_object_name(name):
        raise InvalidObjectName(f"Cloud Storage cannot hold an object named {name!r}")


def _fetch(blob: Blob, start: int, end: int) -> bytes:
    """Return the stored bytes from `start` to before `end`, all of them."""
    data: bytes = blob.download_as_bytes(
        start=start, end=end - 1, raw_download=True, checksum=None, **_CALL
    )
    if len(data) != end - start:
        raise BucketUnavailable(f"{blob.name}: {len(data)} of {end - start} bytes arrived")
    return data


def _blocks(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(data), BLOCK_BYTES):
        yield bytes(view[start : start + BLOCK_BYTES])


@contextmanager
def _translated_errors(name: str) -> Iterator[None]:
    """Turn every error that may be gone at the next try into BucketUnavailable."""
    try:
        yield
    except exceptions.GoogleAPICallError as exc:
        code = exc.code or 0
        if code >= 500 or code in _PASSING_STATUS:
            raise BucketUnavailable(f"{name}: {exc}") from exc
        raise
    except _BROKEN as exc:
        raise BucketUnavailable(f"{name}: {exc}") from exc
