import pytest
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound

from shared import errors
from shared.web.problems import WebError, as_web_error


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (errors.ReportNotFound(), 404, "report_not_found"),
        (errors.RecordNotFound(), 404, "record_not_found"),
        (errors.LogNotFound(), 404, "log_not_found"),
        (errors.ObjectGone(), 404, "log_gone"),
        (errors.NotFound(), 404, "not_found"),
        (errors.StoreUnavailable("secret"), 503, "try_again"),
        (errors.BucketUnavailable(), 503, "try_again"),
        (NotFound(), 404, "page_not_found"),
        (BadRequest(), 400, "bad_request"),
        (WebError(418, "teapot", "Short and stout."), 418, "teapot"),
    ],
)
def test_each_cause_has_its_status_and_code(error, status, code):
    problem = as_web_error(error)
    assert (problem.status, problem.code) == (status, code)
    assert problem.message.endswith(".")
    assert "secret" not in problem.message


def test_passing_trouble_says_when_to_come_back():
    assert as_web_error(errors.StoreUnavailable()).headers == {"Retry-After": "5"}


def test_a_wrong_method_is_told_the_right_ones():
    problem = as_web_error(MethodNotAllowed(valid_methods=["POST", "GET"]))
    assert (problem.status, problem.headers) == (405, {"Allow": "GET, POST"})


@pytest.mark.parametrize("error", [ValueError("x"), errors.ChangeConflict(), KeyError("x")])
def test_what_nobody_expected_is_no_web_error(error):
    assert as_web_error(error) is None
