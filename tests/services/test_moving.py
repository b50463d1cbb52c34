"""Everything exported from one store and imported into another is the same there."""

import json

import pytest

from shared.core.access import Role
from shared.errors import InvalidDocument, InvalidExport
from shared.services.access import create_token
from shared.services.issues import change_issue, file_on_report
from shared.services.merging import merge_reports
from shared.services.moving import export_lines, import_lines, is_empty
from tests.services.conftest import NOON, worlds_of
from tests.services.curating import create, work

HEAD = json.dumps({"format": "faultline-export", "version": 1})
KINDS_WITH_CONTENT = {
    "Record",
    "Fingerprint",
    "Report",
    "Issue",
    "Job",
    "Pattern",
    "PatternTally",
    "ActiveSet",
    "DayTally",
    "Scan",
    "ScanRange",
}


@pytest.fixture
def both(tmp_path):
    """Give a function that makes a world of each kind, by its name."""
    with worlds_of("embedded", tmp_path) as embedded, worlds_of("cloud", tmp_path) as cloud:
        yield {"embedded": embedded, "cloud": cloud}


def lines_of(world):
    return list(export_lines(world.archive, world.derived))


def fill(world):
    """Leave something of every kind: merged reports, a filed issue, a pattern that was scanned."""
    for number in range(4):
        text = f"main.c:7:3: error: unknown type name 'ty{'abcd'[number]}'\n".encode()
        world.drop_and_process(f"logs/job a/{number}/build-log.txt", text, repo="acme/shop")
    world.drop_and_process("logs/job a/ok/build-log.txt", b"warning: fine\n", result="SUCCESS")
    world.drop_and_process("empty.log", b"")
    world.fold()
    first, second, third, *_ = (row.report.log_id for row in world.reports())
    merge_reports(world.store, first, second, actor="ann", now_ms=NOON)
    issue = file_on_report(
        world.store, third, "Broken \u2028 since \U0001f600", actor="ann", now_ms=NOON
    )
    change_issue(
        world.store, issue.row.issue.issue_id, status=None, summary="x", actor="bo", now_ms=NOON
    )
    create(world, "unknown type")
    work(world)
    world.fold()


@pytest.mark.parametrize(("here", "there"), [("embedded", "cloud"), ("cloud", "embedded")])
def test_what_was_imported_exports_as_the_same_lines(both, here, there):
    source, target = both[here](), both[there]()
    fill(source)
    lines = lines_of(source)
    kinds = {json.loads(line).get("kind") for line in lines}
    assert kinds >= KINDS_WITH_CONTENT

    moved = import_lines(lines, target.archive, target.derived)

    assert lines_of(target) == lines
    assert moved.documents + moved.objects == len(lines) - 1
    assert target.occurrences() == source.occurrences()
    assert [row.report for row in target.reports()] == [row.report for row in source.reports()]
    # And it goes on from there: what was counted is not counted again.
    assert target.fold() == 0


def test_may_be_repeated_after_it_broke_off_anywhere(make_world):
    source, target = make_world(), make_world()
    fill(source)
    lines = lines_of(source)
    import_lines(lines[: len(lines) // 2], target.archive, target.derived)
    import_lines(lines, target.archive, target.derived)
    assert lines_of(target) == lines


def test_tokens_move_and_alone_do_not_make_a_store_full(tmp_path, monkeypatch):
    from shared.bootstrap import App
    from shared.config import read_settings

    apps = [App(read_settings({"DATA_DIR": str(tmp_path / name)})) for name in ("here", "there")]
    create_token(apps[0].tokens, "ann", Role.CURATOR, now_ms=NOON)
    lines = list(export_lines(apps[0].archive, apps[0].derived))
    assert len(lines) == 2
    import_lines(lines, apps[1].archive, apps[1].derived)
    assert apps[1].tokens.list(limit=9) == apps[0].tokens.list(limit=9)
    assert is_empty(apps[1].archive)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        pytest.param([], InvalidExport, id="nothing"),
        pytest.param(["{}"], InvalidExport, id="no-head"),
        pytest.param(['{"format":"faultline-export","version":2}'], InvalidExport, id="newer"),
        pytest.param([HEAD, "{"], InvalidExport, id="cut"),
        pytest.param([HEAD, "[1]"], InvalidExport, id="no-object"),
        pytest.param([HEAD, '{"kind":7}'], InvalidExport, id="kind-is-no-name"),
        pytest.param([HEAD, '{"kind":"Record"}'], InvalidExport, id="no-document"),
        pytest.param([HEAD, '{"kind":"Lease","document":{}}'], InvalidDocument, id="unknown-kind"),
        pytest.param([HEAD, '{"kind":"Record","document":{}}'], InvalidDocument, id="empty"),
        pytest.param([HEAD, '{"object":"a","data":"?"}'], InvalidExport, id="no-base64"),
        pytest.param([HEAD, '{"object":"a","data":"\\u00e9"}'], InvalidExport, id="no-ascii"),
        pytest.param([HEAD, '{"object":"a"}'], InvalidExport, id="no-data"),
    ],
)
def test_what_is_no_export_is_refused_and_writes_nothing(make_world, lines, error):
    world = make_world()
    with pytest.raises(error):
        import_lines(lines, world.archive, world.derived)
    assert lines_of(world) == [json.dumps(json.loads(HEAD), separators=(",", ":"))]
