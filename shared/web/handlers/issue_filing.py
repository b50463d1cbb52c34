"""Filing an issue: with the log that shows it, or on a report."""

from collections.abc import Mapping

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.errors import NoFailureFound
from shared.services import issues
from shared.services.bugs import UnreadableLog, file_with_log
from shared.services.reports import get_report
from shared.web import answers, decode, fields, shapes
from shared.web.accept import names_page
from shared.web.access import check_repo, visitor_of
from shared.web.forms import FILE_FIELD, read_upload
from shared.web.problems import WebError, bad_request
from shared.web.views.log_problems import PROBLEMS


def new_issue(_app: App, _request: Request) -> Response:
    """Answer the form that files an issue with a log."""
    return answers.page("issue_new.html", section="issues")


def post_issue(app: App, request: Request) -> Response:
    """File an issue with a log, or on a report; on one that has an issue it is a comment."""
    sent = fields.read_fields(request)
    with_file = any(file.filename for file in request.files.getlist(FILE_FIELD))
    if with_file and sent.get("report_id"):
        message = "Send either a file or a report_id: a log finds its report by itself."
        raise bad_request("file_and_report", message)
    file_it = _on_report if sent.get("report_id") else _with_log
    filed = file_it(app, request, sent)
    path = f"/issues/{filed.row.issue.issue_id}"
    if names_page(request):
        return answers.see_other(path)
    headers = {"Location": path}
    status = 201 if filed.new else 200
    return answers.data(shapes.issue(filed.row), status=status, headers=headers)


def _on_report(app: App, request: Request, sent: Mapping[str, str]) -> issues.Filed:
    log_id, summary = decode.log_id(sent["report_id"].strip()), fields.summary(sent)
    report = get_report(app.store, log_id).report
    repos: list[str | None] = [*report.tally.repos] or [None]
    if not any(visitor_of(request).may_report_on(repo) for repo in repos):
        check_repo(request, *repos)
    return issues.file_on_report(
        app.store, log_id, summary, actor=visitor_of(request).name, now_ms=app.now_ms()
    )


def _with_log(app: App, request: Request, sent: Mapping[str, str]) -> issues.Filed:
    settings = app.settings
    form = read_upload(request, max_bytes=settings.max_upload_bytes, bucket=settings.bucket_path)
    summary = fields.summary(sent)
    check_repo(request, form.context.repo)
    try:
        return file_with_log(
            app.ingest,
            form.file,
            form.context,
            summary,
            actor=visitor_of(request).name,
            now_ms=app.now_ms(),
        )
    except NoFailureFound:
        raise bad_request(
            "no_failure_found",
            "This log shows no failure, so there is nothing to file; nothing was stored. Send the"
            " log of a build that failed, or file the issue on a report by report_id.",
        ) from None
    except UnreadableLog as error:
        text = PROBLEMS[error.problem]
        raise WebError(text.status, error.problem.value, text.message) from None
