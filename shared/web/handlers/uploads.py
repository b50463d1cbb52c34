"""Uploads: the form, and the log it sends."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Record
from shared.core.streams import LogProblem
from shared.services.upload import Upload, upload_log
from shared.web import answers, shapes
from shared.web.accept import names_page
from shared.web.access import check_repo, visitor_of
from shared.web.forms import read_upload
from shared.web.problems import WebError
from shared.web.views.log_problems import PROBLEMS


def post_log(app: App, request: Request) -> Response:
    """Take one log, and answer the report it shows: JSON, or for a browser its page."""
    settings = app.settings
    form = read_upload(request, max_bytes=settings.max_upload_bytes, bucket=settings.bucket_path)
    check_repo(request, form.context.repo)
    actor = visitor_of(request).name
    upload = upload_log(app.ingest, form.file, form.context, now_ms=app.now_ms(), actor=actor)
    problem = upload.record.problem
    if problem is not None:
        raise _unreadable(upload.record, problem)
    if names_page(request):
        return answers.see_other(_path(upload))
    fields = shapes.upload(upload.row, new=upload.new, record_id=upload.record.record_id)
    return answers.data(fields, status=201, headers={"Location": _path(upload)})


def _path(upload: Upload) -> str:
    if upload.row is None:
        return f"/records/{upload.record.record_id}"
    return f"/reports/{upload.row.report.log_id}"


def _unreadable(record: Record, problem: LogProblem) -> WebError:
    """Return the error for a log that is kept, and seen on the pages, but could not be read."""
    text = PROBLEMS[problem]
    return WebError(text.status, problem.value, text.message, facts={"record": record.record_id})
