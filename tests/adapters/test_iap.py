"""Assertions of the Identity-Aware Proxy: which ones are believed."""

import base64
import json

import pytest

from shared.adapters.iap import ASK_AGAIN_S, KEEP_KEYS_S, IapVerifier
from shared.errors import AssertionInvalid, KeysUnavailable
from tests.iap import AUDIENCE, Proxy

PROXY, FORGER = Proxy(), Proxy()


def verifier(**options):
    return IapVerifier(AUDIENCE, lambda: PROXY.keys, **options)


def unsigned(algorithm):
    header = {"alg": algorithm, "typ": "JWT", "kid": "key-1"}
    _, body, signature = PROXY.assertion("ann@acme.example").split(".")
    encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    return f"{encoded}.{body}.{signature}"


def test_the_proxy_is_believed():
    assert verifier().email(PROXY.assertion("Ann@Acme.example")) == "ann@acme.example"


@pytest.mark.parametrize(
    "assertion",
    [
        pytest.param(FORGER.assertion("ann@acme.example"), id="signed-by-another"),
        pytest.param(Proxy("key-2").assertion("ann@acme.example"), id="unknown-key"),
        pytest.param(PROXY.assertion("ann@acme.example", age_s=3600), id="expired"),
        pytest.param(PROXY.assertion("ann@acme.example", age_s=-3600), id="from-the-future"),
        pytest.param(PROXY.assertion("ann@acme.example", aud="another"), id="another-audience"),
        pytest.param(PROXY.assertion("ann@acme.example", iss="evil"), id="another-issuer"),
        pytest.param(PROXY.assertion(None), id="without-address"),
        pytest.param(PROXY.assertion("")[:-4] + "AAAA", id="changed"),
        pytest.param(unsigned("none"), id="unsigned"),
        pytest.param(unsigned("HS256"), id="signed-with-the-public-key"),
        pytest.param(unsigned("RS256"), id="another-algorithm"),
        pytest.param("a.b.c", id="nonsense"),
        pytest.param("ünï", id="no-token"),
        pytest.param("", id="empty"),
    ],
)
def test_others_are_not(assertion):
    with pytest.raises(AssertionInvalid):
        verifier().email(assertion)


def test_keys_are_fetched_once_an_hour_and_seldom_for_one_that_nobody_knows():
    now, fetched = [0.0], []

    def fetch():
        fetched.append(now[0])
        return PROXY.keys

    checked = IapVerifier(AUDIENCE, fetch, lambda: now[0])
    for _ in range(3):
        checked.email(PROXY.assertion("ann@acme.example"))
    assert fetched == [0.0]
    for now[0] in (1.0, ASK_AGAIN_S + 1, ASK_AGAIN_S + 2):
        with pytest.raises(AssertionInvalid):
            checked.email(Proxy("key-9").assertion("ann@acme.example"))
    assert fetched == [0.0, ASK_AGAIN_S + 1]
    now[0] += KEEP_KEYS_S + 1
    checked.email(PROXY.assertion("ann@acme.example"))
    assert len(fetched) == 3


def test_without_keys_nobody_is_believed_and_it_may_pass():
    def fail():
        raise KeysUnavailable("no answer")

    with pytest.raises(KeysUnavailable):
        IapVerifier(AUDIENCE, fail).email(PROXY.assertion("ann@acme.example"))
