"""The contract of every Breakages."""

from dataclasses import replace

import pytest

from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.examples import a_breakage, all_pages
from tests.adapters.pairs import KINDS, a_pair, save


@pytest.fixture(params=KINDS)
def pair(request, tmp_path):
    with a_pair(request.param, "Breakages", tmp_path) as made:
        yield made


@pytest.mark.parametrize("jobs", [None, ("e2e-*", "unit")], ids=str)
def test_a_breakage_comes_back_as_it_was_until_it_is_removed(pair, jobs):
    store, breakages = pair
    breakage = a_breakage(jobs=jobs, resolved_sha="f" * 40, notes="two\nlines")
    save(store, breakage)
    with pytest.raises(ChangeConflict):
        save(store, breakage)
    found = breakages.get(breakage.breakage_id)
    assert found.value == breakage

    store.save(Changes([Stored(replace(breakage, notes="x"), found.version)]))
    with pytest.raises(ChangeConflict):
        store.save(Changes(removed=[found]))
    store.save(Changes(removed=[breakages.get(breakage.breakage_id)]))
    assert breakages.get(breakage.breakage_id) is None


def test_lists_of_all_and_of_a_branch_the_last_annotated_first(pair):
    store, breakages = pair
    of_main = [a_breakage(number) for number in range(1, 6)]
    save(store, *of_main, a_breakage(9, branch="dev"), a_breakage(8, repo="acme/till"))

    def numbers(**query):
        pages = all_pages(lambda cursor: breakages.list(limit=2, cursor=cursor, **query))
        return [int(each.breakage_id, 16) for each in pages]

    assert numbers() == [9, 8, 5, 4, 3, 2, 1]
    assert numbers(repo="acme/shop", branch="main") == [5, 4, 3, 2, 1]
    assert numbers(repo="acme/shop", branch="none") == []
