"""Which files of the archive of a run's logs are of one job, and whether it can be opened at all.

    0_unit.txt  unit/1_Set up job.txt  unit/2_Run tests.txt  1_unit (3.12).txt

Whoever runs a job writes into its log, so an archive is hostile input: its directory is measured
before a library reads it into memory.
"""

import re
import struct
from collections.abc import Iterable

MAX_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 4 << 20
# The end of a directory: a comment of at most 65,535 bytes may stand behind it.
TAIL_BYTES = 22 + 65_535

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_MAX_NAME_CHARS = 90
_LEFT_OUT = re.compile(r"[/:]")
_WHOLE = re.compile(r"-?\d+_(?P<job>[^/]*)\.txt")
_STEP = re.compile(r"(?P<job>[^/]*)/(?P<number>\d+)_[^/]*\.txt")


def archive_problem(tail: bytes) -> str | None:
    """Return why the archive that ends so is not opened, None if nothing speaks against it."""
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return "it breaks off"
    _, _, _, _, entries, directory_bytes, _, _ = _END.unpack_from(tail, at)
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        return "it holds more files than the logs of a run can be"
    return None


def members_of(job: str, names: Iterable[str]) -> list[str]:
    """Return the files that make up the log of the job, in order; its whole log if it is there."""
    wanted = _file_name(job)
    steps = []
    for name in names:
        whole, step = _WHOLE.fullmatch(name), _STEP.fullmatch(name)
        if whole and whole["job"] == wanted:
            return [name]
        if step and step["job"] == wanted:
            steps.append((int(step["number"][:9]), name))
    return [name for _, name in sorted(steps)]


def _file_name(job: str) -> str:
    """Return how GitHub writes a job in names of files."""
    return _LEFT_OUT.sub("", job)[:_MAX_NAME_CHARS].strip()
