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
    re.compile(r"(hooks\.slack\.com/services/)[0-9A-Za-z/]{20,100}", re.I),
    re.compile(r"\bhv[sbr]\.[0-9A-Za-z_-]{20,255}"),
    re.compile(r"(\bbot\d{6,12}:)[0-9A-Za-z_-]{30,50}"),
    re.compile(r"(\b(?:set-)?cookie:\s{0,3}[^\s=;]{1,80}=)[^\s;]{8,2000}", re.I),
    re.compile(r"((?:\b[a-z][a-z0-9+.-]{1,20}://))[^\s/@:'\"]{16,200}(?=@)", re.I),
    # Of an address or a connection string: whatever stands there is the secret.
    re.compile(
        r"([?&;](?:[a-z-]{0,30}(?:password|passwd|secret|token|signature|credential)"
        r"|sig|accountkey"
        r"|sharedaccesskey|pwd)=)[^\s&;'\"]{4,1000}",
        re.I,
    ),
    # Of an environment: DB_PASSWORD=...
    re.compile(
        r"(\b[A-Z][A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|SECRET|TOKEN|APIKEY|API_KEY"
        r"|ACCESS_KEY)=)"
        r"[^\s'\"<$*{\[]{6,500}"
    ),
    # Of a command line: -p of tools that log in, user:password, and options that say what they are.
    re.compile(r"(\b(?:login|sshpass)\b[^|;&]{0,200}?\s-p\s{0,3})[^\s*<$-][^\s]{5,500}"),
    re.compile(
        r"(\bcurl\b[^|;&]{0,300}?\s(?:-u"
        r"|--user)[\s=]{1,3}[^\s:]{1,100}:)[^\s*<$]{1,500}"
    ),
    re.compile(
        r"(\s--?(?:password|passwd|token|secret|api-?key|auth-?token"
        r"|access-?token)[\s=]{1,3})"
        r"(?=[^\s]{0,80}[0-9A-Z])[^\s*<$'\"-][^\s'\"]{7,500}"
    ),
    re.compile(r"(\bmachine\s[^\s]{1,200}\s.{0,200}?\bpassword\s)[^\s]{4,500}"),
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
    r"|hooks|hv[sbr]\.|bot\d|cookie|[?&;]sig=|login|sshpass|curl|machine"
    r"|signature|PRIVATE|bearer|authori|passw|pwd|secret|token|key|credential",
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
