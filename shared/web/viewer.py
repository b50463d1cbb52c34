"""Who a page is shown to: its header names them, and its forms are made for them.

Templates ask for it, whichever handler renders them, so it is a value of the request's context.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.core.access import Role, Visitor


@dataclass(frozen=True, slots=True)
class Viewer:
    """A visitor as pages know them; `new_form_token` makes the hidden field of one form."""

    visitor: Visitor
    can_sign_out: bool
    new_form_token: Callable[[], str]

    @property
    def name(self) -> str:
        """How the visitor is called."""
        return self.visitor.name

    @property
    def role(self) -> Role:
        """The visitor's role."""
        return self.visitor.role

    @property
    def can_report(self) -> bool:
        """Whether to offer uploads and new issues."""
        return self.visitor.may(Role.REPORTER)

    @property
    def can_curate(self) -> bool:
        """Whether to offer closing, deleting, merging, patterns, annotations."""
        return self.visitor.may(Role.CURATOR)


_current: ContextVar[Viewer | None] = ContextVar("viewer", default=None)
_has_form: ContextVar[bool] = ContextVar("has_form", default=False)


def current() -> Viewer | None:
    """Return who sees the page; None for one that anybody may see."""
    return _current.get()


def form_token() -> str:
    """Return a new token for one form of the page."""
    _has_form.set(True)
    viewer = current()
    return viewer.new_form_token() if viewer else ""


def has_form() -> bool:
    """Tell whether the page has a form that can be sent once: it must not be shown again."""
    return _has_form.get()


def show_to(viewer: Viewer) -> None:
    """Say who sees what is rendered from here on."""
    _current.set(viewer)


@contextmanager
def nobody_yet() -> Iterator[None]:
    """Begin without a viewer, and forget the one that there was."""
    before, form_before = _current.set(None), _has_form.set(False)
    try:
        yield
    finally:
        _current.reset(before)
        _has_form.reset(form_before)
