"""The `ingest` function as the platform calls it."""

import json
from dataclasses import replace

import pytest
from functions_framework import create_app
from werkzeug.test import Client

from shared.bootstrap import get_app
from shared.local.functions import deliver, finalized_event
from shared.ports import StoredObject
from tests.faults import Faulty

FAILURE = b"main.c:7:3: error: unknown type name 'strin'\n"
NAME = "logs/job-a/17/build-log.txt"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    get_app.cache_clear()
    yield get_app()
    get_app.cache_clear()


@pytest.fixture
def client():
    return Client(create_app("ingest", "functions/ingest.py", "cloudevent"))


def records(app):
    return app.store.list_records(now_ms=app.now_ms(), limit=10).items


def test_a_finalized_event_records_the_object(app, client):
    source = app.logs.put(NAME, [FAILURE], metadata={"repo": "acme/shop"})

    assert deliver(client, source)

    (record,) = records(app)
    assert (record.name, record.context.repo) == (NAME, "acme/shop")
    assert app.store.list_reports(limit=1).items[0].tally.occurrences == 1


def test_a_structured_event_is_understood_too(app, client):
    source = app.logs.put(NAME, [FAILURE], metadata={})
    headers, body = finalized_event(source)
    event = {name.removeprefix("ce-"): value for name, value in headers.items()}

    response = client.post(
        "/",
        data=json.dumps(event | {"data": json.loads(body)}),
        content_type="application/cloudevents+json",
    )

    assert response.status_code == 200
    assert len(records(app)) == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": None}, id="no-name"),
        pytest.param({"name": 7}, id="name-of-wrong-type"),
        pytest.param({"generation": "soon"}, id="generation-no-number"),
        pytest.param({"generation": "9" * 40}, id="generation-too-large"),
        pytest.param({"timeCreated": "yesterday"}, id="time-no-time"),
        pytest.param({"timeCreated": None}, id="no-time"),
        pytest.param({"bucket": "another-bucket"}, id="other-bucket"),
        pytest.param({"size": None}, id="no-size"),
    ],
)
def test_an_event_that_cannot_be_handled_is_acknowledged_and_logged(app, client, change, capsys):
    headers, body = finalized_event(app.logs.put(NAME, [FAILURE], metadata={}))
    data = {k: v for k, v in (json.loads(body) | change).items() if v is not None}

    response = client.post("/", headers=headers, json=data)

    assert response.status_code == 200
    assert records(app) == []
    assert "dropped" in capsys.readouterr().err


@pytest.mark.parametrize("body", ["[]", "7", '"text"'])
def test_data_of_another_shape_is_acknowledged(app, client, body):
    headers, _ = finalized_event(StoredObject("bucket", NAME, 1, 1, 1))

    response = client.post("/", headers=headers, data=body, content_type="application/json")

    assert response.status_code == 200


def test_a_request_that_is_no_event_is_refused(app, client):
    assert client.post("/", json={"name": NAME}).status_code == 400


def test_trouble_that_passes_is_raised_and_the_redelivery_ends_right(app, client, monkeypatch):
    from shared.errors import StoreUnavailable

    source = app.logs.put(NAME, [FAILURE], metadata={})
    down = Faulty(app.store, before={"save_record": 1}, error=StoreUnavailable("staged"))
    monkeypatch.setitem(app.__dict__, "ingest", replace(app.ingest, store=down))

    assert not deliver(client, source)
    assert deliver(client, source)
    assert len(records(app)) == 1


def test_an_object_that_vanished_is_acknowledged_and_recorded(app, client):
    source = app.logs.put(NAME, [FAILURE], metadata={})

    assert deliver(client, replace(source, name="logs/job-a/18/build-log.txt"))
    assert records(app)[0].problem == "object_gone"
