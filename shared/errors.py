"""What can go wrong, one error per cause.

Adapters translate vendor errors into these where they occur. A TransientError is raised to the
platform, which delivers again; everything else is decided where it happens.
"""


class TrackerError(Exception):
    """Base of every error that this project raises on purpose."""


class TransientError(TrackerError):
    """Trouble that passes: the same step may succeed when repeated."""


class StoreUnavailable(TransientError):
    """The document store did not answer, or gave up because of contention."""


class BucketUnavailable(TransientError):
    """The object store did not answer, or broke off in the middle."""


class NotFound(TrackerError):
    """What was asked for by id or name does not exist (any more)."""


class RecordNotFound(NotFound):
    """No record has this id."""


class ReportNotFound(NotFound):
    """No report has this id."""


class LogNotFound(NotFound):
    """No log of this report is kept any more."""


class ObjectGone(NotFound):
    """No object of this name and generation exists (any more)."""


class InvalidObjectName(TrackerError):
    """The bucket cannot hold an object of this name."""


class InvalidDocument(TrackerError):
    """The store cannot hold this document, now or ever: it is too large, or no valid text."""


class RecordConflict(TrackerError):
    """The record changed since it was read, or exists although it was not there."""


class IdTaken(TrackerError):
    """A document of a new failure exists already: the same failure, or an id collision."""


class FoldConflict(TrackerError):
    """A document changed between being read for a fold and the fold's commit."""
