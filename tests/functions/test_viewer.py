"""The log viewer of the running service, as browsers and as curl see it."""

import gzip
import re

import pytest

from shared.bootstrap import get_app

FIRST, SECOND = 12_001, 13_003
ERROR = b"src/main.c:8:44: \x1b[31merror:\x1b[0m 'struct entry' has no member named 'amount'\n"
OTHER = b"src/cart.c:3:9: \x1b[31merror:\x1b[0m unknown type name 'money'\n"


def quiet(first, last):
    return b"".join(b"building part %d of the whole\n" % n for n in range(first, last + 1))


LOG = quiet(1, FIRST - 1) + ERROR + quiet(FIRST + 1, SECOND - 1) + OTHER + quiet(SECOND + 1, 20_000)


@pytest.fixture
def path(web):
    """The address of a log with two failures, large enough to have a seekable copy."""
    record = web.uploaded(LOG, job="unit", build="17")["record"]
    assert get_app().store.get_record(record).value.index is not None
    return f"/records/{record}"


def shown(page):
    return [int(number) for number in re.findall(r'<div id="L(\d+)"', page.text)]


def marked(page):
    return [
        int(number) for number in re.findall(r'<div id="L(\d+)" class="row[^"]* wanted"', page.text)
    ]


def href(page, text):
    """Return where the link of this text leads; None if there is none."""
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{re.escape(text)}</a>', page.text)
    return found and found[1].replace("&amp;", "&")


def near(*lines, distance=5):
    return [n for line in lines for n in range(line - distance, line + distance + 1)]


class TestFolding:
    def test_lines_far_from_every_failure_are_folded(self, web, path):
        page = web.browse(path)
        assert shown(page) == near(FIRST, SECOND)
        assert "22 of 20,000 lines" in page.text
        assert re.findall(r"… ([\d,]+) lines? …", page.text) == ["11,995", "991", "6,992"]

    def test_a_folded_stretch_is_opened_by_its_link(self, web, path):
        page = web.browse(href(web.browse(path), "… 991 lines …"))
        assert shown(page)[:2] == [FIRST - 5, FIRST - 4]
        assert set(range(FIRST + 6, SECOND - 5)) <= set(shown(page))
        assert "… 991 lines …" not in page.text
        assert "… 11,995 lines …" in page.text

    def test_a_stretch_longer_than_a_page_is_opened_at_either_end(self, web, path):
        page = web.browse(path)
        top = web.browse(href(page, "… 11,995 lines …"))
        assert shown(top) == list(range(1, 2001))
        assert shown(web.browse(href(top, "After"))) == list(range(2001, 4001))
        end = web.browse(
            page.text.split('class="gap-end" href="')[1].split('"')[0].replace("&amp;", "&")
        )
        assert {FIRST - 6, FIRST, SECOND} <= set(shown(end))

    def test_two_stretches_can_be_open(self, web, path):
        page = web.browse(href(web.browse(path), "… 991 lines …"))
        both = web.browse(href(page, "… 6,992 lines …"))
        assert {SECOND - 6, SECOND + 6} <= set(shown(both))

    def test_nothing_is_folded_on_demand(self, web, path):
        page = web.browse(href(web.browse(path), "Show every line"))
        assert shown(page) == list(range(FIRST - 1000, FIRST + 1000))
        assert "lines …" not in page.text
        back = web.browse(href(page, "Only failures"))
        assert shown(back) == near(FIRST, SECOND)

    def test_a_log_without_failure_is_not_folded(self, web):
        record = web.uploaded(quiet(1, 100))["record"]
        assert shown(web.browse(f"/records/{record}")) == list(range(1, 101))


class TestWindows:
    def test_a_window_has_at_most_2000_lines_and_links_to_the_others(self, web, path):
        page = web.browse(f"{path}?line=5000&fold=0")
        assert shown(page) == list(range(4000, 6000))
        assert marked(page) == [5000]
        assert shown(web.browse(href(page, "Before"))) == list(range(2000, 4000))
        assert shown(web.browse(href(page, "After"))) == list(range(6000, 8000))
        assert shown(web.browse(href(page, "First lines"))) == list(range(1, 2001))
        last = web.browse(href(page, "Last lines"))
        assert shown(last) == list(range(18_001, 20_001))
        assert href(last, "After") is href(last, "Last lines") is None

    def test_a_line_asked_for_is_shown_with_its_surroundings(self, web, path):
        page = web.browse(f"{path}?line=5000")
        assert shown(page) == near(5000, distance=25) + near(FIRST, SECOND)
        assert marked(page) == [5000]

    def test_a_line_beyond_the_end_is_the_last_one(self, web, path):
        page = web.browse(f"{path}?line=99999")
        assert marked(page) == [20_000]
        assert 20_000 in shown(web.browse(f"{path}?line=99999&fold=0"))

    def test_pages_lead_from_failure_to_failure(self, web, path):
        page = web.browse(path)
        assert marked(page) == [FIRST]
        assert "Failure 1 of 2" in page.text
        assert href(page, "Previous failure") is None
        following = web.browse(href(page, "Next failure"))
        assert marked(following) == [SECOND]
        assert href(following, "Next failure") is None
        assert href(following, "Previous failure") == f"{path}?line={FIRST}#L{FIRST}"


