"""The seam of the analysis: chunks of one log in, its Analysis out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shared.core.analysis.blocks import match_shape, read_block
from shared.core.analysis.clean import bound_text, clean_line
from shared.core.analysis.fingerprint import fingerprint_of
from shared.core.analysis.model import Analysis, FailureLine, ReportType
from shared.core.analysis.prefixes import prove_prefixes
from shared.core.analysis.rules import Tier, classify_line
from shared.core.analysis.secrets import mask_credentials
from shared.core.analysis.skeleton import coarse_skeleton, fine_skeleton
from shared.core.analysis.window import Line, Window

MAX_EXTRACT_CHARS = 192 * 1024
MAX_FINDINGS = 2000
MAX_KEY_LINES = 5
_LOOKAHEAD = 64 * 1024
_SAMPLE_LINES = 200

# What makes a line worth a look; everything else is never touched one by one.
TRIGGER = re.compile(
    rb"(?i)warn|error|callstack|fail|fatal|panic|exception|traceback|abort|kill|time[d ]*out|denied|refused"  # noqa: E501
    rb"|not found|cannot|could not|unable|no such|undefined|segmentation|sigsegv|core dump|assert|exit|not ok"  # noqa: E501
    rb"|multiple definition|no space|out of memory|sanitizer|#0 |unexpected|smashing"
)
_RANK = {ReportType.WARNING: 0, ReportType.ERROR: 1, ReportType.CRASH: 2}


@dataclass(slots=True)
class Finding:
    """One failure that a detector saw: its lines, how sure and how severe."""

    lines: list[Line]
    rule: str
    tier: Tier
    severity: ReportType


def analyze(chunks: Iterable[bytes], *, baseline: frozenset[str] | None = None) -> Analysis:
    """Return what one build log says about its failure.

    Chunks are the bytes of the unzipped log, cut after line feeds. `baseline` holds the coarse
    skeletons that passing logs of the job show: such lines rank last.
    """
    scan = _Scan(baseline or frozenset())
    for chunk in chunks:
        scan.feed(chunk)
    scan.finish()
    return scan.result()


class _Scan:
    def __init__(self, baseline: frozenset[str]) -> None:
        self._baseline = baseline
        self._carry = b""
        self._first_number = 1
        self._prefixes: tuple[re.Pattern[str], ...] | None = None
        self._findings: list[Finding] = []
        self._cut = False
        self._bytes = 0
        self._feeds = 0
        self._open_line = False

    def feed(self, chunk: bytes) -> None:
        if not chunk:
            return
        self._bytes += len(chunk)
        self._feeds += chunk.count(b"\n")
        self._open_line = not chunk.endswith(b"\n")
        self._read(self._carry + chunk, final=False)

    def finish(self) -> None:
        self._read(self._carry, final=True)

    def _read(self, data: bytes, *, final: bool) -> None:
        if self._prefixes is None and data:
            sample = [clean_line(raw) for raw in data[:_LOOKAHEAD].split(b"\n")[:_SAMPLE_LINES]]
            self._prefixes = prove_prefixes(sample)
        limit = len(data) if final else data.rfind(b"\n", 0, max(0, len(data) - _LOOKAHEAD)) + 1
        window = Window(data, self._first_number, self._prefixes or ())
        done = self._detect(window, limit)
        done = max(done, limit)
        self._first_number = window.number_at(done)
        self._carry = data[done:]

    def _detect(self, window: Window, limit: int) -> int:
        position = 0
        while True:
            match = TRIGGER.search(window.data, position, limit)
            if match is None:
                return position
            start, end = window.bounds(match.start())
            line = Line(window.number_at(start), window.text(start, end))
            position = self._take(window, line, end) + 1
            if position >= limit:
                return min(position, len(window.data))

    def _take(self, window: Window, line: Line, end: int) -> int:
        shape = match_shape(line.text)
        if shape is not None:
            lines, block_end = read_block(shape, line, window.after(end, line.number))
            if block_end is not None and len(lines) > 1:
                self._keep(Finding(lines, shape.name, Tier.BLOCK, shape.severity))
                return block_end
        rule = classify_line(line.text)
        if rule is not None:
            self._keep(Finding([line], rule.name, rule.tier, rule.severity))
        return end

    def _keep(self, finding: Finding) -> None:
        if self._baseline and coarse_skeleton(finding.lines[0].text) in self._baseline:
            return
        self._findings.append(finding)
        if len(self._findings) > 2 * MAX_FINDINGS:
            self._findings = _best(self._findings, MAX_FINDINGS)
            self._cut = True

    def result(self) -> Analysis:
        line_count = self._feeds + (1 if self._open_line else 0)
        chosen = _choose(self._findings)
        if not chosen:
            return Analysis(None, (), None, (), None, None, (), line_count, self._bytes)
        lines, cut = _extract(chosen)
        severity = max((line.severity for line in lines), key=_RANK.__getitem__)
        ranked = [_title_line(f) for f in _ranked(chosen)]
        by_number = {line.number: line for line in lines}
        candidates = [by_number[n] for n in dict.fromkeys(ranked) if n in by_number]
        primary = candidates[0] if candidates else lines[0]
        key = _key(severity, candidates or [primary])
        return Analysis(
            severity,
            tuple(lines),
            primary,
            tuple(candidates[1:3]),
            fingerprint_of(key),
            fingerprint_of((severity, coarse_skeleton(primary.text))),
            key,
            line_count,
            self._bytes,
            cut or self._cut,
        )


def _order(finding: Finding) -> tuple[int, int]:
    warning = finding.severity is ReportType.WARNING
    return (10 if warning else 0) + finding.tier, finding.lines[0].number


def _best(findings: list[Finding], count: int) -> list[Finding]:
    kept = sorted(findings, key=_order)[:count]
    return sorted(kept, key=lambda f: f.lines[0].number)


def _choose(findings: list[Finding]) -> list[Finding]:
    """Return the findings of the extract: weak tiers only where no better one spoke."""
    failures = [f for f in findings if f.severity is not ReportType.WARNING]
    pool = failures or findings
    best = min((f.tier for f in pool), default=Tier.GENERIC)
    if best <= Tier.LEVEL:
        return [f for f in pool if f.tier is not Tier.KEYWORD]
    return pool


def _ranked(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.tier, f.lines[0].number))


def _title_line(finding: Finding) -> int:
    named = finding.lines[-1] if finding.rule == "python-traceback" else finding.lines[0]
    return named.number


def _extract(findings: list[Finding]) -> tuple[list[FailureLine], bool]:
    lines: dict[int, FailureLine] = {}
    size, cut = 0, False
    for finding in _best(findings, MAX_FINDINGS):
        for line in finding.lines:
            text = bound_text(mask_credentials(line.text))
            if not text.strip():
                continue
            size += len(text) + 1
            if size > MAX_EXTRACT_CHARS:
                cut = True
                break
            lines.setdefault(
                line.number, FailureLine(line.number, text, finding.severity, finding.rule)
            )
    return sorted(lines.values(), key=lambda line: line.number), cut


def _key(severity: ReportType, candidates: Iterable[FailureLine]) -> tuple[str, ...]:
    skeletons = dict.fromkeys(fine_skeleton(line.text) for line in candidates)
    return (str(severity), *list(skeletons)[:MAX_KEY_LINES])
