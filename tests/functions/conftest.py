"""The real functions on the embedded adapters, each test in a folder of its own."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from shared import bootstrap
from shared.local.functions import load_function
from tests.functions.curating import FAILING, PASSING
from tests.history import BUILDS, history
from tests.known_branch import KnownBranch

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass
class Visitor:
    """Someone who uses an HTTP function."""

    client: Client

    def get(self, path: str, *, accept: str = "*/*", **headers: str) -> TestResponse:
        return self.client.get(path, headers={"Accept": accept, **headers})

    def browse(self, path: str) -> TestResponse:
        return self.get(path, accept=BROWSER)

    def json(self, path: str) -> dict:
        return json.loads(self.get(path, accept="application/json").data)

    def upload(self, content: bytes, *, accept: str = "*/*", **fields: str) -> TestResponse:
        data = {"file": (io.BytesIO(content), "build.log"), **fields}
        return self.client.post("/logs", data=data, headers={"Accept": accept})

    def uploaded(self, content: bytes, **fields: str) -> dict:
        response = self.upload(content, **fields)
        assert response.status_code == 201, response.text
        return response.json


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a fresh embedded service; what the process had open is forgotten."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    bootstrap.get_app.cache_clear()
    yield tmp_path
    bootstrap.get_app.cache_clear()


@pytest.fixture
def branch(data_dir):
    """The branch that breakages are of, in place of what was heard of any."""
    known = KnownBranch()
    bootstrap.get_app().branch_history = known
    return known


@pytest.fixture
def visit(data_dir):
    """Return a Visitor of the named function."""
    return lambda name: Visitor(Client(load_function(name, "http")))


@pytest.fixture
def web(visit) -> Visitor:
    """A Visitor of everything on one origin."""
    return visit("web")


@pytest.fixture
def logs(web):
    """Two failing logs of one job and a passing one, as JSON."""
    failing = [
        web.uploaded(FAILING % number, job="unit", branch="main", result="FAILURE")
        for number in range(2)
    ]
    return [*failing, web.uploaded(PASSING, job="unit", result="SUCCESS")]


@pytest.fixture
def sweep():
    """Works off what is to be scanned, and folds it."""
    client = Client(load_function("sweep", "http"))
    return lambda: client.post("/").get_json()


@pytest.fixture
def put(data_dir):
    """Return a way to put objects into the bucket and deliver their events, in this order."""
    app = bootstrap.get_app()

    def put_all(objects, **metadata):
        found = [app.logs.put(name, [text], metadata=metadata) for name, text in objects.items()]
        for each in found:
            app.ingest.run(each, now_ms=app.now_ms())

    return put_all


@pytest.fixture
def job(put):
    """A job of BUILDS builds, two of which have no log and two of which never ended."""
    put(history(BUILDS))
