"""Settings from the environment, read once at start; the README has the table of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.core.streams import MAX_LOG_BYTES
from shared.errors import TrackerError

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
MAX_UPLOAD_BYTES_LOCAL = 1 << 30
# Cloud Run refuses requests above 32 MiB; the form around the file needs some of that.
MAX_UPLOAD_BYTES_CLOUD = 30_000_000


class InvalidSetting(TrackerError):
    """A setting that cannot be used; the message says what to set instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is to run.

    `stores` is "embedded" (SQLite and directories under `data_dir`) or "cloud" (Firestore and
    Cloud Storage in `project_id`). `local` says that only this machine reaches the service.
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


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment describes. Raises InvalidSetting."""
    stores = environment.get("STORES", "embedded")
    if stores not in ("embedded", "cloud"):
        raise InvalidSetting(f"STORES is {stores!r}; set it to embedded or cloud.")
    local = stores == "embedded" or environment.get("LOCAL_MODE") == "1"
    default_upload = MAX_UPLOAD_BYTES_LOCAL if local else MAX_UPLOAD_BYTES_CLOUD
    bucket = _bucket(environment, stores)
    return Settings(
        stores=stores,
        local=local,
        data_dir=Path(environment.get("DATA_DIR", ".local")),
        host=environment.get("HOST", "127.0.0.1"),
        port=_number(environment, "PORT", 8080),
        public_url=environment.get("PUBLIC_URL", "").rstrip("/"),
        project_id=environment.get("PROJECT_ID", environment.get("GOOGLE_CLOUD_PROJECT", "")),
        bucket=bucket,
        derived_bucket=environment.get("DERIVED_BUCKET", f"{bucket}-derived"),
        max_upload_bytes=_number(environment, "MAX_UPLOAD_BYTES", default_upload),
        max_log_bytes=_number(environment, "MAX_LOG_BYTES", MAX_LOG_BYTES),
        retention_days=_number(environment, "RETENTION_DAYS", 90),
    )


def _bucket(environment: Mapping[str, str], stores: str) -> str:
    bucket = environment.get("BUCKET", "bucket" if stores == "embedded" else "")
    if not bucket:
        raise InvalidSetting("BUCKET is not set; with STORES=cloud it names the bucket of logs.")
    return bucket


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or int(text) == 0:
        raise InvalidSetting(f"{name} is {text!r}; set it to a whole number above zero.")
    return int(text)
