"""Settings of those who are told: the host of repositories, and people."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.config.reading import InvalidSetting, number, target
from shared.core.commits.posting import LIVELY_POSTS, MAX_LIVELY_POSTS
from shared.core.notices.messages import is_secret


@dataclass(frozen=True, slots=True)
class GitHubSettings:
    """How statuses are posted: by a token, or as an App; with neither none are.

    After `lively_posts` of one commit, texts that change while the state stays wait.
    """

    api_url: str = "https://api.github.com"
    token: str = ""
    app_id: str = ""
    private_key: str = ""
    lively_posts: int = LIVELY_POSTS

    @property
    def can_post(self) -> bool:
        """Whether there is something to sign in with."""
        return bool(self.token or (self.app_id and self.private_key))


NO_GITHUB = GitHubSettings()


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """Who is told of what happens, "" for nobody.

    `told_elsewhere`: this process notes what is to be told, another one tells it.
    """

    webhook_url: str = ""
    webhook_secret: str = ""
    slack_url: str = ""
    told_elsewhere: bool = False

    @property
    def are_noted(self) -> bool:
        """Whether there is anyone to be told."""
        return bool(self.webhook_url or self.slack_url or self.told_elsewhere)


NO_NOTICES = NoticeSettings()


def read_github(environment: Mapping[str, str]) -> GitHubSettings:
    """Return how statuses are posted. Raises InvalidSetting."""
    url = environment.get("GITHUB_API_URL", "").rstrip("/") or NO_GITHUB.api_url
    if not url.startswith(("https://", "http://")):
        raise InvalidSetting(f"GITHUB_API_URL is {url!r}; set it to an address with https://.")
    app_id = environment.get("GITHUB_APP_ID", "").strip()
    # Settings files hold a key on one line.
    key = environment.get("GITHUB_PRIVATE_KEY", "").replace("\\n", "\n").strip()
    if bool(app_id) != bool(key):
        raise InvalidSetting("GITHUB_APP_ID and GITHUB_PRIVATE_KEY go together; set both or none.")
    token = environment.get("GITHUB_TOKEN", "").strip()
    lively_posts = number(environment, "LIVELY_POSTS", LIVELY_POSTS, at_most=MAX_LIVELY_POSTS)
    return GitHubSettings(url, token, app_id, key, lively_posts)


def read_notices(environment: Mapping[str, str]) -> NoticeSettings:
    """Return who is told. Raises InvalidSetting."""
    secret = environment.get("NOTIFY_WEBHOOK_SECRET", "").strip()
    url = target(environment, "NOTIFY_WEBHOOK_URL")
    if url and not is_secret(secret):
        raise InvalidSetting(
            "NOTIFY_WEBHOOK_SECRET signs what is sent to NOTIFY_WEBHOOK_URL; set it to 24"
            " characters or more, or to base64 behind whsec_."
        )
    slack_url = target(environment, "NOTIFY_SLACK_URL")
    return NoticeSettings(url, secret, slack_url, environment.get("NOTIFY") == "yes")
