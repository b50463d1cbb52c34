"""The blocks of a Markdown page that can be run: each stands behind a comment that names it."""

import re

from tests.serving import ROOT

_BLOCK = re.compile(
    r"<!-- (?P<name>[^>]+) -->\n```bash\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks_of(page):
    """Return (name, text) of the named blocks of the page, in order."""
    text = (ROOT / "docs" / page).read_text()
    return [(match["name"], match["text"]) for match in _BLOCK.finditer(text)]
