"""What a store's provider bills, counted where it leaves the service: documents, requests, bytes.

`CountingStore` stands before a port and sees what is asked of that one. This stands behind all of
them, at SQLite's statements and Firestore's calls, so nothing that is read goes uncounted. Counted
as Firestore bills: a document that is asked for and is not there is read, a query that finds none
reads one, and a count reads one for each thousand.
"""

import json
import math
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from unittest import mock

from shared.adapters.directory import DirectoryBucket, DirectoryDerived

_BY_NAME = "WHERE id IN (SELECT value FROM json_each(?))"
_TABLE = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO) (\w+)(?: AS (\w+))?")
_DOC = re.compile(r"(?:\b(\w+)\.)?\bdoc\b")
_LOOKED_UP = re.compile(r"\b(?:count|min|max)\(")
_KEPT_IN = {"leases": "meta", "report_facets": "reports", "record_hits": "records"}

# What one call asks of Cloud Storage: requests of class A and of class B. A log whose size is not
# known is another of the latter.
_REQUESTS = {"read": (0, 1), "stat": (0, 1), "get": (0, 1), "get_range": (0, 1)}
_REQUESTS |= {"put": (1, 0), "writing": (1, 0), "list": (1, 0), "list_folder": (1, 0)}
# Requests about objects: not the parts of an upload that was begun, nor what the client asks about
# its bucket in the background, once and after an object was not there.
_OBJECTS = re.compile(r"/b/[^/?]+/o(?P<one>/)?")
_CLASSES = {("POST", False): "class_a", ("GET", False): "class_a", ("GET", True): "class_b"}
# Where a bucket's `read` is told the size of what it reads.
_SIZE = 3
_BUCKETS = {
    DirectoryBucket: ("read", "stat", "put", "list", "list_folder"),
    DirectoryDerived: ("get", "get_range", "put", "list", "writing"),
}


@dataclass
class Bill:
    """Documents by collection, requests to buckets by their class, bytes of documents."""

    reads: Counter = field(default_factory=Counter)
    writes: Counter = field(default_factory=Counter)
    deletes: Counter = field(default_factory=Counter)
    requests: Counter = field(default_factory=Counter)
    document_bytes: Counter = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: Counter, key: str, count: int, **moved: int) -> None:
        with self._lock:
            what.update({key: count} if count else {})
            self.document_bytes.update(moved)

    def forget(self) -> None:
        """Start counting anew."""
        for each in (self.reads, self.writes, self.deletes, self.requests, self.document_bytes):
            each.clear()

    def totals(self) -> dict[str, int]:
        """Return documents read, written and deleted, and requests of each class."""
        documents = {"read": self.reads, "write": self.writes, "delete": self.deletes}
        sums = {name: sum(each.values()) for name, each in documents.items()}
        return sums | {name: self.requests[name] for name in ("class_a", "class_b")}


@contextmanager
def billing(kind: str) -> Iterator[Bill]:
    """Give the bill of what is opened and done meanwhile, on the set of adapters of this kind."""
    bill = Bill()
    with ExitStack() as patches:
        for patch in _of_cloud(bill) if kind == "cloud" else _of_machine(bill):
            patches.enter_context(patch)
        yield bill


def _of_machine(bill):
    connect = partial(sqlite3.connect, factory=_connection_to(bill))
    yield mock.patch("sqlite3.connect", connect)
    for bucket, methods in _BUCKETS.items():
        for name in methods:
            yield mock.patch.object(bucket, name, _asking(bill, name, getattr(bucket, name)))


def _asking(bill, name, method):
    def asked(size_known=True):
        bill.add(bill.requests, "class_b", not size_known)
        for kind, count in zip(("class_a", "class_b"), _REQUESTS[name], strict=True):
            bill.add(bill.requests, kind, count)

    def call(*args, **options):
        asked()
        return method(*args, **options)

    def iterate(*args, **options):  # nothing is asked for before it is wanted
        asked(name != "read" or bool(args[_SIZE:] and args[_SIZE]))
        yield from method(*args, **options)

    return iterate if name in ("read", "list") else call


