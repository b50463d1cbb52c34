"""At-least-once delivery: out of order, several at once, again until it is acknowledged."""

import json
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException

from shared.ports import LogBucket, StoredObject
from tests.busy_commit import signature
from tests.campaign._faults.fault import HEADER, OFFSET_HEADER, Fault, Kind
from tests.campaign._faults.instances import Instance
from tests.campaign._faults.story import Drop, Event, Told
from tests.github_payloads import iso

WINDOW = 150
"""So many events wait at a time, and any of them may be the next."""
WORKERS = 6
MAX_TRIES = 60
PAUSE_S = 0.05
TIMEOUT_S = 120


@dataclass(frozen=True, slots=True)
class _Delivery:
    path: str
    headers: dict[str, str]
    body: bytes
    fault: Fault | None
    tries: int = 0


@dataclass
class Delivering:
    """Puts objects, and delivers events to any instance of their function.

    `faults` counts those of the events by kind, `outcomes` answers by status, 0 for none; `lost`
    are events given up.
    """

    ingests: list[Instance]
    webhooks: list[Instance]
    logs: LogBucket
    chance: random.Random
    faults: Counter[Kind] = field(default_factory=Counter)
    outcomes: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    delivered: int = 0
    _waiting: list[_Delivery] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _in_flight: int = 0
    _is_fed: bool = False

    def run(self, events, every: int, at_each) -> None:
        """Deliver all; `at_each` is called with the number after so many events were taken up."""
        with ThreadPoolExecutor(WORKERS) as pool:
            workers = [pool.submit(self._work) for _ in range(WORKERS)]
            try:
                for number, event in enumerate(events, 1):
                    self._feed(event)
                    if number % every == 0:
                        at_each(number)
            finally:
                with self._changed:
                    self._is_fed = True
                    self._changed.notify_all()
            for worker in workers:
                worker.result()

    def _feed(self, event: Event) -> None:
        deliveries = self._deliveries_of(event)
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < WINDOW)
            self._waiting += deliveries
            self._changed.notify_all()

    def _deliveries_of(self, event: Event) -> list[_Delivery]:
        if isinstance(event, Drop):
            self.names.add(event.name)
            source = self.logs.put(event.name, [event.data], metadata=event.metadata)
            delivery = _of_object(source, event.metadata)
        else:
            delivery = _of_host(event)
        fault = event.fault
        if fault is None:
            return [delivery]
        self.faults[fault.kind] += 1
        if fault.is_in_process:
            return [replace(delivery, fault=fault)]
        return [delivery, delivery] if fault.kind is Kind.TWICE else [delivery]

    def _work(self) -> None:
        while (delivery := self._take()) is not None:
            status = self._deliver(delivery)
            with self._changed:
                self._in_flight -= 1
                self.outcomes[status] += 1
                self._settle(delivery, status)
                self._changed.notify_all()

    def _settle(self, delivery: _Delivery, status: int) -> None:
        if 200 <= status < 300:
            self.delivered += 1
        elif 400 <= status < 500 or delivery.tries + 1 >= MAX_TRIES:
            self.lost.append(f"{status} {delivery.path} {delivery.body[:300]!r}")
        else:
            self._waiting.append(replace(delivery, tries=delivery.tries + 1))

    def _take(self) -> _Delivery | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or (self._is_fed and not self._in_flight))
            if not self._waiting:
                return None
            self._in_flight += 1
            return self._waiting.pop(self.chance.randrange(len(self._waiting)))

    def _deliver(self, delivery: _Delivery) -> int:
        instances = self.ingests if delivery.path == "/" else self.webhooks
        headers = dict(delivery.headers)
        if delivery.fault is not None:
            headers[HEADER] = delivery.fault.header
        instance = self.chance.choice(instances)
        status, _ = post(instance, delivery.path, headers, delivery.body)
        if status == 0:
            time.sleep(PAUSE_S)
        return status


def post(instance: Instance, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """Return status and body of the answer; 0 where the connection broke off."""
    connection = HTTPConnection("127.0.0.1", instance.port, timeout=TIMEOUT_S)
    try:
        connection.request("POST", path, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, HTTPException):
        return 0, b""
    finally:
        connection.close()


def sweep(
    instance: Instance, *, offset_ms: int = 0, fault: Fault | None = None
) -> tuple[int, dict[str, int]]:
    """Return the status of a sweep's answer, 0 without one, and what it says it did."""
    headers = {OFFSET_HEADER: str(offset_ms), "Content-Length": "0"}
    if fault is not None:
        headers[HEADER] = fault.header
    status, body = post(instance, "/", headers, b"")
    return status, json.loads(body) if status == 200 else {}


def _of_object(source: StoredObject, metadata: dict[str, str]) -> _Delivery:
    data = {
        "bucket": source.bucket,
        "name": source.name,
        "generation": str(source.generation),
        "size": str(source.size),
        "timeCreated": iso(source.created_ms),
        "metadata": metadata,
    }
    headers = {
        "ce-specversion": "1.0",
        "ce-id": f"{source.name}-{source.generation}",
        "ce-type": "google.cloud.storage.object.v1.finalized",
        "ce-source": f"//storage.googleapis.com/projects/_/buckets/{source.bucket}",
        "Content-Type": "application/json",
    }
    return _Delivery("/", headers, json.dumps(data).encode(), None)


def _of_host(told: Told) -> _Delivery:
    body = json.dumps(told.payload).encode()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": told.event,
        "X-GitHub-Delivery": told.delivery,
        "X-Hub-Signature-256": signature(body),
    }
    return _Delivery("/webhooks/github", headers, body, None)
