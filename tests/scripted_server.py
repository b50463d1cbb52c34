"""A server on this machine that answers as a function says, and remembers what it was asked."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request; names of headers in lower case."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """`body` is bytes, or what is sent as JSON, or an iterator of blocks of unknown length.

    `says_bytes` is the Content-Length where it is not the truth; `pause_s` is before the body.
    """

    status: int = 200
    body: object = b""
    headers: dict = field(default_factory=dict)
    says_bytes: int | None = None
    pause_s: float = 0.0


@dataclass
class Server:
    url: str = ""
    asked: list = field(default_factory=list)

    def count(self, path):
        """Return how many requests there were for the path."""
        return sum(1 for each in self.asked if each.path == path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script = None
    remembered = None

    def _handle(self):
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(parts.query))
        asked = Asked(self.command, parts.path, query, headers, body)
        self.remembered.append(asked)
        self._send(type(self).script(asked))

    def _send(self, said):
        body = said.body
        if not isinstance(body, bytes) and not hasattr(body, "__next__"):
            body = json.dumps(body).encode()
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if isinstance(body, bytes):
            size = len(body) if said.says_bytes is None else said.says_bytes
            self.send_header("Content-Length", str(size))
        self.send_header("Connection", "close")
        self.end_headers()
        time.sleep(said.pause_s)
        if said.status not in (204, 304):
            for block in [body] if isinstance(body, bytes) else body:
                self.wfile.write(block)

    do_GET = do_POST = do_PATCH = _handle  # noqa: N815

    def log_message(self, *_):
        pass

    def handle(self):
        with suppress(ConnectionError):  # the one who asked has heard enough
            super().handle()


@contextmanager
def answering(answer):
    """Give a Server whose answers are what `answer(asked)` returns."""
    server = Server()
    attributes = {"script": staticmethod(answer), "remembered": server.asked}
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Scripted", (_Handler,), attributes))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
