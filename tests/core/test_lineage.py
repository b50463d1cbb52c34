"""Names of one failure move together, whatever their version; what versions cut differently not."""

import pytest

from shared.core.analysis.model import ReportType
from shared.core.documents import Fingerprint
from shared.core.lineage import with_followers, with_versions


def fingerprints(**succeeds):
    return {
        key: Fingerprint(key, "1", ReportType.ERROR, (), succeeds=tuple(before))
        for key, before in succeeds.items()
    }


@pytest.mark.parametrize(
    ("known", "key", "expected"),
    [
        pytest.param({"a": "", "b": "a"}, "a", "ab", id="the-new-name-goes-along"),
        pytest.param({"a": "", "b": "a"}, "b", "ab", id="the-old-name-goes-along"),
        pytest.param({"a": "", "b": "a", "c": "b"}, "b", "abc", id="over-several-versions"),
        pytest.param({"a": "", "b": "a", "c": "a"}, "b", "b", id="old-name-of-two-stays"),
        pytest.param({"a": "", "b": "", "c": "ab"}, "a", "a", id="new-name-of-two-stays"),
        pytest.param({"b": "a"}, "b", "b", id="old-name-elsewhere"),
        pytest.param({"a": "", "b": ""}, "a", "a", id="alone"),
    ],
)
def test_what_leaves_with_a_fingerprint(known, key, expected):
    assert with_versions([key], fingerprints(**known)) == set(expected)


def test_who_joined_for_being_like_it_leaves_with_it_in_every_version():
    known = fingerprints(a="", b="", c="b")
    known["b"] = Fingerprint("b", "1", ReportType.ERROR, (), near="a")
    assert with_followers(["a"], known) == {"a", "b", "c"}
    assert with_versions(["a"], known) == {"a"}
