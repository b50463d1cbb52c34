"""The pages of patterns and their forms, as a browser without scripts uses them."""

import re

import pytest

from tests.functions.conftest import BROWSER
from tests.functions.curating import created, listed, patch

EXPRESSION = re.compile(r'<textarea class="code".*?>(.*?)</textarea>', re.DOTALL)
FORM = {"kind": "regex", "expression": "timed out", "labels": ["", "timeout"], "job": "unit"}


def send(web, path, **fields):
    return web.client.post(path, data=fields, headers={"Accept": BROWSER})


def test_a_pattern_is_begun_from_a_line_which_is_generalized(web, logs):
    page = web.browse(f"/patterns/new?record={logs[0]['record']}&line=2").text
    assert EXPRESSION.search(page)[1] == (
        r"error: registry-[\d.,]+\.example timed out after [\d.,]+ s"
    )
    assert "registry-0.example timed out after 30 s" in page


def test_a_pattern_is_begun_from_a_report_with_the_label_suggested(web, logs):
    page = web.browse(f"/patterns/new?report={logs[0]['log_id']}&label=flaky").text
    assert "timed out after" in EXPRESSION.search(page)[1]
    assert 'value="flaky" checked' in page


def test_a_line_that_says_too_little_begins_an_empty_form_that_says_so(web):
    record = web.uploaded(b"error: x\n\nstop\n")["record"]
    page = web.browse(f"/patterns/new?record={record}&line=2").text
    assert EXPRESSION.search(page)[1] == ""
    assert 'id="problem"' in page


def test_credentials_of_a_line_are_masked(web):
    secret = "ghp_" + "a1B2" * 9
    record = web.uploaded(f"error: push with {secret} refused\n".encode())["record"]
    page = web.browse(f"/patterns/new?record={record}&line=1").text
    assert secret not in page
    assert "push with .* refused" in EXPRESSION.search(page)[1]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("record={record}&line=99", 404),
        ("record={record}", 400),
        ("record={record}&line=0", 400),
        ("record=00000000000000000000&line=1", 404),
        ("report=000000000", 404),
    ],
)
def test_what_is_not_there_begins_no_pattern(web, logs, query, status):
    address = f"/patterns/new?{query.format(record=logs[0]['record'])}"
    assert web.browse(address).status_code == status


def test_a_dry_run_is_shown_above_the_form_as_it_was_sent(web, logs):
    answer = send(web, "/patterns/test", **FORM, description="A <b>bold</b> claim")
    assert answer.status_code == 200
    for text in ("2 of 2", "0 of 1", "3 of 3 logs tried", "registry-1.example timed out after"):
        assert text in answer.text
    assert EXPRESSION.search(answer.text)[1] == "timed out"
    assert "A &lt;b&gt;bold&lt;/b&gt; claim" in answer.text
    assert 'value="timeout" checked' in answer.text
    assert listed(web) == []


def test_saving_leads_to_the_pattern(web, logs):
    answer = send(web, "/patterns", **FORM)
    assert answer.status_code == 303
    page = web.browse(answer.headers["Location"]).text
    assert "timed out" in page
    assert "job unit" in page


def test_a_refused_form_is_shown_again_with_what_is_wrong(web, logs):
    answer = send(web, "/patterns", kind="regex", expression="(?=a)b", description="mine")
    assert answer.status_code == 400
    assert "lookaround" in answer.text
    assert EXPRESSION.search(answer.text)[1] == "(?=a)b"
    assert "mine" in answer.text


def test_what_a_reason_overrules_asks_for_it(web, logs):
    fields = {"kind": "regex", "expression": "tests passed", "labels": "flaky"}
    refused = send(web, "/patterns", **fields)
    assert refused.status_code == 409
    assert 'name="reason"' in refused.text
    assert send(web, "/patterns", **fields, reason="it says so").status_code == 303


def test_an_edit_by_form_changes_what_was_seen_and_no_later_state(web, logs):
    pattern = created(web)
    path = f"/patterns/{pattern['pattern_id']}"
    form = web.browse(f"{path}/edit").text
    assert 'name="revision" value="1"' in form
    seen = {"version": "1", "revision": "1", "pattern_id": pattern["pattern_id"]}
    assert send(web, f"{path}/edit", **FORM, **seen).status_code == 303
    late = send(web, f"{path}/edit", **FORM, **seen)
    assert late.status_code == 409
    assert "changed meanwhile" in late.text
    assert f'action="{path}/edit"' in late.text


