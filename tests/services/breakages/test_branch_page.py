"""What a page of a branch costs, and which commits it shows: the same however long it goes back."""

from collections import Counter

import pytest

from shared.core.breakages.cells import Cell
from shared.errors import BranchNotFound
from shared.services.breakages.branch_page import MAX_CELLS, MIN_COMMITS, WEEKS_READ, get_branch
from tests.branch_story import NAME, REPO, tell
from tests.services.conftest import NOON


class Counted:
    """Pass every call on; count calls, and the documents that came of them."""

    def __init__(self, port):
        self._port, self.calls, self.documents = port, Counter(), Counter()

    def __getattr__(self, name):
        def call(*args, **kwargs):
            found = getattr(self._port, name)(*args, **kwargs)
            self.calls[name] += 1
            items = found if isinstance(found, dict) else getattr(found, "items", [found])
            self.documents[name] += len(items)
            return found

        return call


@pytest.fixture
def ports(world):
    return Counted(world.adapter("Branches")), Counted(world.adapter("Breakages"))


def read(ports, *, limit=50, cursor=None, name=NAME):
    return get_branch(*ports, REPO, name, limit=limit, cursor=cursor)


def test_a_page_costs_the_same_at_any_size(world, ports):
    sizes = {"young": {"days": 30, "a_day": 2}, "old": {"days": 80, "a_day": 9}}
    costs = []
    for name, size in sizes.items():
        tell(NOON, name=name, **size).save(world.store)
        for cursor in (None, "2026-11-16."):
            for each in ports:
                each.calls.clear()
                each.documents.clear()
            view = read(ports, cursor=cursor, name=name)
            assert view.commits
            costs.append([dict(each.calls) for each in ports])
            assert ports[0].documents["get_weeks"] <= WEEKS_READ
    assert costs == [[{"get_branch": 1, "get_weeks": 1}, {"list": 1}]] * 4


def test_pages_show_every_commit_once_the_newest_first(world, ports):
    story = tell(NOON, days=40, a_day=3)
    story.save(world.store)
    newest_first = [c.sha for week in reversed(story.weeks) for c in reversed(week.commits)]
    shown, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        view = read(ports, limit=25, cursor=cursor)
        assert (view.failing is None) == bool(pages)
        shown += [each.sha for each in view.commits]
        cursor, pages = view.next, pages + 1
    assert shown == newest_first
    assert story.branch.head == newest_first[0]


def test_a_page_is_found_again_when_its_commit_is_gone(world, ports):
    story = tell(NOON, days=30, a_day=2)
    story.save(world.store)
    monday = story.weeks[-2].monday
    view = read(ports, cursor=f"{monday}.{'0' * 40}")
    assert view.commits[0].sha == story.weeks[-2].commits[-1].sha
    assert read(ports, cursor="elsewhere").commits == read(ports).commits
    assert read(ports, cursor="1999-01-04.").commits == ()


def test_a_page_of_many_jobs_has_fewer_commits_but_some(world, ports):
    jobs = tuple(f"shard {number}" for number in range(100))
    tell(NOON, days=10, a_day=12, jobs=jobs).save(world.store)
    shown = read(ports, limit=100).commits
    assert MIN_COMMITS <= len(shown) <= MAX_CELLS / 99
    assert len(read(ports, limit=3).commits) == 3


def test_what_fails_now_is_told_with_where_it_began(world, ports):
    tell(NOON).save(world.store)
    view = read(ports, limit=1)
    failing = {each.job: (each.last, each.failures) for each in view.failing}
    assert failing["upgrade (from 4.x)"] == (Cell.KNOWN_BREAKAGE, 7)
    assert failing["typecheck"] == (Cell.UNKNOWN, 3)
    assert view.breakages.items[0].mode == "4.x registry answers 410"


def test_a_branch_that_nothing_was_heard_of_is_not_found(ports):
    with pytest.raises(BranchNotFound):
        read(ports)
