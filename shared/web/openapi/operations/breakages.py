"""The operations of `breakage_table.py`."""

from shared.web.breakage_query import STATES
from shared.web.openapi import breakage_bodies as bodies
from shared.web.openapi.operation import (
    TO_RESULT,
    Answer,
    Operation,
    Operations,
    found,
    leads,
    page,
    written,
)
from shared.web.openapi.parameters import MANY, PAGE_OR_JSON, PAGING, choice, query
from shared.web.openapi.schemas import TEXT

_REPO = query("repo", TEXT, "one repository, as owner/name")
_BRANCH = query("branch", TEXT | {"maxLength": 255}, "one exact name")
_DELETED = Answer("the annotation is gone", {}, ("X-Decided-Again",))
_CHANGED = {
    200: written("the breakage as it stands now", "AnnotatedBreakage"),
    303: TO_RESULT,
}
_BEGUN = ("repo", "branch", "cause_sha", "resolved_sha", "mode", "notes")

BREAKAGES: Operations = {
    "GET /breakages": Operation(
        "list_breakages",
        "What people said broke branches, the last annotated first",
        {
            200: found("a page of the list", "BreakageList"),
            303: leads("for a browser: the address without empty parameters"),
        },
        (
            PAGE_OR_JSON,
            _REPO,
            _BRANCH,
            choice("state", STATES, "left out: both"),
            *PAGING,
        ),
    ),
    "POST /breakages": Operation(
        "post_breakage",
        "Annotate what broke a branch; commits that it covers are decided again",
        {201: written("the breakage", "AnnotatedBreakage"), 303: TO_RESULT},
        body=bodies.BREAKAGE,
        errors=(409,),
    ),
    "GET /breakages/new": Operation(
        "new_breakage",
        "The form of a new breakage",
        {200: page("the form, with what the address says of it")},
        (
            *(query(name, TEXT, "stands in the form") for name in _BEGUN),
            query("jobs", {"type": "array", "items": TEXT}, "stand in the form"),
        ),
    ),
    "GET /breakages/<breakage_id>": Operation(
        "show_breakage",
        "One breakage",
        {200: found("the breakage", "ShownBreakage")},
        (PAGE_OR_JSON, query("again", MANY, "page: so many commits are decided again")),
    ),
    "PATCH /breakages/<breakage_id>": Operation(
        "patch_breakage",
        "Change what a breakage says; its branch stays",
        _CHANGED,
        body=bodies.BREAKAGE_CHANGE,
        errors=(409,),
    ),
    "DELETE /breakages/<breakage_id>": Operation(
        "delete_breakage", "Take an annotation back", {204: _DELETED}
    ),
    "GET /breakages/<breakage_id>/edit": Operation(
        "edit_breakage_form", "The form that changes a breakage", {200: page("the form")}
    ),
    "POST /breakages/<breakage_id>/edit": Operation(
        "edit_breakage",
        "Change what a breakage says, by form",
        _CHANGED,
        body=bodies.BREAKAGE_CHANGE,
        errors=(409,),
    ),
    "POST /breakages/<breakage_id>/resolve": Operation(
        "resolve_breakage",
        "Say which commit resolves a breakage, by form",
        _CHANGED,
        body=bodies.RESOLUTION,
        errors=(409,),
    ),
    "GET /breakages/<breakage_id>/delete": Operation(
        "ask_to_delete_breakage",
        "The page that asks whether to delete a breakage",
        {200: page("it")},
    ),
    "POST /breakages/<breakage_id>/delete": Operation(
        "delete_breakage_by_form",
        "Take an annotation back, by form",
        {204: _DELETED, 303: leads("for a browser: the list")},
    ),
}
