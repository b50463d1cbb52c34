"""Where somebody types what the documentation prints: the port and the data folder are ours."""

import json
import os
import re
import subprocess
import sys

from tests.serving import ROOT


def lines_of(page, section):
    """Return the indented lines of a section: commands, and in places what they answer."""
    text = (ROOT / page).read_text().split(f"## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^    (.*)$", text, re.MULTILINE)


class Shell:
    """Where somebody types the printed lines, beside a service of their own."""

    def __init__(self, service, folder):
        self.service = service
        self.folder = folder

    def type(self, text):
        """Return what these lines print; they succeed, and so does every request of theirs."""
        text = text.replace(":8080", f":{self.service.port}").replace(".local/", f"{self.folder}/")
        text = text.replace("curl ", "curl -sS --fail-with-body ")
        text = re.sub(r"(\.venv/bin/)?python(?= -m)", sys.executable, text)
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
