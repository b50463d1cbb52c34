"""What the uploader of an object says of it, in a JSON file beside the object."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from shared.adapters.object_files import METADATA_SUFFIX, is_utf8, object_path, written_file
from shared.errors import InvalidObjectName

MAX_METADATA_BYTES = 64 << 10


class ObjectMetadata(Mapping[str, str]):
    """The metadata of the object at a path, read when it is first looked at.

    A watcher lists every object again and again and looks at the metadata of the few new ones.
    A missing or malformed file says nothing, and neither does a value that is no text or number.
    """

    def __init__(self, object_path: str) -> None:
        self._object_path = object_path

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    @cached_property
    def _values(self) -> dict[str, str]:
        return read_metadata(Path(self._object_path + METADATA_SUFFIX))


def read_metadata(path: Path) -> dict[str, str]:
    """Return the texts in a metadata file; numbers become texts, as people leave out quotes."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(MAX_METADATA_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    texts = {key: str(value) for key, value in said.items() if type(value) in (str, int, float)}
    return {key: text for key, text in texts.items() if is_utf8(key) and is_utf8(text)}


def remove_metadata(folder: Path, name: str) -> None:
    """Remove what was said of the object; also after the object itself is gone."""
    with suppress(InvalidObjectName):
        path = object_path(folder, name)
        path.with_name(path.name + METADATA_SUFFIX).unlink(missing_ok=True)


def write_metadata(object_path: Path, metadata: Mapping[str, str]) -> None:
    """Put the metadata beside the object, or remove what an earlier object left there."""
    path = object_path.with_name(object_path.name + METADATA_SUFFIX)
    if not metadata:
        path.unlink(missing_ok=True)
        return
    text = json.dumps(dict(metadata), indent=2, sort_keys=True)
    with written_file(path, [text.encode()]) as hidden:
        hidden.rename(path)
