"""Names of logs in the bucket: readable, stable, and never shared by two builds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.layout import ObjectKind, read_place
from shared.core.object_names import MAX_PART_CHARS, log_name


def test_parts_that_fit_stay_as_they_are():
    assert log_name("ci", "acme", "unit", "17") == "ci/acme/unit/17.log.gz"


@pytest.mark.parametrize("job", ["..", ".", ".hidden", "a/b", "build (3.12)", ""])
def test_other_parts_become_names_without_folders_or_hidden_files(job):
    made = log_name("ci", job, "17")
    assert made.count("/") == 2
    assert not any(part.startswith(".") or not part for part in made.split("/"))


def test_parts_that_look_alike_stay_apart():
    names = {log_name("ci", job, "1") for job in ("a/b", "a b", "a-b", "a\\b", "a" * 90, "a" * 91)}
    assert len(names) == 6


@given(st.text(min_size=1))
def test_every_job_gets_a_name_that_is_read_as_a_log(job):
    name = log_name("ci", job, "1")
    assert read_place(name).kind is ObjectKind.BUILD_LOG
    assert len(name) < MAX_PART_CHARS + 40
