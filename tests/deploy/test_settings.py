"""Whatever the service reads from its environment, deploy.sh can tell it, or need not."""

from shared.config import PROVIDER_NAMES, read_provider_settings, read_settings
from tests.deploy.scripts import deployments_in, flag, pairs, plan_of

NOT_DEPLOYED = {
    "HOST": "the platform's",
    "PORT": "the platform's",
    "GOOGLE_CLOUD_PROJECT": "PROJECT_ID is set, which stands before it",
    "LOCAL_MODE": "of ./run.sh with emulators",
    "DATA_DIR": "of the embedded stores",
    "LOG_DAYS": "in the cloud the bucket's lifecycle deletes logs, which deploy.sh sets by it",
    "CIRCLECI_API_URL": "of the command `scan`, at a shell",
    "CIRCLECI_TOKEN": "of the command `scan`, at a shell",
}
OWN = {"STORES", "BUCKET", "PROJECT_ID"}
TOKEN = {"GITHUB_SIGN_IN": "token", "GITHUB_APP_ID": ""}
APP = {
    "GITHUB_SIGN_IN": "app",
    "GITHUB_APP_ID": "77",
    "NOTIFY_WEBHOOK_URL": "https://acme.example/told",
    "NOTIFY_SLACK": "yes",
    "PUBLIC_URL": "https://faultline.example",
}


class Asked(dict):
    """An environment that remembers what it was asked for."""

    def __init__(self, **values):
        super().__init__(values)
        self.names = set()

    def get(self, name, default=None):
        self.names.add(name)
        return super().get(name, default)


def known_settings():
    environment = Asked(STORES="cloud", BUCKET="logs")
    read_settings(environment)
    for provider in PROVIDER_NAMES:
        read_provider_settings(provider, environment)
    return environment.names


def told(plan):
    """Return the names of what the plan's functions are told."""
    names = set()
    for command in deployments_in(plan).values():
        names |= set(pairs(flag(command, "--set-env-vars")))
        secrets = [word for word in command if word.startswith("--set-secrets=")]
        names |= {name for word in secrets for name in pairs(word.partition("=")[2])}
    return names


def test_every_setting_is_passed_on_or_is_not_for_functions(deploy):
    known = known_settings()
    assert known >= {"STORES", "BUCKET", "RETENTION_DAYS", "GITHUB_TOKEN"}
    plain = dict.fromkeys(known - NOT_DEPLOYED.keys() - OWN, "5") | {"DERIVED_BUCKET": "derived"}
    by_app = told(plan_of(deploy, **(plain | APP)))
    by_token = told(plan_of(deploy, **(plain | APP | TOKEN)))
    assert known - by_app - by_token == set(NOT_DEPLOYED)
