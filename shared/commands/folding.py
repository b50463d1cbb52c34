"""Counting what a command has brought in."""

from shared.bootstrap import App
from shared.services.builds.fold import BuildFolding
from shared.services.fold import Folding


def fold_here(app: App) -> None:
    """Count what was brought in; in the cloud the sweep does so within a minute."""
    if app.settings.stores == "embedded":
        Folding(app.store, app.derived, app.patterns, noting=app.noting).run()
        BuildFolding(app.store, app.builds).run()
