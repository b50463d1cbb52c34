"""Names of jobs and builds in addresses: whatever they hold, they come back."""

from urllib.parse import unquote

import pytest

from shared.web.job_paths import build_href, completeness_href, job_href, read_name

NAMES = ["unit", "team/e2e", "a~b", "a~1b", "~0", "a/~1~0//", "ä 💥", "a?b#c&d=%2F", "a\\b", "+"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_from_its_address(name):
    _, jobs, job, build = build_href(name, name).split("/")
    assert jobs == "jobs"
    assert read_name(unquote(job)) == read_name(unquote(build)) == name


def test_slashes_are_written_as_the_design_says():
    assert job_href("team/night~ly") == "/jobs/team~1night~0ly"


def test_half_a_character_has_an_address_too():
    assert job_href("a\ud800") == "/jobs/a%3F"


def test_completeness_names_its_jobs():
    assert completeness_href("a/b", "c", format="csv") == "/completeness?job=a%2Fb&job=c&format=csv"
    assert completeness_href() == "/completeness"
