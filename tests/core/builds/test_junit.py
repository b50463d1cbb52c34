"""Test results in JUnit XML, well-formed and not."""

import pytest

from shared.core.builds.junit import MAX_FAILED, is_junit_name, read_junit

CASES = """
<testcase name="adds" classname="cart" time="0.5"/>
<testcase name="pays" classname="cart" time="1.25"><failure message="3 != 4">x</failure></testcase>
<testcase name="ships" classname="cart"><error>boom</error></testcase>
<testcase name="waits" classname="cart"><skipped/></testcase>
"""
SUITE = f'<testsuite name="unit" tests="4">{CASES}</testsuite>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SUITE, id="suite"),
        pytest.param(f"<testsuites>{SUITE}</testsuites>", id="suites"),
        pytest.param(f"<testsuites><testsuite>{SUITE}</testsuite></testsuites>", id="nested"),
        pytest.param(f'<?xml version="1.0" encoding="UTF-8"?>{SUITE}', id="declaration"),
    ],
)
def test_results_are_counted_and_failures_named(text):
    found = read_junit("junit.xml", text.encode())

    assert (found.tests, found.failures, found.skipped, found.problem) == (4, 2, 1, None)
    assert found.seconds == 1.75
    assert [(each.name, each.message) for each in found.failed] == [
        ("pays", "3 != 4"),
        ("ships", "boom"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><testsuite>&l9;</testsuite>',
            "entities",
            id="laughs",
        ),
        pytest.param(
            '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuite>&f;</testsuite>',
            "entities",
            id="external",
        ),
        pytest.param("<testsuite", "no JUnit", id="cut"),
        pytest.param("", "no JUnit", id="empty"),
        pytest.param("\x00\x01", "no JUnit", id="binary"),
        pytest.param("<html/>", "no JUnit", id="other-xml"),
        pytest.param(SUITE.replace("0.5", "soon"), "no JUnit", id="time-in-words"),
        pytest.param(" " * 5_000_000, "too large", id="large"),
    ],
)
def test_what_cannot_be_read_says_why(text, problem):
    found = read_junit("junit.xml", text.encode())

    assert problem in found.problem
    assert (found.tests, found.failed) == (0, ())


def test_what_is_named_is_bounded():
    case = f'<testcase name="{"n" * 5000}"><failure>{"x" * 50_000}</failure></testcase>'
    found = read_junit("junit.xml", f"<testsuite>{case * 60}</testsuite>".encode())
    many = read_junit(
        "junit.xml", f"<testsuite>{'<testcase><failure/></testcase>' * 300}</testsuite>".encode()
    )

    assert (len(found.failed[0].name), len(found.failed[0].message)) == (300, 2000)
    assert (many.failures, len(many.failed)) == (300, MAX_FAILED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("junit_operator.xml", True), ("JUnit-1.xml", True), ("x.xml", False), ("junit.json", False)],
)
def test_files_of_results_are_known_by_their_names(name, expected):
    assert is_junit_name(name) is expected
