"""`tokens`: make, list and take back what people and programs sign in with."""

import argparse
import json
import sys
from typing import Any

from shared.bootstrap import get_app
from shared.core.access import AccessToken, Role
from shared.errors import TokenNotFound
from shared.services.access import MAX_LISTED, create_token, revoke_token
from shared.web.views.show import iso

DAY_MS = 86_400_000
MAX_NAME_CHARS = 100


def add_parser(commands: Any) -> None:
    """Add the command to those of the shell."""
    parser = commands.add_parser("tokens", help="make, list or take back sign-in tokens")
    actions = parser.add_subparsers(dest="action", required=True)
    _add_create(actions.add_parser("create", help="make a token and print it, this once"))
    listing = actions.add_parser("list", help="print one JSON object a token, secrets never")
    listing.set_defaults(run=_list)
    revoke = actions.add_parser("revoke", help="take a token back")
    revoke.add_argument("token_id", metavar="ID", help="the id of the token, as `list` prints it")
    revoke.set_defaults(run=_revoke)


def _add_create(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    parser.add_argument(
        "--name", required=True, type=_name, help="who it is for; stands beside every write"
    )
    parser.add_argument(
        "--repo",
        action="append",
        default=[],
        type=_repo,
        metavar="GLOB",
        help="a reporter may report on these repositories only, as in 'acme/*'; may be repeated",
    )
    parser.add_argument("--expires-days", type=_days, metavar="N", help="good for N days")
    parser.set_defaults(run=_create, parser=parser)


def _create(options: argparse.Namespace) -> int:
    if options.repo and options.role != Role.REPORTER:
        options.parser.error("--repo limits reporters; readers and curators see every repository")
    app = get_app()
    now_ms = app.now_ms()
    expires_ms = now_ms + options.expires_days * DAY_MS if options.expires_days else None
    text = create_token(
        app.tokens,
        options.name,
        Role(options.role),
        now_ms=now_ms,
        repos=tuple(options.repo),
        expires_ms=expires_ms,
    )
    print("Keep this token; it is shown this once:", file=sys.stderr)
    print(text)
    return 0


def _list(_options: argparse.Namespace) -> int:
    app = get_app()
    tokens = sorted(app.tokens.list(limit=MAX_LISTED), key=lambda token: token.created_ms)
    for token in tokens:
        print(json.dumps(_describe(token, app.now_ms())))
    return 0


def _revoke(options: argparse.Namespace) -> int:
    app = get_app()
    try:
        revoke_token(app.tokens, options.token_id, now_ms=app.now_ms())
    except TokenNotFound:
        print(f"No token has the id {options.token_id}; `tokens list` has them.", file=sys.stderr)
        return 1
    print("Taken back; running instances follow within 10 seconds.", file=sys.stderr)
    return 0


def _describe(token: AccessToken, now_ms: int) -> dict[str, object]:
    return {
        "id": token.token_id,
        "name": token.name,
        "role": token.role,
        "repos": list(token.repos),
        "state": token.state(now_ms),
        "created": iso(token.created_ms),
        "expires": None if token.expires_ms is None else iso(token.expires_ms),
    }


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > MAX_NAME_CHARS or not name.isprintable():
        raise argparse.ArgumentTypeError(f"one line of 1 to {MAX_NAME_CHARS} characters")
    return name


def _repo(text: str) -> str:
    if text.count("/") != 1 or not all(text.split("/")) or any(map(str.isspace, text)):
        raise argparse.ArgumentTypeError("write owner/name, where either may hold *")
    return text


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 3650):
        raise argparse.ArgumentTypeError("a whole number from 1 to 3650")
    return int(text)
