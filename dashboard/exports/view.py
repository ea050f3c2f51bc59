"""A view as data: its words, its figures and its table, for what is drawn away from the page.

Pictures, the embedded chart, the printed page and the story file are all made of `/view.json?STATE`, so that they
say the same as the page does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, request

from dashboard import beside, findings, in_words
from dashboard.beside import Panels
from dashboard.charts import table
from dashboard.exports.about import UNLIKE, About, about
from dashboard.holdings import Shelf
from dashboard.look import DARK, LIGHT, number
from dashboard.shown import Shown
from dashboard.state import decode, encode

MOST_ROWS = 400
"""Of a table that goes beside a chart; whoever wants all of a longer one takes the data."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A table as texts. `left` is how many rows more there are; `ids` are those of the toplines, a row each."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...]
    left: int = 0


def register(server: Flask, shelf: Shelf) -> None:
    """Serve `/view.json?STATE`; `narrow=1` and `dark=1` say for what kind of screen."""

    @server.get("/view.json")
    def view_as_data() -> Response:
        holdings = shelf()
        narrow, dark = (request.args.get(name) == "1" for name in ("narrow", "dark"))
        state = decode(request.query_string.decode("utf-8", "replace"))
        panels = beside.panels(state, holdings, narrow=narrow, dark=dark)
        if panels is None:
            abort(404)
        tag = f"{holdings.stamp}-view"
        if request.if_none_match.contains(tag):
            return Response(status=304)
        body = json.dumps(as_data(panels, about(panels, holdings), dark=dark), ensure_ascii=False)
        response = Response(body, mimetype="application/json")
        response.set_etag(tag)
        response.cache_control.no_cache = True
        return response


def as_data(panels: Panels, said: About, *, dark: bool = False) -> dict[str, Any]:
    """Everything of a view as plain JSON."""
    query = encode(panels.first.state)
    plain = as_table(panels.first)
    palette = DARK if dark else LIGHT
    return {
        "name": panels.first.chart.NAME,
        "address": f"/?{query}" if query else "/",
        "headline": said.headline,
        "subtitle": said.subtitle,
        "notes": [{"text": note, "warning": note.startswith(UNLIKE)} for note in said.notes],
        "lines": [[line.term, line.text] for line in said.lines],
        "sources": [[origin.name, origin.sha256, origin.url] for origin in said.origins],
        "words": in_words.paragraph(panels),
        "figures": figures(panels),
        "table": {"heads": plain.heads, "rows": plain.rows, "left": plain.left},
        "colours": {"ink": palette.ink, "soft": palette.soft, "faint": palette.faint, "paper": palette.paper},
    }


def figures(panels: Panels) -> list[dict[str, Any]]:
    """The charts, none for the table; of two side by side each has its name and its own finding."""
    if getattr(panels.first.chart, "FORM", "figure") == "grid":
        return []
    if panels.second is None or panels.merged:
        return [{"title": "", "finding": "", "figure": panels.first.figure()}]
    both = zip("AB", panels.names, panels.both, strict=True)
    return [
        {"title": f"{letter}  {name}", "finding": findings.headline(shown), "figure": shown.figure()}
        for letter, name, shown in both
    ]


def as_table(shown: Shown, most: int = MOST_ROWS) -> Plain:
    """The table twin of a chart as texts: its columns are those of the Table view."""
    grid = table.figure(shown.toplines, shown.options)
    fields = [column["field"] for column in grid["columnDefs"]]
    heads = tuple(column["headerName"] for column in grid["columnDefs"])
    every = grid["rowData"]
    rows = tuple(tuple(_text(name, row[name]) for name in fields) for row in every[:most])
    return Plain(heads, rows, tuple(row["id"] for row in every[:most]), max(0, len(every) - most))


def _text(field: str, value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return f"{int(value):,}" if field == "sample_size" else number(value, signed=field == "net")
