"""The analysis of real logs: tests/golden/<case>.log, made by running real tools.

<case>.expected.json holds what the engine answers (UPDATE_GOLDEN=1 rewrites it); causes.json holds
what a person read in the log. The two may differ only where KNOWN_WRONG says so.
"""

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import Analysis

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(log.stem for log in GOLDEN.glob("*.log"))
CAUSES = json.loads((GOLDEN / "causes.json").read_text())
SAMPLES = json.loads((GOLDEN / "samples.json").read_text())
MAX_LOG_BYTES = 60_000

Answer = tuple[str | None, int | None]


@dataclass(frozen=True)
class Wrong:
    """An accepted mistake: severity and primary line as they should be, and as they are."""

    desired: Answer
    actual: Answer


KNOWN_WRONG: dict[str, Wrong] = {}

# The prefixes of a CI system are proven on the first chunk alone: a short one proves none.
SIZE_MATTERS: frozenset[str] = frozenset({})


@cache
def analysis_of(case: str) -> Analysis:
    return analyze([(GOLDEN / f"{case}.log").read_bytes()])


def summary(analysis: Analysis) -> dict[str, object]:
    return {
        "severity": analysis.report_type,
        "primary_line": analysis.primary.number if analysis.primary else None,
        "title": analysis.title,
        "failure_lines": [line.number for line in analysis.failure_lines],
        "fingerprint": analysis.fingerprint,
    }


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def answer(case: str) -> Answer:
    analysis = analysis_of(case)
    return analysis.report_type, analysis.primary.number if analysis.primary else None


def is_right(case: str, given: Answer) -> bool:
    """Whether severity and primary line are what a person would answer."""
    severity, primary_line = given
    cause = CAUSES[case]
    return severity == cause["severity"] and primary_line in (cause["primary_lines"] or [None])


@pytest.mark.parametrize("case", CASES)
def test_analysis_is_the_expected_one(case):
    expected_file = GOLDEN / f"{case}.expected.json"
    found = summary(analysis_of(case))
    if os.environ.get("UPDATE_GOLDEN"):
        fields = (f"  {json.dumps(name)}: {dump(value)}" for name, value in found.items())
        expected_file.write_text("{\n" + ",\n".join(fields) + "\n}\n")
    assert found == json.loads(expected_file.read_text())


@pytest.mark.parametrize("case", CASES)
def test_engine_names_the_cause_that_a_person_reads_but_for_accepted_mistakes(case):
    given = answer(case)
    mistake = KNOWN_WRONG.get(case)
    if mistake is None:
        assert is_right(case, given), f"{given} is not {CAUSES[case]}"
        return
    assert is_right(case, mistake.desired)
    assert not is_right(case, given), f"{case} is right now: take it out of KNOWN_WRONG"
    assert given == mistake.actual


@pytest.mark.parametrize("case", CASES)
def test_analysis_does_not_depend_on_the_size_of_the_chunks(case):
    with (GOLDEN / f"{case}.log").open("rb") as one_line_at_a_time:
        found = summary(analyze(one_line_at_a_time))
    assert (found == summary(analysis_of(case))) is (case not in SIZE_MATTERS)


def test_two_builds_of_one_failure_share_a_fingerprint_and_another_failure_does_not():
    first, again, other = (
        analysis_of(case).fingerprint
        for case in ("pytest-failures", "pytest-failures-again", "pytest-other-failure")
    )
    assert first == again
    assert first != other


def test_different_failures_have_different_fingerprints():
    cases = [case for case in CASES if case not in ("pytest-failures-again", "segfault-bash-139")]
    fingerprints = [analysis_of(case).fingerprint for case in cases if analysis_of(case).primary]
    assert len(set(fingerprints)) == len(fingerprints)


def test_every_log_was_read_by_a_person_and_is_small():
    assert sorted(CAUSES) == CASES
    assert all((GOLDEN / f"{case}.log").stat().st_size < MAX_LOG_BYTES for case in CASES)


def test_samples_name_logs_that_exist_and_objects_once():
    assert all((GOLDEN / sample["log"]).is_file() for sample in SAMPLES)
    assert len({sample["object"] for sample in SAMPLES}) == len(SAMPLES)
