"""Skeletons: a line with every part removed that differs from run to run."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_CHARS = 500
# Digits that stay are written as these letters while the placeholders run.
_KEPT = {48 + digit: chr(0x1D00 + digit) for digit in range(10)}
_BACK = {ord(kept): chr(digit) for digit, kept in _KEPT.items()}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands for the matches of `pattern`: a text, or what a function makes of a match."""

    name: str
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


def _keep(match: re.Match[str]) -> str:
    return match.group().translate(_KEPT)


def _end_of_path(match: re.Match[str]) -> str:
    """Return the last two parts of a path: the folders above are the machine's."""
    parts = [part for part in re.split(r"[\\/]+", match.group()) if part not in ("", ".", "..")]
    return "/".join(_RANDOM.sub("<id>", part) for part in parts[-2:])


def _end_of_url(match: re.Match[str]) -> str:
    """Return what a URL asks for, without host, query and fragment."""
    path = re.split(r"[?#]", match.group())[0].rstrip("/.,:;")
    parts = path.split("/")[3:]
    return "<url>" + "".join("/" + part for part in parts[-1:])


# A part that no person named: mkdtemp suffixes, build directories, digests.
_RANDOM = re.compile(
    r"(?:tmp|temp|build|run|job|pip|go-build|pytest-of|npm)?[._-]?"
    r"(?=[\w.-]*[0-9])(?=[\w.-]*[A-Z])(?=[\w.-]*[a-z])[A-Za-z0-9]{6,}$"
    r"|cc[A-Za-z0-9]{6}\.[os]$|tmp[\w.-]{4,}$|\w+\.[A-Za-z0-9]{8,12}$(?<!\."
    r"(?=properties))|[0-9a-f]{8,}$"
)

