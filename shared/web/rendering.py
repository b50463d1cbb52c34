"""The one Jinja2 environment: everything escaped, nothing undefined, no hidden characters."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shared.web import static_files, viewer
from shared.web.views.controls import show_controls

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def render(template: str, **values: object) -> str:
    """Return the template filled in."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["static_url"] = static_files.url
    environment.globals["current_viewer"] = viewer.current
    environment.globals["new_form_token"] = viewer.form_token
    return environment


def _visible(value: object) -> object:
    """Return text with its invisible characters spelled out, whatever template prints it.

    Characters that reorder or hide text could make a line read as another.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return show_controls(value)
    return value
