"""From a number to its source: the printed words, their place, and the original file."""

from __future__ import annotations

import re

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, html, no_update
from dash import State as Given

from dashboard.holdings import Holdings, Shelf
from dashboard.look import ABSENCES, RESPONSES, number
from extract.model import Location

ANSWERS = RESPONSES | {"net": "Net", "approve_part": "Part of approve", "disapprove_part": "Part of disapprove"}


def drawer() -> dmc.Drawer:
    """The closed drawer; it comes from the right."""
    return dmc.Drawer(
        id="evidence",
        title="Where this is from",
        position="right",
        size="min(420px, 100vw)",
        closeButtonProps={"aria-label": "Close"},
        overlayProps={"backgroundOpacity": 0.2},
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Open the drawer for a clicked mark, and for a row of the table."""

    @app.callback(
        Output("evidence", "opened"),
        Output("evidence", "children"),
        Output("graph", "clickData"),
        Input("graph", "clickData"),
        Given("drawn", "data"),
        prevent_initial_call=True,
    )
    def open_for_mark(click: dict | None, drawn: dict | None) -> tuple:
        ids = clicked(click)
        return (True, told(ids, drawn, shelf()), None) if ids else (no_update, no_update, no_update)

    @app.callback(
        Output("evidence", "opened", allow_duplicate=True),
        Output("evidence", "children", allow_duplicate=True),
        Input("table", "selectedRows"),
        Given("drawn", "data"),
        prevent_initial_call=True,
    )
    def open_for_row(selected: list[dict] | None, drawn: dict | None) -> tuple:
        if not selected:
            return no_update, no_update
        return True, told(str(selected[0].get("id", "")), drawn, shelf())


def clicked(click: dict | None) -> str:
    """The id of the topline under a click on a figure; empty when there was none."""
    points = (click or {}).get("points") or [{}]
    data = points[0].get("customdata")
    return str(data[0]) if isinstance(data, list) and data else ""


def told(ids: str, drawn: dict | None, holdings: Holdings) -> list:
    """The drawer's content for a topline's id; a sentence when the library changed in between."""
    numbers = [int(part) for part in ids.split(".") if part.isdigit() and len(part) < 10]
    known = [n for n in numbers if n < len(holdings.estimates)]
    if not known or (drawn or {}).get("version") != holdings.version:
        return [html.P("The library has changed since this was drawn. Reload the page and choose the value again.")]
    rows = holdings.estimates.iloc[known]
    first = rows.iloc[0]
    when = first["wave"] or (str(first["year"]) if first["year"] else "year not printed")
    title = f"{first['label']}, {when}"
    return [html.H2(title, className="evidence-title"), *(_estimate(row) for _, row in rows.iterrows())]


def _estimate(row: pd.Series) -> html.Section:
    name = ANSWERS.get(row["response"], "")
    if pd.isna(row["share_pct"]):
        value = ABSENCES.get(row["status"], row["status"])
    else:
        value = f"{'' if row['qualifier'] in ('', '=') else row['qualifier']}{number(row['share_pct'])}"
        value += "" if row["response"] == "net" else "%"
    original = html.A("Open the original file", href=f"/original/{row['source_sha256']}", download=True)
    return html.Section(
        [
            html.H3([html.Span(name, className=f"answer {row['response']}"), f" {value}" if name else value]),
            html.Blockquote(marked(row["quote"], row["share_printed"])) if row["quote"] else None,
            html.P([place(row["locator"]), " of ", html.Span(row["source"], className="file"), ". ", original]),
            html.P(f"Printed answer: “{row['response_printed']}”.") if row["response_printed"] else None,
            html.P(f"To check: {doubts(row['issues'])}.", className="doubt") if row["issues"] else None,
        ],
        className="estimate",
    )


def marked(quote: str, printed: str) -> list:
    """The quote with the printed share marked, wherever it stands as a number of its own.

    >>> marked("Syria 20 120", "20")
    ['Syria ', Mark('20'), ' 120']
    """
    parts = cut(quote, printed)
    return [html.Mark(text) if i % 2 else text for i, text in enumerate(parts) if text]


def cut(quote: str, printed: str) -> list[str]:
    """The quote cut before and after each mention of the printed share: odd parts are the mentions.

    >>> cut("Syria,20%,120%,20.5,2015", "20%")
    ['Syria,', '20%', ',120%,20.5,2015']
    >>> cut("1,20.5,20", "20")
    ['1,20.5,', '20', '']
    """
    if not printed:
        return [quote]
    return re.split(rf"(?<!\d)(?<!\d\.)({re.escape(printed)})(?!\d)(?!\.\d)", quote)


def place(locator: str) -> str:
    """A locator in words.

    >>> place("sheet=Table2.1;cell=D14"), place("char=16720-16723"), place("page=3;bbox=72.0,310.5,90.1,321.0")
    ('Sheet Table2.1, cell D14', 'Characters 16,720 to 16,723', 'Page 3')
    """
    try:
        location = Location.from_locator(locator)
    except ValueError:
        return "Place not known"
    if location.char_start is not None and location.char_end is not None:
        return f"Characters {location.char_start:,} to {location.char_end:,}"
    return str(location).capitalize() if location.sheet is None else f"Sheet {location.sheet}, cell {location.cell}"


def doubts(codes: str) -> str:
    """Issue codes as words: "sum-off-100;printed-twice" is "sum off 100, printed twice"."""
    return ", ".join(code.replace("-", " ") for code in codes.split(";") if code)
