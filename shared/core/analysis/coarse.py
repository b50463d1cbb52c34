"""Coarse skeletons: the constant words of a line, for suggestions and baselines, never identity."""

from shared.core.analysis.engine import compile_bytes

MAX_BYTES = 600
_V = b"\x01"  # stands for what varies; no clean line holds it

_UNIT = (
    r"B|bytes?|[KMGTkmgt]i?[Bb]|KBytes|[kmgt]bps|secs?|seconds?|minutes?|mins?"
    r"|hours?|days?|ms|us|ns|msecs?|millis|times?|%"
)
# Order matters: dates and quantities lose their words before tokens are looked at one by one.
_DATE = compile_bytes(
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec) +\d{1,2}"
    r"(?:,? \d\d:\d\d:\d\d(?:\.\d+)?)?(?: (?:[A-Z]{3,4}))?(?: \d{4})?\b"
    rf"|\b\d+(?:\.\d+)? ?(?:{_UNIT})(?:\b|\B)"
)
_USER = compile_bytes(r"\b(user[ =])[^\s=;,]+")
_FOR = compile_bytes(r"\bfor (invalid user )?\S+ from\b")
_LEVEL = compile_bytes(r"\b(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\b")
_PAIR = compile_bytes(r"([\w.\[\]-]+=)[^\s,;=]+")
_SETTING = compile_bytes(r"\b\w+(?:\.\w+)+=\x01")
_TOKEN = compile_bytes(
    r"[^\s=]*[\d\x01][^\s=]*"  # holds a digit
    r"|(?:[A-Za-z]:)?(?:[\\/][^\s\\/]*)+"  # a path
    r"|\b\w+://\S+"
    r"|\b[\w-]+(?:\.[\w$-]+){2,}"  # a dotted name
    r"|\b[\w.+-]+@[\w.-]+"
)
_NON_WORD = compile_bytes(r"[^\w=\x01\x80-\xff]+")
_RUN = compile_bytes(r"\x01(?:[ =]*\x01)+")


def coarse_skeleton(line: bytes) -> bytes:
    """Return the words of a clean line that do not vary, in their order."""
    text = line if len(line) <= MAX_BYTES else line[:MAX_BYTES].rpartition(b" ")[0]
    text = _LEVEL.sub(b"", text)
    text = _DATE.sub(_V, text)
    text = _USER.sub(b"\\1" + _V, text)
    text = _FOR.sub(b"for \\1" + _V + b" from", text)
    text = _PAIR.sub(b"\\1" + _V, text)
    text = _SETTING.sub(_V, text)
    text = _TOKEN.sub(_V, text)
    text = _NON_WORD.sub(b" ", text)
    return _RUN.sub(_V, text).strip()
