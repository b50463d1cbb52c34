"""What one log costs in documents read and written: the figures that docs/performance.md shows."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.adapters.codec import to_document
from shared.services.metering import Meter
from tests.bench import cost
from tests.counting import CountingStore

FAILURE = "main.c:7:3: error: unknown type name 'type_{0}'\n"
FAILURES = 5
LOGS = 300


@pytest.fixture
def counted(world):
    world.store = CountingStore(world.store)
    for number in range(FAILURES):
        world.drop_and_process(f"logs/a/first-{number}/build-log.txt", text(number))
    world.fold()
    world.store.forget()
    return world


def text(number):
    return FAILURE.format("abcde"[number % FAILURES]).encode()


def test_ingest_of_a_known_failure_reads_two_documents_and_writes_one(counted):
    counted.drop_and_process("logs/a/1/build-log.txt", text(1))

    assert dict(counted.store.reads) == {"record": 1, "fingerprint": 1}
    assert dict(counted.store.writes) == {"record": 1}


def test_ingest_of_a_passing_log_reads_one_document_and_writes_one(counted):
    counted.drop_and_process("logs/a/1/build-log.txt", b"all good\n")

    assert dict(counted.store.reads) == {"record": 1}
    assert dict(counted.store.writes) == {"record": 1}


def test_a_redelivered_event_reads_one_document_and_writes_none(counted):
    source = counted.drop("logs/a/1/build-log.txt", text(1))
    counted.process(source)
    counted.store.forget()
    counted.process(source)

    assert dict(counted.store.reads) == {"record": 1}
    assert dict(counted.store.writes) == {}


def test_ingest_of_a_new_failure_creates_three_documents_beside_the_record(counted):
    counted.drop_and_process("logs/a/1/build-log.txt", b"Segmentation fault (core dumped)\n")

    assert counted.store.writes == {"record": 1, "fingerprint": 1, "report": 1, "issue": 1}


def test_the_fold_writes_each_record_once_and_shared_documents_once_a_batch(counted):
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda n: counted.drop_and_process(f"nightly/{n}.log", text(n)), range(LOGS)))
    counted.store.forget()

    counted.fold()

    writes = sum(counted.store.writes.values())
    assert counted.store.writes["record"] == LOGS
    assert writes / LOGS <= 1.2


def test_an_equal_large_log_asks_once_who_has_a_copy_and_writes_none(counted):
    large = b"compiling\n" * 30_000 + text(1)
    counted.drop_and_process("logs/a/1/build-log.txt", large)
    copies = list(counted.derived.list("copies/"))
    meter = Meter()
    ingest = replace(
        counted.ingest,
        derived=meter.before("derived", counted.derived),
        commits=meter.before("store", counted.commits),
    )
    source = counted.drop("nightly/2.log", large)
    ingest.run(source, now_ms=counted.clock())

    baseline_and_index, extract = 2, 1
    assert meter.calls["store.find_copies"] == 1
    assert meter.calls["derived.get"] == baseline_and_index
    assert meter.calls["derived.put"] == extract
    assert list(counted.derived.list("copies/")) == copies


def test_the_figures_of_the_cost_table_are_those_counted(counted):
    meter = Meter()
    ingest = replace(
        counted.ingest,
        logs=meter.before("logs", counted.logs),
        derived=meter.before("derived", counted.derived),
    )
    source = counted.drop("logs/a/1/build-log.txt", text(1))
    record = ingest.run(source, now_ms=counted.clock()).record
    reads, writes = sum(counted.store.reads.values()), sum(counted.store.writes.values())

    assert meter.calls == {"logs.read": 1, "derived.get": 1, "derived.put": 1}
    assert cost.PER_LOG["class_b"] == meter.calls["logs.read"] + meter.calls["derived.get"]
    assert cost.PER_LOG["class_a"] == meter.calls["derived.put"]
    assert cost.PER_LOG["read"] == reads + 1  # the fold's
    assert int(cost.PER_LOG["write"]) == writes + 1
    assert len(json.dumps(to_document(record))) < cost.DOCUMENT_BYTES / 2
    assert len(counted.derived.get(record.extract)) < cost.EXTRACT_BYTES
