"""Events of GitHub. The signature comes first, over the bytes as they came; then all else."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from shared.bootstrap import App
from shared.core import ids
from shared.core.breakages.pushes import read_push
from shared.core.commits.github import read_event, repo_of
from shared.core.documents import BranchNews
from shared.core.providers.told import failed_build
from shared.services.commits.saying import is_served
from shared.web import answers
from shared.web.problems import WebError, bad_request

MAX_PAYLOAD_BYTES = 5_000_000
_DELIVERY = re.compile(r"[A-Za-z0-9-]{1,100}")
_EVENT = re.compile(r"[a-z_]{1,100}")


def receive(app: App, request: Request) -> Response:
    """Take one event: heard, known already, or none of ours; a ping is answered."""
    body = _signed_body(app, request)
    event = _header(request, "X-GitHub-Event", _EVENT)
    delivery = _header(request, "X-GitHub-Delivery", _DELIVERY)
    payload = _payload(request, body)
    if event == "ping":
        return answers.data({"outcome": "pong"})
    repo = repo_of(payload)
    if repo is None:
        return _ignored("The event names no repository.")
    if not is_served(repo, app.settings.repositories):
        return _ignored(f"{repo} is none of the repositories that are served here.")
    _want_log(app, event, payload)
    signs = read_event(event, payload, delivery=delivery, now_ms=app.now_ms())
    if not signs:
        return _ignored(f"This {event} event says nothing of a commit's builds.")
    news = _news_of_push(app, payload, delivery) if event == "push" else None
    heard = [app.deciding.hear(sign, news) for sign in signs]
    return answers.data({"outcome": "heard" if any(heard) else "known", "sha": signs[0].sha})


def _want_log(app: App, event: str, payload: Mapping[str, Any]) -> None:
    """Note that the log of the build that failed, if one did, is to be fetched by the sweep."""
    if app.fetching is None:
        return
    failed = failed_build(event, payload, now_ms=app.now_ms())
    if failed is not None:
        app.fetching.want(failed)


def _news_of_push(app: App, payload: Mapping[str, Any], delivery: str) -> BranchNews | None:
    """Return what the push tells of a branch that everyone builds on, None for another branch."""
    now_ms = app.now_ms()
    found = read_push(payload, now_ms=now_ms)
    if found is None or not app.main_branches.named(found[1]):
        return None
    repo, branch, push = found
    return BranchNews(ids.push_news_id(repo, delivery), repo, branch, now_ms, push)


def _signed_body(app: App, request: Request) -> bytes:
    """Return the body once its signature is proven. Raises WebError."""
    secret = app.settings.webhook_secret
    if not secret:
        message = "Webhooks are off here: GITHUB_WEBHOOK_SECRET is not set."
        raise WebError(401, "webhooks_off", message)
    sent = request.headers.get("X-Hub-Signature-256", "")
    if not sent:
        message = "The event is not signed. Set the webhook's secret to GITHUB_WEBHOOK_SECRET."
        raise WebError(401, "unsigned", message)
    body = request.stream.read(MAX_PAYLOAD_BYTES + 1)
    if len(body) > MAX_PAYLOAD_BYTES:
        message = f"An event has at most {MAX_PAYLOAD_BYTES:,} bytes."
        raise WebError(413, "payload_too_large", message)
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), sent.encode("utf-8", "replace")):
        message = "The signature does not fit: another secret, or a changed body."
        raise WebError(401, "wrongly_signed", message)
    return body


def _header(request: Request, name: str, form: re.Pattern[str]) -> str:
    text = request.headers.get(name, "")
    if not form.fullmatch(text):
        raise bad_request("invalid_header", f"The header {name} is missing or ill-formed.")
    return text


def _payload(request: Request, body: bytes) -> Mapping[str, Any]:
    if request.mimetype != "application/json":
        message = "Set the webhook's content type to application/json."
        raise bad_request("invalid_content_type", message)
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise bad_request("invalid_json", "The body is no JSON object.")
    return payload


def _ignored(why: str) -> Response:
    return answers.data({"outcome": "ignored", "why": why}, status=202)
