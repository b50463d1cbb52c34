"""Patterns as files: what is written is read again, foreign shapes come in, errors are named."""

import json

import pytest

from shared.core.patterns.exchange import export_json, import_json, import_toml
from shared.core.patterns.model import Draft, Expression, Kind, Scope
from shared.errors import InvalidImport

DRAFTS = (
    Draft(
        Expression(Kind.REGEX, r"exit code \d+", Scope("acme/*", "e2e-*", "main", "make"), 20),
        ("flaky", "own"),
        "An exit",
        3,
        "2027-01-01T00:00:00Z",
    ),
    Draft(Expression(Kind.LITERAL, "é [x]")),
)


def test_what_is_exported_is_imported_again():
    assert import_json(export_json(DRAFTS)) == DRAFTS


def of_tracker(contents, *, tag="LiteralExpression", **more):
    record = {
        "applicable_steps": [], "description": "d", "is_retired": False, "lines_from_end": None,
        "specificity": 2, "tags": [], "expression": {"contents": contents, "tag": tag},
    } | more  # fmt: skip
    payload = {"db_id": 1001, "record": record}
    return {"author": "x", "created": "2019-05-29T00:09:28.07Z", "payload": payload}


def test_reads_the_dump_of_the_circleci_tracker():
    dump = [
        of_tracker("E: [x]", tags=["infra", "apt"], specificity=5),
        of_tracker([r"find: (.+)", True], tag="RegularExpression", lines_from_end=0),
        of_tracker("lock", applicable_steps=["Set Up", "Build"]),
        of_tracker("old", is_retired=True),
    ]
    assert import_json(json.dumps(dump)) == (
        Draft(Expression(Kind.LITERAL, "E: [x]"), ("infrastructure", "apt"), "d", 5),
        Draft(Expression(Kind.REGEX, r"find: (.+)", lines_from_end=1), (), "d", 2),
        Draft(Expression(Kind.LITERAL, "lock", Scope(step="Set Up")), (), "d", 2),
        Draft(Expression(Kind.LITERAL, "lock", Scope(step="Build")), (), "d", 2),
    )


def test_the_first_rule_of_an_ordered_list_is_the_most_specific():
    rules = """
    [[rule]]
    name = 'Lint failure'
    pattern = '^>>> Lint for.*'
    [[rule]]
    name = 'Any error'
    pattern = '^##\\[error\\](.*)'
    """
    assert import_toml(rules) == (
        Draft(Expression(Kind.REGEX, "^>>> Lint for.*"), (), "Lint failure", 2),
        Draft(Expression(Kind.REGEX, r"^##\[error\](.*)"), (), "Any error", 1),
    )


def own(**entry):
    good = {"expression": "fine", "description": "Fine"}
    return json.dumps({"patterns": [good, {"expression": "error", **entry}]})


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        pytest.param("{", "invalid_json", "no JSON", id="no-json"),
        pytest.param("[" * 100_000, "invalid_json", "no JSON", id="deep-json"),
        pytest.param('{"a": 1}', "unknown_shape", "patterns", id="another-object"),
        pytest.param("3", "unknown_shape", "patterns", id="a-number"),
        pytest.param(
            own(expression="(?=a)b", description="Look"), "lookaround", "Entry 2 (Look)",
            id="bad-expression",
        ),
        pytest.param(own(kind="glob"), "invalid_entry", "Entry 2: 'glob'", id="kind"),
        pytest.param(own(labels="flaky"), "invalid_entry", "labels must be", id="labels"),
        pytest.param(own(labels=[1]), "invalid_entry", "a label must be", id="label"),
        pytest.param(own(specificity="3"), "invalid_entry", "specificity", id="specificity"),
        pytest.param(own(specificity=True), "invalid_entry", "specificity", id="a-truth"),
        pytest.param(own(scope=["x"]), "invalid_entry", "scope must be", id="scope"),
        pytest.param(own(colour="red"), "invalid_entry", "unknown field colour", id="unknown"),
        pytest.param('{"patterns": [7]}', "invalid_entry", "Entry 1", id="no-object"),
        pytest.param('{"patterns": [{}]}', "invalid_entry", "'expression'", id="missing"),
        pytest.param('[{"payload": {}}]', "invalid_entry", "'record'", id="tracker-missing"),
        pytest.param("[[]]", "invalid_entry", "Entry 1", id="tracker-no-object"),
        pytest.param(
            json.dumps([of_tracker([], tag="RegularExpression")]), "invalid_entry", "Entry 1",
            id="tracker-no-contents",
        ),
        pytest.param(
            json.dumps([of_tracker("x", tag="Glob")]), "invalid_entry", "'Glob'", id="tracker-tag"
        ),
        pytest.param(
            json.dumps({"patterns": [{"expression": "x"}] * 5001}), "too_many_entries", "5000",
            id="too-many",
        ),
    ],
)  # fmt: skip
def test_one_bad_entry_refuses_the_file_and_is_named(text, code, told):
    with pytest.raises(InvalidImport) as refused:
        import_json(text)
    assert refused.value.code == code
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("[[rule", "invalid_toml", "no TOML"),
        ("x = 1", "unknown_shape", "[[rule]]"),
        ("rule = 3", "unknown_shape", "[[rule]]"),
        ("[[rule]]\nname = 'a'", "invalid_entry", "Entry 1: the field 'pattern'"),
        ("[[rule]]\npattern = 3", "invalid_entry", "pattern must be"),
        ("[[rule]]\npattern = 'a{'\n[[rule]]\npattern = 'a('", "invalid_syntax", "Entry 2 (a()"),
    ],
)
def test_so_it_is_with_rules(text, code, told):
    with pytest.raises(InvalidImport) as refused:
        import_toml(text)
    assert refused.value.code == code
    assert told in str(refused.value)
