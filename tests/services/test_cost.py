"""What one log costs in documents read and written: the figures that docs/performance.md shows."""

from concurrent.futures import ThreadPoolExecutor

import pytest

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
