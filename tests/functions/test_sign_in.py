"""Signing in with a browser, staying so, signing out."""

import json
from http.cookies import SimpleCookie

import pytest

from shared import bootstrap
from shared.core.access import Role
from shared.web import sessions
from tests.functions.conftest import BROWSER
from tests.functions.guests import ENVIRONMENT, House, code, later, sign_in

HOUR_MS = 3_600_000


@pytest.fixture
def house(data_dir, monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return House()


@pytest.fixture
def reporter(house):
    return house.signed_in(house.token(Role.REPORTER, "rita"))


class TestTheForm:
    def test_is_a_page_with_a_label_and_no_script(self, house):
        page = house.guest().browse("/login")
        assert page.status_code == 200
        assert '<label for="token">' in page.text
        assert "<script" not in page.text
        assert page.headers["Cache-Control"] == "no-store"

    def test_leads_to_the_page_that_was_wanted(self, house):
        answer = sign_in(house, house.token(Role.READER), next_path="/records?problem=1")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/records?problem=1")

    def test_answers_json_to_a_program(self, house):
        text = house.token(Role.REPORTER, "ci", repos=("acme/*",))
        answer = house.guest().send("POST", "/login", data={"token": f"  {text}\n"})
        assert answer.json == {"name": "ci", "role": "reporter", "repos": ["acme/*"]}

    @pytest.mark.parametrize(
        ("text", "status", "said"),
        [
            pytest.param("", 400, "Paste your token", id="empty"),
            pytest.param("secret", 401, "not known here", id="no-token"),
            pytest.param(f"flt_{'0' * 12}_{'0' * 64}", 401, "not known here", id="unknown"),
            pytest.param("x" * 100_000, 401, "not known here", id="long"),
            pytest.param("<script>", 401, "not known here", id="markup"),
        ],
    )
    def test_says_what_is_wrong_with_a_token(self, house, text, status, said):
        answer = sign_in(house, text, next_path="/records")
        assert answer.status_code == status
        assert said in answer.text
        assert 'name="next" value="/records"' in answer.text
        assert "<script" not in answer.text
        assert "Set-Cookie" not in answer.headers

    def test_says_that_a_token_has_expired(self, house):
        answer = sign_in(house, house.token(Role.READER, expires_ms=1))
        assert answer.status_code == 401
        assert "has expired" in answer.text

    def test_is_not_shown_to_who_is_signed_in(self, house, reporter):
        assert reporter.browse("/login?next=/upload").headers["Location"] == "/upload"

    def test_is_not_needed_on_the_own_machine(self, house, monkeypatch):
        monkeypatch.setenv("HOST", "127.0.0.1")
        bootstrap.get_app.cache_clear()
        assert house.guest().browse("/login?next=/records").headers["Location"] == "/records"
        assert house.guest().browse("/").status_code == 200

    def test_cannot_be_sent_by_another_site(self, house):
        answer = sign_in(house, house.token(Role.READER), Origin="https://evil.example")
        assert answer.status_code == 403

    def test_is_not_offered_without_a_key_to_sign_with(self, house):
        house.app.session_key = ""
        assert "set SESSION_KEY" in house.guest().browse("/login").text
        answer = house.guest().send("POST", "/login", data={"token": house.token(Role.READER)})
        assert (answer.status_code, code(answer)) == (503, "sign_in_unavailable")


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/%0d%0aSet-Cookie:a=b\r\nX: y",
        "/login",
        "/login?next=/login",
        "/logout",
        "/\u202e",
        "/" + "a" * 3000,
        "",
    ],
)
def test_a_sign_in_never_leads_elsewhere(house, hostile):
    answer = sign_in(house, house.token(Role.READER), next_path=hostile)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    page = house.guest().send(
        "GET", "/login", query_string={"next": hostile}, headers={"Accept": BROWSER}
    )
    assert 'name="next" value="/"' in page.text


