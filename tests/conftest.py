"""How hard hypothesis looks: `--hypothesis-profile=campaign` for long, else for a moment."""

from hypothesis import HealthCheck, settings

CALM = tuple(HealthCheck)

settings.register_profile("suite", deadline=None)
settings.register_profile("campaign", deadline=None, max_examples=500, suppress_health_check=CALM)
settings.register_profile("short", deadline=None, max_examples=200, suppress_health_check=CALM)
settings.load_profile("suite")
