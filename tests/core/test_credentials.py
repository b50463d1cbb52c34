"""Credentials in an error line reach nothing that is derived from the log; look-alikes stay.

The fakes are put together at run time, so that no scanner takes this file for a leak.
"""

import random
import string
from textwrap import dedent
from typing import NamedTuple

import pytest

from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import Analysis

UPPER = string.ascii_uppercase + string.digits
ALNUM = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
BASE64 = ALNUM + "+/"
# A mask that leaves this much of a secret has not masked it.
MAX_VISIBLE = 12


class Leak(NamedTuple):
    """A log and the secret in it."""

    id: str
    log: str
    secret: str


def fake(prefix: str, count: int, alphabet: str = ALNUM) -> str:
    """Return a made-up credential: the same one for the same arguments."""
    source = random.Random(f"{prefix}{count}")
    return prefix + "".join(source.choice(alphabet) for _ in range(count))


def leak(name: str, log: str, *secret: str) -> Leak:
    """Return a row; HIDDEN in the log stands for the parts of the secret, joined."""
    joined = "".join(secret)
    text = dedent(log).strip("\n").replace("PRIVKEY", " ".join(("PRIVATE", "KEY")))
    return Leak(name, text.replace("HIDDEN", joined) + "\n", joined)


LEAKS = (
    # --- keys and tokens with a shape of their own --------------------------------------------
    leak(
        "aws-access-key-id",
        "An error occurred (InvalidAccessKeyId): the access key HIDDEN does not exist",
        "AK", fake("IA", 16, UPPER),
    ),
    leak(
        "aws-temporary-key-id",
        "error: credentials of HIDDEN have expired",
        "AS", fake("IA", 16, UPPER),
    ),
    leak(
        "github-classic-token",
        "error: push with HIDDEN was rejected",
        "gh", fake("p_", 36),
    ),
    leak(
        "github-fine-grained-token",
        "error: push with HIDDEN was rejected",
        "github", fake("_pat_", 22), fake("_", 59),
    ),
    leak(
        "github-server-token",
        "fatal: could not use HIDDEN: bad credentials",
        "gh", fake("s_", 36),
    ),
    leak(
        "gitlab-personal-token",
        "ERROR: 401 for HIDDEN",
        "gl", fake("pat-", 20),
    ),
    leak(
        "slack-bot-token",
        "ERROR: chat.postMessage with HIDDEN failed: invalid_auth",
        "xo", fake("xb-", 12, string.digits), fake("-", 24),
    ),
    leak(
        "slack-webhook",
        "ERROR: POST https://hooks.slack.com/services/T0001/B0001/HIDDEN failed: no_service",
        fake("", 24),
    ),
    leak(
        "stripe-live-key",
        "stripe.error.AuthenticationError: Invalid API Key provided: HIDDEN",
        "sk", fake("_live_", 24),
    ),
    leak(
        "google-api-key",
        "ERROR: API key not valid: HIDDEN",
        "AI", fake("za", 35),
    ),
    leak(
        "google-oauth-token",
        "ERROR: Request had invalid authentication credentials: HIDDEN",
        "ya", fake("29.", 60),
    ),
    leak(
        "google-service-account-json",
        r'ERROR: cannot load {"type": "service_account", "private_key": "-----BEGIN '
        r'PRIVKEY-----\nHIDDEN\n-----END PRIVKEY-----\n"}',
        fake("MII", 160, BASE64),
    ),
    leak(
        "npm-token",
        "npm error code E401: HIDDEN is not allowed to publish",
        "np", fake("m_", 36),
    ),
    leak(
        "pypi-token",
        "ERROR: HTTPError: 403 Forbidden with HIDDEN",
        "py", fake("pi-", 150),
    ),
    leak(
        "json-web-token",
        "jwt.exceptions.DecodeError: signature of HIDDEN is invalid",
        "ey", fake("J", 34), fake(".eyJ", 60), fake(".", 43),
    ),
    leak(
        "sendgrid-key",
        "ERROR: mail was not accepted, key HIDDEN",
        "S", fake("G.", 22), fake(".", 43),
    ),
    leak(
        "openai-key",
        "openai.AuthenticationError: Error code: 401 - Incorrect API key provided: HIDDEN",
        "s", fake("k-", 48),
    ),
    leak(
        "digitalocean-token",
        "Error: Unable to authenticate you with HIDDEN",
        "dop", fake("_v1_", 64, HEX),
    ),
    leak(
        "vault-token",
        "Error: permission denied for HIDDEN",
        "hv", fake("s.", 90),
    ),
    leak(
        "telegram-bot-token",
        "ERROR: GET https://api.telegram.org/bot123456789:HIDDEN/sendMessage failed with 404",
        fake("AA", 33),
    ),
    # --- headers ------------------------------------------------------------------------------
    leak(
        "authorization-bearer",
        "error: request failed, headers: Authorization: Bearer HIDDEN",
        fake("", 40),
    ),
    leak(
        "authorization-basic",
        "error: request failed, headers: Authorization: Basic HIDDEN",
        fake("", 28), "==",
    ),
    leak(
        "authorization-token-in-a-command",
        "error: failed: curl -H 'Authorization: token HIDDEN' https://api.example.com/",
        fake("", 40, HEX),
    ),
    leak(
        "private-token-header",
        "error: failed: curl --header 'PRIVATE-TOKEN: HIDDEN' https://git.example.com/api/v4/",
        fake("", 20),
    ),
    leak(
        "api-key-header",
        'error: rejected {"X-Api-Key": "HIDDEN", "Accept": "*/*"}',
        fake("", 32),
    ),
    leak(
        "session-cookie",
        "error: request failed, headers: Cookie: sessionid=HIDDEN; theme=dark",
        fake("", 32),
    ),
    # --- URLs and query strings ---------------------------------------------------------------
    leak(
        "password-in-a-url",
        "fatal: unable to access 'https://deploy:HIDDEN@git.example.com/acme/shop.git/': 403",
        fake("", 14),
    ),
    leak(
        "token-user-in-a-url",
        "fatal: unable to access 'https://HIDDEN@git.example.com/acme/shop.git/': error 403",
        fake("", 40, HEX),
    ),
    leak(
        "access-token-in-a-clone-url",
        "fatal: repository 'https://x-access-token:HIDDEN@github.com/acme/shop/' not found",
        "gh", fake("s_", 36),
    ),
    leak(
        "password-in-a-query",
        "ERROR: GET https://api.example.com/login?user=deploy&password=HIDDEN failed: 401",
        "correct", "horse", "battery",
    ),
    leak(
        "token-in-a-query",
        "ERROR: GET https://api.example.com/rates?token=HIDDEN&day=4 failed: 500",
        fake("", 24),
    ),
    leak(
        "client-secret-in-a-query",
        "ERROR: POST https://id.example.com/token?client_secret=HIDDEN failed: 400",
        fake("", 32),
    ),
    leak(
        "azure-sas-signature",
        "ERROR: PUT https://acme.blob.core.windows.net/logs/a.gz?sv=2022-11-02&sp=w&sig=HIDDEN",
        fake("", 40), "%3D",
    ),
    leak(
        "aws-presigned-signature",
        "error: GET https://s3.amazonaws.com/acme/a.gz?X-Amz-Expires=60&X-Amz-Signature=HIDDEN",
        fake("", 64, HEX),
    ),
    # --- connection strings -------------------------------------------------------------------
    leak(
        "postgres-url",
        "ERROR: could not connect to postgres://shop:HIDDEN@db.example.com:5432/shop",
        fake("", 16),
    ),
    leak(
        "mongodb-url",
        "MongoServerError: bad auth for mongodb+srv://shop:HIDDEN@cluster0.example.net/shop",
        fake("", 16),
    ),
    leak(
        "redis-url-without-a-user",
        "error: cannot reach redis://:HIDDEN@cache.example.com:6379/0",
        fake("", 16),
    ),
    leak(
        "jdbc-url",
        "java.sql.SQLException: no connection: jdbc:mysql://db/shop?user=root&password=HIDDEN",
        fake("", 12),
    ),
    leak(
        "sql-server-string",
        "error: login failed: Server=db;Database=shop;User Id=sa;Password=HIDDEN;Encrypt=true",
        fake("", 12),
    ),
    leak(
        "azure-storage-string",
        "error: bad string DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=HIDDEN",
        fake("", 86, BASE64), "==",
    ),
    # --- command lines ------------------------------------------------------------------------
    leak(
        "docker-login-password",
        "error: command failed: docker login -u deploy -p HIDDEN registry.example.com",
        fake("", 14),
    ),
    leak(
        "curl-user-and-password",
        "error: command failed: curl -u deploy:HIDDEN https://repo.example.com/upload",
        fake("", 14),
    ),
    leak(
        "password-option",
        "error: command failed: helm registry login -u deploy --password HIDDEN r.example.com",
        fake("", 14),
    ),
    leak(
        "password-option-with-an-equals-sign",
        "error: command failed: mysql --user=shop --password=HIDDEN shop",
        "hunt", "er2",
    ),
    leak(
        "sshpass-password",
        "error: command failed: sshpass -p HIDDEN ssh deploy@web.example.com",
        fake("", 14),
    ),
    leak(
        "token-option",
        "error: command failed: vercel deploy --token HIDDEN --prod",
        fake("", 24),
    ),
    leak(
        "netrc-entry",
        "error: bad line in netrc: machine git.example.com login deploy password HIDDEN",
        fake("", 14),
    ),
    # --- variables and fields -----------------------------------------------------------------
    leak(
        "aws-secret-access-key",
        "error: bad environment: AWS_SECRET_ACCESS_KEY=HIDDEN",
        fake("", 40, BASE64),
    ),
    leak(
        "aws-session-token",
        "error: bad profile: aws_session_token = HIDDEN",
        fake("FwoG", 200, BASE64),
    ),
    leak(
        "database-password-variable",
        "error: bad environment: DB_HOST=db DB_PASSWORD=HIDDEN DB_PORT=5432",
        "correct", "horse", "battery",
    ),
    leak(
        "heroku-key-variable",
        "error: bad environment: HEROKU_API_KEY=HIDDEN",
        fake("", 8, HEX), "-4c1d-4f2a-9b3e-", fake("", 12, HEX),
    ),
    leak(
        "twilio-token-variable",
        "error: bad environment: TWILIO_AUTH_TOKEN=HIDDEN",
        fake("", 32, HEX),
    ),
    leak(
        "password-in-json",
        'error: rejected {"user": "deploy", "password": "HIDDEN"}',
        fake("", 14),
    ),
    leak(
        "secret-in-yaml",
        "error: cannot read client_secret: HIDDEN",
        fake("", 32),
    ),
    # --- blocks of several lines --------------------------------------------------------------
    leak(
        "rsa-key-in-a-traceback",
        """
        Traceback (most recent call last):
          File "/builds/acme/sign/sign.py", line 9, in <module>
            key = load_key(text)
        ValueError: cannot read -----BEGIN RSA PRIVKEY-----
        HIDDEN
        -----END RSA PRIVKEY-----
        """,
        fake("MII", 61, BASE64),
    ),
    leak(
        "ssh-key-after-an-error",
        """
        error: identity file is not usable:
        -----BEGIN OPENSSH PRIVKEY-----
        HIDDEN
        -----END OPENSSH PRIVKEY-----
        Load key "/tmp/key": error in libcrypto
        """,
        fake("b3Blbn", 58, BASE64),
    ),
    leak(
        "pgp-key-block",
        """
        error: gpg cannot import the key:
        -----BEGIN PGP PRIVKEY BLOCK-----

        HIDDEN
        -----END PGP PRIVKEY BLOCK-----
        gpg: error: no valid data found
        """,
        fake("lQOY", 60, BASE64),
    ),
    leak(
        "environment-dump-after-an-error",
        """
        error: deploy failed, environment was:
          CI=true
          REGISTRY_PASSWORD=HIDDEN
          error: see above
        """,
        fake("", 20),
    ),
)  # fmt: skip

