"""Reading a bucket through gcsweb, its web front: the pages of folders, and the files behind."""

from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import requests

from shared.core.builds.gcsweb import FolderPage, Row, UnknownPage, read_page
from shared.core.layout import ARTIFACTS
from shared.errors import BucketUnavailable, ObjectGone, SourceUnreadable
from shared.ports import Folder, StoredObject

BLOCK_BYTES = 1 << 20
MAX_PAGE_BYTES = 16 << 20
MAX_PAGES = 10_000
_TIMEOUT_S = (10.0, 60.0)
_SIZE_BITS = 11


class GcswebSource:
    """Satisfies `LogSource`. Below artifacts/ it looks at the first level alone.

    Requests are one connection's; threads may share it. Files are known after their folder was
    listed.
    """

    def __init__(self, address: str) -> None:
        self._root = address.rstrip("/") + "/"
        self._session = requests.Session()
        self._session.headers["Accept-Encoding"] = "gzip"

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[StoredObject]:
        """Yield the objects under the prefix, folder by folder; folders of artifacts as such."""
        folder = prefix if prefix.endswith("/") or not prefix else f"{prefix}/"
        for found in self._walk(folder):
            if found.name > after:
                yield found

    def list_folder(self, path: str, *, limit: int) -> Folder:
        """Return what lies right in the folder, as far as its first pages show."""
        objects: list[StoredObject] = []
        folders: list[str] = []
        for row in self._rows(path):
            if len(objects) + len(folders) >= limit:
                return Folder(objects, sorted(folders), more=True)
            if row.name.endswith("/"):
                folders.append(row.name)
            else:
                objects.append(self._object(path, row))
        return Folder(sorted(objects, key=lambda each: each.name), sorted(folders))

    def read(self, name: str, generation: int, _size: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of the file as they are stored."""
        folder, _, last = name.rpartition("/")
        path = f"{folder}/" if folder else ""
        row = next((each for each in self._rows(path) if each.name == last), None)
        if row is None or self._object(path, row).generation != generation:
            raise ObjectGone(f"{name} was written again or removed")
        with self._get(urljoin(self._address(path), row.href)) as response:
            yield from response.raw.stream(BLOCK_BYTES, decode_content=False)

    def _walk(self, path: str) -> Iterator[StoredObject]:
        rows = sorted(self._rows(path), key=lambda row: row.name)
        in_artifacts = path.endswith(f"/{ARTIFACTS}")
        for row in rows:
            if not row.name.endswith("/") or in_artifacts:
                yield self._object(path, row)
            else:
                yield from self._walk(path + row.name)

    def _rows(self, path: str) -> Iterator[Row]:
        address: str | None = self._address(path)
        for _ in range(MAX_PAGES):
            if address is None:
                return
            page = self._page(address)
            yield from page.rows
            address = urljoin(address, page.next_href) if page.next_href else None
        raise SourceUnreadable(f"{path} has more than {MAX_PAGES} pages")

    def _page(self, address: str) -> FolderPage:
        with self._get(address) as response:
            data = response.raw.read(MAX_PAGE_BYTES + 1, decode_content=True)
        if len(data) > MAX_PAGE_BYTES:
            raise SourceUnreadable(f"{address} is larger than a page of gcsweb can be")
        try:
            return read_page(data.decode("utf-8", "replace"))
        except UnknownPage as problem:
            raise SourceUnreadable(
                f"{address} is no folder of gcsweb as Faultline knows it: {problem}. If gcsweb"
                " changed, bring the builds in from gs://BUCKET/PREFIX or a local copy instead."
            ) from problem

    def _get(self, address: str) -> requests.Response:
        if urlsplit(address).scheme not in ("http", "https"):
            raise SourceUnreadable(f"{address} is no address of the web")
        try:
            response = self._session.get(address, stream=True, timeout=_TIMEOUT_S)
        except requests.RequestException as problem:
            raise BucketUnavailable(f"{address}: {problem}") from problem
        status = response.status_code
        if status == 404:
            raise ObjectGone(f"there is no {address}")
        if status == 429 or status >= 500:
            raise BucketUnavailable(f"{address} answered {status}")
        if status != 200:
            raise SourceUnreadable(f"{address} answered {status}")
        return response

    def _address(self, path: str) -> str:
        return self._root + quote(path)

    def _object(self, path: str, row: Row) -> StoredObject:
        """Return the row as an object; its generation follows from time and size."""
        size, written_ms = row.size or 0, row.modified_ms or 1
        generation = written_ms << _SIZE_BITS | size & ((1 << _SIZE_BITS) - 1)
        return StoredObject("gcsweb", path + row.name, generation, size, written_ms)
