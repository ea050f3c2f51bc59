"""A view for another site's page: `/?embed=1&STATE`, the one page of ours that may stand in a stranger's frame.

It has a chart, its words and a link, and nothing that could be pressed: whoever frames it can make no one do anything.
"""

from __future__ import annotations

from dash import Dash
from flask import Response, abort, g, render_template, request

from dashboard import beside
from dashboard.exports.about import about
from dashboard.exports.view import as_data
from dashboard.holdings import Shelf
from dashboard.state import decode, encode

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "*",
}


def register(app: Dash, shelf: Shelf) -> None:
    """Answer `/` with the embedded view where the address asks for it. Call it before the headers are set."""
    index = app.server.view_functions["/"]

    def page() -> object:
        return _embedded(shelf) if request.args.get("embed") == "1" else index()

    app.server.view_functions["/"] = page

    @app.server.after_request
    def let_frame(response: Response) -> Response:
        if g.get("embedded"):
            response.headers["Content-Security-Policy"] = "; ".join(f"{name} {said}" for name, said in _POLICY.items())
            response.headers.pop("X-Frame-Options", None)
        return response


def _embedded(shelf: Shelf) -> str:
    holdings = shelf()
    panels = beside.panels(decode(request.query_string.decode("utf-8", "replace")), holdings)
    if panels is None:
        abort(404)
    g.embedded = True
    view = as_data(panels, about(panels, holdings))
    return render_template("embed.html", view=view, query=encode(panels.first.state))
