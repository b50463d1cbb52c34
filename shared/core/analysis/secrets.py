"""Credential shapes, masked in everything derived from a log."""

import re

MASK = "[masked]"

# Each shape keeps group 1, where there is one, and masks the rest. Bounded repeats keep the cost
# of a hostile line linear.
SHAPES = (
    re.compile(r"(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----).{0,4000}"),
    re.compile(r"\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{16}\b"),
    re.compile(r"\bgh[pousr]_[0-9A-Za-z]{20,255}"),
    re.compile(r"\bgithub_pat_[0-9A-Za-z_]{20,255}"),
    re.compile(r"\bglpat-[0-9A-Za-z_-]{16,255}"),
    re.compile(r"\bxox[abeoprs]-[0-9A-Za-z-]{10,255}"),
    re.compile(r"\bAIza[0-9A-Za-z_-]{35}"),
    re.compile(r"\bya29\.[0-9A-Za-z_.-]{20,1000}"),
    re.compile(r"\b(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,255}"),
    re.compile(r"\bsk-[0-9A-Za-z_-]{20,255}"),
    re.compile(r"\bnpm_[0-9A-Za-z]{30,255}"),
    re.compile(r"\bpypi-[0-9A-Za-z_-]{30,1000}"),
    re.compile(r"\bdop_v1_[0-9a-f]{40,255}"),
    re.compile(r"\bSG\.[0-9A-Za-z_-]{16,64}\.[0-9A-Za-z_-]{16,128}"),
    re.compile(
        r"\beyJ[0-9A-Za-z_-]{8,2000}\.[0-9A-Za-z_-]{8,4000}"
        r"(?:\.[0-9A-Za-z_-]{0,2000})?"
    ),
    re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^\s/@:'\"]{0,200}:[^\s/@'\"]{1,500}(?=@)", re.I),
    re.compile(
        (
            r"(\bauthorization['\"]?\s{0,3}[:=]\s{0,3}['\"]?(?:basic|bearer"
            r"|token)?\s{0,3})[^\s'\"]{6,2000}"
        ),
        re.I,
    ),
    re.compile(r"(\bbearer\s{1,3})[0-9A-Za-z_.~+/=-]{16,2000}", re.I),
    re.compile(
        r"((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key"
        r"|private[_-]?key|client[_-]?secret"
        r"|auth[_-]?key|credential)s?['\"]?\s{0,3}[=:]\s{0,3}['\"]?)"
        r"(?!\[?(?:masked|secure|redacted|hidden|\*{3}|x{3}|none|null|true|false"
        r"|undefined|unexpected|expected|invalid|missing)\b)"
        r"(?=[^\s'\"]{0,80}[0-9!@#$%^&*+/=])[^\s'\",;)]{6,500}",
        re.I,
    ),
)
_LIKELY = re.compile(
    r"://|AKIA|ASIA|AGPA|AIDA|AROA|gh[pousr]_|github_pat_|glpat-|xox|AIza|ya29"
    r"|[srp]k[_-]|npm_|pypi-|dop_v1_|SG\.|eyJ"
    r"|PRIVATE|bearer|authori|passw|pwd|secret|token|key|credential",
    re.I,
)


def mask_credentials(text: str) -> str:
    """Return text with every credential shape replaced by MASK."""
    if not _LIKELY.search(text):
        return text
    for shape in SHAPES:
        text = shape.sub(_mask, text)
    return text


def _mask(match: re.Match[str]) -> str:
    return (match.group(1) if match.re.groups else "") + MASK
