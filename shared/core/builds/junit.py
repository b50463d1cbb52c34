"""Test results in JUnit XML, read with care: files come from builds, and builds are anybody's.

Entities are refused before anything is expanded; sizes and numbers are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from junitparser import Error, Failure, JUnitXml, JUnitXmlError, Skipped, TestCase, TestSuite

MAX_FILE_BYTES = 4 << 20
MAX_FAILED = 200
MAX_TEXT_CHARS = 2_000
MAX_NAME_CHARS = 300
MAX_SECONDS = 10 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class FailedTest:
    """A test that failed, and what it said."""

    name: str
    class_name: str
    message: str


@dataclass(frozen=True, slots=True)
class JunitResults:
    """What one file says; `problem` why it says nothing. At most MAX_FAILED tests are named."""

    file: str
    tests: int = 0
    failures: int = 0
    skipped: int = 0
    seconds: float = 0.0
    failed: tuple[FailedTest, ...] = ()
    problem: str | None = None


def is_junit_name(name: str) -> bool:
    """Tell whether an artifact of this name holds test results."""
    last = name.rpartition("/")[2].lower()
    return last.endswith(".xml") and "junit" in last


def read_junit(file: str, data: bytes) -> JunitResults:
    """Return the results in the file; one that is too large or malformed has a problem."""
    if len(data) > MAX_FILE_BYTES:
        return JunitResults(file, problem="too large to be read here")
    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
        return _count(file, JUnitXml.fromroot(root))  # type: ignore[arg-type]
    except DefusedXmlException:
        return JunitResults(file, problem="it declares entities, which are not read here")
    except (ParseError, JUnitXmlError, ValueError, TypeError, LookupError, RecursionError):
        return JunitResults(file, problem="no JUnit XML")


def _count(file: str, results: Any) -> JunitResults:
    tests = failures = skipped = 0
    seconds = 0.0
    failed: list[FailedTest] = []
    for case in _cases(results):
        tests += 1
        seconds += _seconds(case.time)
        skipped += any(isinstance(each, Skipped) for each in case.result)
        problems = [each for each in case.result if isinstance(each, Failure | Error)]
        failures += bool(problems)
        if problems and len(failed) < MAX_FAILED:
            text = problems[0].message or problems[0].text or ""
            failed.append(
                FailedTest(
                    (case.name or "")[:MAX_NAME_CHARS],
                    (case.classname or "")[:MAX_NAME_CHARS],
                    text.strip()[:MAX_TEXT_CHARS],
                )
            )
    return JunitResults(file, tests, failures, skipped, seconds, tuple(failed))


def _seconds(said: float | None) -> float:
    """Return how long a test took; what no test can take, "inf" and "nan" too, counts as 0."""
    return said if said is not None and 0 <= said <= MAX_SECONDS else 0.0


def _cases(results: Any) -> Iterator[TestCase]:
    """Yield the test cases of a suite or of several, those of suites within suites too."""
    for each in results:
        if isinstance(each, TestSuite):
            yield from each
        elif isinstance(each, TestCase):
            yield each