# Order matters: what is kept is kept before anything masks it, and the digits inside a timestamp
# are gone before <num> sees them.
PLACEHOLDERS = (
    Placeholder("glog", re.compile(r"^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ "), ""),
    Placeholder(
        "console",
        re.compile(
            r"^(?:.*(?=\[ *\d+\.\d{6}\]\S* +(?:BUG|WARNING|INFO|Kernel|KASAN|UBSAN)\b))?"
            r"\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? "
        ),
        "",
    ),
    Placeholder(
        "process", re.compile(r"^==\d+==|\bpid[ =:]\d+|\b(?:tid|ppid)[ =:]\d+", re.I), "<pid>"
    ),
    # Which sanitizer found it says how the program was built; the thread is a number of the run.
    Placeholder("sanitizer", re.compile(r"\b[A-Z]\w*(?=Sanitizer: )"), ""),
    Placeholder("thread", re.compile(r"(?<= )T\d+(?=\)$)"), "<thread>"),
    Placeholder(
        "url", re.compile(r"\b[a-z][a-z0-9+.-]{1,12}://[^\s'\"<>)\]|,]+", re.I), _end_of_url
    ),
    # Codes that name the failure: exit statuses, HTTP statuses, rule ids, error numbers.
    Placeholder(
        "status",
        re.compile(
            r"\b(?:exit(?:ed|s)?|status|code|signal|errno|rc|returned|return|HTTP"
            r"(?:/[\d.]+)?|error|curl:|wstat)"
            r"(?:[ :='\"(]{1,3}(?:with|code|status|value|error|exit"
            r"|:)){0,3}[ :='\"(]{1,4}-?\d{1,3}(?![\w.])"
            r"|\(NTSTATUS\) 0x[0-9a-f]{8}\b|- code [0-9a-f]{8}\b",
            re.I,
        ),
        _keep,
    ),
    Placeholder("rule", re.compile(r"\b[A-Z]{1,6}\d{2,6}\b|\bCVE-\d+-\d+\b"), _keep),
    Placeholder(
        "http",
        re.compile(
            r"\b[45]\d\d (?=[A-Z][a-z]+)|\b(?:utf|UTF|sha|SHA|md|MD|amd|arm|aarch|int"
            r"|float|uint|base|python|java|jdk|gnu|std)-?\d{1,3}\b|\b(?:x86|x64|i[3-6]86"
            r"|[uif](?:8|16|32|64))\b"
        ),
        _keep,
    ),
    Placeholder(
        "uuid", re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.I), "<uuid>"
    ),
    Placeholder(
        "timestamp",
        re.compile(
            r"\b\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T ,_]+\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)?"
            r"(?: ?(?:Z\b|UTC|GMT|[+-]\d\d:?\d\d))?"
            r"|\b\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4}"
            r"|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr"
            r"|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* "
            r"\d{1,2}(?:,? \d{4})?(?:,? \d\d:\d\d(?::\d\d)?)?(?: ?[A-Z]{3,4})?(?: "
            r"\d{4})?\b"
        ),
        "<time>",
    ),
    Placeholder("clock", re.compile(r"\b\d\d?:\d\d:\d\d(?:[.,]\d+)?(?: ?[AP]M)?\b"), "<time>"),
    Placeholder(
        "request",
        re.compile(
            (
                r"\b((?:request|host|trace|session|correlation|span|job|run|build|node"
                r"|container)[ _-]?id['\"]?[:= ]{1,3}['\"]?)[\w=+/.-]+"
            ),
            re.I,
        ),
        r"\1<id>",
    ),
    Placeholder("host", re.compile(r"\bip-\d+-\d+-\d+-\d+[\w.-]*"), "<host>"),
    Placeholder("function", re.compile(r"\b[\w.]+\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?"), "<function>"),
    Placeholder(
        "task",
        re.compile(
            r"\btask \S+:\d+ (?=blocked)|\[[\w./:-]+:\d+\](?=$)|\b[\w.:-]+/\d+/0x[0-9a-f]+$"
            r"|\b(?<=: )[\w.:-]+/\d+\.?$"
        ),
        "<task>",
    ),
    Placeholder("address", re.compile(r"\b0x[0-9a-f]+\b", re.I), "<hex>"),
    Placeholder(
        "ip",
        re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(:\d+)?\b|\[[0-9a-f:]*::[0-9a-f:]*\](?::\d+)?"),
        r"<ip>\1",
    ),
    Placeholder(
        "port",
        re.compile(r"(?<=<ip>):(\d+)\b|\b(localhost):(\d{2,5})\b(?!:)"),
        lambda m: (
            _keep(m)
            if m.group().count(":") == 1 and len(m.group(1) or m.group(3)) < 5
            else "<port>"
        ),
    ),
    Placeholder(
        "hash", re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,128}\b", re.I), "<hash>"
    ),
    Placeholder("object", re.compile(r"@[0-9a-f]{5,16}\b"), "@<id>"),
    Placeholder(
        "path",
        re.compile(
            r"(?:\b[A-Za-z]:)?[\\/]?(?:[\w.@+~%-]+[\\/])+[\w.@+~%-]*|"
            r"(?<![\w<>])/[\w.@+~%-]+"
        ),
        _end_of_path,
    ),
    Placeholder(
        "position",
        re.compile(
            r"(?<=[\w)\]])(?::\[?\d+(?:[:,]\d+)?(?:-\d+)?\]?|\(\d+(?:,\d+)?(?:-\d+)?\))"
            r"(?=[:\s,)\]\"']|$)"
        ),
        ":<pos>",
    ),
    Placeholder(
        "line",
        re.compile(r"\b(lines?|on line|column|char(?:acter)?s?|offset|byte) \d+(?:-\d+)?", re.I),
        "line <num>",
    ),
    Placeholder(
        "duration",
        re.compile(
            r"\b\d+(?:\.\d+)? ?(?:ms|us|ns|µs|s|secs?|seconds?|m|mins?|minutes?|h|hours?"
            r"|days?)\b"
        ),
        "<time>",
    ),
    Placeholder(
        "size", re.compile(r"\b\d+(?:\.\d+)? ?(?:[kmgt]i?b|bytes?|[kmg])\b", re.I), "<size>"
    ),
    Placeholder(
        "suffix",
        re.compile(
            r"-(?:<hash>-)?(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{5}\b|(?<=\w)-0\d+\b|"
            r"(?<=[a-z])-\d+\b(?!\.\d)"
        ),
        "-<id>",
    ),
    Placeholder(
        "number", re.compile(r"(?<![\w.])[+-]?\d+(?:\.\d+)*(?:e[+-]?\d+)?(?![\w])"), "<num>"
    ),
    Placeholder("long-digits", re.compile(r"\d{4,}"), "<num>"),
)


def fine_skeleton(text: str) -> str:
    """Return text with run-specific values replaced by placeholders; codes and names stay.

    "/tmp/x81/src/a.c:3:7: error: took 12.5s" -> "src/a.c:<pos>: error: took <time>"
    """
    text = text[:MAX_CHARS].strip()
    for placeholder in PLACEHOLDERS:
        text = placeholder.pattern.sub(placeholder.replacement, text)
    return _SPACES.sub(" ", text.translate(_BACK))
