"""Near-duplicates: failures whose text is nearly the same although their fingerprints differ.

A signature is a MinHash of the failure's text, kept in the store, so every constant here is part
of a format: any change needs another SIGNATURE_VERSION. Nothing of a library is used for it,
because libraries change their values between releases. The format, golden vectors in the tests:

- shingles: the pairs of neighbouring words of each line; of a line of one word, that word
- hash of a shingle: blake2b of its UTF-8, 8 bytes, as a big-endian number h
- permutation i of 240: ((a * h + b) mod 2**64) >> 32, where a and b are the two halves of the
  16-byte blake2b of "faultline m1 <i>", a made odd
- signature: for each permutation the least value over all shingles, 4 bytes each, as hex
- band j of 20: the blake2b of the guard and of the 12 values that begin at 12 * j

Two texts that share 0.9 of their shingles meet in a band with probability 0.9987, two that share
half of them with 0.005; who met is compared by signature, give or take 0.02.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shared.core.analysis.model import ReportType

SIGNATURE_VERSION = "m1"
BANDS = 20
ROWS = 12
PERMUTATIONS = BANDS * ROWS
# Below this one changed word takes the similarity under the bound: only the fingerprint decides.
MIN_SHINGLES = 20
# A storm of unlike lines would cost time and say little: more shingles are not looked at.
MAX_SHINGLES = 400
JOIN_SIMILARITY = 0.9

_VALUE_BYTES = 4
_MASK = (1 << 64) - 1

# What names a cause rather than decorates it. Two failures that differ here are never one,
# however alike the text around is: exception classes, error codes, test names, quoted names.
_NAMES = re.compile(
    r"""
      [\w$.]*(?:Error|Exception|Failure|Fault|Panic|Warning|Interrupt)\b   # KeyError
    | \b[A-Z]{1,8}-?\d{2,6}\b                                             # E0425, C2065, TS2304
    | \b(?:code|status|signal|errno)[ :=]+\d+                             # exit code 137
    | \b(?:SIG[A-Z]{2,6})\b                                               # SIGSEGV
    | \b\w*[Tt]est\w*(?:(?:::|\.|/)\w+)*                                  # TestUpgrade, a::test_b
    | '[^'\s]{1,80}' | "[^"\s]{1,80}" | `[^`\s]{1,80}['`] | \u2018[^\u2019\s]{1,80}\u2019
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class NearKey:
    """A signature as hex, and the band values by which the store finds candidates."""

    signature: str
    bands: tuple[str, ...]


def near_key(
    report_type: ReportType, title: str, lines: Iterable[str], *, place: str = ""
) -> NearKey | None:
    """Return the key of a failure's text, None for one too short to be compared.

    `lines` are masked lines, `place` is where a crash happened. Only failures of one type and
    place whose titles name the same things share bands, so candidates need no other check than
    `similarity`.
    """
    found = shingles(lines)
    if len(found) < MIN_SHINGLES:
        return None
    values = minhash(found)
    guard = "\n".join([SIGNATURE_VERSION, report_type, place, *sorted(set(_NAMES.findall(title)))])
    return NearKey(_to_hex(values), _bands(guard, values))


def similarity(left: str, right: str) -> float:
    """Return the estimated share of shingles that two signatures' texts have in common."""
    size = 2 * _VALUE_BYTES
    starts = range(0, PERMUTATIONS * size, size)
    return sum(left[at : at + size] == right[at : at + size] for at in starts) / PERMUTATIONS


def shingles(lines: Iterable[str]) -> frozenset[str]:
    """Return the shingles of a text, at most MAX_SHINGLES, from its start."""
    found: set[str] = set()
    for line in lines:
        words = line.split()
        found.update(" ".join(pair) for pair in zip(words, words[1:] or [""], strict=False))
        if len(found) >= MAX_SHINGLES:
            break
    return frozenset(found)


def minhash(found: Iterable[str]) -> tuple[int, ...]:
    """Return the least value of each permutation."""
    hashes = [_hash(shingle) for shingle in found]
    return tuple(min((a * h + b & _MASK) >> 32 for h in hashes) for a, b in _permutations())


def _hash(shingle: str) -> int:
    data = shingle.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())


@cache
def _permutations() -> tuple[tuple[int, int], ...]:
    return tuple(_permutation(index) for index in range(PERMUTATIONS))


def _permutation(index: int) -> tuple[int, int]:
    text = f"faultline {SIGNATURE_VERSION} {index}"
    digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8]) | 1, int.from_bytes(digest[8:])


def _to_hex(values: Sequence[int]) -> str:
    return b"".join(value.to_bytes(_VALUE_BYTES) for value in values).hex()


def _bands(guard: str, values: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        _band(guard, band, values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)
    )


def _band(guard: str, band: int, values: Sequence[int]) -> str:
    data = f"{guard}\n{band}\n".encode("utf-8", "replace") + bytes.fromhex(_to_hex(values))
    return f"{SIGNATURE_VERSION}:{band:02d}:{hashlib.blake2b(data, digest_size=8).hexdigest()}"
