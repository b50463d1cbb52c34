"""Patterns: the list, one pattern, and every change to it, by program or by form."""

from collections.abc import Callable, Mapping
from functools import partial

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.documents import Pattern
from shared.core.documents.patterns import side_key, side_keys
from shared.core.pattern_lists import PatternQuery, PatternRow
from shared.errors import InvalidExpression, InvalidPattern, NotPossible
from shared.ports import Page
from shared.services.patterns import labels, overview, reading
from shared.services.patterns.acts import By, Curated, Seen
from shared.web import answers, decode, pattern_fields, pattern_shapes
from shared.web.accept import Format, names_page, page_or_json
from shared.web.access import visitor_of
from shared.web.handlers.links import next_href
from shared.web.handlers.pattern_forms import refused_form
from shared.web.pattern_query import pattern_query, shown_hits
from shared.web.problems import WebError, bad_request
from shared.web.views import patterns as views
from shared.web.views.pattern_filters import pattern_filters
from shared.web.views.scans import scan_view

_HITS_ON_A_PAGE = 20
_SCANS_LOOKED_AT = 20
_REFUSALS = (InvalidExpression, InvalidPattern, NotPossible, WebError)


def list_patterns(app: App, request: Request) -> Response:
    """Answer `/patterns`: those with the most hits first unless asked otherwise."""
    form, now_ms = page_or_json(request), app.now_ms()
    limit, cursor = decode.limit(request), decode.cursor(request)
    query = pattern_query(request)
    page = app.patterns.list_patterns(query, limit=limit, cursor=cursor)
    if form is Format.JSON:
        rows = [pattern_shapes.pattern(row) for row in page.items]
        return answers.data({"patterns": rows, "next": page.next, "previous": page.previous})
    return _list_page(app, request, query, page, now_ms)


def _list_page(
    app: App, request: Request, query: PatternQuery, page: Page[PatternRow], now_ms: int
) -> Response:
    classified = overview.classify(app.patterns, now_ms=now_ms)
    all_labels = labels.list_labels(app.patterns)
    return answers.page(
        "patterns.html",
        section="patterns",
        patterns=[views.pattern_view(row, classified, now_ms=now_ms) for row in page.items],
        rate=views.percent(classified.rate),
        filters=pattern_filters(request.path, query, all_labels),
        labels=all_labels,
        previous_href=next_href(request, page.previous),
        next_href=next_href(request, page.next),
    )


def show_pattern(app: App, request: Request, pattern_id: str) -> Response:
    """Answer one pattern: what it looks for, what it hits, what became of it."""
    wanted, form = decode.pattern_id(pattern_id), page_or_json(request)
    cursor, shown = decode.cursor(request), shown_hits(request)
    pattern = reading.get_pattern(app.patterns, wanted).value
    tallies = reading.tallies_of(app.patterns, pattern)
    row = PatternRow(pattern, tallies[pattern.version])
    if form is Format.JSON:
        return answers.data(pattern_shapes.pattern(row))
    now_ms = app.now_ms()
    keys = [side_key(pattern.key, passed=True)] if shown == "passing" else side_keys(pattern.key)
    page = app.patterns.list_hit_records(keys, now_ms=now_ms, limit=_HITS_ON_A_PAGE, cursor=cursor)
    known = reading.patterns_of(app.patterns, page.items)
    hits = views.hit_views(pattern, page.items, known, now_ms=now_ms)
    classified = overview.classify(app.patterns, now_ms=now_ms)
    return answers.page(
        "pattern.html",
        section="patterns",
        pattern=views.pattern_page(row, classified, now_ms=now_ms),
        details=views.pattern_details(pattern, tallies, now_ms=now_ms),
        hits=[hit for hit in hits if hit.best or shown != "best"],
        shown=shown,
        scans=_scans_of(app, pattern, now_ms),
        is_first=cursor is None,
        next_href=next_href(request, page.next),
    )


