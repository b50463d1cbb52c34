"""The test results that a build left under artifacts/."""

from shared.core.builds.junit import MAX_FILE_BYTES, JunitResults, is_junit_name, read_junit
from shared.core.documents import Build
from shared.core.layout import ARTIFACTS
from shared.core.streams import unzip
from shared.errors import ObjectGone
from shared.ports import LogBucket, StoredObject

MAX_FILES = 20


def read_results(logs: LogBucket, build: Build) -> list[JunitResults]:
    """Return the results in the build's first files of JUnit XML, right under artifacts/.

    Each costs a look and a read; none where the build's entries name no such file.
    """
    names = [name for name in build.facts.artifact_entries if is_junit_name(name)]
    found = (logs.stat(f"{build.folder}{ARTIFACTS}{name}") for name in names[:MAX_FILES])
    return [_read(logs, each) for each in found if each is not None]


def _read(logs: LogBucket, found: StoredObject) -> JunitResults:
    name = found.name.rpartition("/")[2]
    data = b""
    try:
        for block in unzip(logs.read(found.name, found.generation, found.size)):
            data += block
            if len(data) > MAX_FILE_BYTES:
                break
    except ObjectGone:
        return JunitResults(name, problem="it was deleted")
    return read_junit(name, data)
