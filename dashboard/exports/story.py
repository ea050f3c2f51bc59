"""A view as one file that needs nothing else: chart, table, the printed words, the sources' SHA-256, the link.

The server gives the page without its chart, `/story.html?STATE`; the browser draws the chart into it and saves it
(assets/picture.js).
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from flask import Flask, abort, render_template, request

from dashboard import beside
from dashboard.evidence import cut, doubts, place
from dashboard.exports.about import about, rows
from dashboard.exports.view import as_data
from dashboard.holdings import Shelf, stored
from dashboard.look import ABSENCES, RESPONSES
from dashboard.state import decode

MOST_QUOTES = 600


def register(server: Flask, shelf: Shelf) -> None:
    """Serve `/story.html?STATE`."""

    @server.get("/story.html")
    def story() -> str:
        holdings = shelf()
        panels = beside.panels(decode(request.query_string.decode("utf-8", "replace")), holdings)
        if panels is None:
            abort(404)
        said, shown = about(panels, holdings), stored(rows(panels))
        view = as_data(panels, said)
        return render_template(
            "story.html",
            view=view,
            link=request.url_root.rstrip("/") + view["address"],
            quotes=quotes(shown.head(MOST_QUOTES)),
            left=max(0, len(shown) - MOST_QUOTES),
            origins=said.origins,
        )


def quotes(shown: pd.DataFrame) -> list[dict[str, Any]]:
    """The printed words of each row of the contract, the share in every second of their parts."""
    return [_quote(row) for row in shown.astype(object).where(shown.notna(), "").to_dict("records")]


def _quote(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        "country": row["country"],
        "when": row["fieldwork_end"] or row["wave"] or row["year"] or "not printed",
        "answer": _answer(row),
        "parts": _parts(str(row["quote"]), str(row["share_printed"])),
        "doubts": doubts(str(row["issues"])),
        "source": row["source"],
        "place": place(str(row["locator"])),
    }


def _parts(quote: str, printed: str) -> list[str]:
    """The quote cut around the share; whole where the share stands twice: its place alone tells which is meant."""
    if not quote:
        return ["", printed]
    parts = cut(quote, printed)
    return parts if len(parts) <= 3 else [quote]


def _answer(row: dict[Any, Any]) -> str:
    if row["status"] != "reported":
        return ABSENCES.get(row["status"], row["status"])
    return RESPONSES.get(row["response"], str(row["response"]).replace("_", " "))
