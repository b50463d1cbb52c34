"""What a rule is: the form of one line, how sure it is, and how its block grows from it."""

import re
from dataclasses import dataclass, field
from enum import IntEnum

from shared.core.analysis.engine import compile_text
from shared.core.analysis.model import ReportType

C, E, W = ReportType.CRASH, ReportType.ERROR, ReportType.WARNING


class Tier(IntEnum):
    """How much a rule's word counts; smaller is surer."""

    BLOCK = 0  # the head of a failure that a tool reports over several lines
    FORM = 1  # a tool's anchored form, as file:line:column: error:
    TRACE = 2  # an exception with its stack: the cause, or noise of a test that passed
    LEVEL = 3  # a level word in level position, or a phrase that names trouble
    KEYWORD = 4  # a word anywhere in the line
    CONTEXT = 5  # the last lines before a wrapper, where nothing else spoke
    GENERIC = 6  # says that something failed, not what


@dataclass(frozen=True, slots=True)
class Growth:
    """How a block grows around the line that starts it.

    Downwards, a line belongs to the block while `down` finds it, or while it is indented deeper
    than the first line where `indented` is set; with neither, every line does. `until` ends the
    block before a line, `through` after it. Up to `blanks` empty lines in a row may stand inside,
    and up to `gap` foreign ones, which other writers put between. The first `follow` lines that
    are not empty belong whatever they say.
    Upwards, lines that `up` finds belong, without a gap. So many lines below the title as
    `explains` says help to identify the failure. `title` finds the line that names the
    cause, the last one with `title_last`; without it the first line does.
    """

    down: re.Pattern[str] | None = None
    indented: bool = False
    until: re.Pattern[str] | None = None
    through: re.Pattern[str] | None = None
    up: re.Pattern[str] | None = None
    blanks: int = 0
    gap: int = 0
    follow: int = 0
    explains: int = 2
    max_down: int = 80
    max_up: int = 0
    title: re.Pattern[str] | None = None
    title_last: bool = False


def growth(
    *,
    down: str | None = None,
    until: str | None = None,
    through: str | None = None,
    up: str | None = None,
    title: str | None = None,
    indented: bool = False,
    blanks: int = 0,
    gap: int = 0,
    follow: int = 0,
    explains: int = 2,
    max_down: int = 80,
    max_up: int = 8,
    title_last: bool = False,
) -> Growth:
    """Return a Growth from pattern texts."""
    return Growth(
        down=compile_text(down) if down else None,
        indented=indented,
        until=compile_text(until) if until else None,
        through=compile_text(through) if through else None,
        up=compile_text(up) if up else None,
        blanks=blanks,
        gap=gap,
        follow=follow,
        explains=explains,
        max_down=max_down,
        max_up=max_up if up else 0,
        title=compile_text(title) if title else None,
        title_last=title_last,
    )


ALONE = growth(down=r"\n", max_down=0)
# Lines that go on with the message above them: deeper indentation, gutters, carets, notes.
CONTINUED = growth(
    indented=True,
    down=(
        r"^(?:[\w$]+\.)+[\w$]+(?:Exception|Error)\b|^std(?:out|err): ?|^Caused by: "
        r"|^\s*(?:\||\^|~|-->|= (?:note|help)|\d+ +\||note: |help: |\.\.\.|\+ )"
        r"|^\s+\S.*\^|^[\s^~]+$"
    ),
    max_down=40,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of a line. `pattern` is searched in the clean bytes of the line.

    `weight` moves the rule within its tier: positive for forms that name causes, negative for
    summaries and consequences. `needs` are words in lower case, one of which the line must hold:
    given where the pattern itself does not tell them.
    """

    name: str
    tier: Tier
    severity: ReportType
    pattern: str
    growth: Growth = field(default=CONTINUED)
    weight: int = 0
    needs: tuple[str, ...] = ()


# Stands for the last lines before a tool or a CI system said that it stopped; no line of its own
# finds it.
BEFORE_STOP = Rule("before-stop", Tier.CONTEXT, E, r"\A\n", needs=("\n",))
