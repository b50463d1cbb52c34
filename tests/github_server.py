"""A scripted local server that stands in for GitHub's API: it records statuses, answers as told."""

import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class GitHubServer:
    """`answers` are (status, headers, body) of the next requests; without one it says 201."""

    answers: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    url: str = ""

    @property
    def statuses(self):
        """The statuses taken: path and body."""
        return [
            (path, body)
            for method, path, _, body, code in self.requests
            if code == 201 and "/statuses/" in path
        ]

    def answer(self, method, path, headers, body):
        status, more, sent = self.answers.pop(0) if self.answers else self._usual(path)
        self.requests.append((method, path, headers, body, status))
        return status, more, sent

    def _usual(self, path):
        if path.endswith("/installation"):
            return 200, {}, {"id": 5, "app_id": 9}
        if path.endswith("/access_tokens"):
            return 201, {}, {"token": "ghs_installed", "expires_at": "2099-01-01T00:00:00Z"}
        return 201, {}, {"id": len(self.requests)}


@contextmanager
def serving_github():
    """Give a server on a port of this machine; it is stopped when the context is left."""
    script = GitHubServer()

    class Handler(BaseHTTPRequestHandler):
        def _handle(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            sent = json.loads(body) if body else None
            status, headers, answer = script.answer(
                self.command, self.path, dict(self.headers), sent
            )
            data = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked is gone
                self.wfile.write(data)

        do_GET = _handle  # noqa: N815
        do_POST = _handle  # noqa: N815

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
