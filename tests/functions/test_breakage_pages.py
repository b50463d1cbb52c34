"""The pages of breakages and their forms, as a browser without scripts uses them."""

import html
import re

import pytest

from shared import bootstrap
from shared.core.access import Role
from tests.functions.annotating import annotated, draft, send
from tests.functions.guests import ENVIRONMENT, House
from tests.known_branch import BRANCH, REPO, A, B, C, D, E, KnownBranch

pytestmark = pytest.mark.usefixtures("branch")

INPUT = re.compile(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"')
TEXTAREA = re.compile(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>')
INVALID = re.compile(r'name="(\w+)"[^>]*aria-describedby="[^"]*\bproblem"[^>]*aria-invalid="true"')


@pytest.fixture
def house(data_dir, monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    bootstrap.get_app.cache_clear()
    house = House()
    house.app.branch_history = KnownBranch()
    return house


def typed(page):
    """Return what stands in the fields of the page's form, but for its token."""
    form = page.text.split("<main")[1].split('method="post"')[1].split("</form>")[0]
    fields = [*INPUT.findall(form), *TEXTAREA.findall(form)]
    return {name: html.unescape(text) for name, text in fields if name != "form_token"}


def path_of(breakage):
    return f"/breakages/{breakage['breakage_id']}"


def test_a_form_annotates_and_leads_to_a_page_that_says_what_is_decided_again(web):
    answer = send(web, "/breakages", **draft(resolved_sha=D[:9], jobs="unit\r\ne2e-*"))
    assert answer.status_code == 303
    page = web.browse(answer.headers["Location"]).text
    for text in ("no compiler", "Resolved", "2 commits are decided again", "e2e-*", B[:10], D[:10]):
        assert text in page
    assert f'href="/branches/{REPO}/{BRANCH}"' in page
    assert "annotated" in page.split("History")[1]


def test_nothing_is_said_of_commits_where_none_is_decided_again(web):
    path = path_of(annotated(web))
    answer = send(web, f"{path}/edit", notes="see the wiki")
    assert answer.headers["Location"] == path
    assert "decided again" not in web.browse(path).text
    assert web.get(f"{path}?again=x").status_code == 400


def test_the_form_begins_with_what_the_address_says(web):
    address = f"/breakages/new?repo={REPO}&branch={BRANCH}&cause_sha={B}&resolved_sha={D}"
    page = web.browse(f"{address}&jobs=unit&jobs=lint&mode=no%20%3Ccompiler%3E")
    assert typed(page) == {
        "repo": REPO,
        "branch": BRANCH,
        "cause_sha": B,
        "resolved_sha": D,
        "mode": "no <compiler>",
        "jobs": "unit\nlint",
        "notes": "",
    }
    assert "Seen there" in page.text
    assert "e2e-chrome" in page.text
    assert "Seen there" not in web.browse("/breakages/new").text


@pytest.mark.parametrize(
    ("fields", "status", "wrong"),
    [
        pytest.param({"resolved_sha": A}, 400, "resolved_sha", id="wrong-way-round"),
        pytest.param({"cause_sha": "<b>x</b>"}, 400, "cause_sha", id="no-commit"),
        pytest.param({"cause_sha": "1234567"}, 400, "cause_sha", id="ambiguous"),
        pytest.param({"jobs": "unit\nui-*"}, 400, "jobs", id="no-such-job"),
        pytest.param({"mode": ""}, 400, "mode", id="without-a-mode"),
        pytest.param({"repo": "shop"}, 400, "repo", id="no-repository"),
        pytest.param({"branch": ""}, 400, "branch", id="without-a-branch"),
        pytest.param({"notes": "x" * 10_001}, 400, "notes", id="long-notes"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_marks_the_field(web, fields, status, wrong):
    sent = draft(resolved_sha="", jobs="unit", notes="two\nlines") | fields
    page = send(web, "/breakages", **sent)
    assert (page.status_code, typed(page)) == (status, sent)
    assert INVALID.findall(page.text) == [wrong]
    assert 'id="problem" role="alert"' in page.text
    assert "<b>x</b>" not in page.text


def test_what_is_said_already_is_refused_beside_the_form(web):
    annotated(web)
    page = send(web, "/breakages", **draft())
    assert (page.status_code, INVALID.findall(page.text)) == (409, [])
    assert "says so already" in page.text


def test_the_form_that_edits_holds_what_it_says_and_a_refusal_keeps_the_branch(web):
    made = annotated(web, jobs=["unit", "lint"], notes="two\nlines")
    path = path_of(made)
    page = web.browse(f"{path}/edit")
    stands = typed(page)
    assert stands == {
        "revision": "1",
        "cause_sha": B,
        "resolved_sha": "",
        "mode": "no compiler",
        "jobs": "lint\nunit",
        "notes": "two\nlines",
    }
    refused = send(web, f"{path}/edit", **stands | {"resolved_sha": A})
    assert (refused.status_code, typed(refused)) == (400, stands | {"resolved_sha": A})
    assert f"{BRANCH}</bdi> of <bdi>{REPO}" in refused.text
    assert send(web, f"{path}/edit", **stands | {"mode": "no linker"}).status_code == 303
    stale = send(web, f"{path}/edit", **stands | {"mode": "no lexer"})
    assert (stale.status_code, typed(stale)["mode"]) == (409, "no lexer")
    assert f'<a href="{path}">See how it stands now</a>' in stale.text


def test_the_short_form_resolves_and_says_beside_itself_what_is_wrong(web):
    path = path_of(annotated(web))
    refused = send(web, f"{path}/resolve", resolved_sha=A, revision="1")
    assert refused.status_code == 400
    assert typed(refused) == {"revision": "1", "resolved_sha": A}
    assert 'role="alert"' in refused.text
    assert "the other way round" in refused.text
    answer = send(web, f"{path}/resolve", resolved_sha=E, revision="1")
    page = web.browse(answer.headers["Location"]).text
    assert "4 commits are decided again" in page
    assert "Is it mended?" not in page
    again = send(web, f"{path}/resolve", resolved_sha=C, revision="1")
    assert (again.status_code, "was changed meanwhile" in again.text) == (409, True)


def test_deleting_asks_first_and_says_what_it_does(web):
    path = path_of(annotated(web, resolved_sha=C))
    page = web.browse(f"{path}/delete").text
    assert "1 commit is decided again" in page
    answer = send(web, f"{path}/delete")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/breakages")
    assert web.browse(path).status_code == 404


def test_only_commits_that_are_known_are_linked(web):
    made = annotated(web, resolved_sha=D)
    web.uploaded(b"error: x\n", job="unit", repo=REPO, sha=B, branch=BRANCH, result="FAILURE")
    page = web.browse(path_of(made)).text
    assert f'href="/commits/{REPO}/{B}"' in page
    assert f'href="/commits/{REPO}/{D}"' not in page


def test_the_list_says_what_each_is(web):
    assert "No breakage yet" in web.browse("/breakages").text
    annotated(web, mode="no <compiler>", jobs=["unit", "lint", "e2e-*", "e2e-chrome"])
    page = web.browse("/breakages").text
    assert "no &lt;compiler&gt;" in page
    assert "and 1 more" in page
    assert "Ongoing" in page
    assert "No breakage here" in web.browse("/breakages?state=resolved").text


def test_the_list_has_pages_and_tidy_addresses(web):
    for cause in (A, B, C):
        annotated(web, cause_sha=cause)
    page = web.browse("/breakages?limit=2&state=ongoing").text
    older = html.unescape(re.search(r'href="([^"]*)" rel="next"', page)[1])
    assert "state=ongoing" in older
    assert web.browse(older).text.count('class="kind"') == 1
    tidy = web.browse("/breakages?repo=&branch=main&state=")
    assert (tidy.status_code, tidy.headers["Location"]) == (303, "/breakages?branch=main")


def test_readers_are_offered_no_form(house):
    curator = house.bearer(house.token(Role.CURATOR))
    made = curator.send("POST", "/breakages", json=draft()).json
    reader = house.signed_in(house.token(Role.READER))
    for path in ("/breakages", path_of(made)):
        page = reader.browse(path).text
        assert "no compiler" in page
        assert "/edit" not in page
        assert "/new" not in page
        assert "Is it mended?" not in page


def test_a_form_is_ours_and_taken_once(house):
    curator = house.signed_in(house.token(Role.CURATOR, "carol"))
    token = curator.form_token()
    assert curator.post_form("/breakages", token="", **draft()).status_code == 403
    assert curator.post_form("/breakages", token=token, **draft(mode="")).status_code == 400
    made = curator.post_form("/breakages", **draft())
    assert made.status_code == 303
    path = made.headers["Location"].partition("?")[0]
    assert curator.send("GET", path).json["changes"][0]["by"] == "carol"
    token = curator.form_token()
    answers = [
        curator.post_form(f"{path}/resolve", token=token, resolved_sha=sha) for sha in (C, D)
    ]
    assert [each.status_code for each in answers] == [303, 403]
    assert curator.send("GET", path).json["resolved_sha"] == C
