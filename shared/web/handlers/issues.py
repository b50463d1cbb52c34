"""Issues: the list, one issue, and every change to it, by program or by form."""

from collections.abc import Callable
from functools import partial

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import IssueStatus
from shared.services import issue_rows, issues
from shared.services.issue_rows import IssueRow
from shared.services.labelling import Labelling, label_issue
from shared.services.totals import count_reports
from shared.web import answers, decode, fields, shapes
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.handlers.links import next_href, tidy_href
from shared.web.list_query import ISSUES, list_query
from shared.web.problems import bad_request
from shared.web.views import issues as issue_views
from shared.web.views.filters import filter_bar, total_text


def list_issues(app: App, request: Request) -> Response:
    """Answer `/issues`: issues as the filters ask, last filed first unless asked otherwise."""
    form, now_ms = page_or_json(request), app.now_ms()
    limit, cursor = decode.limit(request), decode.cursor(request)
    asked = list_query(request, ISSUES, now_ms=now_ms)
    tidy = tidy_href(request)
    if tidy is not None and form is Format.HTML:
        return answers.see_other(tidy)
    page = issue_rows.list_issues(app.store, limit=limit, cursor=cursor, query=asked.query)
    total = count_reports(app.store, asked.query, page, at_top=page.previous is None)
    if form is Format.JSON:
        rows = [shapes.issue(row) for row in page.items]
        return answers.data({"issues": rows, **shapes.paging(page, total)})
    return answers.page(
        "issues.html",
        section="issues",
        issues=[issue_views.issue_view(row, now_ms=now_ms) for row in page.items],
        filters=filter_bar(request.path, ISSUES, asked),
        total=total_text(total, "issue"),
        previous_href=next_href(request, page.previous),
        next_href=next_href(request, page.next),
    )


def show_issue(app: App, request: Request, issue_id: str) -> Response:
    """Answer one issue; the old address of one that was merged leads to where it is now."""
    wanted, form = decode.issue_id(issue_id), page_or_json(request)
    row = issues.get_issue(app.store, wanted)
    if form is Format.JSON:
        return answers.data(shapes.issue(row))
    if row.issue.issue_id != wanted:
        return answers.moved(_path(row))
    view = issue_views.issue_view(row, now_ms=app.now_ms())
    return answers.page("issue.html", section="issues", issue=view)


def patch_issue(app: App, request: Request, issue_id: str) -> Response:
    """Change status, summary, labels, or several of them."""
    wanted = decode.issue_id(issue_id)
    sent = fields.read_fields(request)
    if not sent.keys() & {"new_status", "summary", "labels"}:
        message = "Nothing to change: send new_status (open or closed), summary, or labels."
        raise bad_request("nothing_to_change", message)
    new_status, labels = sent.get("new_status"), fields.labels(sent)
    status = None if new_status is None else fields.status(new_status, "new_status")
    summary = fields.summary(sent) if "summary" in sent else None
    labelled = _label(app, request, wanted, labels) if labels else None
    if labelled is not None and status is None and summary is None:
        return _answer(request, labelled)
    return _changed(app, request, wanted, status=status, summary=summary)


def _label(app: App, request: Request, issue_id: str, labels: Labelling) -> IssueRow:
    actor, now_ms = visitor_of(request).name, app.now_ms()
    return label_issue(app.store, app.patterns, issue_id, labels, actor=actor, now_ms=now_ms)


def delete_issue(app: App, request: Request, issue_id: str) -> Response:
    """Delete the issue with its report."""
    _delete(app, request, decode.issue_id(issue_id))
    return Response(status=204)


def ask_to_delete(app: App, _request: Request, issue_id: str) -> Response:
    """Answer the page that asks whether to delete an issue."""
    row = issues.get_issue(app.store, decode.issue_id(issue_id))
    view = issue_views.issue_view(row, now_ms=app.now_ms())
    return answers.page("issue_delete.html", section="issues", issue=view)


def delete_by_form(app: App, request: Request, issue_id: str) -> Response:
    """Delete the issue, and show the list."""
    _delete(app, request, decode.issue_id(issue_id))
    return answers.see_other("/issues") if names_page(request) else Response(status=204)


def edit_by_form(app: App, request: Request, issue_id: str) -> Response:
    """Give the issue another summary."""
    text = fields.summary(fields.read_fields(request))
    return _changed(app, request, decode.issue_id(issue_id), summary=text)


def label_by_form(app: App, request: Request, issue_id: str) -> Response:
    """Give the issue's failures other labels."""
    labels = fields.labels(fields.read_fields(request))
    if labels is None:
        raise bad_request("missing_labels", "The field `labels` is missing; empty, it takes all.")
    return _answer(request, _label(app, request, decode.issue_id(issue_id), labels))


def _set_status(status: IssueStatus, app: App, request: Request, issue_id: str) -> Response:
    return _changed(app, request, decode.issue_id(issue_id), status=status)


close_by_form: Callable[..., Response] = partial(_set_status, IssueStatus.CLOSED)
reopen_by_form: Callable[..., Response] = partial(_set_status, IssueStatus.OPEN)


def _changed(
    app: App,
    request: Request,
    issue_id: str,
    *,
    status: IssueStatus | None = None,
    summary: str | None = None,
) -> Response:
    row = issues.change_issue(
        app.store,
        issue_id,
        status=status,
        summary=summary,
        actor=visitor_of(request).name,
        now_ms=app.now_ms(),
    )
    return _answer(request, row)


def _answer(request: Request, row: IssueRow) -> Response:
    if names_page(request):
        return answers.see_other(_path(row))
    return answers.data(shapes.issue(row))


def _delete(app: App, request: Request, issue_id: str) -> None:
    actor = visitor_of(request).name
    issues.delete_issue(app.store, issue_id, actor=actor, now_ms=app.now_ms())


def _path(row: IssueRow) -> str:
    return f"/issues/{row.issue.issue_id}"
