"""What lists find reports by: facets from the records folded, and words of the title."""

import pytest

from shared.core.documents import BuildContext, Contribution, Record, Tally
from shared.core.facets import MAX_FACETS, facet, query_words, report_facets, title_words
from shared.core.tallies import MAX_PLACES, add, remove, total
from tests.core.test_fold import a_fingerprint, a_report, folded


@pytest.mark.parametrize(
    ("title", "words"),
    [
        pytest.param("error: 3 Tests FAILED", ["error", "tests", "failed"], id="lower-case"),
        pytest.param("if x is in go or C", [], id="three-letters-or-more"),
        pytest.param("the build and its cache", ["build", "cache"], id="no-stop-words"),
        pytest.param("12345 0x7fff 404", [], id="no-numbers"),
        pytest.param("utf8 log4j", ["utf8", "utf", "log4j", "log"], id="digits-within"),
        pytest.param("test_foo_bar", ["test", "foo", "bar"], id="parts-of-snake-case"),
        pytest.param("TimeoutError", ["timeouterror", "timeout", "error"], id="parts-of-camel"),
        pytest.param("HTTPServer", ["httpserver", "http", "server"], id="parts-of-capitals"),
        pytest.param("fail, fail, Fail", ["fail"], id="each-once"),
        pytest.param("größe überschritten", ["größe", "überschritten"], id="letters"),
    ],
)
def test_words_of_a_title(title, words):
    assert title_words(title) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TimeoutError", ["timeouterror"]),
        ("connection timeout", ["connection", "timeout"]),
        ("the x 42", []),
        ("connection_timeout", ["connection", "timeout"]),
    ],
)
def test_words_that_someone_searches_for_are_whole(text, words):
    assert query_words(text) == words


def test_whatever_is_searched_as_it_stands_in_a_title_is_found():
    title = "FAILED tests/test_app.py::TestShop::test_basket - AssertionError: no HTTPAdapter2"
    assert set(query_words(title)) <= set(title_words(title))


def test_a_folded_record_gives_its_report_facets():
    context = BuildContext(job="unit", repo="acme/shop", branch="main")
    record = Record("r1", "b", "n", 1, 5, 0, 9, context=context, fingerprint="v1:a")

    report = folded([record], [a_fingerprint("v1:a")], [a_report("v1:a")]).reports["000000001"]

    assert report.facets == (
        "type:E",
        "explained:no",
        "word:title",
        "repo:acme/shop",
        "branch:main",
        "job:unit",
    )


def test_facets_leave_with_the_last_record_that_showed_them():
    seen = Contribution("v1:a", 1, "unit", branch="main", repo="acme/shop")
    tally = remove(add(Tally(), seen), seen)
    assert (tally.jobs, tally.branches, tally.repos) == ({}, {}, {})


def test_branches_and_repositories_of_fingerprints_add_up():
    seen = Contribution("v1:a", 1, "unit", branch="main", repo="acme/shop")
    both = total([add(Tally(), seen), add(Tally(), seen)])
    assert (both.branches, both.repos) == ({"main": 2}, {"acme/shop": 2})


def test_branches_beyond_the_bound_are_counted_together():
    tally = Tally()
    for number in range(MAX_PLACES + 7):
        tally = add(tally, Contribution("v1:a", 1, branch=f"pr-{number}"))
    assert len(tally.branches) == MAX_PLACES + 1
    assert tally.branches[""] == 7


def many(name, count):
    return {f"{name}-{number:03}": number for number in range(count)}


def test_of_too_many_facets_rare_jobs_go_first():
    facets = report_facets(
        "E",
        " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)),
        labels=[f"label-{number}" for number in range(100)],
        repos=many("repo", 100),
        branches=many("branch", 100),
        jobs=many("job", 200),
    )
    kinds = [each.partition(":")[0] for each in facets]
    assert len(facets) == MAX_FACETS
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "type": 1,
        "explained": 1,
        "label": 20,
        "word": 40,
        "repo": 20,
        "branch": 40,
        "job": 78,
    }
    assert "job:job-199" in facets
    assert "job:job-121" not in facets


def test_occurrences_without_a_name_are_no_facet():
    assert report_facets("W", "", repos={"": 1}, branches={"": 2}, jobs={"": 3}) == (
        "type:W",
        "explained:no",
    )


def test_a_long_or_broken_value_is_still_a_facet_that_stores_can_hold():
    assert facet("job", "x" * 5000) == "job:" + "x" * 200
    assert facet("job", "a\ud800b") == "job:a?b"
