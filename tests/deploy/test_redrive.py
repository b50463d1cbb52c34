"""Dead letters sent again, to a server on this machine in place of Google's."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.deploy.scripts import ROOT

SUBSCRIPTION = "projects/acme-builds/subscriptions/faultline-dead-letters"
TOPIC = "projects/acme-builds/topics/eventarc-ingest-7"


class PubSub(ThreadingHTTPServer):
    """Knows one subscription; `fails` is the method that answers with an error."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.waiting, self.published, self.calls, self.fails = {}, [], [], ""

    def answer(self, method, body):
        if method == "pull":
            taken = list(self.waiting.items())[: min(body["maxMessages"], 2)]
            return {"receivedMessages": [{"ackId": i, "message": m} for i, m in taken]}
        if method == "publish":
            self.published += body["messages"]
        for name in body.get("ackIds", []):
            del self.waiting[name]
        return {}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        name, method = self.path.removeprefix("/v1/").rsplit(":", 1)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.calls.append((method, name, self.headers["Authorization"]))
        status = 503 if method == self.server.fails else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(
            json.dumps(self.server.answer(method, body) if status < 300 else {}).encode()
        )

    def log_message(self, *_args):
        pass


@pytest.fixture
def pubsub():
    server = PubSub()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def redrive(server):
    url = f"http://127.0.0.1:{server.server_port}"
    return subprocess.run(
        [sys.executable, ROOT / ".deploy/redrive.py", SUBSCRIPTION, TOPIC],
        env={"ACCESS_TOKEN": "a-token", "PUBSUB_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def a_letter(number):
    return {
        "data": "eyJuYW1lIjoiYSJ9",
        "attributes": {"objectId": f"logs/{number}, a=b", "CloudPubSubDeadLetterSourceTopic": "x"},
        "messageId": str(number),
    }


def test_sends_every_event_as_it_was_and_then_lets_go_of_it(pubsub):
    pubsub.waiting = {f"ack-{number}": a_letter(number) for number in range(5)}
    finished = redrive(pubsub)
    assert finished.stdout == "Sent again: 5 events.\n"
    assert pubsub.waiting == {}
    assert pubsub.published == [
        {"data": "eyJuYW1lIjoiYSJ9", "attributes": {"objectId": f"logs/{number}, a=b"}}
        for number in range(5)
    ]
    assert {(method, name) for method, name, _ in pubsub.calls} == {
        ("pull", SUBSCRIPTION),
        ("publish", TOPIC),
        ("acknowledge", SUBSCRIPTION),
    }
    assert {header for *_, header in pubsub.calls} == {"Bearer a-token"}


@pytest.mark.parametrize("method", ["publish", "acknowledge"])
def test_an_event_that_could_not_be_sent_or_let_go_of_stays(pubsub, method):
    pubsub.waiting, pubsub.fails = {"ack-1": a_letter(1)}, method
    assert redrive(pubsub).returncode != 0
    assert list(pubsub.waiting) == ["ack-1"]
