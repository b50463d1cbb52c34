"""Errors as the web shows them: a status, a code for programs, a sentence for people."""

import math
from collections.abc import Mapping

from werkzeug.exceptions import ClientDisconnected, HTTPException, MethodNotAllowed

from shared.errors import (
    BranchNotFound,
    BreakageNotFound,
    BuildNotFound,
    CommitNotFound,
    InvalidBreakage,
    InvalidExpression,
    InvalidImport,
    InvalidPattern,
    IssueNotFound,
    JobNotFound,
    LineNotFound,
    LogNotFound,
    NotFound,
    NotPossible,
    ObjectGone,
    PatternNotFound,
    PullNotFound,
    RecordNotFound,
    ReportNotFound,
    ScanNotFound,
    TrackerError,
    TransientError,
)

RETRY_AFTER_SECONDS = 5


class WebError(TrackerError):
    """An answer other than the one asked for; `facts` are further fields of the JSON error."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.facts = dict(facts or {})


def bad_request(code: str, message: str) -> WebError:
    """Return the error for input that cannot be used."""
    return WebError(400, code, message)


def invalid_field(code: str, field: str, message: str) -> WebError:
    """Return the error for input of which one field is wrong, "" where it is no single one."""
    return WebError(400, code, message, facts={"field": field} if field else {})


def upload_too_large(max_bytes: int, bucket: str) -> WebError:
    """Return the error for a request body over the cap: it names the way through the bucket."""
    megabytes = max(1, math.floor(max_bytes / 1_000_000))
    return WebError(
        413,
        "upload_too_large",
        f"The upload is larger than {megabytes:,} MB, the most one request may carry. Put the log"
        f" into the bucket instead, as {bucket}/logs/<job>/<build>/build-log.txt:"
        " it is read from there, whatever its size.",
    )


# The first class that fits decides. Messages say what to do next.
_NOT_FOUND: tuple[tuple[type[NotFound], str, str], ...] = (
    (
        ReportNotFound,
        "report_not_found",
        "There is no report with this id. Report ids have nine digits; the list at / has them all.",
    ),
    (
        IssueNotFound,
        "issue_not_found",
        "There is no issue with this id, or not any more. Those that were filed are at /issues.",
    ),
    (
        RecordNotFound,
        "record_not_found",
        "There is no log record with this id; it may have expired. The newest are at /records.",
    ),
    (
        JobNotFound,
        "job_not_found",
        "No build of a job of this name is known. Jobs are listed at /jobs; in an address, / within"
        " a name is written ~1, and ~ is ~0.",
    ),
    (
        BuildNotFound,
        "build_not_found",
        "There is no such build of this job, or not any more. The job's page lists its builds.",
    ),
    (
        LogNotFound,
        "log_not_found",
        "No log of this report is kept any more. The report still has its counts and its reason.",
    ),
    (
        ObjectGone,
        "log_gone",
        "The log was deleted or overwritten in the bucket. Its record is all that is left of it.",
    ),
    (
        CommitNotFound,
        "commit_not_found",
        "Nothing was heard of this commit. Its id is 40 hexadecimal digits; builds that name it,"
        " or GitHub's events, make it known.",
    ),
    (
        PullNotFound,
        "pull_not_found",
        "Nothing was heard of this pull request. GitHub's events make it known.",
    ),
    (
        BranchNotFound,
        "branch_not_found",
        "Nothing was heard of this branch. One that MAIN_BRANCHES names has a page once a push to"
        " it, or a build of it, was heard of; those that have one are listed at /branches.",
    ),
    (
        PatternNotFound,
        "pattern_not_found",
        "There is no pattern with this id. Pattern ids have eight digits; they are at /patterns.",
    ),
    (
        BreakageNotFound,
        "breakage_not_found",
        "There is no breakage with this id, or not any more. They are listed at /breakages.",
    ),
    (
        ScanNotFound,
        "scan_not_found",
        "There is no scan with this id. Scans are listed at /scans.",
    ),
    (
        LineNotFound,
        "line_not_found",
        "The log has no line of this number. Choose one in the log itself.",
    ),
    (NotFound, "not_found", "This does not exist, or not any more. Reports are listed at /."),
)


def as_web_error(error: Exception) -> WebError | None:
    """Return what to answer for the error; None for one that nobody expected."""
    if isinstance(error, WebError):
        return error
    if isinstance(error, TransientError):
        return _try_again()
    if isinstance(error, HTTPException):
        return _from_http(error)
    if isinstance(error, NotPossible):
        return WebError(409, error.code, str(error))
    if isinstance(error, InvalidBreakage):
        return invalid_field(error.code, error.field, str(error))
    if isinstance(error, InvalidExpression | InvalidPattern | InvalidImport):
        return bad_request(error.code, str(error))
    return _not_found(error)


def unexpected() -> WebError:
    """Return the error that shows nothing of what went wrong."""
    return WebError(
        500,
        "internal_error",
        "Something went wrong here, and it has been written to the service's log. Try again;"
        " if it stays, tell whoever runs this service the time of this page.",
    )


def _not_found(error: Exception) -> WebError | None:
    for kind, code, message in _NOT_FOUND:
        if isinstance(error, kind):
            return WebError(404, code, message)
    return None


def _try_again() -> WebError:
    return WebError(
        503,
        "try_again",
        f"The store did not answer in time. Try again in {RETRY_AFTER_SECONDS} seconds.",
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )


def _from_http(error: HTTPException) -> WebError | None:
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        message = f"This address answers {allowed} only."
        return WebError(405, "method_not_allowed", message, headers={"Allow": allowed})
    if isinstance(error, ClientDisconnected):
        return bad_request("incomplete_request", "The request ended early. Send it again.")
    if error.code == 404:
        message = "There is no page at this address. Reports are listed at /."
        return WebError(404, "page_not_found", message)
    if error.code is not None and 400 <= error.code < 500:
        return WebError(error.code, "bad_request", "The request could not be understood.")
    return None
