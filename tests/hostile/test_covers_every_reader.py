"""Every module that reads what others wrote has a parser in the table, or a reason."""

import re
from pathlib import Path

from tests.hostile.test_parsers import PARSERS

SHARED = Path(__file__).resolve().parents[2] / "shared"
READS = re.compile(
    r"json\.loads?\(|fromisoformat\(|strptime\(|parsedate|b64decode\(|urlsplit\(|tomllib\."
    r"|fromstring\(|HTMLParser|ZipFile\(|[Dd]ecompress|\.loads\(|request\.(args|form|files|stream)"
)
OURS = {
    "what we stored ourselves": {
        "adapters.providers.answers",
        "adapters.sqlite.archive",
        "adapters.sqlite.documents",
        "adapters.sqlite.report_lists",
        "adapters.sqlite.tokens",
        "commands.checkpoint",
        "core.baselines",
        "core.breakages.counts",
        "core.extract",
        "core.log_index",
        "core.notices.messages",
        "core.snapshots",
        "local.samples",
    },
    "by means of one that is listed, or tested with whole requests": {
        "adapters.gcsweb",
        "web.handlers.breakage_forms",
        "web.handlers.issue_filing",
        "web.handlers.links",
        "web.handlers.pattern_forms",
        "web.handlers.service",
        "web.handlers.sign_in",
        "web.site",
    },
    "what whoever runs the command types": {"commands.backfill"},
}


def reading_modules():
    for path in sorted(SHARED.rglob("*.py")):
        if READS.search(path.read_text()):
            yield ".".join(path.relative_to(SHARED).with_suffix("").parts)


def test_every_reader_is_listed():
    listed = {module for parser in PARSERS.values() for module in parser.modules}
    excused = set().union(*OURS.values())
    assert set(reading_modules()) <= listed | excused


def test_what_is_excused_reads():
    assert set().union(*OURS.values()) <= set(reading_modules())


def test_what_is_listed_is_there():
    for parser in PARSERS.values():
        for module in parser.modules:
            path = SHARED.joinpath(*module.split("."))
            assert path.with_suffix(".py").is_file() or path.is_dir(), module
