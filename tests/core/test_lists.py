"""Which facet leads a list, and what is looked at after."""

import pytest

from shared.core.lists import FILED, ListQuery, Sort, is_countable, plan

COUNTS = {"type:E": 1000, "type:C": 40, "job:unit": 700, "word:timeout": 1000, "repo:a/b": 1000}


def planned(*facets, since_ms=None, sort=Sort.LAST_SEEN):
    return plan(ListQuery(facets, since_ms, sort), COUNTS.__getitem__)


@pytest.mark.parametrize(
    ("facets", "lead"),
    [
        pytest.param((), None, id="none"),
        pytest.param(("type:E",), "type:E", id="one"),
        pytest.param(("type:E", "job:unit"), "job:unit", id="the-rarest"),
        pytest.param(("job:unit", "type:C"), "type:C", id="a-rare-type-too"),
        pytest.param(("type:E", "repo:a/b", "word:timeout"), "word:timeout", id="words-of-equals"),
    ],
)
def test_the_rarest_facet_leads_and_the_rest_is_looked_at(facets, lead):
    chosen = planned(*facets)
    assert chosen.lead == lead
    assert chosen.rest == set(facets) - {lead}
    assert chosen.filters == (len(facets) > 1)


def test_nothing_is_counted_for_a_single_facet():
    def count(_facet):
        raise AssertionError("costs a read")

    assert plan(ListQuery(("job:unit",)), count).lead == "job:unit"
    assert plan(ListQuery(("job:unit", "job:unit")), count).lead == "job:unit"


def test_a_list_in_order_of_filing_has_no_need_to_ask_who_is_filed():
    assert planned(FILED, sort=Sort.FILED).lead is None
    assert not planned(FILED, sort=Sort.FILED).filters
    chosen = planned(FILED, "type:E", sort=Sort.FILED)
    assert (chosen.lead, chosen.filters) == ("type:E", False)
    assert planned(FILED, sort=Sort.OCCURRENCES).lead == FILED


def test_age_is_a_range_of_the_index_only_where_that_is_sorted_by_it():
    assert not planned("type:E", since_ms=5).filters
    assert planned("type:E", since_ms=5, sort=Sort.OCCURRENCES).since_ms == 5


def test_what_fits_has_all_facets_and_is_recent():
    chosen = planned("type:E", "job:unit", since_ms=5, sort=Sort.FIRST_SEEN)
    assert chosen.fits(["job:unit", "type:E"], 5)
    assert not chosen.fits(["job:unit", "type:E"], 4)
    assert not chosen.fits(["job:unit"], 5)


def test_only_what_one_index_holds_is_counted():
    assert is_countable(ListQuery())
    assert is_countable(ListQuery(("type:E",), since_ms=5))
    assert not is_countable(ListQuery(("type:E", "job:unit")))
