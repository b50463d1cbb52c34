"""Reading builds through gcsweb, from a local server that shows a folder as gcsweb does."""

import gzip
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from shared.adapters.gcsweb import GcswebSource
from shared.core.builds.gcsweb import UnknownPage, read_page
from shared.errors import BucketUnavailable, ObjectGone, SourceUnreadable

LOG = gzip.compress(b"one\ntwo\n")
OBJECTS = {
    "logs/a/1/build-log.txt": LOG,
    "logs/a/1/finished.json": b"{}",
    "logs/a/1/artifacts/e2e/deep/x.log": b"x",
    "logs/a/1/artifacts/junit.xml": b"<x/>",
    "logs/a/2/started.json": b"{}",
    "logs/b & c/3/build-log.txt": b"plain\n",
}
ROW = (
    '<li class="pure-g grid-row"><div class="pure-u-2-5"><a href="{0}"><img src="/i.png"> {1}</a>'
    '</div><div class="pure-u-1-5">{2}</div><div class="pure-u-2-5">{3}</div></li>'
)
PAGE = (
    "<!doctype html><html><body><header><h1>bucket</h1></header>{next}"
    '<ul class="resource-grid"><li class="pure-g"><div class="grid-head">Name</div></li>'
    "{rows}</ul></body></html>"
)
A_PAGE_HAS = 2


def render(path, start):
    """Return the page of a folder, or None if there is no such folder."""
    below = {n[len(path) :]: t for n, t in OBJECTS.items() if n.startswith(path)}
    folders = sorted({name.split("/")[0] + "/" for name in below if "/" in name})
    files = sorted(name for name in below if "/" not in name)
    if not below:
        return None
    rows = [("..", "/", "-", "-")] + [
        (f, f"/gcs/bucket/{quote(path + f)}", "-", "-") for f in folders
    ]
    rows += [(f, f"/files/{quote(path + f)}", len(below[f]), "25 Feb 2021 03:27:14") for f in files]
    shown, more = rows[start : start + A_PAGE_HAS], start + A_PAGE_HAS < len(rows)
    link = f'<a href="?marker={start + A_PAGE_HAS}" class="pure-button next-button">Next page</a>'
    html = "".join(ROW.format(href, escape(name), size, when) for name, href, size, when in shown)
    return PAGE.format(next=link if more else "", rows=html)


class Front(BaseHTTPRequestHandler):
    changed = ""
    status = 200

    def do_GET(self):
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path.startswith("/files/"):
            return self.answer(OBJECTS.get(path.removeprefix("/files/")))
        start = int(parse_qs(parts.query).get("marker", ["0"])[0])
        page = self.changed or render(path.removeprefix("/gcs/bucket/"), start)
        return self.answer(page and page.encode())

    def answer(self, body):
        self.send_response(self.status if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


@contextmanager
def a_front(**attributes):
    handler = type("Served", (Front,), attributes)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield GcswebSource(f"http://127.0.0.1:{server.server_port}/gcs/bucket")
        server.shutdown()


@pytest.fixture
def source():
    with a_front() as made:
        yield made


def test_objects_are_listed_over_pages_in_order_and_artifacts_at_their_first_level(source):
    names = [each.name for each in source.list()]

    expected = {n for n in OBJECTS if "deep" not in n} | {"logs/a/1/artifacts/e2e/"}
    assert names == sorted(expected)
    assert [each.name for each in source.list("logs/a/", after="logs/a/1/z")] == [
        "logs/a/2/started.json"
    ]


def test_a_folder_is_listed_and_its_files_are_read_as_stored(source):
    found = source.list_folder("logs/a/1/", limit=10)
    [log] = [each for each in found.objects if each.name.endswith("build-log.txt")]

    assert (list(found.folders), log.size, log.created_ms) == (
        ["artifacts/"],
        len(LOG),
        1_614_223_634_000,
    )
    assert b"".join(source.read(log.name, log.generation)) == LOG
    with pytest.raises(ObjectGone):
        list(source.read(log.name, log.generation + 1))
    with pytest.raises(ObjectGone):
        source.list_folder("none/", limit=10)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><body>Please sign in</body></html>", "resource-grid"),
        ('<ul class="resource-grid"><li>logs/</li></ul>', "grid-row"),
        (f'<ul class="resource-grid">{ROW.format("/x", "x", "1.2 MB", "-")}</ul>', "no size"),
        ('<ul class="resource-grid"><li class="grid-row"><div>x</div></li></ul>', "a row is not"),
        ('{"items": []}', "resource-grid"),
    ],
    ids=["sign-in", "no-rows", "other-sizes", "other-cells", "json"],
)
def test_a_page_of_another_shape_is_said_to_be_one(page, says):
    with a_front(changed=page) as source, pytest.raises(SourceUnreadable, match=says):
        list(source.list())
    with pytest.raises(UnknownPage):
        read_page(page)


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, BucketUnavailable), (429, BucketUnavailable), (403, SourceUnreadable)],
)
def test_what_passes_and_what_does_not_are_told_apart(status, error):
    with a_front(status=status) as source, pytest.raises(error):
        list(source.list())


def test_builds_are_brought_in_through_gcsweb(source, tmp_path):
    from dataclasses import replace

    from shared.bootstrap import App
    from shared.config import read_settings
    from shared.services.builds.backfill import Backfill

    app = App(read_settings({"DATA_DIR": str(tmp_path)}))
    ingest = replace(app.ingest, folds_at_once=False)
    backfill = Backfill(
        ingest, app.build_keeper, source, app.now_ms, lambda _: None, origin="http://front"
    )
    progress = list(backfill.run(["logs/"]))[-1]

    assert (progress.new, progress.failed, progress.logs) == (3, 0, 2)
    [found] = app.builds.find("a", "1", limit=2)
    assert found.value.facts.artifact_entries == ("e2e/", "junit.xml")
    assert found.value.facts.log_lines == 2
