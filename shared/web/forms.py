"""The form that uploads a log: one file, and what the sender knows of its build."""

from dataclasses import dataclass
from typing import IO

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.core.documents import BuildContext
from shared.core.metadata import CONTEXT_FIELDS, MAX_FIELD_CHARS
from shared.web.problems import WebError, bad_request, upload_too_large
from shared.web.views.controls import CONTROLS

FILE_FIELD = "file"

_HOW = "Send one log as multipart form data: curl -F file=@build.log ..."


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A log as it arrives, on disk beyond half a megabyte, and its build."""

    file: IO[bytes]
    context: BuildContext


def read_upload(request: Request, *, max_bytes: int, bucket: str) -> UploadForm:
    """Return the form's content. Raises WebError; `bucket` is named as the way for large logs."""
    try:
        file = _one_file(request)
    except RequestEntityTooLarge:
        raise body_too_large(request, max_bytes, bucket) from None
    context = BuildContext(**{name: _field(request, name) for name in CONTEXT_FIELDS})
    return UploadForm(file, context)


def _one_file(request: Request) -> IO[bytes]:
    files = request.files.getlist(FILE_FIELD)
    if len(files) > 1:
        raise bad_request("several_files", f"Only one file fits a request. {_HOW}")
    if not files or not files[0].filename:
        raise bad_request("missing_file", f"{_what_is_missing(request)} {_HOW}")
    return files[0].stream


def _what_is_missing(request: Request) -> str:
    if request.files.getlist(FILE_FIELD):
        return "No file was chosen."
    if FILE_FIELD in request.form:
        return "The field `file` holds text, not a file; mind the @ before the path."
    others = sorted(set(request.files) - {FILE_FIELD})
    if others:
        name = CONTROLS.sub("", others[0])[:MAX_FIELD_CHARS]
        return f"The file is in the field `{name}`; it belongs in `file`."
    return "The field `file` is missing."


def body_too_large(request: Request, max_bytes: int, bucket: str) -> WebError:
    """Return which limit was passed: that of the whole body, or that of its text fields."""
    if request.content_length is None or request.content_length > max_bytes:
        return upload_too_large(max_bytes, bucket)
    return bad_request("field_too_long", f"The text fields are too long or too many. {_HOW}")


def _field(request: Request, name: str) -> str | None:
    text = request.form.get(name, "").strip()
    if len(text) > MAX_FIELD_CHARS:
        message = f"{name} is longer than {MAX_FIELD_CHARS} characters; shorten it."
        raise bad_request("field_too_long", message)
    if any(character in text for character in "\r\n\0"):
        raise bad_request("invalid_field", f"{name} is more than one line; send plain text.")
    return text or None
