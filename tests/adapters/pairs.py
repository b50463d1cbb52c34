"""A store, and the adapter whose documents it writes, of both kinds."""

from contextlib import contextmanager

from shared.adapters import sqlite
from shared.ports import Changes, Stored
from tests.emulators import emulated_firestore, fresh_project

KINDS = ("Sqlite", "Firestore")


@contextmanager
def a_pair(kind, name, folder):
    """Give the store and the adapter of this name, "Notices", in the test's own folder."""
    if kind == "Sqlite":
        path = folder / "store.sqlite3"
        yield sqlite.SqliteStore(path), getattr(sqlite, f"Sqlite{name}")(path)
        return
    with emulated_firestore():
        from shared.adapters import firestore

        project = fresh_project()
        adapter = getattr(firestore, f"Firestore{name}")
        yield firestore.FirestoreStore(project=project), adapter(project=project)


def save(store, *values):
    """Create the documents."""
    store.save(Changes([Stored(value, None) for value in values]))
