"""The choice of the extract: which blocks are shown, which line is primary, how bad it is."""

from collections.abc import Container
from dataclasses import dataclass

from shared.core.analysis.beside import tells_more
from shared.core.analysis.collect import Collected
from shared.core.analysis.engine import compile_text
from shared.core.analysis.evidence import has_frames
from shared.core.analysis.grow import Block, grow
from shared.core.analysis.model import ReportType
from shared.core.analysis.rank import Ranked, rank
from shared.core.analysis.rules.base import C, Tier
from shared.core.analysis.rules.table import RULES, look_up

_RETRY = compile_text(r"(?i)\bretry(?:ing)?\b|\battempt \d+ of \d+|trying again")
_RETRIED = -40
_RUN_GAP, _RUN_MARGIN = 12, 15
_WEAK = frozenset({Tier.LEVEL, Tier.KEYWORD, Tier.CONTEXT})
# Of a log whose every line states its level, what is explicit is shown, wrappers too: there,
# an error is one because a program said so.
_LEVELLED = "mozharness"
_EXPLICIT = frozenset({Tier.BLOCK, Tier.FORM, Tier.TRACE, Tier.LEVEL, Tier.GENERIC})
_RIGHT_BELOW = 8
_WIDE_MARGIN = 110
_MARGIN = 24
_MAX_GROWN = 240
_MAX_BLOCKS = 150
_FULL_LINES = 2000
# For a rule that claims a call stack and shows no frame: it may be of a language unknown here.
_FEW_LINES, _NAMED, _NO_FRAMES, _MANY_LINES = -30, -12, -5, 6
_NO_CAUSE = -40
_NAME = compile_text(r"\b[A-Z][a-z]\w*(?:Error|Exception): \S")
_RANK = {ReportType.WARNING: 0, ReportType.ERROR: 1, ReportType.CRASH: 2}


@dataclass(slots=True)
class Chosen:
    """Blocks in order of rank, and the numbers of the lines that name causes, best first."""

    report_type: ReportType
    blocks: list[Block]
    titles: list[int]


@dataclass(slots=True)
class _Candidate:
    ranked: Ranked
    block: Block
    severity: ReportType
    score: float


def choose(collected: Collected, baseline: Container[str]) -> Chosen | None:
    """Return what explains the log, None where nothing in it speaks of a failure."""
    ranked = _shown(collected, rank(collected, baseline))
    candidates = sorted(
        (_grown(r) for r in _promising(ranked, _margin(collected))),
        key=lambda c: (-c.score, c.ranked.event.number),
    )
    candidates = [c for c in candidates if any(line.text.strip() for line in c.block.lines)]
    if not candidates:
        return None
    best = _first_of_run(candidates)
    candidates.remove(best)
    candidates.insert(0, best)
    kept = [c for c in candidates if c is best or _belongs(best, c, collected)]
    if best.ranked.rule.tier in _WEAK:
        kept += _closing(best, candidates)
    chosen = _without_repeats(kept)
    report_type = max((c.severity for c in chosen), key=_RANK.__getitem__)
    titles = list(dict.fromkeys(c.block.title.number for c in chosen))
    return Chosen(report_type, [c.block for c in chosen], titles)


def _belongs(best: _Candidate, other: _Candidate, collected: Collected) -> bool:
    """Tell whether another candidate is shown beside the best one."""
    if other.score < best.score - _margin(collected):
        return False
    if _LEVELLED in collected.prefixes.names and other.severity is not ReportType.WARNING:
        return other.ranked.rule.tier in _EXPLICIT
    return _alike(best, other)


def _margin(collected: Collected) -> float:
    return _WIDE_MARGIN if _LEVELLED in collected.prefixes.names else _MARGIN


def _promising(ranked: list[Ranked], margin: float) -> list[Ranked]:
    """Return the events that may be chosen after all that a block can prove against them."""
    if not ranked:
        return []
    least = ranked[0].score - margin + _FEW_LINES + _RETRIED
    return [r for r in ranked[:_MAX_GROWN] if r.score >= least]


def _shown(collected: Collected, ranked: list[Ranked]) -> list[Ranked]:
    """Return the events that may be shown: of a log that passed, only warnings."""
    if not _passed(collected, ranked):
        return ranked
    return [r for r in ranked if r.rule.severity is ReportType.WARNING]


def _is_console(collected: Collected, ranked: list[Ranked]) -> bool:
    """Tell whether the log is a kernel's console that shows no crash: there, failing is routine."""
    if "kernel-console" not in collected.prefixes.names:
        return False
    routine = (r.rule.tier >= Tier.LEVEL and r.rule.severity is not C for r in ranked)
    return all(routine)


