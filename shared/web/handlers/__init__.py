"""Answers to requests, a module for each kind of page, loaded at the first request for it.

A route table names handlers of every page, and a process that starts has one to answer. So
`from shared.web.handlers import issues` gives a stand-in, whose functions load the module when
they are called, unless it is loaded already.
"""

from collections.abc import Callable
from importlib import import_module

from werkzeug.wrappers import Response


def __getattr__(name: str) -> "_Later":
    if name.startswith("__"):
        raise AttributeError(name)
    return _Later(f"{__name__}.{name}")


class _Later:
    """A module that is loaded when one of its functions is called."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Response]:
        def handler(*args: object, **parts: object) -> Response:
            answer: Response = getattr(import_module(self._module), name)(*args, **parts)
            return answer

        return handler
