"""The forms of a breakage, and its page, each shown again with what was refused."""

from collections.abc import Iterable

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core import ids
from shared.core.documents import Breakage
from shared.services.breakages import reading
from shared.web import answers, decode, problems
from shared.web.accept import names_page
from shared.web.problems import WebError
from shared.web.views import breakage_form as views
from shared.web.views.breakages import breakage_page, breakage_view


def new_breakage(app: App, request: Request) -> Response:
    """Answer the form of a new breakage: empty, or with what the address says of it."""
    return _form_page(app, views.form_of(request.args))


def edit_breakage(app: App, _request: Request, breakage_id: str) -> Response:
    """Answer the form that changes a breakage."""
    found = reading.get_breakage(app.breakages, decode.breakage_id(breakage_id)).value
    return _form_page(app, views.form_of_breakage(found))


def ask_to_delete(app: App, _request: Request, breakage_id: str) -> Response:
    """Answer the page that asks whether to delete a breakage."""
    found = reading.get_breakage(app.breakages, decode.breakage_id(breakage_id)).value
    view = breakage_view(found, now_ms=app.now_ms())
    commits = views.decided_again(reach_of(app, found).commits)
    return answers.page("breakage_delete.html", section="branches", breakage=view, commits=commits)


def refused_form(
    app: App, request: Request, error: Exception, *, breakage_id: str = ""
) -> Response:
    """Return the form as it was sent, with what is wrong in it; to programs raise the error."""
    problem = _problem_for_people(request, error)
    form = views.form_of(request.form, breakage_id=breakage_id)
    if breakage_id:
        form = views.on_its_branch(form, reading.get_breakage(app.breakages, breakage_id).value)
    return _form_page(app, form, problem)


def refused_on_page(app: App, request: Request, error: Exception, *, breakage_id: str) -> Response:
    """Return the page of the breakage, with what is wrong beside its short form."""
    problem = _problem_for_people(request, error)
    found = reading.get_breakage(app.breakages, breakage_id).value
    return show_page(app, found, problem=problem, typed=request.form.get("resolved_sha", ""))


def show_page(
    app: App,
    found: Breakage,
    *,
    again: int | None = None,
    problem: WebError | None = None,
    typed: str = "",
) -> Response:
    """Return the page of a breakage; `again` commits are decided anew since it was changed."""
    reach, now_ms = reach_of(app, found), app.now_ms()
    return answers.page(
        "breakage.html",
        status=problem.status if problem else 200,
        section="branches",
        breakage=breakage_view(found, now_ms=now_ms),
        details=breakage_page(found, reach, _known_commits(app, found), now_ms=now_ms),
        again=views.decided_again(again or 0),
        problem=problem,
        typed=typed,
    )


def reach_of(app: App, found: Breakage) -> reading.Reach:
    """Return what the breakage covers by now."""
    return reading.reach_of(found, app.branch_history.order(found.repo, found.branch))


def _problem_for_people(request: Request, error: Exception) -> WebError:
    """Return what a form shows; raise the error to who sent no form from a page."""
    problem = problems.as_web_error(error)
    is_form = request.mimetype != "application/json" and names_page(request)
    if problem is None or not is_form or problem.status == 413:
        raise error
    return problem


def _form_page(app: App, form: views.FormView, problem: WebError | None = None) -> Response:
    return answers.page(
        "breakage_form.html",
        status=problem.status if problem else 200,
        section="branches",
        form=form,
        known_jobs=views.some_jobs(_jobs_of(app, form)),
        problem=problem,
        wrong=problem.facts.get("field", "") if problem else "",
    )


def _jobs_of(app: App, form: views.FormView) -> Iterable[str]:
    """Return the names of jobs that ran on the branch, if the form names one."""
    return app.branch_history.jobs(form.repo, form.branch) if form.repo and form.branch else ()


def _known_commits(app: App, found: Breakage) -> set[str]:
    """Return which of its two commits have a page: not each that was pushed was built."""
    shas = [sha for sha in (found.cause_sha, found.resolved_sha) if sha is not None]
    keys = {ids.commit_key(found.repo, sha): sha for sha in shas}
    return {keys[key] for key in app.commits.get_commits(keys)}
