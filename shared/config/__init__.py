"""Settings from the environment, read once at start; the README has the table of them."""

from shared.config.providers import PROVIDER_NAMES, ProviderSettings, read_provider_settings
from shared.config.reading import LOOPBACK_HOSTS, InvalidSetting
from shared.config.settings import Settings, read_settings

__all__ = [
    "LOOPBACK_HOSTS",
    "PROVIDER_NAMES",
    "InvalidSetting",
    "ProviderSettings",
    "Settings",
    "read_provider_settings",
    "read_settings",
]
