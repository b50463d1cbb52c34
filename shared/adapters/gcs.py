"""Buckets in Google Cloud Storage; importing this loads the client library, connects nowhere.

Bytes are always taken as stored ("raw download"): the service would otherwise unzip objects of
Content-Encoding gzip on the way, without length or checksum, and answer ranges of them wrongly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from google.api_core import exceptions
from google.cloud.storage import Blob  # type: ignore[import-untyped]

from shared.adapters.gcs_calls import (
    CALL,
    Connection,
    check_name,
    delete_object,
    is_object_name,
    told_refusals,
    translated_errors,
)
from shared.errors import BucketUnavailable, ObjectGone
from shared.ports import Folder, StoredObject

BLOCK_BYTES = 1 << 20
# One request fetches or sends this much; what is in memory is a small multiple of it. Larger
# ones are hardly faster, smaller ones pay a round trip each.
RANGE_BYTES = 4 << 20

_FIELDS = "name,generation,size,timeCreated,metadata"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class GcsBucket(Connection):
    """Satisfies `LogBucket`."""

    def read(self, name: str, generation: int, size: int | None = None) -> Iterator[bytes]:
        """Yield the stored bytes of exactly this generation, undecoded, in blocks up to 1 MiB.

        A request for each RANGE_BYTES, and one before where the size is not known.
        """
        if not is_object_name(name):
            raise ObjectGone(f"no object can be named {name!r}")
        try:
            with translated_errors(name):
                blob = self.bucket().blob(name, generation=generation)
                if not size:  # of an empty one only this tells whether it is there
                    blob.reload(**CALL)
                    size = int(blob.size)
                for start in range(0, size, RANGE_BYTES):
                    end = min(start + RANGE_BYTES, size)
                    yield from _blocks(_fetch(blob, start, end))
        except exceptions.NotFound as exc:
            raise ObjectGone(f"{name} was written again or removed") from exc

    def stat(self, name: str) -> StoredObject | None:
        """Return the live generation of the object."""
        if not is_object_name(name):
            return None
        with translated_errors(name):
            blob = self.bucket().get_blob(name, **CALL)
        return None if blob is None else self._object(blob)

    def put(
        self, name: str, blocks: Iterable[bytes], *, metadata: Mapping[str, str]
    ) -> StoredObject:
        """Create the object, or a newer generation of it; all of it or nothing.

        A small one is sent in one request, a larger one in parts of RANGE_BYTES.
        """
        check_name(name)
        stream = _BlockStream(blocks)
        with told_refusals(self._name), translated_errors(name):
            blob = self.bucket().blob(name, chunk_size=RANGE_BYTES)
            blob.metadata = dict(metadata)
            length = stream.fill(RANGE_BYTES)
            size = length if length < RANGE_BYTES else None
            blob.upload_from_file(stream, size=size, **CALL)
        return self._object(blob)

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[StoredObject]:
        """Yield every object under the prefix, in order of name, those behind `after`."""
        with translated_errors(prefix):
            fields = f"items({_FIELDS}),nextPageToken"
            listing = self.bucket().list_blobs(
                prefix=prefix, start_offset=after or None, fields=fields, **CALL
            )
            for blob in listing:
                if blob.name > after:  # a listing begins with the very name it is told
                    yield self._object(blob)

    def list_folder(self, path: str, *, limit: int) -> Folder:
        """Return what lies right in the folder: one request."""
        fields = f"items({_FIELDS}),prefixes,nextPageToken"
        with translated_errors(path):
            listing = self.bucket().list_blobs(
                prefix=path, delimiter="/", page_size=limit, fields=fields, **CALL
            )
            page = next(listing.pages, ())
            objects = [self._object(blob) for blob in page if blob.name != path]
        folders = sorted(name[len(path) :] for name in listing.prefixes)
        return Folder(objects, folders, more=listing.next_page_token is not None)

    def delete(self, name: str) -> None:
        """Delete the live generation of the object, and with it its metadata."""
        delete_object(self, name)

    def _object(self, blob: Blob) -> StoredObject:
        return StoredObject(
            bucket=self._name,
            name=blob.name,
            generation=int(blob.generation),
            size=int(blob.size),
            created_ms=(blob.time_created - _EPOCH) // timedelta(milliseconds=1),
            metadata=blob.metadata or {},
        )


class GcsDerived(Connection):
    """Satisfies `DerivedBucket`."""

    def put(self, name: str, data: bytes) -> None:
        """Write the object, replacing one of that name."""
        check_name(name)
        with translated_errors(name):
            blob = self.bucket().blob(name)
            blob.upload_from_string(data, content_type="application/octet-stream", **CALL)

    def get(self, name: str) -> bytes | None:
        """Return the object's bytes, None if there is none."""
        if not is_object_name(name):
            return None
        with translated_errors(name):
            try:
                data: bytes = self.bucket().blob(name).download_as_bytes(raw_download=True, **CALL)
            except exceptions.NotFound:
                return None
            return data

    def get_range(self, name: str, start: int, length: int) -> bytes | None:
        """Return that part of the object, as much as there is of it; None if there is no object."""
        if not is_object_name(name):
            return None
        with translated_errors(name):
            try:
                return _download(self.bucket().blob(name), start, start + length)
            except exceptions.NotFound:
                return None
            except exceptions.RequestRangeNotSatisfiable:
                return b""

    def list(self, prefix: str = "") -> Iterator[str]:
        """Yield the names under the prefix, in order."""
        with translated_errors(prefix):
            fields = "items(name),nextPageToken"
            for blob in self.bucket().list_blobs(prefix=prefix, fields=fields, **CALL):
                yield blob.name

    def delete(self, name: str) -> None:
        """Delete the object."""
        delete_object(self, name)

    @contextmanager
    def writing(self, name: str) -> Iterator[Callable[[bytes], object]]:
        """Give a function that appends to the object; it appears whole, or not at all.

        Parts of RANGE_BYTES are sent as they fill.
        """
        check_name(name)
        with translated_errors(name):
            blob = self.bucket().blob(name)
            kind = "application/octet-stream"
            with blob.open("wb", chunk_size=RANGE_BYTES, content_type=kind, **CALL) as file:
                yield file.write


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


def _fetch(blob: Blob, start: int, end: int) -> bytes:
    """Return the stored bytes from `start` to before `end`, all of them."""
    data = _download(blob, start, end)
    if len(data) != end - start:
        raise BucketUnavailable(f"{blob.name}: {len(data)} of {end - start} bytes arrived")
    return data


def _download(blob: Blob, start: int, end: int) -> bytes:
    """Return the stored bytes from `start` to before `end`, as many as there are."""
    data: bytes = blob.download_as_bytes(
        start=start, end=end - 1, raw_download=True, checksum=None, **CALL
    )
    return data


def _blocks(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(data), BLOCK_BYTES):
        yield bytes(view[start : start + BLOCK_BYTES])
