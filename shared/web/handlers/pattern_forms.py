"""The form of a pattern: begun from a line, tried on stored logs, shown again when refused."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.curation import MAX_LABEL_CHARS, proposal_of
from shared.core.documents import Pattern
from shared.errors import InvalidExpression, InvalidPattern, NotPossible
from shared.services.patterns import labels, reading
from shared.web import answers, decode, pattern_fields, pattern_shapes, problems
from shared.web.accept import names_page
from shared.web.problems import WebError, bad_request
from shared.web.views import pattern_form as views

_REFUSALS = (InvalidExpression, InvalidPattern, NotPossible, WebError)
# What is refused only until somebody says why it shall be.
_OVERRULED = frozenset({"hits_passing_logs", "only_generic_lines", "scope_matches_nothing"})


def new_pattern(app: App, request: Request) -> Response:
    """Answer the form of a new pattern: empty, or begun from a line of a log or from a report."""
    label = request.args.get("label", "")
    if len(label) > MAX_LABEL_CHARS:
        message = f"label is one exact label of at most {MAX_LABEL_CHARS} characters."
        raise bad_request("invalid_label", message)
    checked = [label] if label else []
    record, report = request.args.get("record"), request.args.get("report")
    line = decode.line_number(request)
    if record is not None and line is None:
        raise bad_request("missing_line", "Name the line of the log too: ?record=...&line=12.")
    if record is not None and line is not None:
        draft = app.drafting.from_line(decode.record_id(record), line)
    elif report is not None:
        draft = app.drafting.from_report(decode.log_id(report))
    else:
        return _page(app, views.FormView(labels=tuple(checked)))
    form = views.form_from_line(draft.line, draft.expression, labels=checked)
    return _page(app, form, problem=draft.problem)


def edit_pattern(app: App, _request: Request, pattern_id: str) -> Response:
    """Answer the form that changes a pattern."""
    pattern = reading.get_pattern(app.patterns, decode.pattern_id(pattern_id)).value
    return _page(app, views.form_of_pattern(pattern))


def test_pattern(app: App, request: Request) -> Response:
    """Try a pattern on stored logs: answer what it would hit, or the form with that above it."""
    try:
        sent = pattern_fields.read_pattern(request)
        edited = _edited(app, sent)
        proposal = (
            pattern_fields.changed(sent, proposal_of(edited))
            if edited
            else pattern_fields.new_proposal(sent)
        )
        found = app.dry_runs.run(proposal.expression, now_ms=app.now_ms())
        preview = app.previews.run(proposal, found, edited)
    except _REFUSALS as error:
        return refused_form(app, request, error)
    if not names_page(request):
        return answers.data(pattern_shapes.dry_run(found, preview))
    return _page(app, views.form_of(request.form), dry_run=views.dry_run_view(found, preview))


def _edited(app: App, sent: pattern_fields.Given) -> Pattern | None:
    """Return the pattern that is to be changed, None for a new one."""
    if not sent.get("pattern_id"):
        return None
    return reading.get_pattern(app.patterns, decode.pattern_id(sent["pattern_id"])).value


def refused_form(app: App, request: Request, error: Exception) -> Response:
    """Return the form as it was sent, with what is wrong in it; to programs raise the error."""
    problem = problems.as_web_error(error)
    is_form = request.mimetype != "application/json" and names_page(request)
    if problem is None or not is_form or problem.status == 413:
        raise error
    form = views.form_of(request.form)
    return _page(app, form, problem=problem.message, code=problem.code, status=problem.status)


def _page(
    app: App,
    form: views.FormView,
    *,
    problem: str = "",
    code: str = "",
    dry_run: views.DryRunView | None = None,
    status: int = 200,
) -> Response:
    known = labels.list_labels(app.patterns)
    return answers.page(
        "pattern_form.html",
        status=status,
        section="patterns",
        form=form,
        labels=[*known, *(each for each in form.labels if each and each not in known)],
        problem=problem,
        asks_reason=code in _OVERRULED or bool(form.reason),
        dry_run=dry_run,
    )