def test_a_pattern_is_retired_and_restored_by_form(web):
    pattern = created(web)
    path = f"/patterns/{pattern['pattern_id']}"
    assert send(web, f"{path}/retire", revision="1").headers["Location"] == path
    assert "This pattern is retired." in web.browse(path).text
    assert send(web, f"{path}/restore", revision="2").headers["Location"] == path
    assert "This pattern is retired." not in web.browse(path).text
    assert send(web, f"{path}/retire", revision="1").status_code == 409


def test_the_page_tells_hits_best_matches_and_contradictions(web, logs, sweep):
    pattern, better = created(web), created(web, "registry-1", specificity=5, description="One")
    web.uploaded(b"it timed out, and went on\n", job="unit", result="SUCCESS")
    sweep()
    path = f"/patterns/{pattern['pattern_id']}"
    every = web.browse(path).text
    assert every.count("best match") == 2
    assert "better: <bdi>One</bdi>" in every
    contradictions = web.browse(f"{path}?show=passing").text
    assert contradictions.count("passed</span>") == 1
    assert "registry" not in web.browse(f"{path}?show=best").text.replace("registry-0", "")
    assert web.browse(f"{path}?show=some").status_code == 400
    assert better["pattern_id"] in web.browse("/patterns").text


def test_matches_are_marked_in_the_log_behind_its_prefixes(web, sweep):
    start = "2026-03-04T09:15:%02dZ "
    lines = [start % number + f"step {number}" for number in range(9)]
    lines[4] = start % 4 + "error: the \x1b[31mgate\x1b[0m timed out twice"
    sent = web.uploaded("\n".join(lines).encode())
    created(web, "gate timed out", description="The gate")
    created(web, "^error: the")
    sweep()
    page = web.browse(f"/records/{sent['record']}").text
    [row] = re.findall(r'<div id="L5" class="row [^"]*hit[^"]*">.*', page)
    marked = re.findall(r'<span class="(?:[a-z-]+ )?match">([^<]*)</span>', row)
    assert "".join(marked) == "error: the" + "gate timed out"
    assert "line </span>5</a>" in page
    assert "The gate" in page


def test_a_log_shows_its_patterns_to_readers_and_its_forms_to_curators(web, logs, sweep):
    created(web, labels=["timeout"])
    sweep()
    page = web.browse(f"/records/{logs[0]['record']}").text
    for part in ("best match", ">timeout<", "Label by hand", "Scan this log again", "Pin<"):
        assert part in page
    report = web.browse(f"/reports/{logs[0]['log_id']}").text
    assert "2 logs" in report


def test_lists_that_are_empty_say_what_to_do(web):
    assert "No pattern yet" in web.browse("/patterns").text
    assert "No scan yet" in web.browse("/scans").text
    assert "Nothing is unexplained" in web.browse("/unexplained").text


def test_scans_show_how_far_they_are_and_offer_to_stop(web, logs, sweep):
    scan_id = created(web)["scan_id"]
    page = web.browse("/scans").text
    assert "0 of 3 logs" in page
    answer = send(web, f"/scans/{scan_id}/cancel")
    assert answer.headers["Location"] == "/scans"
    assert "cancelled" in web.browse("/scans").text


def test_hostile_patterns_are_escaped_everywhere(web, logs, sweep):
    hostile = "<script>alert(1)</script>\u202e"
    pattern = created(web, "timed out", description=hostile)
    patch(web, pattern, labels=["timeout"])
    sweep()
    pages = (
        "/patterns",
        f"/patterns/{pattern['pattern_id']}",
        f"/patterns/{pattern['pattern_id']}/edit",
        "/scans",
        "/unexplained",
        f"/records/{logs[0]['record']}",
        f"/reports/{logs[0]['log_id']}",
    )
    for path in pages:
        page = web.browse(path).text
        assert "<script>alert" not in page
        assert "\u202e" not in page
