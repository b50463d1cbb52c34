"""Files of the archive of a run's logs: which are of a job, and which archives are not opened."""

import struct
import zipfile
from io import BytesIO

import pytest

from shared.core.providers.github_archive import MAX_ENTRIES, archive_problem, members_of
from tests.stand_ins.github import archive

NAMES = [
    "0_unit.txt",
    "1_unit (3.12).txt",
    "unit/1_Set up job.txt",
    "unit/10_Post.txt",
    "unit/2_make.txt",
    "deploy prod/1_x.txt",
    "-1_odd.txt",
    "../0_unit2.txt",
]


@pytest.mark.parametrize(
    ("job", "members"),
    [
        pytest.param("unit", ["0_unit.txt"], id="whole-log"),
        pytest.param("unit (3.12)", ["1_unit (3.12).txt"], id="matrix"),
        pytest.param("deploy / prod", ["deploy prod/1_x.txt"], id="reusable-workflow"),
        pytest.param("odd", ["-1_odd.txt"], id="odd-number"),
        pytest.param("lint", [], id="another-job"),
        pytest.param("unit2", [], id="outside-of-the-archive"),
    ],
)
def test_members_of_a_job(job, members):
    names = [name.replace("deploy prod", "deploy  prod") for name in NAMES]
    members = [name.replace("deploy prod", "deploy  prod") for name in members]
    assert members_of(job, names) == members


def test_steps_stand_in_the_order_they_ran():
    steps = [name for name in NAMES if name.startswith("unit/")]
    expected = ["unit/1_Set up job.txt", "unit/2_make.txt", "unit/10_Post.txt"]
    assert members_of("unit", steps) == expected


def test_an_archive_that_is_whole_and_small_has_no_problem():
    assert archive_problem(archive({"0_unit.txt": "x"})) is None


def test_one_that_breaks_off_or_has_too_many_files_is_not_opened():
    packed = archive({"0_unit.txt": "x"})
    assert archive_problem(packed[:-10]) == "it breaks off"
    assert archive_problem(b"<html>") == "it breaks off"
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as opened:
        for number in range(MAX_ENTRIES + 1):
            opened.writestr(str(number), "")
    assert "more files" in archive_problem(many.getvalue())


def test_a_directory_said_to_be_huge_is_not_read():
    packed = bytearray(archive({"0_unit.txt": "x"}))
    at = packed.rfind(b"PK\x05\x06")
    struct.pack_into("<L", packed, at + 12, 1 << 30)
    assert "more files" in archive_problem(bytes(packed))