SHA = fake("", 40, HEX)
DIGEST = fake("", 64, HEX)

# Lines that speak of credentials, or look like one, and hold none: they stay whole.
INNOCENT = {
    "password-failed-for-a-user":
        'psql: error: FATAL:  password authentication failed for user "shop"',
    "password-too-short": "ERROR: password is too short (minimum is 8 characters)",
    "unexpected-token": "SyntaxError: Unexpected token '}'",
    "token-expected": "src/parse.c:4:1: error: token expected before 'return'",
    "unexpected-token-in-json": "SyntaxError: Unexpected token < in JSON at position 0",
    "secret-not-found": 'Error: secret "db-credentials" not found',
    "secret-not-found-in-a-namespace":
        'Error from server (NotFound): secrets "registry-token" not found',
    "key-of-a-dictionary": "KeyError: 'access_token'",
    "rust-name": "error[E0425]: cannot find value `secret_key` in this scope",
    "javascript-name": "TypeError: token.split is not a function",
    "c-symbol": "main.c:9: undefined reference to `SSL_CTX_set_default_passwd_cb'",
    "csharp-name":
        "src/Login.cs(9,7): error CS0103: The name 'passwordHasher' does not exist",
    "unset-variable": "./publish.sh: line 3: GITHUB_TOKEN: unbound variable",
    "variable-is-not-set": "ERROR: NPM_TOKEN is not set",
    "variable-in-a-template": "Error: Failed to replace env in config: ${NPM_TOKEN}",
    "missing-header": "Error: Authorization header is missing",
    "bearer-words": "error: Bearer token is invalid",
    "no-terminal":
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    "publickey": "git@github.com: Permission denied (publickey).",
    "host-and-port":
        "fatal: unable to access 'https://git.example.com:8443/acme/shop.git/': "
        "Could not resolve host: git.example.com",
    "git-commit": f"fatal: reference is not a tree: {SHA}",
    "git-short-commit": f"error: pathspec '{SHA[:8]}' did not match any file(s) known to git",
    "image-digest": f"error: manifest for shop/api@sha256:{DIGEST} not found",
    "uuid": "error: job 5f0c6c6e-3a51-4d0d-8a57-1f7f7c8ad9b2 was not found",
    "python-package": "ERROR: No matching distribution found for pypi-simple",
    "field-required": "ERROR: invalid settings: password: field required",
    "password-option-in-a-sentence":
        "WARNING! Using --password via the CLI is insecure. Use --password-stdin.",
    "path-option": "error: command failed: mkdir -p build/out/2026-03-04",
    "port-option": "error: command failed: docker run -p 8080:80 shop/api",
    "user-and-group-option": "error: command failed: docker run -u 1000:1000 shop/api",
    "challenge-header":
        'error: 401 Unauthorized, WWW-Authenticate: Basic realm="registry.example.com"',
    "npm-variable": "error: npm_config_registry is not set",
    "option-without-a-value": "error: a value is required for '--token <TOKEN>'",
    "masked-by-the-runner": "error: command failed: docker login -u deploy -p *** r.example.com",
}  # fmt: skip

