"""A log that tries to be more than text, as a browser shows it."""

import pytest
from playwright.sync_api import expect

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
OVERRIDE = "\u202egnp.exe\u202d"
LONG = "x" * 1_000_000
LOG = "\n".join(
    [
        "\x1b[2J\x1b[31mred\x1b[0m \x1b]8;;http://192.0.2.1/\x07a link\x1b]8;;\x07",
        f"error: {SCRIPT} {OVERRIDE}",
        f"\x1b[41;5merror: {SCRIPT}",
        f"error: {LONG}",
        f"</pre></main></body><style>*{{display:none}}</style>{OVERRIDE}",
    ]
)
PAGES = {
    "reports": "/?q=alert",
    "report": "/reports/{log_id}",
    "log": "/records/{record}?fold=0",
    "extract": "/logs/extracted/{log_id}",
    "logs": "/records",
}


@pytest.fixture(scope="module")
def sent(site, tmp_path_factory):
    log = tmp_path_factory.mktemp("hostile") / "<img src=x onerror=alert(4)>.log"
    log.write_text(LOG)
    return site.post(log)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_it_is_text_on_every_page_and_breaks_none(scripted_page, sent, path):
    page = scripted_page
    page.goto(path.format(**sent))
    expect(page.get_by_role("main")).to_contain_text(SCRIPT)
    expect(page.get_by_role("main")).to_contain_text("[U+202E]gnp.exe")
    ours = ":not(head > script[src^='/assets/'])"
    foreign = f"script{ours}, style, main img, [onerror], [onload]"
    expect(page.locator(foreign)).to_have_count(0)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_its_text_is_no_page(scripted_page, sent):
    page = scripted_page
    page.goto(f"/logs/{sent['log_id']}?format=text")
    assert page.evaluate("document.contentType") == "text/plain"
    expect(page.locator("script, style, img, svg")).to_have_count(0)
