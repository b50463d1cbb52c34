"""GitHub Actions as the REST API answers, with and without trouble."""

import pytest

from shared.adapters.providers import archives
from shared.errors import (
    BuildNotFound,
    LogMissing,
    ProviderRefused,
    ProviderUnavailable,
    RepositoryNotFound,
)
from tests.adapters.providers.conftest import listed, log
from tests.scripted_server import Answer
from tests.stand_ins.faults import EXPIRED
from tests.stand_ins.github import (
    REPO,
    archive,
    job,
    log_of,
    run,
    serving_github,
    usual_faults,
)


def newest(count):
    return [run(n) for n in range(count, 0, -1)]


def test_jobs_of_the_newest_runs_of_a_branch(github_actions):
    runs = [*newest(6), run(90, head_branch="dev")]
    with serving_github(runs) as stand_in:
        builds = listed(github_actions(stand_in), REPO, "main", 4)
    assert [(b.build, b.job, b.result) for b in builds] == [
        ("50", "unit", "FAILURE"),
        ("51", "lint", "SUCCESS"),
        ("30", "unit", "FAILURE"),
        ("31", "lint", "SUCCESS"),
    ]
    assert {(b.branch, b.pull, b.sha) for b in builds if b.build == "50"} == {
        ("main", None, f"{5:040x}")
    }


def test_more_runs_than_one_search_lists_and_more_jobs_than_a_page(github_actions):
    runs = newest(1210)
    with serving_github(runs, jobs=lambda of: [job(of, n) for n in range(101)]) as stand_in:
        provider = github_actions(stand_in)
        found = list(provider._runs(REPO, provider._source(REPO, "main")))
        (jobs,) = provider.list_runs(REPO, "main", count=1)
    assert [each.run_id for each in found] == [str(each["id"]) for each in runs]
    assert jobs == ()  # the newest passed
    with serving_github([run(1)], jobs=lambda of: [job(of, n) for n in range(101)]) as stand_in:
        assert len(listed(github_actions(stand_in), REPO, "main")) == 101


def test_a_pull_request_of_a_fork_is_told_from_branches_of_the_same_name(github_actions):
    pull = {
        "number": 17,
        "head": {"ref": "main", "repo": {"full_name": "bob/shop"}},
        "base": {"ref": "release"},
    }
    runs = [
        run(9, event="pull_request", head_repository={"full_name": "eve/shop"}),
        run(7, event="pull_request", head_repository={"full_name": "bob/shop"}),
        run(5),
    ]
    with serving_github(runs, pulls=[pull]) as stand_in:
        provider = github_actions(stand_in)
        builds = listed(provider, REPO, "pull/17")
        assert {(b.build, b.pull, b.branch) for b in builds} == {
            ("70", "17", "release"),
            ("71", "17", "release"),
        }
        assert {b.build for b in listed(provider, REPO, "main")} == {"50", "51"}
        with pytest.raises(RepositoryNotFound, match="pull request"):
            listed(provider, REPO, "pull/99")


def test_all_attempts_of_a_run_are_listed(github_actions):
    def jobs(of_run):
        return [job(of_run, 0, run_attempt=1), job(of_run, 1, run_attempt=2, conclusion="success")]

    with serving_github([run(3, conclusion="success", run_attempt=2)], jobs=jobs) as stand_in:
        builds = listed(github_actions(stand_in), REPO, "main")
    assert [(b.run, b.result) for b in builds] == [("3/1", "FAILURE"), ("3/2", "SUCCESS")]


def test_the_log_of_a_job(github_actions):
    with serving_github([run(3)]) as stand_in:
        provider = github_actions(stand_in)
        assert log(provider, provider.get_build(REPO, "30")) == log_of(30)
        with pytest.raises(BuildNotFound):
            provider.get_build(REPO, "39")


def test_where_a_job_has_no_log_by_itself_it_is_taken_from_the_archive_of_its_run(github_actions):
    packed = archive({"0_unit.txt": "boom\n", "1_lint.txt": "fine\n"})
    with serving_github([run(3)], logs={30: None}, archives={"3": packed}) as stand_in:
        provider = github_actions(stand_in)
        assert log(provider, provider.get_build(REPO, "30")) == "boom\n"


