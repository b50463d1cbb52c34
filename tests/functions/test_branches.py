"""Branches over HTTP: the list, the page, their JSON, and whatever an address may hold."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from shared.bootstrap import get_app
from shared.core.access import Role
from shared.core.documents import Commit
from shared.core.ids import commit_key
from shared.ports import Changes, Stored
from shared.web.branch_shapes import WORDS
from shared.web.openapi.branch_schemas import BRANCH_SCHEMAS
from tests.branch_story import BREAKS, JOBS, NAME, REPO, tell
from tests.functions.guests import ENVIRONMENT, House
from tests.functions.test_hostile import EVIL, assert_harmless
from tests.web.examples import NOON

PAGE = f"/branches/{REPO}/{NAME}"
ROW = re.compile(r'<span class="commit">\s*<a class="id" href="[^"]*/([0-9a-f]{40})">')
HREF = re.compile(r'href="([^"]*)"')


@pytest.fixture
def story(data_dir):
    """A branch with two months of history, at noon on a Monday."""
    app = get_app()
    app.now_ms = lambda: NOON
    made = tell(NOON)
    made.save(app.store)
    return made


def tell_of(name, **options):
    """Keep a short history of a branch of this name."""
    app = get_app()
    tell(app.now_ms(), days=3, a_day=2, name=name, **options).save(app.store)


def links(page):
    return [unescape(href) for href in HREF.findall(page.text)]


def test_the_page_shows_commits_against_jobs_with_a_word_for_each_cell(web, story):
    page = web.browse(PAGE)
    assert page.status_code == 200
    head = story.branch.head
    assert f'<a class="id" href="/commits/{REPO}/{head}">{head[:10]}</a>' in page.text
    assert ROW.findall(page.text)[0] == head
    assert len(ROW.findall(page.text)) == 50
    assert all(f"<bdi>{job}</bdi></a></th>" in page.text for job in JOBS)
    assert 'title="upgrade (from 4.x): Known breakage"' in page.text
    assert "Red: 3 jobs failing, 2 unexplained" in page.text
    for word in ("New", "Unknown", "Flaky", "Known problem", "Known breakage", "Did not run"):
        assert f"</span>{word}</li>" in page.text
    # What leads where its row leads need not be stepped through; what failed is.
    cells = re.findall(r'<td class="cell-(\w+)"><a [^>]*?( tabindex="-1")?>', page.text)
    assert {bool(skipped) for code, skipped in cells if code in ("pass", "again", "wait")} == {True}
    assert {bool(skipped) for code, skipped in cells if code in ("new", "broken")} == {False}


def test_every_picture_has_its_table(web, story):
    page = web.browse(PAGE).text
    days, weeks = len(story.branch.days), len(story.branch.totals)
    assert page.count('role="img"') == 6
    assert page.count('<th scope="row"><time datetime="20') == min(days, 60) + min(weeks, 52)
    assert page.count('<svg class="interval"') == len(JOBS)
    assert page.count('<svg class="span ') == len([each for each in BREAKS if each.mode])


def test_json_has_what_the_page_shows(web, story):
    found = web.json(f"{PAGE}?limit=5")
    assert (found["repo"], found["branch"], found["head"]) == (REPO, NAME, story.branch.head)
    assert found["commits"][0]["sha"] == story.branch.head
    assert len(found["commits"]) == 5
    assert {word for each in found["commits"] for word in each["verdicts"].values()} <= {
        *WORDS.values()
    }
    assert {each["job"]: each["failures"] for each in found["failing"]}["typecheck"] == 3
    assert len(found["days"]) == len(story.branch.days)
    week = found["weeks"][-2]
    assert week["red_share"] == pytest.approx(week["red"] / week["commits"])
    assert [each["mode"] for each in found["breakages"]][-1] == BREAKS[0].mode
    assert all(each["began"] for each in found["breakages"])
    assert found["proposals"][0]["jobs"] == ["storybook", "typecheck"]
    assert f"cause_sha={found['proposals'][0]['cause_sha']}" in found["proposals"][0]["annotate"]


def test_every_field_that_is_answered_is_described(web, story):
    found, listed = web.json(PAGE), web.json("/branches")
    answered = {
        "BranchList": listed,
        "ListedBranch": listed["branches"][0],
        "Branch": found,
        "BranchCommit": found["commits"][0],
        "FailingJob": found["failing"][0],
        "FlakeRate": found["flake_rates"][0],
        "TimedBreakage": found["breakages"][0],
        "ProposedBreakage": found["proposals"][0],
    }
    assert answered.keys() == BRANCH_SCHEMAS.keys()
    for name, value in answered.items():
        assert value.keys() == BRANCH_SCHEMAS[name]["properties"].keys(), name


def test_pages_go_back_and_keep_what_is_asked_for(web, story):
    asked = f"{PAGE}?limit=30&only=failed&q=e2e"
    first = web.browse(asked)
    [older] = [href for href in links(first) if "cursor=" in href]
    assert {"limit=30", "only=failed", "q=e2e"} <= set(re.split("[?&#]", older))
    second = web.browse(older)
    assert second.status_code == 200
    assert "Failing now" in first.text
    assert "Failing now" not in second.text
    assert "Back to the newest" in second.text
    assert ROW.findall(second.text)[0] not in ROW.findall(first.text)
    assert len(ROW.findall(first.text)) == 30


def test_jobs_are_chosen_by_name_and_by_failure(web, story):
    assert web.json(f"{PAGE}?q=UNIT")["jobs"] == ["unit (3.11)", "unit (3.12)", "unit (3.13)"]
    failed = web.json(f"{PAGE}?only=failed")["jobs"]
    assert "typecheck" in failed
    assert "license" not in failed
    nothing = web.browse(f"{PAGE}?q=none")
    assert "No job of these 50 commits fits" in nothing.text
    assert web.json(f"{PAGE}?q=none")["jobs"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("only=red", "invalid_only", id="only"),
        pytest.param(f"q={'x' * 501}", "invalid_q", id="long-part"),
        pytest.param("limit=0", "invalid_limit", id="limit"),
        pytest.param("cursor=%C3%BC", "invalid_cursor", id="cursor"),
        pytest.param("format=text", "invalid_format", id="format"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(web, story, query, code):
    answer = web.get(f"{PAGE}?{query}")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"/branches/{REPO}/none", id="unknown"),
        pytest.param("/branches/acme/other/main", id="other-repository"),
        pytest.param("/branches/ac%20me/shop/main", id="no-repository"),
        pytest.param("/branches/acme/a%20b/main", id="no-name"),
        pytest.param(f"{PAGE}/", id="slash-behind"),
        pytest.param(f"{PAGE}%00", id="nothing-character"),
        pytest.param(f"{PAGE}%ff", id="no-text"),
        pytest.param(f"/branches/{REPO}/{quote(EVIL)}", id="hostile"),
        pytest.param(f"/branches/{REPO}/{'x' * 1001}", id="long"),
        pytest.param(f"/branches/{REPO}/{'x/' * 20_000}x", id="very-long"),
    ],
)
def test_a_branch_that_is_not_there_is_not_found(web, story, path):
    answer = web.get(path)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "branch_not_found")
    assert "<script" not in web.browse(path).text


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/branches/acme", id="no-repository"),
        pytest.param(f"/branches/{REPO}", id="no-branch"),
        pytest.param(f"/branches/{REPO}//", id="empty-branch"),
        pytest.param("/branches/acme/..%2f/main", id="dots"),
    ],
)
def test_half_an_address_is_no_page(web, path):
    answer = web.get(path)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "page_not_found")


def test_a_repository_is_found_in_any_case(web, story):
    assert web.json(f"/branches/ACME/Shop/{NAME}")["repo"] == REPO


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("release/4.x", id="slash"),
        pytest.param("a//b/c", id="slashes"),
        pytest.param("50% off?#now", id="signs-of-addresses"),
        pytest.param("a%2Fb", id="percent-escape"),
        pytest.param("шум/ü", id="letters"),
        pytest.param(EVIL, id="hostile"),
    ],
)
def test_a_branch_of_any_name_has_a_page_that_the_list_leads_to(web, name):
    tell_of(name)
    listed = web.browse("/branches")
    assert_harmless(listed)
    [href] = [each for each in links(listed) if each.startswith(f"/branches/{REPO}/")]
    page = web.browse(href)
    assert_harmless(page)
    assert web.json(href)["branch"] == name


def test_hostile_jobs_and_breakages_do_no_harm(web):
    tell_of(NAME, jobs=(EVIL, "upgrade <b>", f"typecheck {EVIL}"))
    page = web.browse(PAGE)
    assert_harmless(page)
    assert "&lt;b&gt;" in page.text
    assert_harmless(web.browse(f"{PAGE}?q={quote(EVIL)}"))


def test_the_list_is_empty_at_first_and_says_how_it_fills(web):
    assert "No branch yet" in web.browse("/branches").text
    assert web.json("/branches") == {"branches": [], "next": None}


def test_the_list_goes_on_at_its_next(web):
    for number in range(3):
        tell_of(f"release/{number}")
    first = web.json("/branches?limit=2")
    second = web.json(f"/branches?limit=2&cursor={first['next']}")
    shown = [each["branch"] for each in (*first["branches"], *second["branches"])]
    assert sorted(shown) == ["release/0", "release/1", "release/2"]
    assert second["next"] is None


def test_who_may_not_annotate_is_not_offered_it(data_dir, monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    house = House()
    tell(house.app.now_ms()).save(house.app.store)
    offered = {}
    for role in (Role.READER, Role.CURATOR):
        page = house.bearer(house.token(role)).browse(PAGE)
        offered[role] = [href for href in links(page) if href.startswith("/breakages/new")]
    assert offered[Role.READER] == []
    assert len(offered[Role.CURATOR]) > 1


def test_jobs_lead_to_the_branch_that_they_ran_on(web):
    log, job = b"main.c:8: error: no such thing\n", "unit (3.12)"
    for build, fields in enumerate(({"branch": NAME}, {"branch": "topic"}, {"branch": "master"})):
        web.uploaded(log, job=job, build=str(build), repo=REPO, **fields)
    web.uploaded(log, job=job, build="9", repo="acme/app", branch=NAME, pull="7")
    found = [href for href in links(web.browse(f"/jobs/{quote(job)}")) if "/branches/" in href]
    query = "?q=unit+%283.12%29#grid"
    assert found == [f"{PAGE}{query}", f"/branches/{REPO}/master{query}"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"branch": NAME}, [PAGE], id="on-main"),
        pytest.param({"branch": "topic"}, [], id="on-no-main-branch"),
        pytest.param({"branch": NAME, "pull": "7", "base_branch": NAME}, [PAGE], id="into-main"),
    ],
)
def test_commits_lead_to_the_branch_that_they_are_for(web, facts, expected):
    sha, app = "c" * 40, get_app()
    commit = Commit(commit_key(REPO, sha), REPO, sha, NOON, app.now_ms() * 2, **facts)
    app.store.save(Changes([Stored(commit, None)]))
    page = web.browse(f"/commits/{REPO}/{sha}")
    assert [href for href in links(page) if href.startswith("/branches/")] == expected
