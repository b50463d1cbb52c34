"""Signatures as specified, and what may and may not be joined."""

import pytest

from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import ReportType
from shared.core.failures import near_key_of
from shared.core.near_duplicates import (
    BANDS,
    JOIN_SIMILARITY,
    MIN_SHINGLES,
    PERMUTATIONS,
    near_key,
    shingles,
    similarity,
)

CRASH = ReportType.CRASH
STACK = [f"at com.acme.shop.module{n}.Handler{n}.handle ( Handler{n}.java )" for n in range(40)]
TITLE = "java.lang.IllegalStateException: basket is closed"


def a_key(lines=STACK, title=TITLE, report_type=CRASH):
    return near_key(report_type, title, lines)


def changed(count):
    """Return the stack with so many lines of another place."""
    other = [f"at org.example.other{n}.Service{n}.call ( Service{n}.java )" for n in range(count)]
    return [*other, *STACK[count:]]


def shared_bands(left, right):
    return len(set(left.bands) & set(right.bands))


# These values lie in databases: a change that makes them differ needs another version.
GOLDEN_VECTOR = (
    "082b6cb10a3236a404a124cb059f5b31",
    "m1:00:3d04dbdd88d54eaa",
    "m1:19:86df05c21511f8d2",
)


def test_a_signature_and_its_bands_are_as_specified():
    key = near_key(CRASH, "boom", [f"alpha{n} beta{n} gamma{n}" for n in range(12)])

    assert key is not None
    assert (key.signature[:32], key.bands[0], key.bands[19]) == GOLDEN_VECTOR


def test_a_key_has_all_values_and_fits_one_query():
    key = a_key()

    assert len(key.signature) == 8 * PERMUTATIONS
    assert len(key.bands) == BANDS <= 30


def test_the_same_text_has_the_same_key():
    assert a_key() == a_key(list(STACK))


def test_the_order_of_lines_does_not_matter():
    assert a_key() == a_key(STACK[::-1])


def test_a_text_too_short_has_no_key():
    words = [f"word{n}" for n in range(MIN_SHINGLES)]

    assert near_key(CRASH, TITLE, [" ".join(words)]) is None
    assert near_key(CRASH, TITLE, [" ".join([*words, "more"])]) is not None


def test_one_line_in_forty_changed_is_a_near_duplicate():
    left, right = a_key(), a_key(changed(1))

    assert similarity(left.signature, right.signature) >= 0.9
    assert shared_bands(left, right) > 0


def test_a_quarter_changed_is_none():
    assert similarity(a_key().signature, a_key(changed(10)).signature) < 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(TITLE, TITLE.replace("IllegalState", "IllegalArgument"), id="exception-class"),
        pytest.param("error[E0425]: no value", "error[E0433]: no value", id="error-code"),
        pytest.param("fatal error C2065: x", "fatal error C2143: x", id="msvc-code"),
        pytest.param("FAIL: TestUpgrade", "FAIL: TestInstall", id="test-name"),
        pytest.param("FAILED tests/a.py::test_a", "FAILED tests/a.py::test_b", id="pytest-id"),
        pytest.param("No module named 'numpy'", "No module named 'scipy'", id="missing-module"),
        pytest.param("exited with code 137", "exited with code 139", id="exit-code"),
        pytest.param("killed by SIGSEGV", "killed by SIGABRT", id="signal"),
    ],
)
def test_titles_that_name_other_causes_never_meet(left, right):
    assert shared_bands(a_key(title=left), a_key(title=right)) == 0


def test_types_never_meet():
    assert shared_bands(a_key(), a_key(report_type=ReportType.ERROR)) == 0


def test_places_never_meet():
    elsewhere = near_key(CRASH, TITLE, STACK, place="at close")

    assert shared_bands(a_key(), elsewhere) == 0


CHECK = """\
# Fatal error in {file}, line 13
# Check failed: result == compiled.
#
==145==ERROR: AddressSanitizer: TRAP on unknown address 0x0 (pc 0x7ff8 bp 0x7ffd sp 0x7ffc T0)
{frames}"""
FRAMES = "".join(f"    #{n} 0x7f{n:02d}c in acme::step{n}(int) step.cc:{n}\n" for n in range(30))


def near_key_of_log(text):
    return near_key_of(analyze([text.encode()]))


def test_failures_that_name_other_files_never_meet():
    left, right = (near_key_of_log(CHECK.format(file=f, frames=FRAMES)) for f in ("", "cart.cc"))

    assert similarity(left.signature, right.signature) > JOIN_SIMILARITY
    assert shared_bands(left, right) == 0


def test_titles_that_differ_in_a_number_meet():
    assert shared_bands(a_key(title="took 31 turns"), a_key(title="took 47 turns")) == BANDS


def test_shingles_are_pairs_of_words_within_a_line():
    assert shingles(["a b c", "d"]) == {"a b", "b c", "d "}
