import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound

from shared.web.routing import Found, Moved, Route, Router


def list_things(): ...


def show_thing(): ...


def add_thing(): ...


ROUTER = Router(
    [
        Route("GET", "/", list_things),
        Route("GET", "/things", list_things),
        Route("POST", "/things", add_thing),
        Route("GET", "/things/<thing>", show_thing),
        Route("GET", "/things/all/<thing>", list_things),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/", Found(list_things, {})),
        ("HEAD", "/things", Found(list_things, {})),
        ("POST", "/things", Found(add_thing, {})),
        ("GET", "/things/7", Found(show_thing, {"thing": "7"})),
        ("GET", "/things/..", Found(show_thing, {"thing": ".."})),
        ("GET", "/things/all/7", Found(list_things, {"thing": "7"})),
        ("GET", "/things/", Moved("/things")),
        ("POST", "/things/", Moved("/things")),
        ("GET", "/things/7//", Moved("/things/7")),
    ],
)
def test_finds_the_handler(method, path, expected):
    assert ROUTER.find(method, path) == expected


@pytest.mark.parametrize(
    "path", ["/nothing", "/nothing/", "//things", "//evil.example/", "//things/", "", "/things/7/8"]
)
def test_an_unknown_path_is_not_found(path):
    with pytest.raises(NotFound):
        ROUTER.find("GET", path)


def test_an_unknown_method_learns_which_ones_there_are():
    with pytest.raises(MethodNotAllowed) as caught:
        ROUTER.find("DELETE", "/things")
    assert set(caught.value.valid_methods) == {"GET", "HEAD", "POST"}


def test_a_router_is_made_without_compiling_what_builds_addresses(monkeypatch):
    monkeypatch.setattr("werkzeug.routing.rules.compile", None, raising=False)
    assert Router(ROUTER.routes).find("GET", "/things/7").parts == {"thing": "7"}
