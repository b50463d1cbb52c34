import io

import pytest

from shared.core.documents import BuildContext
from shared.web.forms import read_upload
from shared.web.problems import WebError
from tests.web.examples import a_request


def an_upload(data, max_bytes=10_000_000, **options):
    request = a_request("/logs", method="POST", data=data, **options)
    request.max_content_length = max_bytes
    return read_upload(request, max_bytes=max_bytes, bucket="gs://logs")


def a_file(content=b"error: x\n", name="build.log"):
    return (io.BytesIO(content), name)


def refused(data, **options):
    with pytest.raises(WebError) as caught:
        an_upload(data, **options)
    return caught.value


def test_reads_the_file_and_the_build():
    form = an_upload({"file": a_file(), "job": " unit ", "build": "17", "sha": "", "other": "x"})
    assert form.file.read() == b"error: x\n"
    assert form.context == BuildContext(job="unit", build="17")


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        pytest.param({}, "missing_file", "is missing", id="no-form"),
        pytest.param({"job": "unit"}, "missing_file", "is missing", id="no-file"),
        pytest.param({"file": "text"}, "missing_file", "mind the @", id="text-in-place-of-file"),
        pytest.param({"log": a_file()}, "missing_file", "`log`", id="file-in-another-field"),
        pytest.param({"file": a_file(name="")}, "missing_file", "", id="no-file-chosen"),
        pytest.param({"file": [a_file(), a_file()]}, "several_files", "one file", id="two-files"),
        pytest.param(
            {"file": a_file(), "job": "x" * 301}, "field_too_long", "job is longer", id="long-job"
        ),
        pytest.param(
            {"file": a_file(), "sha": "x" * 600_000}, "field_too_long", "too many", id="huge-field"
        ),
        pytest.param(
            {"file": a_file(), "job": "a\nb"}, "invalid_field", "one line", id="line-break"
        ),
    ],
)
def test_a_wrong_form_is_a_400_that_says_what_to_do(data, code, part):
    error = refused(data)
    assert (error.status, error.code) == (400, code)
    assert part in error.message


def test_an_empty_file_name_with_content_type_is_no_file():
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    )
    error = refused(body, content_type="multipart/form-data; boundary=x")
    assert error.code == "missing_file"
    assert "No file was chosen" in error.message


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "text/plain"])
def test_a_body_of_another_kind_has_no_file(content_type):
    assert refused(b'{"file": "x"}', content_type=content_type).code == "missing_file"


def test_an_upload_over_the_cap_names_the_cap_and_the_bucket():
    error = refused({"file": a_file(b"x" * 2_100_000)}, max_bytes=2_000_000)
    assert (error.status, error.code) == (413, "upload_too_large")
    assert "2 MB" in error.message
    assert "gs://logs/logs/<job>/<build>/build-log.txt" in error.message


def test_unicode_and_hostile_values_arrive_as_they_are():
    form = an_upload({"file": a_file(name="../<b>#.log"), "job": "jöb/#1 <script>\u202e"})
    assert form.context.job == "jöb/#1 <script>\u202e"
