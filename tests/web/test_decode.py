import pytest

from shared.errors import RecordNotFound, ReportNotFound
from shared.web import decode
from shared.web.problems import WebError
from tests.web.examples import a_request


def test_ids_of_the_right_form_pass():
    assert decode.log_id("000000001") == "000000001"
    assert decode.record_id("0123456789abcdef0123") == "0123456789abcdef0123"


@pytest.mark.parametrize(
    "text",
    ["1", "00000000", "0000000001", "00000000a", "\u0660" * 9, "000000001\n", "", "../000000"],
)
def test_an_ill_formed_report_id_is_not_found(text):
    with pytest.raises(ReportNotFound):
        decode.log_id(text)


@pytest.mark.parametrize("text", ["0123", "0123456789ABCDEF0123", "g" * 20, "0" * 21, ".." * 10])
def test_an_ill_formed_record_id_is_not_found(text):
    with pytest.raises(RecordNotFound):
        decode.record_id(text)


@pytest.mark.parametrize(
    ("query", "limit"), [("", 50), ("limit=", 50), ("limit=1", 1), ("limit=100", 100)]
)
def test_limit(query, limit):
    assert decode.limit(a_request(query_string=query)) == limit


@pytest.mark.parametrize(
    ("read", "query", "code"),
    [
        (decode.limit, "limit=0", "invalid_limit"),
        (decode.limit, "limit=101", "invalid_limit"),
        (decode.limit, "limit=-1", "invalid_limit"),
        (decode.limit, "limit=1e1", "invalid_limit"),
        (decode.limit, "limit=%D9%A1", "invalid_limit"),
        (decode.limit, "limit=" + "9" * 5000, "invalid_limit"),
        (decode.line_number, "line=0", "invalid_line"),
        (decode.line_number, "line=L20", "invalid_line"),
        (decode.cursor, "cursor=a%00b", "invalid_cursor"),
        (decode.cursor, "cursor=%E2%82%AC", "invalid_cursor"),
        (decode.cursor, "cursor=" + "x" * 1001, "invalid_cursor"),
        (lambda request: decode.flag(request, "problem"), "problem=yes", "invalid_problem"),
    ],
)
def test_a_bad_parameter_is_named(read, query, code):
    with pytest.raises(WebError) as caught:
        read(a_request(query_string=query))
    assert (caught.value.status, caught.value.code) == (400, code)


def test_left_out_parameters_are_none():
    request = a_request(query_string="cursor=&line=")
    assert decode.cursor(request) is None
    assert decode.line_number(request) is None
    assert decode.flag(request, "problem") is False