class TestTheCookie:
    def cookie(self, answer):
        (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        return morsel

    def test_is_out_of_reach_of_scripts_and_other_sites(self, house):
        cookie = self.cookie(sign_in(house, house.token(Role.READER)))
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert int(cookie["max-age"]) == sessions.LIFETIME_S
        assert not cookie["domain"]

    def test_is_secure_where_the_service_is_reached_by_https(self, house, monkeypatch):
        assert not self.cookie(sign_in(house, house.token(Role.READER)))["secure"]
        monkeypatch.setenv("PUBLIC_URL", "https://ci.acme.example")
        bootstrap.get_app.cache_clear()
        cookie = self.cookie(sign_in(house, house.token(Role.READER)))
        assert cookie["secure"]
        assert cookie.key.startswith("__Host-")

    def test_does_not_hold_the_token(self, house):
        text = house.token(Role.READER)
        assert text.split("_")[2] not in sign_in(house, text).headers["Set-Cookie"]

    def test_is_good_for_half_a_day(self, house, reporter):
        assert reporter.send("GET", "/").status_code == 200
        later(house, sessions.LIFETIME_S * 1000)
        assert reporter.send("GET", "/").status_code == 401
        assert reporter.browse("/records").headers["Location"] == "/login?next=%2Frecords"

    def test_ends_with_its_token(self, house):
        text = house.token(Role.REPORTER, expires_ms=house.app.now_ms() + HOUR_MS)
        guest = house.signed_in(text)
        later(house, HOUR_MS)
        assert guest.send("GET", "/").status_code == 401

    def test_of_another_service_is_worth_nothing(self, house, reporter):
        house.app.session_key = "another key, of another service"
        assert reporter.send("GET", "/").status_code == 401

    def test_is_forgotten_at_sign_out(self, reporter):
        page = reporter.browse("/")
        assert "Sign out" in page.text
        assert "rita" in page.text
        answer = reporter.post_form("/logout")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
        assert int(self.cookie(answer)["max-age"]) == 0
        assert reporter.send("GET", "/").status_code == 401

    def test_the_key_outlives_the_process_and_is_the_owners(self, house, reporter, data_dir):
        bootstrap.get_app.cache_clear()
        assert reporter.send("GET", "/").status_code == 200
        assert (data_dir / "session.key").stat().st_mode & 0o077 == 0


class TestLimits:
    def test_of_writes_are_each_sign_ins_own(self, house, monkeypatch):
        monkeypatch.setenv("WRITES_PER_MINUTE", "2")
        bootstrap.get_app.cache_clear()
        ci, other = (house.bearer(house.token(Role.REPORTER, "ci")) for _ in range(2))
        assert [ci.send("POST", "/logs").status_code for _ in range(3)] == [400, 400, 429]
        refused = ci.send("POST", "/logs")
        assert 1 <= int(refused.headers["Retry-After"]) <= 30
        assert "Try again in" in refused.json["error"]["message"]
        assert ci.send("GET", "/").status_code == 200
        assert other.send("POST", "/logs").status_code == 400

    def test_of_sign_ins_stop_guessing_and_let_those_in_who_are(self, house):
        known = house.bearer(house.token(Role.READER))
        assert known.send("GET", "/").status_code == 200
        guess = house.bearer(f"flt_{'0' * 12}_{'0' * 64}")
        statuses = [guess.send("GET", "/").status_code for _ in range(40)]
        assert set(statuses) == {401, 429}
        assert statuses[:30] == [401] * 30
        assert sign_in(house, "guess").status_code == 429
        assert known.send("GET", "/").status_code == 200

    def test_are_none_on_the_own_machine(self, web, monkeypatch):
        monkeypatch.setenv("WRITES_PER_MINUTE", "1")
        bootstrap.get_app.cache_clear()
        assert [web.upload(b"").status_code for _ in range(3)] == [400] * 3


@pytest.mark.parametrize("public_url", ["", "https://ci.acme.example"])
def test_browsers_keep_to_https_where_it_is(house, monkeypatch, public_url):
    monkeypatch.setenv("PUBLIC_URL", public_url)
    bootstrap.get_app.cache_clear()
    headers = house.guest().browse("/login").headers
    assert ("Strict-Transport-Security" in headers) is bool(public_url)
    assert "camera=()" in headers["Permissions-Policy"]


def test_signing_in_is_noted_and_the_token_is_not(house, capsys):
    text = house.token(Role.CURATOR, "ann")
    capsys.readouterr()
    sign_in(house, text)
    noted = capsys.readouterr().err
    assert text.split("_")[2] not in noted
    (line,) = [json.loads(each) for each in noted.splitlines()]
    assert (line["message"], line["actor"]) == ("signed in", "ann")
