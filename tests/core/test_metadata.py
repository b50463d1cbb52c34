"""Which build a log belongs to."""

import pytest

from shared.core.layout import read_place
from shared.core.metadata import clean_field, read_context


def test_metadata_names_what_the_path_does_not():
    context = read_context(read_place("logs/job-a/17/build-log.txt"), {"repo": "acme/shop"})

    assert (context.job, context.build, context.repo) == ("job-a", "17", "acme/shop")


def test_a_prow_path_outranks_metadata():
    context = read_context(read_place("logs/job-a/17/build-log.txt"), {"job": "other"})

    assert context.job == "job-a"


def test_metadata_outranks_a_plain_folder():
    context = read_context(read_place("nightly/run.log"), {"job": "unit", "build": "8"})

    assert (context.job, context.build) == ("unit", "8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  unit ", "unit", id="trimmed"),
        pytest.param("a\nb\x1b[1m", "a b [1m", id="one-line"),
        pytest.param("   ", None, id="blank"),
        pytest.param(None, None, id="missing"),
        pytest.param("x" * 1000, "x" * 300, id="bounded"),
        pytest.param("pull\u202e/7", "pull /7", id="bidi-control"),
    ],
)
def test_fields_are_stored_fit_to_be_shown(text, expected):
    assert clean_field(text) == expected
