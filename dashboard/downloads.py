"""The files that a page offers: addresses that say the same state as the page does.

`/download/shown.csv|xlsx|zip?STATE`, `/download/shown-for-excel.csv?STATE` and `/download/everything.csv`. Pictures are
drawn in the browser (assets/picture.js), of the figure that stands there.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from dash import html
from flask import Flask, Response, abort, request

from dashboard import beside
from dashboard.beside import Panels
from dashboard.exports import tables
from dashboard.exports.about import About, about, rows
from dashboard.exports.package import package
from dashboard.holdings import Holdings, Shelf, stored
from dashboard.originals import disposition
from dashboard.state import decode, encode

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"

OFFERED = (
    ("Picture (PNG)", "png"),
    ("Picture to edit (SVG)", "svg"),
    ("These figures (CSV)", "/download/shown.csv"),
    ("These figures for Excel (CSV)", "/download/shown-for-excel.csv"),
    ("These figures (XLSX)", "/download/shown.xlsx"),
    ("These figures, described (ZIP)", "/download/shown.zip"),
    ("Story in one file (HTML)", "html"),
    ("All figures (CSV)", "/download/everything.csv"),
)

DRAWN = ("png", "svg", "html")
"""What the browser draws and saves."""


def menu() -> html.Details:
    """What can be downloaded; the links are given their state by `links`."""
    return html.Details(
        [html.Summary("Download", id="downloads"), html.Div(id="download-links", className="menu")],
        className="pulldown",
    )


def links(panels: Panels) -> list:
    """A link for each file of what a page shows, and a button for each that the browser draws."""
    query = encode(panels.first.state)
    return [
        html.Button(title, type="button", className="picture", **{"data-picture": where})
        if where in DRAWN
        else html.A(title, href=f"{where}?{query}" if query else where, download=True)
        for title, where in OFFERED
    ]


def register(server: Flask, shelf: Shelf) -> None:
    """Serve the files."""

    @server.get("/download/everything.csv")
    def everything() -> Response:
        return _file(tables.plain(stored(shelf().estimates)), _CSV, "toplines-estimates.csv")

    @server.get("/download/shown.<any(csv, xlsx, zip):kind>")
    def shown(kind: str) -> Response:
        return _of_page(shelf(), _MADE[f"shown.{kind}"])

    @server.get("/download/shown-for-excel.csv")
    def shown_for_excel() -> Response:
        return _of_page(shelf(), _MADE["shown-for-excel.csv"])


def _of_page(holdings: Holdings, made: tuple[Callable[[Panels, Holdings], bytes], str, str]) -> Response:
    """A file of what the page with the request's state shows."""
    panels = beside.panels(decode(request.query_string.decode("utf-8", "replace")), holdings)
    if panels is None:
        abort(404)
    make, mime, name = made
    return _file(make(panels, holdings), mime, name)


def _about(panels: Panels, holdings: Holdings) -> tuple[About, pd.DataFrame]:
    return about(panels, holdings), rows(panels)


def _csv(panels: Panels, holdings: Holdings) -> bytes:
    said, shown = _about(panels, holdings)
    return tables.plain(tables.noted(stored(shown), said.warnings, said.sampling))


def _excel_csv(panels: Panels, holdings: Holdings) -> bytes:
    said, shown = _about(panels, holdings)
    return tables.for_excel(tables.noted(stored(shown), said.warnings, said.sampling))


def _workbook(panels: Panels, holdings: Holdings) -> bytes:
    said, shown = _about(panels, holdings)
    terms = [("Finding", said.headline), ("Measure", said.subtitle), ("Seen at", _address(said))]
    terms += [("Note", note) for note in said.notes] + [(line.term, line.text) for line in said.lines]
    terms += [("Source", f"{o.name}, SHA-256 {o.sha256}. {o.url} {o.licence}".strip()) for o in said.origins]
    return tables.workbook(tables.noted(stored(shown), said.warnings, said.sampling), terms)


def _zip(panels: Panels, holdings: Holdings) -> bytes:
    said, shown = _about(panels, holdings)
    own = stored(shown).assign(source_sha256=shown["source_sha256"])
    return package(own, holdings.sources, said, _address(said))


def _address(said: About) -> str:
    """Where the same view opens."""
    return f"{request.url_root}{f'?{said.query}' if said.query else ''}"


_MADE: dict[str, tuple[Callable[[Panels, Holdings], bytes], str, str]] = {
    "shown.csv": (_csv, _CSV, "toplines-shown.csv"),
    "shown-for-excel.csv": (_excel_csv, _CSV, "toplines-shown-for-excel.csv"),
    "shown.xlsx": (_workbook, _XLSX, "toplines-shown.xlsx"),
    "shown.zip": (_zip, "application/zip", "toplines-shown.zip"),
}


def _file(content: bytes, mime: str, name: str) -> Response:
    response = Response(content, mimetype=None, content_type=mime)
    response.headers["Content-Disposition"] = disposition(name)
    return response
