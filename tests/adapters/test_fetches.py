"""The contract of every PendingFetches."""

from dataclasses import replace

import pytest

from shared.core.documents import PendingFetch
from shared.errors import ChangeConflict
from shared.ports import Changes
from tests.adapters.examples import NOW_MS
from tests.adapters.pairs import KINDS, a_pair, save


@pytest.fixture(params=KINDS)
def pair(request, tmp_path):
    with a_pair(request.param, "PendingFetches", tmp_path) as made:
        yield made


def a_fetch(number, **changes):
    made = PendingFetch(
        "circleci", "acme/shop", str(number), "a" * 40, heard_ms=NOW_MS, due_ms=NOW_MS + number
    )
    return replace(made, **changes)


def test_a_build_is_wanted_once_and_comes_back_as_it_was(pair):
    store, fetches = pair
    fetch = a_fetch(1, attempts=2, trouble="circleci answered 503")
    save(store, fetch)
    with pytest.raises(ChangeConflict):
        save(store, a_fetch(1, repo="Acme/Shop"))
    found = fetches.get(fetch.key)
    assert (found.value, fetches.get("none")) == (fetch, None)
    store.save(Changes(removed=[found]))
    assert fetches.get(fetch.key) is None


def test_what_is_due_comes_by_provider_the_longest_waiting_first(pair):
    store, fetches = pair
    save(store, *(a_fetch(number) for number in (3, 1, 2, 9)))
    save(store, a_fetch(1, provider="github-actions"))
    due = fetches.list_due("circleci", now_ms=NOW_MS + 3, limit=2)
    assert [found.value for found in due] == [a_fetch(1), a_fetch(2)]
    later = replace(due[0].value, due_ms=NOW_MS + 7)
    store.save(Changes([replace(due[0], value=later)], removed=[due[1]]))
    left = fetches.list_due("circleci", now_ms=NOW_MS + 8, limit=9)
    assert [found.value for found in left] == [a_fetch(3), later]
    [other] = fetches.list_due("github-actions", now_ms=NOW_MS + 3, limit=9)
    assert other.value.provider == "github-actions"
