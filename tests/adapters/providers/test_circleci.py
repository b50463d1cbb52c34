"""CircleCI as its API answers, with and without trouble."""

import json

import pytest

from shared.errors import (
    BuildNotFound,
    LogMissing,
    ProviderRefused,
    ProviderUnavailable,
    RepositoryNotFound,
    SourceUnreadable,
)
from tests.adapters.providers.conftest import listed, log
from tests.scripted_server import Answer
from tests.stand_ins.circleci import REPO, entry, log_of, serving_circleci, usual_faults
from tests.stand_ins.faults import EXPIRED, OnceEach, cut


def test_a_branch_is_listed_newest_first_as_far_as_asked(circle_ci):
    others = [entry(900 + n, branch="dev") for n in range(3)]
    with serving_circleci([*(entry(n) for n in range(1, 251)), *others]) as stand_in:
        provider = circle_ci(stand_in)
        assert [b.build for b in listed(provider, REPO, "master", 120)] == [
            str(n) for n in range(250, 130, -1)
        ]
        assert len(stand_in.api_server.asked) == 2
        assert len(listed(provider, REPO, "master", 1000)) == 250
        assert listed(provider, REPO, "gone") == []


def test_builds_that_begin_meanwhile_bring_none_twice_and_none_is_missed(circle_ci):
    with serving_circleci([entry(n) for n in range(1, 301)]) as stand_in:
        runs = circle_ci(stand_in).list_runs(REPO, "master", count=300)
        first = [next(runs)[0].build for _ in range(100)]
        stand_in.builds |= {n: entry(n) for n in range(301, 306)}
        rest = [builds[0].build for builds in runs]
    assert sorted(map(int, first + rest)) == list(range(1, 301))


def test_a_pull_request_is_a_branch_of_its_own(circle_ci):
    with serving_circleci([entry(5, branch="pull/17")]) as stand_in:
        (build,) = listed(circle_ci(stand_in), REPO, "pull/17")
        assert (build.pull, build.branch) == ("17", None)
        assert stand_in.api_server.asked[0].path.endswith("/tree/pull%2F17")


def test_the_log_is_what_all_steps_wrote(circle_ci):
    with serving_circleci([entry(3)]) as stand_in:
        provider = circle_ci(stand_in)
        text = log(provider, provider.get_build(REPO, "3"))
    assert text == (
        "##### Running Checkout code step\n$ checkout\n\n##### Running make step\n"
        + log_of(3)
        + "\n"
    )


def test_a_link_whose_time_is_over_is_asked_for_again(circle_ci):
    with serving_circleci([entry(3)]) as stand_in:
        stand_in.faults.spoil = lambda address, good: (
            EXPIRED
            if address == "/output/3/1" and stand_in.store_server.count(address) == 1
            else good
        )
        provider = circle_ci(stand_in)
        assert log_of(3) in log(provider, provider.get_build(REPO, "3"))
        assert stand_in.store_server.count("/output/3/0") == 1


def test_every_kind_of_trouble_passes_or_is_told_as_passing(circle_ci):
    with serving_circleci([entry(n) for n in range(1, 60)], faults=usual_faults()) as stand_in:
        provider = circle_ci(stand_in)
        for build in listed(provider, REPO, "master"):
            for _ in range(3):
                try:
                    text = log(provider, build)
                    break
                except ProviderUnavailable as problem:
                    assert "broke off" in str(problem)  # noqa: PT017 (what may be raised)
            assert log_of(int(build.build)) in text


def test_output_that_ends_too_early_is_not_taken_for_the_log(circle_ci):
    half = json.dumps([{"message": "x" * 100}]).encode()[:-20]
    with serving_circleci([entry(3)]) as stand_in:
        stand_in.faults.spoil = lambda address, good: (
            Answer(200, half) if address.startswith("/output") else good
        )
        provider = circle_ci(stand_in)
        with pytest.raises(ProviderUnavailable, match="breaks off"):
            log(provider, provider.get_build(REPO, "3"))


@pytest.mark.parametrize("token", ["", "taken-back"])
def test_without_a_good_token_it_says_which_to_set(circle_ci, token):
    with (
        serving_circleci([entry(3)]) as stand_in,
        pytest.raises(ProviderRefused, match="Set CIRCLECI_TOKEN"),
    ):
        listed(circle_ci(stand_in, token), REPO, "master")


def test_a_repository_that_is_not_there_is_named(circle_ci):
    with (
        serving_circleci([entry(3)]) as stand_in,
        pytest.raises(RepositoryNotFound, match="there is no acme/nothing"),
    ):
        listed(circle_ci(stand_in), "acme/nothing", "master")


def test_another_service_at_the_address_is_noticed(circle_ci):
    with serving_circleci([entry(3)]) as stand_in:
        stand_in.faults.spoil = lambda *_: Answer(200, b"<html>hello</html>")
        with pytest.raises(SourceUnreadable, match="is it the API's address"):
            listed(circle_ci(stand_in), REPO, "master")


def test_a_build_without_output_has_no_log_and_one_that_is_gone_none_either(circle_ci):
    with serving_circleci([entry(3), entry(5)], texts={3: None}) as stand_in:
        provider = circle_ci(stand_in)
        with pytest.raises(LogMissing, match="no step of build 3"):
            log(provider, provider.get_build(REPO, "3"))
        gone = provider.get_build(REPO, "5")
        del stand_in.builds[5]
        with pytest.raises(LogMissing):
            log(provider, gone)
        with pytest.raises(BuildNotFound):
            provider.get_build(REPO, "7")


def test_a_cut_answer_is_asked_for_again(circle_ci):
    with serving_circleci([entry(3)], faults=OnceEach(cut, of=1)) as stand_in:
        assert len(listed(circle_ci(stand_in), REPO, "master")) == 1
