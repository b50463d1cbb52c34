"""Settings of CI providers that are scanned."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from shared.config.reading import InvalidSetting


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