def _connection_to(bill):
    class Cursor(sqlite3.Cursor):
        def execute(self, sql, parameters=()):
            self._asked = sql, parameters
            found = super().execute(sql, parameters)
            _bill_change(bill, sql, parameters, self.rowcount)
            return found

        def fetchall(self):
            return self._billed(super().fetchall())

        def __iter__(self):
            return iter(self.fetchall())

        def fetchone(self):
            row = super().fetchone()
            self._billed([] if row is None else [row])
            return row

        def _billed(self, rows):
            _bill_rows(bill, *self._asked, rows)
            return rows

    class Connection(sqlite3.Connection):
        def execute(self, sql, parameters=()):
            return self.cursor(Cursor).execute(sql, parameters)

    return Connection


def _bill_change(bill, sql, parameters, changed):
    verb = sql.split(None, 1)[0]
    table = _TABLE.search(sql)
    if verb not in ("INSERT", "UPDATE", "DELETE") or table is None or changed < 1:
        return
    collection = _KEPT_IN.get(table[1], table[1])
    size = sum(len(each) for each in parameters if isinstance(each, str))
    if verb == "DELETE":
        bill.add(bill.deletes, collection, changed)
    else:
        bill.add(bill.writes, collection, changed, written=size)


def _bill_rows(bill, sql, parameters, rows):
    tables = {alias or name: _KEPT_IN.get(name, name) for name, alias in _TABLE.findall(sql)}
    if not tables:
        return
    first, shown = next(iter(tables.values())), sql.split(" FROM ", 1)[0]
    documents = [tables.get(alias, first) for alias in _DOC.findall(shown)]
    count = max(1, len(rows))
    if _BY_NAME in sql and sql.count("?") == 1:
        count = len(json.loads(parameters[0]))
    elif not documents:
        documents, count = [first], max(1, len(_LOOKED_UP.findall(sql)))
    size = sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
    for collection in documents:
        bill.add(bill.reads, collection, count)
    bill.document_bytes["read"] += size


def _of_cloud(bill):
    from google.cloud.firestore_v1.services.firestore import FirestoreClient
    from requests import Session

    for name, take in (
        ("batch_get_documents", _take_named),
        ("run_query", _take_found),
        ("run_aggregation_query", _take_counts),
    ):
        method = getattr(FirestoreClient, name)
        yield mock.patch.object(FirestoreClient, name, _reading(bill, method, take))
    yield mock.patch.object(FirestoreClient, "commit", _committing(bill, FirestoreClient.commit))
    yield mock.patch.object(Session, "send", _sending(bill, Session.send))


def _reading(bill, method, take):
    def call(self, request=None, **options):
        return take(bill, request, method(self, request=request, **options))

    return call


def _take_named(bill, _request, answers):
    for answer in answers:
        if name := answer.found.name or answer.missing:
            bill.add(bill.reads, _collection(name), 1, read=type(answer).pb(answer).ByteSize())
        yield answer


def _take_found(bill, request, answers):
    found = 0
    for answer in answers:
        if name := answer.document.name:
            found += 1
            bill.add(bill.reads, _collection(name), 1, read=type(answer).pb(answer).ByteSize())
        yield answer
    if not found:
        bill.add(bill.reads, _asked_of(request["structured_query"]), 1)


def _take_counts(bill, request, answers):
    for answer in answers:
        for value in answer.result.aggregate_fields.values():
            query = request["structured_aggregation_query"].structured_query
            bill.add(bill.reads, _asked_of(query), max(1, math.ceil(value.integer_value / 1000)))
        yield answer


def _committing(bill, method):
    def call(self, request=None, **options):
        answer = method(self, request=request, **options)
        for write in request["writes"]:
            if write.delete:
                bill.add(bill.deletes, _collection(write.delete), 1)
            else:
                size = type(write).pb(write).ByteSize()
                bill.add(bill.writes, _collection(write.update.name), 1, written=size)
        return answer

    return call


def _asked_of(query):
    return query.from_[0].collection_id


def _collection(name):
    return name.split("/documents/", 1)[1].split("/", 1)[0]


def _sending(bill, method):
    def call(self, request, **options):
        asked = _OBJECTS.search(request.path_url)
        kind = _CLASSES.get((request.method, bool(asked["one"]))) if asked else None
        if kind is not None:
            bill.add(bill.requests, kind, 1)
        return method(self, request, **options)

    return call
