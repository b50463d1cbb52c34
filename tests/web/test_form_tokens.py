"""Templates that write: each form has its token."""

import re

import pytest

from shared.web.rendering import TEMPLATES

FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>.*?</form>", re.DOTALL)
FORMS = [
    pytest.param(form, id=f"{path.name}-{number}")
    for path in sorted(TEMPLATES.glob("*.html"))
    for number, form in enumerate(FORM.findall(path.read_text()), 1)
    if path.name != "login.html"  # nobody has a session there yet; its Origin is checked
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_writes_has_a_token(form):
    assert "{{ form_token() }}" in form


def test_there_are_such_forms():
    assert FORMS
