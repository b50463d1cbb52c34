"""Processor time of pages and of a commit's event, beside one ingest of a small log."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from unittest import mock

from werkzeug.test import Client

from shared import bootstrap
from shared.local.functions import load_function
from tests import github_payloads as payloads
from tests.bench._counted import PAGES
from tests.functions.filled import FAILING, LOGS, SHA, Filling

ROUNDS = 20
SHOWN = {"/", "/reports/{log_id}", "/jobs/unit", "/commits/acme/app/{sha}", "/patterns"}


def main() -> None:
    """Measure the embedded stores; what the ingest took is 1."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, DATA_DIR=folder):
        bootstrap.get_app.cache_clear()
        app = bootstrap.get_app()
        filling = Filling(app, app.now_ms())
        filling.documents()
        for number in range(1, LOGS + 1):
            filling.log("cart", number, FAILING.format(number), "FAILURE")
        filling.commits()
        _measure(app, Client(load_function("web", "http")))
        bootstrap.get_app.cache_clear()


def _measure(app: bootstrap.App, web: Client) -> None:
    log_id = web.get("/?q=cart", headers={"Accept": "application/json"}).json["reports"][0][
        "log_id"
    ]
    ingest = replace(app.ingest, folds_at_once=False)

    def take(number: int) -> None:
        text = FAILING.format(number).encode()
        source = app.logs.put(f"logs/new/{number}/build-log.txt", [text], metadata={})
        ingest.run(source, now_ms=app.now_ms())

    one = _processor_ms(take)
    print(f"{'ingest of a small log':>30}: {one:6.2f} ms")
    for page in PAGES:
        if page.address in SHOWN:
            address = page.address.format(log_id=log_id, sha=SHA)
            _tell(page.name, _processor_ms(lambda _, at=address: web.get(at)), one)
    _tell("an event of a commit", _processor_ms(lambda number: _hear(app, number)), one)


def _hear(app: bootstrap.App, number: int) -> None:
    told = payloads.workflow_job(f"late-{number}", 900 + number, SHA, app.now_ms())
    Filling(app, app.now_ms()).hear(*told)
    app.deciding.wake(payloads.REPO, SHA)


def _processor_ms(do: Callable[[int], object]) -> float:
    do(0)
    started = time.process_time()
    for number in range(1, ROUNDS + 1):
        do(number)
    return 1000 * (time.process_time() - started) / ROUNDS


def _tell(name: str, spent: float, one: float) -> None:
    print(f"{name:>30}: {spent:6.2f} ms, {spent / one:5.1f} ingests")


if __name__ == "__main__":
    main()
