"""What an object in the bucket is, read from its name alone.

The Prow layout is that of kubernetes-sigs/prow (pkg/pod-utils/gcs/target.go):

    logs/<job>/<build>/...                                  periodics and postsubmits
    pr-logs/pull/<org_repo>/<number>/<job>/<build>/...      presubmits
    pr-logs/pull/<repo>/<number>/<job>/<build>/...          the same with a default organization
    pr-logs/pull/<number>/<job>/<build>/...                 the same with a default repository
    pr-logs/pull/batch/<job>/<build>/...                    batches
    pr-logs/directory/<job>/<build>.txt, latest-build.txt   pointers, no logs

Elsewhere `*.log` and `*.txt`, plain or `.gz`, are build logs: their job is the folder they lie in.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

BUILD_LOG_NAME = "build-log.txt"
STARTED = "started.json"
FINISHED = "finished.json"
PROWJOB = "prowjob.json"
PODINFO = "podinfo.json"
BUILD_FILE_NAMES = frozenset({STARTED, FINISHED, PROWJOB, PODINFO, "clone-records.json"})
ARTIFACTS = "artifacts/"
UPLOADS_PREFIX = "uploads/"

_PROW_FOLDER = r"""(?P<folder>(?:
        pr-logs/pull/batch
      | pr-logs/pull/(?:(?P<org_repo>(?!\d+/)[^/]+)/)?(?P<pull>\d+)
      | logs
    )
    /(?P<job>.+?)/(?P<build>[^/]+)/)"""
_PROW_BUILD = re.compile(
    rf"{_PROW_FOLDER}(?:(?P<inside>artifacts/.*)|(?P<file>[^/]+))", re.VERBOSE | re.DOTALL
)
_PLAIN_LOG = re.compile(
    r"(?:(?P<job>.*)/)?(?P<build>[^/]+)\.(?:log|txt)(?:\.gz)?", re.IGNORECASE | re.DOTALL
)
_POINTER = re.compile(r"pr-logs/directory/.*|(?:.*/)?latest-build\.txt", re.DOTALL)
# Parts that gcloud and gsutil upload side by side, compose into one object, and delete.
_COMPOSITE_PART = "tmp/parallel_composite_uploads/"


class ObjectKind(StrEnum):
    """What an object of the bucket is to us."""

    BUILD_LOG = "build_log"
    BUILD_FILE = "build_file"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object stands: its kind, and the job, build and pull request its name tells.

    `folder` is that of the build in a Prow layout, with its last slash; elsewhere there is none.
    """

    kind: ObjectKind
    job: str | None = None
    build: str | None = None
    org_repo: str | None = None
    pull: str | None = None
    folder: str | None = None

    @property
    def in_prow_layout(self) -> bool:
        """Whether the path is that of a Prow build, and so sure of its job."""
        return self.folder is not None

    @property
    def repo(self) -> str | None:
        """The repository, "acme/shop" for "acme_shop"; None where the path leaves out its owner.

        Owners on GitHub have no underscore, repositories may.
        """
        owner, _, name = (self.org_repo or "").partition("_")
        plain = owner and name and not owner.startswith(("http:", "https:"))
        return f"{owner}/{name}" if plain else None


OTHER = Place(ObjectKind.OTHER)


def read_place(name: str) -> Place:
    """Return what the object of this name is; kind OTHER is nothing of ours."""
    if _COMPOSITE_PART in name or _POINTER.fullmatch(name) or name.endswith("/"):
        return OTHER
    build = _PROW_BUILD.fullmatch(name)
    if build is not None:
        return _prow_place(build)
    plain = _PLAIN_LOG.fullmatch(name)
    if plain is None:
        return OTHER
    if name.startswith(UPLOADS_PREFIX):  # folders of days, names that mean nothing
        return Place(ObjectKind.BUILD_LOG)
    return Place(ObjectKind.BUILD_LOG, job=plain["job"], build=plain["build"])


def _prow_place(match: re.Match[str]) -> Place:
    kind = ObjectKind.OTHER
    if match["file"] == BUILD_LOG_NAME:
        kind = ObjectKind.BUILD_LOG
    elif match["file"] in BUILD_FILE_NAMES:
        kind = ObjectKind.BUILD_FILE
    return Place(
        kind, match["job"], match["build"], match["org_repo"], match["pull"], match["folder"]
    )
