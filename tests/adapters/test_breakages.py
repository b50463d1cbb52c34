"""The contract of every Breakages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from shared.adapters.sqlite import SqliteBreakages, SqliteStore
from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.examples import a_breakage, all_pages
from tests.emulators import emulated_firestore, fresh_project


@contextmanager
def make_sqlite(tmp_path) -> Iterator:
    path = tmp_path / "store.sqlite3"
    yield SqliteStore(path), SqliteBreakages(path)


@contextmanager
def make_firestore(_tmp_path) -> Iterator:
    with emulated_firestore():
        from shared.adapters.firestore import FirestoreBreakages, FirestoreStore

        project = fresh_project()
        yield FirestoreStore(project=project), FirestoreBreakages(project=project)


PAIRS = {"sqlite": make_sqlite, "firestore": make_firestore}


@pytest.fixture(params=PAIRS)
def pair(request, tmp_path):
    with PAIRS[request.param](tmp_path) as made:
        yield made


def save(store, *values):
    store.save(Changes([Stored(value, None) for value in values]))


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
