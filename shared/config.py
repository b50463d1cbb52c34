"""Settings from the environment, read once at start; the README has the table of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from shared.core.access import Role
from shared.core.main_branches import MAIN_BRANCHES
from shared.core.notices.messages import is_secret
from shared.core.streams import MAX_LOG_BYTES
from shared.errors import TrackerError

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
MAX_UPLOAD_BYTES_LOCAL = 1 << 30
# Cloud Run refuses requests above 32 MiB; the form around the file needs some of that.
MAX_UPLOAD_BYTES_CLOUD = 30_000_000
WRITES_PER_MINUTE = 600
MIN_KEY_CHARS = 32
# For how long a process may still commit a log that it scanned for an older set of patterns: a
# store on this machine is asked for each log, in the cloud the set is read every 10 seconds.
SCAN_GRACE_SECONDS_EMBEDDED = 5
SCAN_GRACE_SECONDS_CLOUD = 60
# How long one sweep scans before it folds what it found; here the next one follows at once.
SWEEP_SECONDS_EMBEDDED = 5
SWEEP_SECONDS_CLOUD = 45


class InvalidSetting(TrackerError):
    """A setting that cannot be used; the message says what to set instead."""


@dataclass(frozen=True, slots=True)
class GitHubSettings:
    """How statuses are posted: by a token, or as an App; with neither none are."""

    api_url: str = "https://api.github.com"
    token: str = ""
    app_id: str = ""
    private_key: str = ""

    @property
    def can_post(self) -> bool:
        """Whether there is something to sign in with."""
        return bool(self.token or (self.app_id and self.private_key))


NO_GITHUB = GitHubSettings()


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """Who is told of what happens, "" for nobody.

    `told_elsewhere`: this process notes what is to be told, another one tells it.
    """

    webhook_url: str = ""
    webhook_secret: str = ""
    slack_url: str = ""
    told_elsewhere: bool = False

    @property
    def are_noted(self) -> bool:
        """Whether there is anyone to be told."""
        return bool(self.webhook_url or self.slack_url or self.told_elsewhere)


NO_NOTICES = NoticeSettings()


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is to run.

    `stores` is "embedded" (SQLite and directories under `data_dir`) or "cloud" (Firestore and
    Cloud Storage in `project_id`). `local` says that only this machine reaches the service: no
    sign-in, no limits. `log_days` is after how many days logs themselves are deleted from the
    folder of an embedded store; None keeps them. `iap_roles` are globs of e-mail addresses and
    the role of each. `main_branches` are globs of the branches that everyone builds on,
    `scan_repositories` of those whose CI is asked for logs of builds that failed as events tell;
    without any nothing is fetched.
    """

    stores: str = "embedded"
    local: bool = True
    data_dir: Path = Path(".local")
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    project_id: str = ""
    bucket: str = "bucket"
    derived_bucket: str = "derived"
    max_upload_bytes: int = MAX_UPLOAD_BYTES_LOCAL
    max_log_bytes: int = MAX_LOG_BYTES
    retention_days: int = 90
    build_quiet_hours: int = 24
    log_days: int | None = None
    session_key: str = ""
    iap_audience: str = ""
    iap_roles: tuple[tuple[str, Role], ...] = ()
    writes_per_minute: int = WRITES_PER_MINUTE
    scan_fan_out: int = 4
    scan_days: int = 30
    scan_grace_seconds: int = SCAN_GRACE_SECONDS_EMBEDDED
    scan_threads: int = 1
    sweep_seconds: int = SWEEP_SECONDS_EMBEDDED
    webhook_secret: str = ""
    github: GitHubSettings = NO_GITHUB
    repositories: tuple[str, ...] = ()
    main_branches: tuple[str, ...] = MAIN_BRANCHES
    notices: NoticeSettings = NO_NOTICES
    scan_repositories: tuple[str, ...] = ()

    @property
    def pages_url(self) -> str:
        """Where people find the pages."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def bucket_path(self) -> str:
        """Where large logs go instead of an upload, as their sender would write it."""
        if self.stores == "embedded":
            return str(self.data_dir / "bucket")
        return f"gs://{self.bucket}"

    @property
    def https(self) -> bool:
        """Whether browsers reach the service by https only."""
        if self.public_url:
            return self.public_url.startswith("https://")
        return self.stores == "cloud" and not self.local


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment describes. Raises InvalidSetting."""
    stores = environment.get("STORES", "embedded")
    if stores not in ("embedded", "cloud"):
        raise InvalidSetting(f"STORES is {stores!r}; set it to embedded or cloud.")
    host = environment.get("HOST", "127.0.0.1")
    own_machine = stores == "embedded" or environment.get("LOCAL_MODE") == "1"
    default_upload = MAX_UPLOAD_BYTES_LOCAL if own_machine else MAX_UPLOAD_BYTES_CLOUD
    bucket = _bucket(environment, stores)
    return Settings(
        stores=stores,
        local=own_machine and host in LOOPBACK_HOSTS,
        data_dir=Path(environment.get("DATA_DIR", ".local")),
        host=host,
        port=_number(environment, "PORT", 8080),
        public_url=environment.get("PUBLIC_URL", "").rstrip("/"),
        project_id=environment.get("PROJECT_ID", environment.get("GOOGLE_CLOUD_PROJECT", "")),
        bucket=bucket,
        derived_bucket=environment.get("DERIVED_BUCKET", f"{bucket}-derived"),
        max_upload_bytes=_number(environment, "MAX_UPLOAD_BYTES", default_upload),
        max_log_bytes=_number(environment, "MAX_LOG_BYTES", MAX_LOG_BYTES),
        retention_days=_number(environment, "RETENTION_DAYS", 90),
        build_quiet_hours=_number(environment, "BUILD_QUIET_HOURS", 24),
        log_days=_number(environment, "LOG_DAYS", 0) or None,
        session_key=_key(environment),
        iap_audience=environment.get("IAP_AUDIENCE", ""),
        iap_roles=_iap_roles(environment.get("IAP_ROLES", "")),
        writes_per_minute=_number(environment, "WRITES_PER_MINUTE", WRITES_PER_MINUTE),
        scan_fan_out=_number(environment, "SCAN_FAN_OUT", 4),
        scan_days=_number(environment, "SCAN_DAYS", 30),
        **_scanning(environment, stores),
        webhook_secret=environment.get("GITHUB_WEBHOOK_SECRET", "").strip(),
        github=_github(environment),
        repositories=_names(environment, "REPOSITORIES"),
        main_branches=_names(environment, "MAIN_BRANCHES") or MAIN_BRANCHES,
        notices=_notices(environment),
        scan_repositories=_names(environment, "SCAN_REPOSITORIES"),
    )


