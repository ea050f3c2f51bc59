"""The review desk: from "a file arrived" to "a figure is published", without anything lost or guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.desk.worker import Worker
    from library import Library


def register(app: Dash, library: Library, worker: Worker) -> None:
    """Wire the pages of the desk and the ways into the library."""
    from dashboard import originals
    from dashboard.desk import adding, arrivals, deciding, page, recipes
    from dashboard.desk.source import BASE
    from dashboard.desk.views import DraftOriginals
    from library import Drafts

    adding.register(app, library, worker)
    page.register(app, library)
    arrivals.register(app.server, library, worker)
    deciding.register(app.server, library)
    recipes.register(app.server, library)
    originals.register(app.server, DraftOriginals(Drafts(library)), BASE)
