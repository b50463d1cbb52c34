"""All settings of a process."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.config.reading import LOOPBACK_HOSTS, InvalidSetting, names, number
from shared.config.told import (
    NO_GITHUB,
    NO_NOTICES,
    GitHubSettings,
    NoticeSettings,
    read_github,
    read_notices,
)
from shared.core.access import Role
from shared.core.main_branches import MAIN_BRANCHES
from shared.core.streams import MAX_LOG_BYTES

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
        port=number(environment, "PORT", 8080),
        public_url=environment.get("PUBLIC_URL", "").rstrip("/"),
        project_id=environment.get("PROJECT_ID", environment.get("GOOGLE_CLOUD_PROJECT", "")),
        bucket=bucket,
        derived_bucket=environment.get("DERIVED_BUCKET", f"{bucket}-derived"),
        max_upload_bytes=number(environment, "MAX_UPLOAD_BYTES", default_upload),
        max_log_bytes=number(environment, "MAX_LOG_BYTES", MAX_LOG_BYTES),
        retention_days=number(environment, "RETENTION_DAYS", 90),
        build_quiet_hours=number(environment, "BUILD_QUIET_HOURS", 24),
        log_days=number(environment, "LOG_DAYS", 0) or None,
        session_key=_key(environment),
        iap_audience=environment.get("IAP_AUDIENCE", ""),
        iap_roles=_iap_roles(environment.get("IAP_ROLES", "")),
        writes_per_minute=number(environment, "WRITES_PER_MINUTE", WRITES_PER_MINUTE),
        scan_fan_out=number(environment, "SCAN_FAN_OUT", 4),
        scan_days=number(environment, "SCAN_DAYS", 30),
        **_scanning(environment, stores),
        webhook_secret=environment.get("GITHUB_WEBHOOK_SECRET", "").strip(),
        github=read_github(environment),
        repositories=names(environment, "REPOSITORIES"),
        main_branches=names(environment, "MAIN_BRANCHES") or MAIN_BRANCHES,
        notices=read_notices(environment),
        scan_repositories=names(environment, "SCAN_REPOSITORIES"),
    )


def _scanning(environment: Mapping[str, str], stores: str) -> dict[str, int]:
    """Return the settings of scans whose defaults depend on how far away the stores are."""
    here = stores == "embedded"
    grace = SCAN_GRACE_SECONDS_EMBEDDED if here else SCAN_GRACE_SECONDS_CLOUD
    sweep = SWEEP_SECONDS_EMBEDDED if here else SWEEP_SECONDS_CLOUD
    return {
        "scan_grace_seconds": number(environment, "SCAN_GRACE_SECONDS", grace),
        "scan_threads": number(environment, "SCAN_THREADS", 1 if here else 8),
        "sweep_seconds": number(environment, "SWEEP_SECONDS", sweep),
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
