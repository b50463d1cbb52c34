"""Whatever the bytes are: no exception, valid text out, bounded extract."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.analysis import triggers
from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import Analysis
from tests.core.analysis.test_rules import SAMPLES

FRAGMENTS = st.sampled_from(
    [
        b"error: ",
        b"Traceback (most recent call last):\n",
        b'  File "a.py", line 1, in f\n',
        b"\x1b[31m",
        b"\r",
        b"\n",
        b"=" * 78,
        b"\tat a.b.C.d(E.java:1)\n",
        b"callstack",
        b"==1==ERROR: AddressSanitizer: x\n",
        b"    #0 0x1 in f\n",
        b"panic: x\n",
        b"goroutine 1 [running]:\n",
        b"0 errors",
        b"warning",
        b"\xff\xfe\x00",
        b"\xed\xa0\x80",
        "\u2028\u0085".encode(),
    ]
)
PREFIXES = st.sampled_from(
    [
        b"",
        b"09:15:06     INFO - ",
        b"09:15:06 ",
        b"2026-03-04T09:15:06.0978390Z ",
        b"[   72.159680] ",
        b"travis_fold:start:worker_info\nnl",
    ]
)
WORDS = st.sampled_from([word.encode() for word in [*triggers.WORDS, *SAMPLES.values()]])
BODIES = st.lists(
    st.one_of(st.binary(max_size=40), FRAGMENTS, WORDS, st.just(b"\n")), max_size=60
).map(b"".join)
LOGS = st.tuples(PREFIXES, BODIES).map(lambda log: log[0] + log[1].replace(b"\n", b"\n" + log[0]))


def all_text(analysis: Analysis) -> list[str]:
    return [
        *[line.text for line in analysis.failure_lines],
        *analysis.fingerprint_key,
        analysis.title or "",
    ]


@settings(max_examples=300, deadline=None)
@given(LOGS)
def test_arbitrary_bytes_never_raise_and_give_valid_text(log: bytes) -> None:
    analysis = analyze([log])
    for text in all_text(analysis):
        text.encode("utf-8")
        assert "\n" not in text
    together = {
        analysis.report_type is None,
        analysis.primary is None,
        analysis.fingerprint is None,
        not analysis.failure_lines,
    }
    assert len(together) == 1


@settings(max_examples=100, deadline=None)
@given(LOGS, st.integers(1, 50))
def test_cutting_the_log_into_chunks_changes_nothing(log: bytes, every: int) -> None:
    lines = log.splitlines(keepends=True) if b"\r" not in log else log.split(b"\n")
    if b"\r" in log:
        lines = [line + b"\n" for line in lines[:-1]] + [lines[-1]]
    chunks = [b"".join(lines[i : i + every]) for i in range(0, len(lines), every)]
    assert analyze(chunks) == analyze([log])
