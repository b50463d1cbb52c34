"""Forms: only our pages can send them, and each once."""

import io

import pytest

from shared import bootstrap
from shared.core.access import Role
from shared.web import form_tokens, sessions
from tests.functions.guests import ENVIRONMENT, House, a_log, code, later


@pytest.fixture
def house(data_dir, monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return House()


@pytest.fixture
def reporter(house):
    return house.signed_in(house.token(Role.REPORTER, "rita"))


def foreign_token(house, _guest):
    return house.signed_in(house.token(Role.CURATOR)).form_token()


def forged_token(house, _guest):
    return form_tokens.new_token("another key", "someone", now_ms=house.app.now_ms())


def used_token(_house, guest):
    token = guest.form_token()
    assert guest.post_form("/logs", token=token, file=a_log()).status_code == 303
    return token


def old_token(house, guest):
    token = guest.form_token()
    later(house, form_tokens.LIFETIME_MS)
    return token


class TestAForm:
    @pytest.mark.parametrize(
        ("token_of", "refusal"),
        [
            pytest.param(lambda _house, _guest: "", "form_token_missing", id="without"),
            pytest.param(lambda _house, _guest: "x", "form_foreign", id="nonsense"),
            pytest.param(lambda _house, _guest: "WzFd.x", "form_foreign", id="odd"),
            pytest.param(forged_token, "form_foreign", id="forged"),
            pytest.param(foreign_token, "form_foreign", id="of-another-session"),
            pytest.param(used_token, "form_replayed", id="replayed"),
            pytest.param(old_token, "form_expired", id="expired"),
        ],
    )
    def test_is_refused_with_any_token_but_its_own(self, house, reporter, token_of, refusal):
        token = token_of(house, reporter)
        before = len(reporter.send("GET", "/records").json["records"])
        answer = reporter.post_form("/logs", token=token, file=a_log())
        assert (answer.status_code, answer.mimetype) == (403, "text/html")
        assert refusal in answer.text
        assert len(reporter.send("GET", "/records").json["records"]) == before

    def test_is_taken_with_its_own(self, reporter):
        assert reporter.post_form("/logs", file=a_log()).status_code == 303

    def test_has_a_token_that_no_other_has(self, reporter):
        assert reporter.form_token() != reporter.form_token()

    def test_is_not_kept_by_the_browser(self, reporter):
        """Going back to it asks for the page again, whose form has a new token."""
        assert reporter.browse("/upload").headers["Cache-Control"] == "no-store"

    def test_of_two_with_one_token_one_is_taken(self, reporter):
        token = reporter.form_token()
        first, second = (reporter.post_form("/logs", token=token, file=a_log()) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 403)

    def test_that_was_refused_may_be_corrected(self, reporter):
        token = reporter.form_token()
        assert reporter.post_form("/logs", token=token).status_code == 400
        assert reporter.post_form("/logs", token=token, file=a_log()).status_code == 303

    def test_after_the_sign_in_ended_says_so(self, house, reporter):
        token = reporter.form_token()
        later(house, sessions.LIFETIME_S * 1000)
        answer = reporter.post_form("/logs", token=token, file=a_log())
        assert (answer.status_code, answer.mimetype) == (401, "text/html")
        assert "/login" in answer.text

    def test_of_another_site_is_refused_whatever_it_brings(self, reporter):
        data = {"form_token": reporter.form_token(), "file": a_log()}
        answer = reporter.send("POST", "/logs", data=data, headers={"Origin": "https://evil.ex"})
        assert (answer.status_code, code(answer)) == (403, "foreign_origin")

    def test_may_bring_its_token_in_a_header(self, reporter):
        headers = {"X-Form-Token": reporter.form_token()}
        answer = reporter.send("POST", "/logs", data={"file": a_log()}, headers=headers)
        assert answer.status_code == 201

    def test_over_the_cap_names_the_bucket(self, house, reporter, monkeypatch, data_dir):
        monkeypatch.setenv("MAX_UPLOAD_BYTES", "1000000")
        bootstrap.get_app.cache_clear()
        log = (io.BytesIO(b"x" * 1_500_000), "build.log")
        answer = reporter.send("POST", "/logs", data={"file": log})
        assert (answer.status_code, code(answer)) == (413, "upload_too_large")
        assert str(data_dir / "bucket") in answer.json["error"]["message"]

    def test_behind_the_proxy_needs_its_token_too(self, house):
        guest = house.by_proxy("bob@acme.example")
        answer = guest.send("POST", "/logs", data={"file": a_log()})
        assert (answer.status_code, code(answer)) == (403, "form_token_missing")
        assert guest.post_form("/logs", file=a_log()).status_code == 303
        answer = house.by_proxy("ann@acme.example").post_form("/logs", token=guest.form_token())
        assert answer.status_code == 403
        assert "form_foreign" in answer.text

    @pytest.mark.parametrize("method", ["PATCH", "DELETE"])
    def test_is_what_other_writes_of_a_browser_need_too(self, house, method):
        guest = house.signed_in(house.token(Role.CURATOR))
        answer = guest.send(method, "/issues/000000", json={"new_status": "closed"})
        assert (answer.status_code, code(answer)) == (403, "form_token_missing")
        headers = {"X-Form-Token": guest.form_token()}
        answer = guest.send(method, "/issues/000000", json={"summary": "x"}, headers=headers)
        assert answer.status_code == 404

    def test_cannot_be_made_without_a_key(self, house):
        house.app.session_key = ""
        answer = house.by_proxy("bob@acme.example").send("POST", "/logs", data={"file": a_log()})
        assert (answer.status_code, code(answer)) == (403, "forms_unavailable")

    def test_is_sent_once_on_the_own_machine_too_and_curl_needs_none(self, web):
        token = form_tokens.new_token(
            bootstrap.get_app().session_key, "local", now_ms=bootstrap.get_app().now_ms()
        )
        log = b"main.c:8: error: no such thing\n"
        answers = [web.upload(log, form_token=token) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 403]
        assert web.upload(log).status_code == 201

    def test_with_text_beyond_measure_is_told_so(self, reporter):
        data = {"form_token": reporter.form_token(), "job": "x" * 600_000}
        answer = reporter.send("POST", "/logs", data=data, content_type="multipart/form-data")
        assert (answer.status_code, code(answer)) == (400, "field_too_long")
