"""What templates may rely on, and what keeps a hostile text harmless in any of them."""

import re

import pytest
from jinja2 import UndefinedError

from shared.web import rendering
from shared.web.problems import WebError

ERROR = WebError(404, "x", "<script>alert(1)</script> \u202eevil")
TEMPLATES = sorted(rendering.TEMPLATES.glob("*.html"))


def test_markup_is_escaped_and_hidden_characters_are_spelled_out():
    html = rendering.render("error.html", section="", problem=ERROR)
    assert "&lt;script&gt;alert(1)" in html
    assert "[U+202E]evil" in html
    assert "<script" not in html


def test_a_value_that_is_not_there_is_an_error():
    with pytest.raises(UndefinedError):
        rendering.render("error.html", section="")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_inline_script_or_style_or_marks_text_as_safe(path):
    source = path.read_text()
    assert not re.search(
        r"<script(?! src=\"{{ static_url\('lines.js'\) }}\" defer></script>)|<style|\sstyle=|\son\w+=|javascript:|\|\s*safe|https?://",
        source,
    )