def _github(environment: Mapping[str, str]) -> GitHubSettings:
    url = environment.get("GITHUB_API_URL", "").rstrip("/") or NO_GITHUB.api_url
    if not url.startswith(("https://", "http://")):
        raise InvalidSetting(f"GITHUB_API_URL is {url!r}; set it to an address with https://.")
    app_id = environment.get("GITHUB_APP_ID", "").strip()
    # Settings files hold a key on one line.
    key = environment.get("GITHUB_PRIVATE_KEY", "").replace("\\n", "\n").strip()
    if bool(app_id) != bool(key):
        raise InvalidSetting("GITHUB_APP_ID and GITHUB_PRIVATE_KEY go together; set both or none.")
    return GitHubSettings(url, environment.get("GITHUB_TOKEN", "").strip(), app_id, key)


def _scanning(environment: Mapping[str, str], stores: str) -> dict[str, int]:
    """Return the settings of scans whose defaults depend on how far away the stores are."""
    here = stores == "embedded"
    grace = SCAN_GRACE_SECONDS_EMBEDDED if here else SCAN_GRACE_SECONDS_CLOUD
    sweep = SWEEP_SECONDS_EMBEDDED if here else SWEEP_SECONDS_CLOUD
    return {
        "scan_grace_seconds": _number(environment, "SCAN_GRACE_SECONDS", grace),
        "scan_threads": _number(environment, "SCAN_THREADS", 1 if here else 8),
        "sweep_seconds": _number(environment, "SWEEP_SECONDS", sweep),
    }