@pytest.mark.parametrize(
    ("archives", "error"),
    [
        pytest.param({}, LogMissing, id="expired"),
        pytest.param({"3": archive({"1_lint.txt": "x"})}, LogMissing, id="of-other-jobs"),
        pytest.param({"3": archive({"0_unit.txt": "x"})[:-8]}, ProviderUnavailable, id="cut"),
        pytest.param({"3": b"<html>"}, ProviderUnavailable, id="no-archive"),
        pytest.param(
            {
                "3": archive({"0_unit.txt": "x" * 999}).replace(b"x", b"y", 1)[:40]
                + b"PK\5\6"
                + b"\0" * 18
            },
            LogMissing,
            id="empty-directory",
        ),
    ],
)
def test_a_log_that_is_in_no_archive_either(github_actions, archives, error):
    with serving_github([run(3)], logs={30: None}, archives=archives) as stand_in:
        provider = github_actions(stand_in)
        with pytest.raises(error):
            log(provider, provider.get_build(REPO, "30"))


def test_an_archive_that_unzips_to_any_size_is_read_in_blocks(github_actions):
    bomb = archive({"0_unit.txt": b"\0" * (64 << 20)})
    assert len(bomb) < 100_000
    with serving_github([run(3)], logs={30: None}, archives={"3": bomb}) as stand_in:
        provider = github_actions(stand_in)
        blocks = provider.read_log(provider.get_build(REPO, "30"))
        assert len(next(blocks)) <= 1 << 20
        blocks.close()


def test_an_archive_over_the_cap_is_not_fetched_to_its_end(github_actions, monkeypatch):
    monkeypatch.setattr(archives, "MAX_ARCHIVE_BYTES", 1000)
    packed = archive({f"{n}_unit.txt": str(n) for n in range(100)})
    with serving_github([run(3)], logs={30: None}, archives={"3": packed}) as stand_in:
        provider = github_actions(stand_in)
        with pytest.raises(LogMissing, match="over 1,000 bytes"):
            log(provider, provider.get_build(REPO, "30"))


def test_a_link_that_was_used_too_late_is_asked_for_once_more(github_actions):
    with serving_github([run(3)]) as stand_in:
        late = {"/log/30": 1}
        stand_in.faults.spoil = lambda address, good: (
            EXPIRED if stand_in.store_server.count(address) <= late.get(address, -1) else good
        )
        provider = github_actions(stand_in)
        assert log(provider, provider.get_build(REPO, "30")) == log_of(30)
        late["/log/30"] = 100
        with pytest.raises(ProviderUnavailable, match="by each of 2 links"):
            log(provider, provider.get_build(REPO, "30"))


def test_every_kind_of_trouble_passes_or_is_told_as_passing(github_actions):
    with serving_github(newest(60), faults=usual_faults()) as stand_in:
        provider = github_actions(stand_in)
        failed = [build for build in listed(provider, REPO, "main", 60) if build.has_failed]
        assert len(failed) == 30
        for build in failed:
            for _ in range(3):
                try:
                    text = log(provider, build)
                    break
                except ProviderUnavailable as problem:
                    assert "broke off" in str(problem)  # noqa: PT017 (what may be raised)
            assert text == log_of(int(build.build))


def test_a_second_listing_costs_nothing_of_the_limit(github_actions):
    with serving_github(newest(10)) as stand_in:
        provider = github_actions(stand_in)
        first, known = listed(provider, REPO, "main"), len(stand_in.api_server.asked)
        assert listed(provider, REPO, "main") == first
        again = stand_in.api_server.asked[known:]
        assert all("if-none-match" in asked.headers for asked in again)


@pytest.mark.parametrize("token", ["", "taken-back"])
def test_without_a_good_token_it_says_which_to_set(github_actions, token):
    with (
        serving_github(newest(1)) as stand_in,
        pytest.raises(ProviderRefused, match="Set GITHUB_TOKEN"),
    ):
        listed(github_actions(stand_in, token), REPO, "main")


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (Answer(404, {"message": "Not Found"}), RepositoryNotFound, "there is no acme/shop"),
        (Answer(301, headers={"Location": "/x"}), RepositoryNotFound, "was renamed"),
        (Answer(403, {"message": "no"}), ProviderRefused, "may not read builds"),
    ],
)
def test_a_repository_that_is_not_shown_is_named(github_actions, answer, error, said):
    with serving_github(newest(1)) as stand_in:
        stand_in.faults.spoil = lambda *_: answer
        with pytest.raises(error, match=said):
            listed(github_actions(stand_in), REPO, "main")
