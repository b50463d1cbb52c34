"""Breakages as they are read: a page of those that fit, and what one covers by now."""

import pytest

from shared.core.breakages.order import Push, order_of
from shared.ports import Changes, Stored
from shared.services.breakages.reading import BreakageQuery, Reach, list_breakages, reach_of
from tests.adapters.examples import a_breakage, all_pages
from tests.core.breakages.branch import a_branch, broke

KEPT = (
    a_breakage(1),
    a_breakage(2, branch="dev"),
    a_breakage(3, repo="acme/till", resolved_sha="f" * 40),
    a_breakage(4, resolved_sha="f" * 40),
)


@pytest.fixture
def breakages(world):
    world.store.save(Changes([Stored(each, None) for each in KEPT]))
    return world.adapter("Breakages")


@pytest.mark.parametrize("limit", [1, 2, 50])
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        pytest.param(BreakageQuery(), [4, 3, 2, 1], id="all"),
        pytest.param(BreakageQuery(repo="acme/shop"), [4, 2, 1], id="of-a-repository"),
        pytest.param(BreakageQuery("acme/shop", "main"), [4, 1], id="of-a-branch"),
        pytest.param(BreakageQuery(branch="main"), [4, 3, 1], id="of-branches-of-that-name"),
        pytest.param(BreakageQuery(ongoing=True), [2, 1], id="that-go-on"),
        pytest.param(BreakageQuery("acme/shop", "main", False), [4], id="that-are-resolved"),
        pytest.param(BreakageQuery(repo="acme/none"), [], id="none"),
    ],
)
def test_all_pages_together_are_those_that_fit_the_last_annotated_first(
    breakages, query, numbers, limit
):
    found = all_pages(lambda cursor: list_breakages(breakages, query, limit=limit, cursor=cursor))
    assert [int(each.breakage_id, 16) for each in found] == numbers


def test_a_page_reads_little_however_few_fit(world):
    many = [Stored(a_breakage(number), None) for number in range(1, 40)]
    world.store.save(Changes(many))
    breakages = world.adapter("Breakages")
    page = list_breakages(breakages, BreakageQuery(ongoing=False), limit=2, cursor=None)
    assert (list(page.items), page.next is None) == ([], False)


def test_what_a_breakage_covers_is_told_with_why_it_is_nothing():
    order = a_branch("abcdef")
    assert reach_of(broke("b", "d"), order) == Reach(2, known=True, replaced=False)
    assert reach_of(broke("b"), order) == Reach(5, known=True, replaced=False)
    assert reach_of(broke("?"), order) == Reach(0, known=False, replaced=False)
    assert reach_of(broke("b", "?"), order) == Reach(0, known=False, replaced=False)
    forced = [Push("c", 1, None, tuple("abc")), Push("x", 2, "c", ("x",), forced=True, base="a")]
    assert reach_of(broke("b"), order_of(forced, {})) == Reach(2, known=True, replaced=True)
