"""Ways out: to CI providers, to a running service, to those who are told. Opened when asked for."""

from collections.abc import Callable
from pathlib import Path

from shared.config import Settings, read_provider_settings
from shared.core.providers.politeness import MAX_WAIT_SECONDS
from shared.ports import BuildProvider, LogBucket, LogCache, NoticeTarget, Uplink


def build_provider(
    provider: str,
    now_ms: Callable[[], int],
    *,
    answers: Path | None = None,
    max_wait_s: float = MAX_WAIT_SECONDS,
) -> BuildProvider:
    """Return a CI provider by its name; what it answers is kept in the folder `answers`, if any.

    It is not waited for longer than `max_wait_s` at a time. Raises InvalidSetting.
    """
    from shared.adapters.providers.answers import AnswerCache
    from shared.adapters.providers.circleci import CircleCi
    from shared.adapters.providers.github import GitHubActions
    from shared.adapters.providers.http import PoliteClient

    settings = read_provider_settings(provider)
    kept = AnswerCache(answers) if answers else None
    headers = {"Accept": "application/json", "User-Agent": "faultline"}
    if provider == "circleci":
        signed = headers | ({"Circle-Token": settings.token} if settings.token else {})
        client = PoliteClient(settings.api_url, signed, answers=kept, max_wait_s=max_wait_s)
        return CircleCi(client, now_ms)
    headers |= {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    signed = headers | ({"Authorization": f"Bearer {settings.token}"} if settings.token else {})
    client = PoliteClient(settings.api_url, signed, answers=kept, max_wait_s=max_wait_s)
    return GitHubActions(client, now_ms)


def log_cache(folder: Path) -> LogCache:
    """Return the folder as one that keeps fetched logs."""
    from shared.adapters.providers.log_cache import DirectoryLogCache

    return DirectoryLogCache(folder)


def uplink(server: str, token: str, id_token: str = "") -> Uplink:
    """Return the way to a running service; needs no settings and no store."""
    from shared.adapters.uplink import HttpUplink

    return HttpUplink(server, token, id_token)


def cloud_bucket(name: str) -> LogBucket:
    """Return a bucket in the cloud by the credentials of whoever asks; needs no settings."""
    from shared.adapters.gcs import GcsBucket

    return GcsBucket(name)


def notice_targets(settings: Settings) -> list[NoticeTarget]:
    """Return those who are told of what happens, as far as the settings name any."""
    wanted, base_url = settings.notices, settings.pages_url
    if not wanted.webhook_url and not wanted.slack_url:
        return []
    from shared.adapters.notice_targets import slack_target, webhook_target

    targets: list[NoticeTarget] = []
    if wanted.webhook_url:
        targets.append(webhook_target(wanted.webhook_url, wanted.webhook_secret, base_url))
    if wanted.slack_url:
        targets.append(slack_target(wanted.slack_url, base_url))
    return targets
