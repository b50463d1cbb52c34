"""Texts that try to be more than text, in every place a sender can put them."""

import re

import pytest

from shared.bootstrap import get_app

SCRIPT = "<script>alert(1)</script>"
OVERRIDE = "\u202egnp.exe"
EVIL = f'{SCRIPT}"><img src=x onerror=alert(1)> {OVERRIDE} {{{{ 7*7 }}}} % # ..'
LOG = f"error: {EVIL}\n\x1b[31merror: {EVIL}\x1b[0m\n".encode()
NAMES = [
    "logs/a b #1/x..%2f?/build-log.txt",
    f"logs/{EVIL}/7/build-log.txt".replace("</", "<"),
    "ünï/шум.log",
]


def assert_harmless(page):
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    lowered = page.text.lower()
    assert not re.search(r'<script(?! src="/assets/lines\.js\?v=\w+" defer></script>)', lowered)
    assert "<img src=x" not in lowered
    assert "\u202e" not in page.text


@pytest.fixture
def pages_of_everything(web):
    """The pages that show a hostile upload."""
    fields = dict.fromkeys(("job", "build", "repo", "sha", "branch", "pull", "result"), EVIL)
    answer = web.uploaded(LOG, **fields)
    log_id, record = answer["log_id"], answer["record"]
    return [
        "/",
        "/records",
        f"/reports/{log_id}",
        f"/logs/{log_id}",
        f"/logs/extracted/{log_id}",
        f"/records/{record}",
        f"/records/{record}/extracted",
    ]


def test_no_page_runs_or_hides_anything(web, pages_of_everything):
    for path in pages_of_everything:
        page = web.browse(path)
        assert_harmless(page)
        assert "&lt;script&gt;" in page.text, path
        assert "[U+202E]" in page.text, path
        assert "{{ 7*7 }}" in page.text, path


def test_the_text_itself_is_served_as_text(web, pages_of_everything):
    answer = web.get(f"{pages_of_everything[3]}?format=text", accept="text/html")
    assert answer.data == LOG
    assert answer.mimetype == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_object_name_has_its_pages(web, name):
    app = get_app()
    found = app.logs.put(name, [LOG], metadata={})
    record = app.ingest.run(found, now_ms=app.now_ms()).record
    for path in ("/records", f"/records/{record.record_id}"):
        assert_harmless(web.browse(path))
    assert web.get(f"/records/{record.record_id}").data == LOG


def test_query_and_path_are_not_echoed(web):
    for path in (f"/{SCRIPT}", f"/?cursor={SCRIPT}", f"/?format={SCRIPT}", f"/logs/{SCRIPT}"):
        page = web.browse(path)
        assert page.status_code in (200, 400, 404)
        assert "<script" not in page.text