def _scans_of(app: App, pattern: Pattern, now_ms: int) -> list[object]:
    """Return the newest scans of the pattern, as far as they are among the newest of all."""
    page = app.planning.list_scans(limit=_SCANS_LOOKED_AT, cursor=None, now_ms=now_ms)
    known = {pattern.pattern_id: pattern}
    return [
        scan_view(progress, known, now_ms=now_ms)
        for progress in page.items
        if any(key.partition("@")[0] == pattern.pattern_id for key in progress.scan.patterns)
    ]


def post_pattern(app: App, request: Request) -> Response:
    """Create a pattern; a form that is refused is shown again, with what is wrong in it."""
    try:
        given = pattern_fields.read_pattern(request)
        proposal = pattern_fields.new_proposal(given)
        curated = app.curation.create(proposal, _by(app, request, given))
    except _REFUSALS as error:
        return refused_form(app, request, error)
    return _answer(app, request, curated, status=201)


def patch_pattern(app: App, request: Request, pattern_id: str) -> Response:
    """Change what a pattern says, retire it or restore it."""
    wanted = decode.pattern_id(pattern_id)
    given = pattern_fields.read_pattern(request)
    retired, changes = given.get("retired"), pattern_fields.changes_pattern(given)
    if retired is None and not changes:
        raise _nothing_to_change()
    by, seen = _by(app, request, given), pattern_fields.seen_of(given)
    curated = None
    if retired is False:
        curated = app.curation.restore(wanted, by, seen)
        seen = Seen(seen.version)  # restoring raised the revision
    if changes and not (retired and _is_retired(app, wanted)):
        curated = _edit(app, wanted, given, by, seen)
        seen = Seen()
    if retired is True:
        curated = app.curation.retire(wanted, by, seen)
    assert curated is not None
    return _answer(app, request, curated)


def edit_by_form(app: App, request: Request, pattern_id: str) -> Response:
    """Change what a pattern says; a form that is refused is shown again."""
    wanted = decode.pattern_id(pattern_id)
    try:
        given = pattern_fields.read_pattern(request)
        if not pattern_fields.changes_pattern(given):
            raise _nothing_to_change()
        by, seen = _by(app, request, given), pattern_fields.seen_of(given)
        curated = _edit(app, wanted, given, by, seen)
    except _REFUSALS as error:
        return refused_form(app, request, error)
    return _answer(app, request, curated)


def _retire_or_restore(name: str, app: App, request: Request, pattern_id: str) -> Response:
    wanted = decode.pattern_id(pattern_id)
    given = pattern_fields.read_pattern(request)
    act: Callable[[str, By, Seen], Curated] = getattr(app.curation, name)
    return _answer(
        app, request, act(wanted, _by(app, request, given), pattern_fields.seen_of(given))
    )


retire_by_form: Callable[..., Response] = partial(_retire_or_restore, "retire")
restore_by_form: Callable[..., Response] = partial(_retire_or_restore, "restore")


def _edit(app: App, pattern_id: str, given: Mapping[str, object], by: By, seen: Seen) -> Curated:
    return app.curation.edit(
        pattern_id, lambda before: pattern_fields.changed(given, before), by, seen
    )


def _nothing_to_change() -> WebError:
    message = "Nothing to change: send a field of the pattern, or retired."
    return bad_request("nothing_to_change", message)


def _is_retired(app: App, pattern_id: str) -> bool:
    return reading.get_pattern(app.patterns, pattern_id).value.retired


def _by(app: App, request: Request, given: pattern_fields.Given) -> By:
    return pattern_fields.by_of(given, visitor_of(request).name, app.now_ms())


def _answer(app: App, request: Request, curated: Curated, *, status: int = 200) -> Response:
    pattern = curated.pattern
    path = f"/patterns/{pattern.pattern_id}"
    if names_page(request):
        return answers.see_other(path)
    tally = reading.tallies_of(app.patterns, pattern)[pattern.version]
    fields = pattern_shapes.curated(pattern, tally, curated.scan)
    return answers.data(fields, status=status, headers={"Location": path})
