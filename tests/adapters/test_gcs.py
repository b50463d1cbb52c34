"""What Cloud Storage needs beyond the contract of every bucket: gzip as stored, broken answers."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread

import pytest
from google.cloud import storage

from shared.adapters import gcs_calls
from shared.adapters.gcs import BLOCK_BYTES, RANGE_BYTES, GcsBucket, GcsDerived
from shared.errors import BucketUnavailable, ObjectGone
from tests.emulators import emulated_gcs, fresh_bucket, make_gcs_bucket

ZIPPED = gzip.compress(b"error: it broke\n" * 5000, mtime=0)
CREATED = "2026-07-01T10:20:30.456Z"


@pytest.fixture
def bucket(tmp_path) -> Iterator[GcsBucket]:
    with make_gcs_bucket(tmp_path) as made:
        yield made


def content(bucket, stored) -> bytes:
    return b"".join(bucket.read(stored.name, stored.generation))


class TestBytes:
    @pytest.mark.parametrize("data", [gzip.compress(ZIPPED), ZIPPED], ids=["zipped", "not"])
    def test_with_content_encoding_gzip_stay_as_stored(self, data):
        with emulated_gcs():
            client = storage.Client(project="test")
            blob = client.bucket(fresh_bucket()).blob("x.log")
            blob.content_encoding = "gzip"
            blob.upload_from_string(data)
            stored = GcsBucket(blob.bucket.name, client=client).stat("x.log")
            assert content(GcsBucket(blob.bucket.name, client=client), stored) == data
            assert GcsDerived(blob.bucket.name, client=client).get("x.log") == data

    def test_of_half_a_megabyte_come_in_one_block(self, bucket):
        stored = bucket.put("x.log", [b"x" * 500_000], metadata={})
        assert [len(block) for block in bucket.read("x.log", stored.generation)] == [500_000]

    @pytest.mark.parametrize("more", [-1, 0, 1, BLOCK_BYTES])
    def test_around_the_size_of_a_request_come_whole_and_in_bounded_blocks(self, bucket, more):
        data = bytes(range(251)) * ((RANGE_BYTES + more) // 251 + 1)
        data = data[: RANGE_BYTES + more]
        uneven = (data[start:end] for start, end in pairwise([0, 7, 700_001, 3_000_000, None]))
        stored = bucket.put("x.log", uneven, metadata={})
        blocks = list(bucket.read("x.log", stored.generation))
        assert stored.size == len(data)
        assert b"".join(blocks) == data
        assert max(map(len, blocks)) <= BLOCK_BYTES


class Answers:
    """A server that gives one object's facts, and for its bytes what the test says.

    Each answer for bytes is a status, a body, and the length it claims.
    """

    def __init__(self, size) -> None:
        self.facts = {"name": "x.log", "generation": "7", "size": str(size), "timeCreated": CREATED}
        self.facts_status = 200
        self.bytes_answers = []
        self.ranges = []

    def reply(self, path, wanted):
        if "alt=media" not in path:
            body = json.dumps(self.facts).encode()
            return self.facts_status, body, len(body)
        self.ranges.append(wanted)
        return self.bytes_answers.pop(0) if len(self.bytes_answers) > 1 else self.bytes_answers[0]


@contextmanager
def serving(answers) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body, length = answers.reply(self.path, self.headers["Range"])
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def answers(monkeypatch) -> Iterator[Answers]:
    """Give the answers of a server; what fails is tried again for a moment only."""
    briefly = gcs_calls.DEFAULT_RETRY.with_timeout(0.3).with_delay(initial=0.01, maximum=0.05)
    monkeypatch.setitem(gcs_calls.CALL, "retry", briefly)
    made = Answers(size=1000)
    with serving(made) as url:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", url)
        yield made


def read_all() -> bytes:
    return b"".join(GcsBucket("logs", project="test").read("x.log", 7))


class TestABrokenAnswer:
    @pytest.mark.parametrize(
        "answer",
        [
            pytest.param((206, b"x" * 400, 1000), id="connection-breaks-off"),
            pytest.param((206, b"x" * 400, 400), id="too-short"),
            pytest.param((206, b"x" * 1200, 1200), id="too-long"),
            pytest.param((503, b"", 0), id="unavailable"),
            pytest.param((500, b"", 0), id="internal-error"),
            pytest.param((429, b"", 0), id="too-many-requests"),
            pytest.param((408, b"", 0), id="request-timeout"),
        ],
    )
    def test_is_unavailable_never_a_short_log(self, answers, answer):
        answers.bytes_answers = [answer]
        with pytest.raises(BucketUnavailable):
            read_all()

    def test_that_comes_once_is_made_good_by_going_on_where_it_broke(self, answers):
        answers.bytes_answers = [(503, b"", 0), (206, b"x" * 400, 1000), (206, b"y" * 600, 600)]
        assert read_all() == b"x" * 400 + b"y" * 600
        assert answers.ranges == ["bytes=0-999", "bytes=0-999", "bytes=400-999"]

    def test_of_facts_is_unavailable(self, answers):
        answers.facts_status = 503
        bucket = GcsBucket("logs", project="test")
        for ask in (lambda: bucket.stat("x.log"), read_all, lambda: list(bucket.list())):
            with pytest.raises(BucketUnavailable):
                ask()

    def test_from_nobody_is_unavailable(self, answers, monkeypatch):
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://127.0.0.1:9")
        with pytest.raises(BucketUnavailable):
            read_all()
        with pytest.raises(BucketUnavailable):
            GcsDerived("derived", project="test").put("x", b"x")
        with pytest.raises(BucketUnavailable):
            GcsDerived("derived", project="test").get("x")


class TestAnObject:
    def test_whose_size_is_known_is_one_request(self, answers):
        answers.facts_status = 503
        answers.bytes_answers = [(206, b"x" * 1000, 1000)]
        assert b"".join(GcsBucket("logs", project="test").read("x.log", 7, 1000)) == b"x" * 1000
        assert answers.ranges == ["bytes=0-999"]

    def test_that_goes_while_it_is_read_is_gone(self, answers):
        answers.facts["size"] = str(RANGE_BYTES + 1)
        answers.bytes_answers = [(206, b"x" * RANGE_BYTES, RANGE_BYTES), (404, b"", 0)]
        blocks = GcsBucket("logs", project="test").read("x.log", 7)
        assert len(next(blocks)) == BLOCK_BYTES
        with pytest.raises(ObjectGone):
            list(blocks)

    def test_was_created_when_its_generation_was(self, answers):
        assert GcsBucket("logs", project="test").stat("x.log").created_ms == 1_782_901_230_456
