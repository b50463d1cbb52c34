"""The README and the pages of patterns and of breakages, typed as they are printed."""

import json
import re
from contextlib import suppress

import pytest

from tests.local.shell import Shell, lines_of
from tests.serving import SAMPLES, serving, wait_until

README = "README.md"
PATTERNS = "docs/patterns.md"
BREAKAGES = "docs/breakages.md"
START = "GITHUB_WEBHOOK_SECRET=secret ./run.sh"


def is_answer(line):
    return line.startswith("{")


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    with serving(folder, GITHUB_WEBHOOK_SECRET="secret") as service:
        wait_until(lambda: len(service.records()) >= len(SAMPLES))
        yield Shell(service, folder)


def test_the_tour_does_what_it_says(shell):
    answers = {}
    for line in lines_of(README, "A tour with curl"):
        if not is_answer(line):
            answers[line] = shell.type(line)
    sent = [json.loads(text) for line, text in answers.items() if "-F file=@" in line]
    again = [each["log_id"] for each in sent if "record" in each]
    assert again == ["441080269", "441080269"]
    assert sent[1]["occurrences"] == sent[0]["occurrences"] + 1
    extract = next(text for line, text in answers.items() if "/logs/extracted/" in line)
    assert "nil pointer dereference" in extract
    listed = next(text for line, text in answers.items() if "/issues?status=open" in line)
    assert "142805" in listed
    analyzed = next(text for line, text in answers.items() if "shared.cli analyze" in line)
    assert "panic: runtime error" in analyzed
    wait_until(lambda: any(each["job"] == "job-a" for each in shell.service.records()))


def test_what_the_readme_asks_of_jobs_is_answered(shell):
    asked = [line for line in lines_of(README, "What is there already") if line.startswith("curl ")]
    assert len(asked) >= 6
    for line in asked:
        assert shell.type(line)


def test_a_signed_event_and_a_log_are_decided(shell):
    lines = lines_of(README, "Commits")
    assert lines[0] == START
    typed = lines[1 : next(place for place, line in enumerate(lines) if is_answer(line))]
    heard, _, commit = map(json.loads, shell.type("\n".join(typed)).splitlines())
    assert heard["outcome"] == "heard"
    assert (commit["state"], commit["failed"], commit["new"]) == ("failure", 1, 1)
    assert commit["description"].startswith("1 of 1 failure new: ./main.go:9:9: ")
    label = next(line for line in lines if "-X PATCH" in line)
    assert shell.json(label)["labels"] == ["flaky"]


def test_tokens_are_made_listed_and_taken_back(shell):
    create, _, listing, revoke = lines_of(README, "Who gets in")
    assert shell.type(create).strip()
    token_id = json.loads(shell.type(listing).splitlines()[0])["id"]
    shell.type(re.sub(r"[0-9a-f]{12}$", token_id, revoke))


def test_a_backup_is_written_and_a_log_is_forgotten(shell):
    export, forget, upgrade = lines_of(README, "Run it for a team")[-3:]
    backup = shell.folder / "backup.jsonl.gz"
    shell.type(export.replace("backup.jsonl.gz", str(backup)))
    assert backup.stat().st_size > 1000
    record = _a_record(shell)
    shell.type(re.sub(r"[0-9a-f]{20}", record, forget))
    assert "looked_at" in shell.type(upgrade)
    assert record not in {each["record"] for each in shell.service.records()}


def test_the_page_of_patterns_is_typed(shell):
    typed = "\n".join(lines_of(PATTERNS, "By curl")).replace("\\\n", " ").splitlines()
    tried, created, listed, edited, retired, scans, cancel, unexplained, rescan = typed
    assert "hits" in shell.type(tried)
    pattern_id = shell.json(created)["pattern_id"]
    assert pattern_id in shell.type(listed)
    for line in (edited, retired):
        shell.type(line.replace("04692277", pattern_id))
    scan_id = shell.json(scans)["scans"][0]["scan_id"]
    assert shell.json(cancel.replace("6f8395965675", scan_id))["scan_id"] == scan_id
    assert "reports" in shell.json(unexplained)
    record = _a_record(shell)
    assert shell.json(rescan.replace("ca4f4358aca8eaafa181", record))


def test_patterns_are_kept_from_a_shell(shell, tmp_path):
    listed, exported, imported, _, scans, started, ran, rescanned = lines_of(PATTERNS, "At a shell")
    pattern_id = shell.service.make_pattern("No rule to make target", _a_record(shell))[
        "pattern_id"
    ]
    shell.type(listed)
    for line in (exported, imported):
        shell.type(line.replace("patterns.json", str(tmp_path / "patterns.json")))
    assert "No rule to make target" in (tmp_path / "patterns.json").read_text()
    shell.type(started.replace("04692277", pattern_id))
    shell.type(ran)
    assert shell.type(scans)
    assert shell.type(rescanned.replace("ca4f4358aca8eaafa181", _a_record(shell)))


def test_the_page_of_breakages_is_typed(shell):
    typed = lines_of(BREAKAGES, "By curl")
    told = next(place for place, line in enumerate(typed) if "POST" in line)
    assert json.loads(shell.type("\n".join(typed[:told])))["outcome"] == "heard"
    annotates, lists, notes, resolves, deletes = (
        "\n".join(typed[told:]).replace("\\\n", " ").splitlines()
    )

    def annotated():
        with suppress(AssertionError):  # the branch is not followed so far yet
            return shell.json(annotates)

    made = wait_until(annotated)
    assert (made["jobs"], made["ongoing"], made["decided_again"]) == (None, True, 2)
    assert [each["breakage_id"] for each in shell.json(lists)["breakages"]] == [made["breakage_id"]]
    noted, resolved = (
        shell.json(line.replace("0123456789", made["breakage_id"])) for line in (notes, resolves)
    )
    assert (noted["revision"], noted["notes"]) == (2, "The image lost its compiler.")
    assert resolved["resolved_sha"].startswith("c0ffee2")
    assert shell.type(deletes.replace("0123456789", made["breakage_id"])) == ""
    assert shell.json(lists)["breakages"] == []


def _a_record(shell):
    return shell.service.records()[0]["record"]
