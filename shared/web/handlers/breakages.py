"""Known breakages: the list, one of them, and every change to it, by program or by form."""

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.errors import InvalidBreakage, NotPossible
from shared.services.breakages import reading
from shared.services.breakages.annotating import Annotated
from shared.web import answers, breakage_fields, breakage_shapes, decode
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.breakage_query import breakage_query
from shared.web.handlers.breakage_forms import reach_of, refused_form, refused_on_page, show_page
from shared.web.handlers.links import next_href, tidy_href
from shared.web.problems import WebError, invalid_field
from shared.web.views import breakages as views
from shared.web.views.breakage_filters import breakage_filters

DECIDED_AGAIN = "X-Decided-Again"
"""The header of an answer without a body: how many commits are decided again."""

_REFUSALS = (InvalidBreakage, NotPossible, WebError)


def list_breakages(app: App, request: Request) -> Response:
    """Answer `/breakages`: the last annotated first."""
    form, query = page_or_json(request), breakage_query(request)
    limit, cursor = decode.limit(request), decode.cursor(request)
    tidy = tidy_href(request)
    if tidy is not None and form is Format.HTML:
        return answers.see_other(tidy)
    page = reading.list_breakages(app.breakages, query, limit=limit, cursor=cursor)
    if form is Format.JSON:
        rows = [breakage_shapes.breakage(each) for each in page.items]
        return answers.data({"breakages": rows, "next": page.next})
    now_ms = app.now_ms()
    return answers.page(
        "breakages.html",
        section="branches",
        breakages=[views.breakage_view(each, now_ms=now_ms) for each in page.items],
        filters=breakage_filters(request.path, query),
        is_first=cursor is None,
        next_href=next_href(request, page.next),
    )


def show_breakage(app: App, request: Request, breakage_id: str) -> Response:
    """Answer one breakage: what is broken since when, and what became of it."""
    wanted, form = decode.breakage_id(breakage_id), page_or_json(request)
    again = decode.amount(request, "again")
    found = reading.get_breakage(app.breakages, wanted).value
    if form is Format.JSON:
        return answers.data(breakage_shapes.shown(found, reach_of(app, found)))
    return show_page(app, found, again=again)


def post_breakage(app: App, request: Request) -> Response:
    """Annotate a breakage; a form that is refused is shown again, with what is wrong in it."""
    try:
        draft = breakage_fields.new_breakage(breakage_fields.read_breakage(request))
        actor = visitor_of(request).name
        annotated = app.annotating.create(draft, actor=actor, now_ms=app.now_ms())
    except _REFUSALS as error:
        return refused_form(app, request, error)
    return _answer(request, annotated, status=201)


def patch_breakage(app: App, request: Request, breakage_id: str) -> Response:
    """Change what a breakage says."""
    return _answer(request, _change(app, request, decode.breakage_id(breakage_id)))


def edit_by_form(app: App, request: Request, breakage_id: str) -> Response:
    """Change what a breakage says; a form that is refused is shown again."""
    wanted = decode.breakage_id(breakage_id)
    try:
        annotated = _change(app, request, wanted)
    except _REFUSALS as error:
        return refused_form(app, request, error, breakage_id=wanted)
    return _answer(request, annotated)


def resolve_by_form(app: App, request: Request, breakage_id: str) -> Response:
    """Say which commit resolves a breakage; what is refused is said on its page."""
    wanted = decode.breakage_id(breakage_id)
    try:
        annotated = _resolve(app, request, wanted)
    except _REFUSALS as error:
        return refused_on_page(app, request, error, breakage_id=wanted)
    return _answer(request, annotated)


def delete_breakage(app: App, _request: Request, breakage_id: str) -> Response:
    """Take the annotation back."""
    return _deleted(app.annotating.delete(decode.breakage_id(breakage_id), now_ms=app.now_ms()))


def delete_by_form(app: App, request: Request, breakage_id: str) -> Response:
    """Take the annotation back, and show the list."""
    act = app.annotating.delete(decode.breakage_id(breakage_id), now_ms=app.now_ms())
    return answers.see_other("/breakages") if names_page(request) else _deleted(act)


def _change(app: App, request: Request, breakage_id: str) -> Annotated:
    return _edit(app, request, breakage_id, breakage_fields.read_breakage(request))


def _resolve(app: App, request: Request, breakage_id: str) -> Annotated:
    given = breakage_fields.read_breakage(request)
    if not given.get("resolved_sha"):
        message = "The field `resolved_sha` is missing: send the commit that resolves it."
        raise invalid_field("missing_resolved_sha", "resolved_sha", message)
    narrow = {name: given[name] for name in ("resolved_sha", "revision") if name in given}
    return _edit(app, request, breakage_id, narrow)


def _edit(app: App, request: Request, breakage_id: str, given: breakage_fields.Given) -> Annotated:
    edit = breakage_fields.edit_of(given)
    return app.annotating.change(
        breakage_id,
        edit,
        actor=visitor_of(request).name,
        now_ms=app.now_ms(),
        seen=given.get("revision"),
    )


def _answer(request: Request, act: Annotated, *, status: int = 200) -> Response:
    found = act.breakage
    assert found is not None
    path, again = f"/breakages/{found.breakage_id}", len(act.touched)
    if names_page(request):
        return answers.see_other(f"{path}?again={again}" if again else path)
    fields = breakage_shapes.annotated(found, act)
    return answers.data(fields, status=status, headers={"Location": path})


def _deleted(act: Annotated) -> Response:
    return Response(status=204, headers={DECIDED_AGAIN: str(len(act.touched))})
