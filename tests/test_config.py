"""Settings that say who gets in."""

import pytest

from shared.config import InvalidSetting, read_settings
from shared.core.access import Role

CLOUD = {"STORES": "cloud", "BUCKET": "logs"}


@pytest.mark.parametrize(
    ("environment", "local"),
    [
        pytest.param({}, True, id="run.sh"),
        pytest.param({"HOST": "::1"}, True, id="this-machine"),
        pytest.param({"HOST": "0.0.0.0"}, False, id="every-address"),
        pytest.param({"HOST": "192.168.1.2"}, False, id="an-address"),
        pytest.param(CLOUD, False, id="cloud"),
        pytest.param(CLOUD | {"LOCAL_MODE": "1"}, True, id="emulators"),
        pytest.param(CLOUD | {"LOCAL_MODE": "1", "HOST": "0.0.0.0"}, False, id="emulators-open"),
    ],
)
def test_only_a_service_that_this_machine_alone_reaches_is_local(environment, local):
    assert read_settings(environment).local is local


@pytest.mark.parametrize(
    ("environment", "https"),
    [
        pytest.param({}, False, id="run.sh"),
        pytest.param({"HOST": "0.0.0.0"}, False, id="plain"),
        pytest.param({"HOST": "0.0.0.0", "PUBLIC_URL": "https://ci.acme"}, True, id="proxied"),
        pytest.param(CLOUD, True, id="cloud"),
        pytest.param(CLOUD | {"LOCAL_MODE": "1"}, False, id="emulators"),
    ],
)
def test_cookies_are_secure_where_browsers_come_by_https(environment, https):
    assert read_settings(environment).https is https


def test_addresses_map_to_roles_in_their_order():
    text = "Ann@acme.example=curator, *@acme.example=reader"
    assert read_settings({"IAP_ROLES": text}).iap_roles == (
        ("ann@acme.example", Role.CURATOR),
        ("*@acme.example", Role.READER),
    )


def test_scans_suit_the_distance_of_the_stores():
    here, cloud = read_settings({}), read_settings(CLOUD)
    assert (here.scan_grace_seconds, here.scan_threads, here.sweep_seconds) == (5, 1, 5)
    assert (cloud.scan_grace_seconds, cloud.scan_threads, cloud.sweep_seconds) == (60, 8, 45)
    assert read_settings({"SCAN_FAN_OUT": "7", "SCAN_DAYS": "3"}).scan_days == 3


def test_how_many_statuses_of_a_commit_come_at_once_is_a_setting():
    assert read_settings({}).github.lively_posts == 20
    assert read_settings({"LIVELY_POSTS": "500"}).github.lively_posts == 500


@pytest.mark.parametrize(
    "environment",
    [
        {"IAP_ROLES": "ann@acme.example"},
        {"IAP_ROLES": "ann@acme.example=boss"},
        {"IAP_ROLES": "=reader"},
        {"SESSION_KEY": "short"},
        {"WRITES_PER_MINUTE": "many"},
        {"SCAN_FAN_OUT": "0"},
        {"LIVELY_POSTS": "0"},
        {"LIVELY_POSTS": "9" * 5_000},
        {"LIVELY_POSTS": "501"},
        {"SCAN_GRACE_SECONDS": "-1"},
        {"NOTIFY_SLACK_URL": "http://hooks.slack.example/x"},
        {"NOTIFY_SLACK_URL": "ftp://127.0.0.1/x"},
        {"NOTIFY_SLACK_URL": "https://ann:secret@slack.example/x"},
        {"NOTIFY_SLACK_URL": "https://[::1"},
        {"NOTIFY_SLACK_URL": "https://"},
        {"NOTIFY_WEBHOOK_SECRET": "short", "NOTIFY_WEBHOOK_URL": "https://acme.example/x"},
        {"NOTIFY_WEBHOOK_SECRET": "whsec_???", "NOTIFY_WEBHOOK_URL": "https://acme.example/x"},
    ],
)
def test_a_mistake_is_refused_by_name(environment):
    with pytest.raises(InvalidSetting, match=next(iter(environment))):
        read_settings(environment)


def test_who_is_told_and_of_which_branches():
    url = "https://acme.example/hooks"
    environment = {"NOTIFY_WEBHOOK_URL": url, "NOTIFY_WEBHOOK_SECRET": "s" * 24}
    settings = read_settings(environment | {"MAIN_BRANCHES": "trunk, release/*"})
    assert (settings.notices.webhook_url, settings.notices.slack_url) == (url, "")
    assert settings.main_branches == ("trunk", "release/*")
    assert read_settings({}).main_branches == ("main", "master")
    assert not read_settings({}).notices.are_noted
    assert read_settings({"NOTIFY": "yes"}).notices.are_noted
    # On this machine a receiver may be tried without a certificate.
    assert read_settings({"NOTIFY_SLACK_URL": "http://localhost:9000/x"}).notices.slack_url
