"""What people name as a source of builds: a bucket, gcsweb's address, a folder."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_ROOTS = ("logs", "pr-logs")


class InvalidPlace(ValueError):
    """No source of builds is named so; the text says how one is."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A source: `kind` is own, bucket, gcsweb or folder, `root` where names begin.

    `origin` names a source that is not our own bucket.
    """

    kind: str
    root: str
    prefix: str

    @property
    def origin(self) -> str | None:
        """What builds brought from there say of where they are from."""
        return None if self.kind == "own" else self.root

    @property
    def is_listed_cheaply(self) -> bool:
        """Whether counting all there is costs little beside bringing it in."""
        return self.kind != "gcsweb"


def read_source(
    text: str,
    *,
    own_bucket: str | None,
    own_folder: str | None,
    resolve: Callable[[str], str],
) -> SourcePlace:
    """Return the source that the text names. Raises InvalidPlace, OSError for no such folder.

    Names of objects begin at `logs/` or `pr-logs/` where a folder's path has such a part: so a
    part of an archive is read as what it is. `resolve` gives a folder's real path.
    """
    if text.startswith("gs://"):
        bucket, _, prefix = text[5:].partition("/")
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]", bucket):
            raise InvalidPlace(f"{text} names no bucket; write gs://BUCKET/PREFIX.")
        return SourcePlace("own" if bucket == own_bucket else "bucket", f"gs://{bucket}", prefix)
    if re.match(r"https?://", text):
        return _gcsweb(text)
    return _folder(resolve(text), own_folder and resolve_or_same(own_folder, resolve))


def resolve_or_same(path: str, resolve: Callable[[str], str]) -> str:
    """Return the real path of a folder, the path itself if there is none."""
    try:
        return resolve(path)
    except OSError:
        return path


def _gcsweb(text: str) -> SourcePlace:
    try:
        parts = urlsplit(text)
    except ValueError as exc:
        raise InvalidPlace(f"{text} is no address: {exc}.") from exc
    match = re.fullmatch(r"(?P<front>.*?/gcs/[^/]+)/?(?P<prefix>.*)", parts.path)
    if match is None:
        raise InvalidPlace(f"{text} is no address of gcsweb; it has /gcs/BUCKET/PREFIX in it.")
    root = f"{parts.scheme}://{parts.netloc}{match['front']}"
    return SourcePlace("gcsweb", root, unquote(match["prefix"]))


def _folder(path: str, own_folder: str | None) -> SourcePlace:
    if own_folder and f"{path}/".startswith(f"{own_folder}/"):
        return SourcePlace("own", own_folder, _under(path, own_folder))
    parts = path.split("/")
    roots = [number for number, part in enumerate(parts) if part in _ROOTS]
    root = "/".join(parts[: roots[-1]]) if roots else path
    return SourcePlace("folder", root or "/", _under(path, root))


def _under(path: str, root: str) -> str:
    inside = path[len(root) :].strip("/")
    return f"{inside}/" if inside else ""
