"""The functions as they are deployed, but that a request may name the trouble it is to meet."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import functions_framework

# Read once, before workers are forked: many of them will be.
import shared.adapters.firestore
import shared.adapters.gcs
import shared.adapters.github
import shared.adapters.sqlite
import shared.services.sweep  # noqa: F401
from functions import ingest as ingest_module
from functions import sweep as sweep_module
from functions import webhook as webhook_module
from shared.bootstrap import App
from shared.config import read_settings
from tests.campaign._faults.fault import HEADER, OFFSET_HEADER, read_fault
from tests.campaign._faults.staging import StagedApp

_local = threading.local()


@cache
def _base() -> App:
    return App(read_settings())


def _current() -> App:
    return _local.app


for module in (ingest_module, sweep_module, webhook_module):
    module.get_app = _current


@contextmanager
def _staged(headers: Any) -> Iterator[None]:
    fault = read_fault(headers.get(HEADER))
    _local.app = StagedApp(_base(), fault, int(headers.get(OFFSET_HEADER, 0)))
    yield
    _local.app.strike_at_last()


@functions_framework.cloud_event
def ingest(event: Any) -> None:
    with _staged(ingest_module.request.headers):
        ingest_module.ingest(event)


@functions_framework.http
def sweep(request: Any) -> Any:
    with _staged(request.headers):
        return sweep_module.sweep(request)


@functions_framework.http
def webhook(request: Any) -> Any:
    with _staged(request.headers):
        return webhook_module.webhook(request)
