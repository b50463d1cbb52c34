"""The seam of the analysis: chunks of one log in, its Analysis out."""

from collections.abc import Iterable

from shared.core.analysis.baseline import noise_of
from shared.core.analysis.choose import choose
from shared.core.analysis.clean_window import Scanner
from shared.core.analysis.collect import collect
from shared.core.analysis.extract import extract_lines
from shared.core.analysis.fingerprint import COARSE_VERSION, fingerprint_of
from shared.core.analysis.identity import cause_numbers, coarse_key
from shared.core.analysis.model import Analysis
from shared.core.analysis.rules.base import Tier
from shared.core.analysis.versions import VERSIONS, Versions


def analyze(
    chunks: Iterable[bytes],
    *,
    baseline: frozenset[str] | None = None,
    scanner: Scanner | None = None,
    versions: Versions = VERSIONS,
) -> Analysis:
    """Return what one build log says about its failure.

    Chunks are the bytes of the unzipped log, cut after line feeds. `baseline` holds the ids
    of what passing logs of the job say too (see baseline.py): such lines rank last. A `scanner`
    reads the same lines in the same pass. `versions` say what is hashed.
    """
    collected = collect(chunks, scanner)
    chosen = choose(collected, baseline or frozenset())
    if chosen is None:
        sizes = (collected.line_count, collected.byte_count)
        return Analysis(None, (), None, (), None, None, (), *sizes, noise=noise_of(collected))
    lines, cut = extract_lines(chosen)
    by_number = {line.number: line for line in lines}
    named = [by_number[n] for n in chosen.titles if n in by_number] or [lines[0]]
    key, cause = versions.current.key(chosen), chosen.blocks[0]
    return Analysis(
        chosen.report_type,
        tuple(lines),
        named[0],
        tuple(named[1:3]),
        fingerprint_of(key, versions.current.name),
        fingerprint_of(coarse_key(chosen), COARSE_VERSION),
        key,
        collected.line_count,
        collected.byte_count,
        cut or collected.dropped,
        noise=noise_of(collected),
        cause_lines=cause_numbers(chosen),
        generic=cause.rule.tier is Tier.GENERIC,
        guessed=cause.rule.tier is Tier.CONTEXT,
        fingerprint_before=versions.before.fingerprint(chosen) if versions.before else None,
    )