def _passed(collected: Collected, ranked: list[Ranked]) -> bool:
    if collected.passed is not None:
        return collected.passed
    if _is_console(collected, ranked):
        return True
    if collected.succeeded_at is None or not ranked:
        return False
    stopped = any(r.rule.tier is Tier.GENERIC for r in ranked)
    ended_well = ranked[0].event.number < collected.succeeded_at
    return not stopped and ended_well and ranked[0].rule.tier >= Tier.TRACE


def _grown(ranked: Ranked) -> _Candidate:
    if ranked.lines is not None:
        title = next(line for line in ranked.lines if line.number == ranked.event.number)
        block = Block(
            ranked.event, ranked.rule, ranked.lines, title, ReportType.ERROR, ranked.step.name
        )
        return _Candidate(ranked, block, ReportType.ERROR, ranked.score)
    block = grow(ranked.event)
    severity, score = ranked.rule.severity, ranked.score
    if severity is not ReportType.WARNING and has_frames(block.lines):
        severity = ReportType.CRASH
    elif ranked.rule.tier is Tier.TRACE:
        severity = ReportType.ERROR
        score += _unproven(block)
    if ranked.rule.tier is Tier.TRACE and _is_wrapper(block):
        score += _NO_CAUSE
    if _retried(block):
        score += _RETRIED
    block.severity, block.step = severity, ranked.step.name
    return _Candidate(ranked, block, severity, score)


def _closing(best: _Candidate, candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the first wrapper after a weak explanation, unless it stands right below.

    Far below, nothing proves that the two tell of one failure: then the wrapper at least names
    what failed.
    """
    after = [
        c
        for c in candidates
        if c.ranked.rule.tier is Tier.GENERIC
        and c.ranked.step is best.ranked.step
        and c.ranked.event.number > best.block.lines[-1].number
    ]
    first = sorted(after, key=lambda c: c.ranked.event.number)[:1]
    end = best.block.lines[-1].number
    return [c for c in first if c.ranked.event.number - end > _RIGHT_BELOW]


def _first_of_run(candidates: list[_Candidate]) -> _Candidate:
    """Return the first of the best candidate and the like ones right above it."""
    best = candidates[0]
    for other in sorted(candidates, key=lambda c: -c.ranked.event.number):
        gap = best.ranked.event.number - other.block.lines[-1].number
        alike = other.ranked.rule is best.ranked.rule and other.ranked.step is best.ranked.step
        above = other.ranked.event.number < best.ranked.event.number and gap <= _RUN_GAP
        if alike and above and other.score > best.score - _RUN_MARGIN:
            best = other
    return best


def _unproven(block: Block) -> float:
    """Return what a rule loses that claims a call stack where none is seen."""
    if len(block.lines) >= _MANY_LINES:
        return _NO_FRAMES
    return _NAMED if _NAME.search(block.title.text) else _FEW_LINES


def _is_wrapper(block: Block) -> bool:
    """Tell whether even the line that should name the cause only says that something failed."""
    if _NAME.search(block.title.text):
        return False
    index = look_up(block.title.text.encode("utf-8", "replace")).rule
    return index is not None and RULES[index].tier is Tier.GENERIC


def _retried(block: Block) -> bool:
    """Tell whether the log says right after the block that it tries again."""
    around = block.event.around
    after = block.lines[-1].number - around.first_number + 1
    return any(_RETRY.search(line.text) for line in around.lines(after, after + 2))


def _without_repeats(kept: list[_Candidate]) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    covered: set[int] = set()
    for candidate in kept[: 4 * _MAX_BLOCKS]:
        if len(chosen) >= _MAX_BLOCKS:
            break
        if candidate.ranked.event.number in covered:
            continue
        if len(covered) > _FULL_LINES:
            candidate.block.lines = [candidate.block.title]
        covered.update(line.number for line in candidate.block.lines)
        chosen.append(candidate)
    return chosen


def _alike(best: _Candidate, other: _Candidate) -> bool:
    if best.severity is ReportType.WARNING:
        return other.severity is ReportType.WARNING
    if other.severity is ReportType.WARNING:
        return False
    if _wraps(other, best):
        return False
    return tells_more(best.ranked.rule, other.ranked.rule)


def _wraps(other: _Candidate, best: _Candidate) -> bool:
    """Tell whether another candidate only reports, around it, what the best one says."""
    outer, inner = other.block.lines, best.block.lines
    best_tier = best.ranked.rule.tier
    weaker = best_tier not in _WEAK and other.ranked.rule.tier > best_tier
    return weaker and outer[0].number < inner[0].number and inner[0].number <= outer[-1].number
