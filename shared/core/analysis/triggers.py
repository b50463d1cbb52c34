"""What makes a raw line worth a look: one scan over a chunk; all other lines cost nothing more.

A rule is asked only about lines that hold one of these words, in any case. Words beat clever
forms here: a scan for plain words runs at the speed of memory.
"""

import re
from collections.abc import Iterable

from shared.core.analysis.engine import compile_bytes

_TEXT = (
    # levels and outcomes
    "warn|error|err!|fail|fatal|critical|severe|panic|exception|abort|crash|killed|"
    "terminated: |been terminated|broken|corrupt|conflict|violation|unresolved|"
    "incompatible|unsatisf|deprecated|halted|unstable|invalid|illegal|unhandled|uncaught|"
    # phrases
    "callstack|stack trace|stack dump|stacktrace|[*] |: c: |: w: |: e: |: f: |: r: |"
    "traceback|call trace|timeout|timed out|time out|deadline|exceeded|ran over|took >|"
    "took longer|keyboardinterrupt|interrupted|ran too long|cancelled|canceled|denied|"
    "refused|forbidden|unauthorized|not found|cannot|can't|could not|couldn't|unable to|"
    "no such|not exist|undefined|unexpected|missing|mismatch|not match|not installed|"
    "not available|not supported|not defined|not a valid|not recognized|no space|quota|"
    "rate limit|out of memory|out of date|allocate memory|bad_alloc|heap limit|too many|"
    "up-to-date|has changed|would reformat|please run|please rebuild|please fix|"
    "please update|please commit|please install|unbound|nothing provides|no matching|"
    "no package|unmet|problem|unreachable|connection re|connection t|connection c|"
    "connection e|connection a|certificate verify|certificate has|certificate subject|"
    "early eof|empty reply|hung up|required|duplicate|truncated|unrecognized|"
    "looks like you|dubious|went wrong|in function|multiple definition|temporary failure|"
    # crashes
    "sanitizer|assert|segmentation|signal |sigsegv|sigabrt|sigbus|sigill|sigfpe|sigkill|"
    "sigquit|sigterm|sigtrap|runtime: |_test.go:|in interrupt|undefined|kvm internal|"
    "kernel trap|debugger: |core dump|bus error|trap |smashing|double free|oom-kill|"
    "oomkilled| stall|non-static key|ubsan|irq-safe|lockup|deadlock|blocked for|possible |"
    "suspicious|inconsistent|bug: |bug at|kasan|oops|(tainted|protection fault|unregister_|"
    "unreferenced object|data race|uvm_fault|odebug|goroutine |invalid opcode|"
    "double fault|divide|"
    # failing tests and tools
    "not ok|** (|✗|✖|✘|❌|●|diff in |: ***|*** f|*** e|*** s|\n***|<<<|___ |---- |==bug|exited|"
    "exit code|exit status|exit 1|non-zero|finished: |job succeeded|build success|\nok|"
    "result: ok|passed|passing|\npass|examples, 0|test suite|completed with|marked build|"
    'complete log|more details|file "|#0 |#0: |#1 |bt#0|\ne: |z e: |\ne   |##[|::error|'
    "\x1b[31|;31m|\x1b[91|\n$ |[0k$ |travis_fold:start:cache|"
    "travis_fold:start:after|section_start|[pipeline]|\nstep |\n--- :|\n+++ :|\n~~~ |"
    "--- running |##### running|post job|cleaning up|uploading art|running after| char:"
)
WORDS = tuple(_TEXT.split("|"))


def _literal(word: str) -> str:
    """Return the pattern of a word; letters beyond ASCII byte by byte, or the scan slows down."""
    if word.isascii():
        return re.escape(word)
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(_literal(word) for word in words)


# The bare option -Werror stands in every command of many a build and says nothing.
_ERROR = r"(?:[^w\n]|[^-\n]w)error|-werror[,=\]]"
_AT_START = _alternatives(word[1:] for word in WORDS if word.startswith("\n"))
_ANYWHERE = _alternatives(word for word in WORDS if word != "error" and not word.startswith("\n"))
# A whole line with the line feed before it; that one call finds its ends matters for speed.
TRIGGERED_LINE = compile_bytes(f"(?i)\n(?:{_AT_START}|w?error|.*?(?:{_ERROR}|{_ANYWHERE})).*")
