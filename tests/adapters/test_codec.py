"""Stored documents read back as they were, and as the code of another day wrote them."""

import json
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.codec import from_document, to_document
from shared.core.analysis.model import ReportType
from shared.core.documents import (
    ActiveSet,
    DayTally,
    Fingerprint,
    Issue,
    IssueStatus,
    Labels,
    Pattern,
    PatternTally,
    Record,
    Report,
    Scan,
    ScanRange,
)
from shared.core.streams import LogProblem

A_RECORD = Record(
    record_id="r1",
    bucket="logs",
    name="logs/job/1/build-log.txt",
    generation=7,
    seen_ms=1,
    ingested_ms=2,
    expires_ms=3,
)


# Not a number is equal to nothing, itself included.
st.register_type_strategy(float, st.floats(allow_nan=False))


@pytest.mark.parametrize(
    "cls",
    [
        *(Record, Fingerprint, Report, Issue),
        *(Pattern, PatternTally, ActiveSet, Labels, DayTally, Scan, ScanRange),
    ],
)
@settings(deadline=None)
@given(data=st.data())
def test_every_document_survives_the_way_through_json(cls, data):
    value = data.draw(st.from_type(cls))
    stored = json.dumps(to_document(value))
    assert from_document(cls, json.loads(stored)) == value


def test_documents_are_plain_values():
    document = to_document(Issue("123456", "1", ReportType.ERROR, 5))
    shown = ("issue_id", "log_id", "report_type", "created_ms", "status", "summary")
    assert {name: document[name] for name in shown} == {
        "issue_id": "123456",
        "log_id": "1",
        "report_type": "E",
        "created_ms": 5,
        "status": "Ghost",
        "summary": "",
    }
    assert type(document["report_type"]) is str


def test_nothing_is_stored_as_none_and_not_left_out():
    assert to_document(A_RECORD)["fingerprint"] is None


def test_a_field_of_newer_code_is_ignored():
    assert from_document(Record, to_document(A_RECORD) | {"invented": {"later": 1}}) == A_RECORD


def test_a_field_that_older_code_did_not_know_takes_its_default():
    document = to_document(A_RECORD)
    del document["context"], document["problem"]
    assert from_document(Record, document) == A_RECORD


def test_a_document_without_an_essential_field_is_refused():
    with pytest.raises(TypeError, match="log_id"):
        from_document(Issue, {"issue_id": "123456"})


def test_enums_come_back_as_enums():
    document = to_document(A_RECORD) | {"problem": "empty_log"}
    assert from_document(Record, document).problem is LogProblem.EMPTY
    issue = from_document(Issue, to_document(Issue("1", "2", ReportType.CRASH, 3)))
    assert issue.status is IssueStatus.GHOST


@dataclass
class _WithTime:
    when: datetime


@dataclass
class _WithPair:
    pair: tuple[int, str]


@dataclass
class _WithEither:
    either: int | str


@pytest.mark.parametrize("value", [_WithTime(datetime.min), _WithPair((1, "")), _WithEither(1)])
def test_types_that_json_cannot_tell_apart_are_refused_at_once(value):
    with pytest.raises(TypeError, match="documents"):
        to_document(value)
