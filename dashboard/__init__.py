"""What people see: the pages, charts and callbacks over one library."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import dash

from dashboard import (
    access,
    aliases,
    api,
    audit_page,
    claims,
    compressed,
    downloads,
    evidence,
    explore,
    originals,
    pinning,
    security,
    shell,
    sign_in,
    sources,
    trouble,
)
from dashboard.desk import register as register_desk
from dashboard.desk.worker import Worker
from dashboard.exports import embed, releases, story, view
from dashboard.holdings import Shelf
from library.sign_in import SignIn

if TYPE_CHECKING:
    from library import Library

ASSETS = Path(__file__).parent.parent / "assets"


def create_app(
    library: Library,
    worker: Worker | None = None,
    served: access.Served = access.ALONE,
    environment: Mapping[str, str] = os.environ,
) -> dash.Dash:
    """The dashboard over `library`. `worker` reads what arrives; without one it begins with the first file."""
    compressed.without_grid()
    app = dash.Dash(
        __name__,
        title="Toplines",
        update_title=None,
        assets_folder=str(ASSETS),
        assets_ignore=r"^(theme|embed)\.js$",
        index_string=shell.INDEX,
        meta_tags=shell.METAS,
        suppress_callback_exceptions=True,
        on_error=trouble.in_callback,
    )
    shelf = Shelf(library)
    door = SignIn(library)
    security.refuse_others(app, served)
    access.guard(app, served, door)
    app.layout = partial(shell.layout, access.who) if served.accounts else shell.layout(access.who)
    shell.register(app)
    explore.register(app, shelf)
    evidence.register(app, shelf)
    pinning.register(app, shelf)
    downloads.register(app.server, shelf)
    register_desk(app, library, worker or Worker(library))
    view.register(app.server, shelf)
    story.register(app.server, shelf)
    releases.register(app.server, library)
    embed.register(app, shelf)
    claims.register(app, shelf)
    claims.register_api(app.server, shelf)
    sources.register(app, shelf)
    originals.register(app.server, library)
    aliases.register(app.server)
    api.register(app.server, shelf)
    trouble.in_route(app.server)
    sign_in.register(app.server, served, door, environment)
    audit_page.register(app.server, library)
    security.protect(app, served)
    compressed.compress(app.server)
    return app
