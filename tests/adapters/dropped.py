"""Files dropped in the folder of a bucket, past the adapter."""

from pathlib import Path

from shared.adapters.directory import DirectoryBucket


def drop(folder: Path, name: str, data: bytes = b"x") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(bucket: DirectoryBucket) -> list[str]:
    return [each.name for each in bucket.list()]
