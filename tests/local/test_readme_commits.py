"""The README's way through commits, executed as it is printed; only the port is ours."""

import json
import re
import subprocess

from tests.serving import ROOT, serving

SECTION = (ROOT / "README.md").read_text().split("## Commits\n")[1].split("\n## ")[0]
START = "GITHUB_WEBHOOK_SECRET=secret ./run.sh"


def commands():
    """Return what is to be typed once the service runs: up to the first answer."""
    indented = re.findall(r"^    (.*)$", SECTION, re.MULTILINE)
    assert indented[0] == START
    answer = next(at for at, line in enumerate(indented) if line.startswith("{"))
    return "\n".join(indented[1:answer])


def test_a_signed_event_and_a_log_are_decided(tmp_path):
    with serving(tmp_path, GITHUB_WEBHOOK_SECRET="secret") as service:
        script = commands().replace(":8080", f":{service.port}").replace("curl ", "curl -sS ")
        done = subprocess.run(
            ["bash", "-eu", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
        )
        heard, _, commit = map(json.loads, done.stdout.splitlines())
        assert heard["outcome"] == "heard"
        assert (commit["state"], commit["failed"], commit["new"]) == ("failure", 1, 1)
        assert commit["description"].startswith("1 of 1 failure new: ./main.go:9:9: ")
