"""The list of branches, and one branch."""

from collections.abc import Sequence

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core.repositories import is_repo
from shared.errors import BranchNotFound
from shared.services.breakages.branch_page import BranchView, get_branch
from shared.web import answers, branch_shapes, decode
from shared.web.accept import Format, page_or_json
from shared.web.branch_query import GridFilters, grid_filters
from shared.web.handlers.links import next_href
from shared.web.views import branches as views
from shared.web.views.branch_breaks import breakages_view, failing_rows, proposal_rows
from shared.web.views.branch_grid import grid_view, jobs_shown
from shared.web.views.brokenness import days_view, weeks_view
from shared.web.views.flakes import flakes_view

_MAX_NAME_CHARS = 1000
_PROPOSALS_SHOWN = 10


def list_branches(app: App, request: Request) -> Response:
    """Answer `/branches`: those that everyone builds on, the last changed first."""
    form = page_or_json(request)
    limit, cursor = decode.limit(request), decode.cursor(request)
    page = app.branches.list_branches(limit=limit, cursor=cursor)
    if form is Format.JSON:
        rows = [branch_shapes.listed_branch(each) for each in page.items]
        return answers.data({"branches": rows, "next": page.next})
    return answers.page(
        "branches.html",
        section="branches",
        branches=[views.branch_row(each, now_ms=app.now_ms()) for each in page.items],
        is_first=cursor is None,
        next_href=next_href(request, page.next),
    )


def show_branch(app: App, request: Request, owner: str, repo: str, branch: str) -> Response:
    """Answer one branch: its newest commits against its jobs, and how broken it was."""
    name, form = f"{owner}/{repo}", page_or_json(request)
    limit, cursor = decode.limit(request), decode.cursor(request)
    filters = grid_filters(request)
    if not is_repo(name) or len(branch) > _MAX_NAME_CHARS:
        raise BranchNotFound
    view = get_branch(app.branches, app.breakages, name, branch, limit=limit, cursor=cursor)
    jobs = jobs_shown(view.commits, part=filters.name_part, only_failed=filters.only_failed)
    if form is Format.JSON:
        return answers.data(branch_shapes.branch(view, jobs))
    href = next_href(request, view.next)
    return _page(view, jobs, filters, None if href is None else f"{href}#grid", app.now_ms())


def _page(
    view: BranchView,
    jobs: Sequence[str],
    filters: GridFilters,
    next_page: str | None,
    now_ms: int,
) -> Response:
    branch = view.branch
    proposals = branch.proposals[:_PROPOSALS_SHOWN]
    return answers.page(
        "branch.html",
        section="branches",
        branch=views.branch_head(branch, view.failing, ran=bool(view.commits), now_ms=now_ms),
        figures=views.figures(branch, now_ms=now_ms),
        failing=failing_rows(branch.repo, view.failing or (), now_ms=now_ms),
        proposals=proposal_rows(branch.repo, branch.branch, proposals, now_ms=now_ms),
        more_proposals=max(0, branch.proposed - len(proposals)),
        grid=grid_view(branch.repo, view.commits, jobs, now_ms=now_ms),
        tabs=views.grid_tabs(branch, filters),
        filters=filters,
        is_first=view.failing is not None,
        next_href=next_page,
        weeks=weeks_view(branch.totals, now_ms=now_ms),
        days=days_view(branch.days, now_ms=now_ms),
        breakages=breakages_view(view.breakages.items, branch.times, now_ms=now_ms),
        more_breakages=view.breakages.next is not None,
        flakes=flakes_view(views.flake_rates(branch.flakes)),
        flakes_since=branch.flakes_since,
        cut=view.cut,
    )
