"""The README, typed as it is printed: the port and the data folder are ours, no more."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.serving import ROOT, SAMPLES, serving, wait_until

README = (ROOT / "README.md").read_text()
START = "GITHUB_WEBHOOK_SECRET=secret ./run.sh"


def lines_of(section):
    """Return the indented lines of a section: commands, and in places what they answer."""
    text = README.split(f"## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^    (.*)$", text, re.MULTILINE)


def is_answer(line):
    return line.startswith("{")


class Shell:
    """Where somebody types the lines of the README, beside a service of their own."""

    def __init__(self, service, folder):
        self.service = service
        self.folder = folder

    def type(self, text):
        """Return what these lines print; they succeed, and so does every request of theirs."""
        text = text.replace(":8080", f":{self.service.port}").replace(".local/", f"{self.folder}/")
        text = text.replace("curl ", "curl -sS --fail-with-body ")
        text = text.replace(".venv/bin/python", sys.executable)
        done = subprocess.run(
            ["bash", "-eu", "-c", text],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
        return done.stdout

    def json(self, line):
        return json.loads(self.type(line))


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    with serving(folder, GITHUB_WEBHOOK_SECRET="secret") as service:
        wait_until(lambda: len(service.records()) >= len(SAMPLES))
        yield Shell(service, folder)


def test_the_tour_does_what_it_says(shell):
    answers = {}
    for line in lines_of("A tour with curl"):
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
    asked = [line for line in lines_of("What is there already") if line.startswith("curl ")]
    assert len(asked) >= 6
    for line in asked:
        assert shell.type(line)


def test_a_signed_event_and_a_log_are_decided(shell):
    lines = lines_of("Commits")
    assert lines[0] == START
    typed = lines[1 : next(place for place, line in enumerate(lines) if is_answer(line))]
    heard, _, commit = map(json.loads, shell.type("\n".join(typed)).splitlines())
    assert heard["outcome"] == "heard"
    assert (commit["state"], commit["failed"], commit["new"]) == ("failure", 1, 1)
    assert commit["description"].startswith("1 of 1 failure new: ./main.go:9:9: ")
    label = next(line for line in lines if "-X PATCH" in line)
    assert shell.json(label)["labels"] == ["flaky"]


def test_tokens_are_made_listed_and_taken_back(shell):
    create, _, listing, revoke = lines_of("Who gets in")
    assert shell.type(create).strip()
    token_id = json.loads(shell.type(listing).splitlines()[0])["id"]
    shell.type(re.sub(r"[0-9a-f]{12}$", token_id, revoke))


def test_a_backup_is_written_and_a_log_is_forgotten(shell):
    export, forget = lines_of("Run it for a team")[-2:]
    backup = shell.folder / "backup.jsonl.gz"
    shell.type(export.replace("backup.jsonl.gz", str(backup)))
    assert backup.stat().st_size > 1000
    record = shell.service.records()[0]["record"]
    shell.type(re.sub(r"[0-9a-f]{20}", record, forget))
    assert record not in {each["record"] for each in shell.service.records()}