class TestMarkedLines:
    @pytest.mark.parametrize("lines", ["120-140", "L120-L140", "140-120", " 120 - 140 "])
    def test_a_range_is_marked_and_the_page_opens_there(self, web, path, lines):
        page = web.browse(f"{path}?lines={lines}")
        assert marked(page) == list(range(120, 141))
        assert re.findall(r'href="#L(\d+)" autofocus', page.text) == ["120"]
        assert '<span id="L120-L140"></span>' in page.text
        assert href(page, "Link to 120-140") == f"{path}?lines=120-140#L120-L140"

    def test_one_line_is_a_range_too(self, web, path):
        assert marked(web.browse(f"{path}?lines=120")) == [120]

    def test_a_range_longer_than_a_page_is_marked_page_by_page(self, web, path):
        page = web.browse(f"{path}?lines=1-5000")
        assert marked(page) == list(range(1, 2001))
        assert marked(web.browse(href(page, "After"))) == list(range(2001, 4001))

    @pytest.mark.parametrize(
        "query",
        [
            "line=0",
            "line=x",
            "lines=0",
            "lines=1-",
            "lines=-5",
            "lines=1-2-3",
            "lines=1-99999999999999",
            "lines=%3Cscript%3E",
            "lines=1&lines=2",
            "open=x",
            "&".join(["open=1-2"] * 21),
            "from=0",
            "to=-1",
            "from=5&to=-1",
            "at=1e3",
            "fold=maybe",
            "download=yes",
        ],
    )
    def test_what_is_no_line_is_a_400(self, web, path, query):
        assert web.browse(f"{path}?{query}").status_code == 400

    @pytest.mark.parametrize("query", ["lines=", "line=&lines=&fold=", "open=", "from=&to="])
    def test_an_empty_field_asks_for_nothing(self, web, path, query):
        assert shown(web.browse(f"{path}?{query}")) == near(FIRST, SECOND)


class TestText:
    def test_curl_gets_the_whole_log_byte_for_byte(self, web, path):
        answer = web.get(path)
        assert answer.data == LOG
        assert answer.content_type == "text/plain; charset=utf-8"
        assert "Content-Disposition" not in answer.headers
        zipped = web.uploaded(gzip.compress(LOG))["record"]
        assert web.get(f"/records/{zipped}").data == LOG

    def test_it_can_be_saved_under_a_safe_name(self, web, path):
        page = web.browse(path)
        answer = web.browse(href(page, "Download"))
        assert answer.data == LOG
        assert re.fullmatch(
            r'attachment; filename="unit-17-[\w.-]+\.(log|txt)"',
            answer.headers["Content-Disposition"],
        )
        assert answer.mimetype == "text/plain"


def test_colours_are_those_of_a_terminal(web, path):
    assert '<span class="t-red">error:</span> unknown type' in web.browse(path).text


def test_the_page_of_a_large_log_reads_little_of_it(web, path, monkeypatch):
    app = get_app()
    monkeypatch.setattr(app.logs, "read", lambda *_: pytest.fail("the log was streamed"))
    for query in ("", "?fold=0", "?line=700", "?fold=0&to=20000", "?open=20-11900"):
        assert web.browse(path + query).status_code == 200


def test_the_page_of_a_log_whose_copy_is_gone_is_the_same(web, path, data_dir):
    before = [web.browse(path + query).text for query in ("", "?fold=0", "?line=700")]
    for file in (data_dir / "derived" / "copies").rglob("*.gz"):
        file.unlink()
    after = [web.browse(path + query).text for query in ("", "?fold=0", "?line=700")]
    assert [shown_text(page) for page in after] == [shown_text(page) for page in before]


def shown_text(page):
    return page.split('class="log"')[1]
