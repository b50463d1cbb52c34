"""What a source is named as, and how its listing is cut."""

import json
from dataclasses import dataclass

import pytest

from shared.core.builds.places import InvalidPlace, SourcePlace, read_source
from shared.core.builds.units import Wanted, cut_into_units, prefixes_of
from shared.core.builds.units import testgrid_jobs as jobs_of

NAMES = [
    "logs/a/1/artifacts/x/y.log",
    "logs/a/1/build-log.txt",
    "logs/a/1/extra/deep/x",
    "logs/a/1/started.json",
    "logs/a/2/finished.json",
    "logs/a/latest-build.txt",
    "nightly/1.log",
    "nightly/2.log",
    "nightly/notes.md",
]


@dataclass
class Named:
    name: str
    generation: int = 1
    created_ms: int = 5


def units(names):
    return list(cut_into_units(map(Named, sorted(names))))


def test_a_listing_is_cut_into_builds_and_single_logs():
    found = units(NAMES)

    assert [(u.place.folder, sorted(u.files)) for u in found] == [
        ("logs/a/1/", ["build-log.txt", "started.json"]),
        ("logs/a/2/", ["finished.json"]),
        (None, ["1.log"]),
        (None, ["2.log"]),
    ]
    assert [u.log.name if u.log else None for u in found] == [
        "logs/a/1/build-log.txt",
        None,
        "nightly/1.log",
        "nightly/2.log",
    ]
    assert sum(u.listed for u in found) == len(NAMES)
    assert units([]) == []


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Wanted(), 4),
        (Wanted(("a",)), 2),
        (Wanted(("n*",)), 2),
        (Wanted(("[a]",)), 2),
        (Wanted(("b",)), 0),
        (Wanted(since_ms=5), 4),
        (Wanted(since_ms=6), 0),
    ],
)
def test_jobs_and_a_time_choose(wanted, taken):
    assert sum(map(wanted.takes, units(NAMES))) == taken


@pytest.mark.parametrize(
    ("prefix", "jobs", "expected"),
    [
        ("", (), [""]),
        ("logs/", ("b", "a", "a"), ["logs/a/", "logs/b/"]),
        ("", ("a",), [""]),
        ("logs/", ("a*",), ["logs/"]),
        ("pr-logs/", ("a",), ["pr-logs/"]),
    ],
)
def test_only_the_folders_of_named_jobs_are_listed(prefix, jobs, expected):
    assert prefixes_of(prefix, jobs) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gs://mine/logs/a", SourcePlace("own", "gs://mine", "logs/a")),
        ("gs://other", SourcePlace("bucket", "gs://other", "")),
        (
            "https://gcsweb.example/gcs/other/logs/a%20b/",
            SourcePlace("gcsweb", "https://gcsweb.example/gcs/other", "logs/a b/"),
        ),
        ("/data/x/logs/job", SourcePlace("folder", "/data/x", "logs/job/")),
        ("/data/x", SourcePlace("folder", "/data/x", "")),
        ("/own/bucket/nightly", SourcePlace("own", "/own/bucket", "nightly/")),
    ],
)
def test_a_source_is_a_bucket_gcsweb_or_a_folder(text, expected):
    found = read_source(text, own_bucket="mine", own_folder="/own/bucket", resolve=str)

    assert found == expected


@pytest.mark.parametrize("text", ["gs://", "gs://A", "https://example.com/logs", "http://x/gcs/"])
def test_what_names_no_source_is_refused(text):
    with pytest.raises(InvalidPlace):
        read_source(text, own_bucket=None, own_folder=None, resolve=str)


@pytest.mark.parametrize(
    ("value", "jobs"),
    [
        ({"tab-a": {"job-1": {"x": 1}, "job-2": {}}, "tab-b": {"job-1": {}}}, ["job-1", "job-2"]),
        (
            {
                "test_groups": [
                    {"name": "x", "gcs_prefix": "bucket/logs/job-1"},
                    {"name": "y", "gcs_prefix": "bucket/pr-logs/directory/job-2"},
                    {"name": "job-3"},
                    "odd",
                    {},
                ]
            },
            ["job-1", "job-2", "job-3"],
        ),
        ([], []),
        ({"a": 1}, []),
    ],
)
def test_testgrid_names_jobs(value, jobs):
    assert jobs_of(json.dumps(value).encode()) == jobs
    assert jobs_of(b"{") == []
