"""What each page reads: the table of docs/cost.md, counted on both sets of adapters."""

import os
import time
from contextlib import ExitStack
from unittest import mock

import pytest
from werkzeug.test import Client

from shared import bootstrap
from shared.local.functions import load_function
from tests.bench._counted import PAGES
from tests.billing import billing
from tests.emulators import (
    emulated_firestore,
    emulated_gcs,
    fresh_bucket,
    fresh_project,
)
from tests.functions.access_table import EXPECTED
from tests.functions.conftest import BROWSER
from tests.functions.filled import FAILING, LARGE, LOGS, PASSING, SHA, Filling
from tests.services.conftest import Clock

# What sends elsewhere, or asks no store: forms, files, and what people sign in with.
NO_PAGES = {"/health", "/openapi.json", "/assets/<name>", "/login", "/logs", "/labels"}
NO_PAGES |= {"/upload", "/scans/<scan_id>"}


class Service:
    """A filled service; `bill` is what it was charged, `names` what its pages are about."""

    def __init__(self, kind, bill):
        self.kind, self.bill, self.clock = kind, bill, Clock()
        self.clock.now_ms = int(time.time() * 1000)
        app = bootstrap.get_app()
        app.now_ms = self.clock
        self.web = Client(load_function("web", "http"))
        self.names = self._fill(Filling(app, self.clock()))

    def _fill(self, filling):
        filling.documents()
        filling.log("cart", 0, PASSING, "SUCCESS")
        records = [
            filling.log("cart", number, FAILING.format(number), "FAILURE")
            for number in range(1, LOGS + 1)
        ]
        large = filling.log("large", 1, LARGE, "FAILURE")
        filling.commits()
        breakage_id = filling.branch()
        self.sweep()
        sent = {"expression": "page /cart", "labels": ["infrastructure"]}
        pattern_id = self.web.post("/patterns", json=sent).json["pattern_id"]
        for _ in range(3):
            self.sweep()
            self.clock.pass_by(100_000)
        log_id = self._first("/?q=cart", "reports")["log_id"]
        issue_id = self._first("/issues", "issues")["issue_id"]
        names = {"log_id": log_id, "issue_id": issue_id, "pattern_id": pattern_id, "sha": SHA}
        self.web.get(f"/breakages/{breakage_id}")  # the weeks of a branch are read once
        return {**names, "record": records[-1], "large": large, "breakage_id": breakage_id}

    def _first(self, address, kind):
        return self.web.get(address, headers={"Accept": "application/json"}).json[kind][0]

    def sweep(self):
        Client(load_function("sweep", "http")).post("/")

    def ask(self, address):
        """Return the answer to a browser; the bill is of this answer alone."""
        self.bill.forget()
        answer = self.web.get(address.format(**self.names), headers={"Accept": BROWSER})
        answer.get_data()  # it may read while it is sent
        return answer


@pytest.fixture(scope="module", params=["embedded", "cloud"])
def service(request, tmp_path_factory):
    values = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "STORES": request.param}
    with ExitStack() as context:
        if request.param == "cloud":
            context.enter_context(emulated_firestore())
            context.enter_context(emulated_gcs())
            values |= {"LOCAL_MODE": "1", "PROJECT_ID": fresh_project()}
            values |= {"BUCKET": fresh_bucket(), "DERIVED_BUCKET": fresh_bucket()}
        context.enter_context(mock.patch.dict(os.environ, values))
        bill = context.enter_context(billing(request.param))
        bootstrap.get_app.cache_clear()
        context.callback(bootstrap.get_app.cache_clear)
        yield Service(request.param, bill)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_reads_as_much_as_its_row_says(service, page):
    answer = service.ask(page.address)
    bill = service.bill
    assert answer.status_code == 200
    assert dict(bill.reads) == page.reads
    assert not bill.writes
    assert not bill.deletes
    assert dict(bill.requests) == ({"class_b": page.class_b} if page.class_b else {})
    assert 0.8 * page.kilobytes - 1 <= len(answer.data) / 1000 <= page.kilobytes
    if service.kind == "embedded":
        read = bill.document_bytes["read"] / 1000
        assert 0.8 * page.read_kilobytes - 1 <= read <= page.read_kilobytes


def test_every_page_has_a_row():
    pages = {path for method, path in EXPECTED if method == "GET"} - NO_PAGES
    assert {page.route for page in PAGES} == pages