# The ids of rows that the engine gets wrong.
KNOWN_WRONG: frozenset[str] = frozenset()


def derived_texts(analysis: Analysis) -> list[str]:
    lines = [line.text for line in analysis.failure_lines]
    return [analysis.title or "", *lines, *analysis.fingerprint_key]


def shows(secret: str, text: str) -> bool:
    """Return whether text holds a secret, or too long a part of it."""
    size = min(len(secret), MAX_VISIBLE)
    return any(secret[i : i + size] in text for i in range(len(secret) - size + 1))


def check(name: str, right: bool, message: str) -> None:
    if name in KNOWN_WRONG:
        assert not right, f"{name} is now right: remove it from KNOWN_WRONG"
        return
    assert right, message


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in LEAKS])
def test_a_credential_reaches_no_title_no_extract_and_no_skeleton(row):
    analysis = analyze([row.log.encode()])
    assert analysis.failure_lines, "a failure that is not seen proves nothing"
    leaking = [text for text in derived_texts(analysis) if shows(row.secret, text)]
    check(row.id, leaking == [], "\n".join(leaking))


@pytest.mark.parametrize("name", INNOCENT)
def test_a_line_that_only_speaks_of_credentials_stays_whole(name):
    line = INNOCENT[name]
    texts = [kept.text for kept in analyze([f"{line}\n".encode()]).failure_lines]
    check(name, line in texts, f"{line}\n{texts}")


def test_the_tables_are_well_formed():
    names = [row.id for row in LEAKS] + list(INNOCENT)
    assert len(set(names)) == len(names)
    assert set(names) >= KNOWN_WRONG
    assert len(LEAKS) >= 30
    assert len(INNOCENT) >= 15