def _bucket(environment: Mapping[str, str], stores: str) -> str:
    bucket = environment.get("BUCKET", "bucket" if stores == "embedded" else "")
    if not bucket:
        raise InvalidSetting("BUCKET is not set; with STORES=cloud it names the bucket of logs.")
    return bucket


def _key(environment: Mapping[str, str]) -> str:
    key = environment.get("SESSION_KEY", "").strip()
    if key and len(key) < MIN_KEY_CHARS:
        raise InvalidSetting(
            f"SESSION_KEY is shorter than {MIN_KEY_CHARS} characters; make one with"
            " python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return key


def _iap_roles(text: str) -> tuple[tuple[str, Role], ...]:
    """Return what "ann@acme.example=curator *@acme.example=reader" says; the first match counts."""
    found = []
    for entry in text.replace(",", " ").split():
        address, _, role = entry.rpartition("=")
        if not address or role not in list(Role):
            raise InvalidSetting(
                f"IAP_ROLES has {entry!r}; write address=role, parted by blanks, where the address"
                f" may have *, and the role is one of {', '.join(Role)}."
            )
        found.append((address.lower(), Role(role)))
    return tuple(found)


def _notices(environment: Mapping[str, str]) -> NoticeSettings:
    secret = environment.get("NOTIFY_WEBHOOK_SECRET", "").strip()
    url = _target(environment, "NOTIFY_WEBHOOK_URL")
    if url and not is_secret(secret):
        raise InvalidSetting(
            "NOTIFY_WEBHOOK_SECRET signs what is sent to NOTIFY_WEBHOOK_URL; set it to 24"
            " characters or more, or to base64 behind whsec_."
        )
    slack_url = _target(environment, "NOTIFY_SLACK_URL")
    return NoticeSettings(url, secret, slack_url, environment.get("NOTIFY") == "yes")


def _names(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return names or globs, parted by blanks or commas."""
    return tuple(environment.get(name, "").replace(",", " ").split())


def _target(environment: Mapping[str, str], name: str) -> str:
    """Return an address that is told of things: encrypted, unless it is this machine's own."""
    url = environment.get(name, "").strip()
    try:
        parts = urlsplit(url)
        own = parts.hostname in LOOPBACK_HOSTS
        fits = bool(parts.hostname) and parts.scheme in (("https", "http") if own else ("https",))
        fits = fits and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if url and not fits:
        raise InvalidSetting(f"{name} cannot be used; set it to an address with https://.")
    return url


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or int(text) == 0:
        raise InvalidSetting(f"{name} is {text!r}; set it to a whole number above zero.")
    return int(text)


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Where a CI provider's API is, and what signs in there."""

    api_url: str
    token: str


_PROVIDERS = {
    "circleci": ("CIRCLECI", "https://circleci.com/api"),
    "github-actions": ("GITHUB", "https://api.github.com"),
}
PROVIDER_NAMES = tuple(_PROVIDERS)


def read_provider_settings(
    provider: str, environment: Mapping[str, str] = os.environ
) -> ProviderSettings:
    """Return the settings of one of PROVIDER_NAMES. Raises InvalidSetting."""
    prefix, usual = _PROVIDERS[provider]
    url = environment.get(f"{prefix}_API_URL", "").rstrip("/") or usual
    if not url.startswith(("https://", "http://")):
        raise InvalidSetting(f"{prefix}_API_URL is {url!r}; set it to an address with https://.")
    token = environment.get(f"{prefix}_TOKEN", "").strip()
    if not token.isascii() or not token.isprintable():
        raise InvalidSetting(f"{prefix}_TOKEN is no token: it has characters that none has.")
    return ProviderSettings(url, token)
