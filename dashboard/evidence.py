"""From a number to its source: the printed words, their place, and the original file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, dcc, html, no_update
from dash import State as Given

from dashboard import editions, glass, noise, pins
from dashboard.holdings import Holdings, Shelf
from dashboard.look import ABSENCES, RESPONSES, number
from dashboard.state import decode
from extract.model import Location

if TYPE_CHECKING:
    from library import Library

ANSWERS = RESPONSES | {"net": "Net", "approve_part": "Part of approve", "disapprove_part": "Part of disapprove"}


DISCLOSED = {
    "question": "the wording",
    "pollster": "the pollster",
    "sponsor": "the sponsor",
    "fieldwork_end": "the field dates",
    "population": "who was asked",
    "mode": "how they were reached",
    "sample_size": "the sample size",
    "margin_of_error": "the margin of error",
}
"""What a reader should be told of a poll, by the column that holds it."""


def drawer() -> html.Div:
    """The closed drawer, which comes from the right, and what is said while a second value is awaited."""
    parts = [
        html.Div(id="noise"),
        html.Div(id="evidence-head"),
        _steps(),
        html.H3("In the original", className="glass-title"),
        html.Div(id="glass", **{"aria-live": "polite"}),
        html.Div(id="evidence-body"),
    ]
    panel = dmc.Drawer(
        parts,
        id="evidence",
        title="Where this is from",
        position="right",
        size="min(600px, 100vw)",
        keepMounted=True,
        closeButtonProps={"aria-label": "Close"},
        overlayProps={"backgroundOpacity": 0.2},
    )
    waiting = html.Div(
        [html.Span(id="pinned-name"), html.Button("Never mind", id="unpin", type="button", className="quiet")],
        id="pin-bar",
        role="status",
        hidden=True,
    )
    stores = [dcc.Store(id=name) for name in ("opening", "glass-ask")]
    return html.Div([panel, waiting, *stores])


def _steps() -> html.Div:
    """To the value before and after in the order they are drawn (assets/opening.js), and to another to compare."""
    return html.Div(
        [
            html.Button("Previous", id="value-before", type="button", className="chip", **{"aria-keyshortcuts": "k"}),
            html.Button("Next", id="value-after", type="button", className="chip", **{"aria-keyshortcuts": "j"}),
            html.Button("Compare with another value…", id="pin", type="button", className="chip"),
        ],
        className="chips steps",
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Open the drawer for a mark of either chart; show the original; a second value is compared with the first.

    Rows of the table and the keys that step through values open it in the browser (assets/opening.js).
    """
    _register_opening(app)
    _register_drawer(app, shelf)


def _register_opening(app: Dash) -> None:
    for graph in ("graph", "graph-b"):

        @app.callback(
            Output("opening", "data", allow_duplicate=True),
            Output(graph, "clickData"),
            Input(graph, "clickData"),
            prevent_initial_call=True,
        )
        def open_for_mark(click: dict | None) -> tuple:
            ids = clicked(click)
            return ({"ids": ids}, None) if ids else (no_update, no_update)


def _register_drawer(app: Dash, shelf: Shelf) -> None:
    @app.callback(
        Output("evidence", "opened"),
        Output("evidence-head", "children"),
        Output("evidence-body", "children"),
        Output("noise", "children"),
        Output("glass-ask", "data"),
        Output("glass", "children"),
        Output("url", "search", allow_duplicate=True),
        Input("opening", "data"),
        Given("drawn", "data"),
        Given("url", "search"),
        prevent_initial_call=True,
    )
    def open_drawer(opening: dict | None, drawn: dict | None, search: str | None) -> tuple:
        ids = (opening or {}).get("ids", "")
        if not ids:
            return (no_update,) * 7
        holdings = shelf()
        drawn = as_opened(opening, drawn)
        rows = rows_of(ids, drawn, holdings)
        if rows is None:
            return True, html.P(CHANGED), None, None, None, None, no_update
        state = decode(search or "")
        second = pins.after_opening(state, pins.name_of(rows))
        said = compared(pins.ids_of(second.pinned, holdings), rows, drawn, holdings)
        title, meter, *estimates = told(ids, drawn, holdings, shelf.library)
        moved = no_update if second == state else pins.address_of(second)
        return True, [title, meter], estimates, said, glass.ask(rows), "Opening the original…", moved

    @app.callback(
        Output("glass", "children", allow_duplicate=True), Input("glass-ask", "data"), prevent_initial_call=True
    )
    def open_original(asked: list[dict] | None) -> object:
        return glass.seen(asked, shelf.library) if asked else "The place in the original is not known."


def as_opened(opening: dict | None, drawn: dict | None) -> dict:
    """What a value was opened from; one named outside the chart says itself of which state of the library it is."""
    return (drawn or {}) | ({"version": opening["version"]} if opening and "version" in opening else {})


CHANGED = "The library has changed since this was drawn. Reload the page and choose the value again."


def clicked(click: dict | None) -> str:
    """The id of the topline under a click on a figure; empty when there was none."""
    points = (click or {}).get("points") or [{}]
    data = points[0].get("customdata")
    return str(data[0]) if isinstance(data, list) and data else ""


def rows_of(ids: str, drawn: dict | None, holdings: Holdings) -> pd.DataFrame | None:
    """The long rows behind a topline's id; None when the library changed in between."""
    numbers = [int(part) for part in ids.split(".") if part.isdigit() and len(part) < 10]
    known = [n for n in numbers if n < len(holdings.estimates)]
    if not known or (drawn or {}).get("version") != holdings.version:
        return None
    return holdings.estimates.iloc[known]


def told(ids: str, drawn: dict | None, holdings: Holdings, library: Library) -> list:
    """What the drawer says of a topline; a sentence when the library changed in between."""
    rows = rows_of(ids, drawn, holdings)
    if rows is None:
        return [html.P(CHANGED)]
    first = rows.iloc[0]
    when = first["wave"] or (str(first["year"]) if first["year"] else "year not printed")
    title = html.H2(f"{first['label']}, {when}", className="evidence-title", **{"data-ids": ids})
    return [title, disclosure(rows), *(_estimate(row, library) for _, row in rows.iterrows())]


def disclosure(rows: pd.DataFrame) -> html.P:
    """How much of what a reader should be told is printed, and what is not."""
    missing = [name for column, name in DISCLOSED.items() if not _printed(rows[column])]
    count = f"{len(DISCLOSED) - len(missing)} of {len(DISCLOSED)}"
    said = f"Not printed: {', '.join(missing)}." if missing else "Nothing is missing."
    meter = html.Meter(
        value=str(len(DISCLOSED) - len(missing)), min="0", max=str(len(DISCLOSED)), **{"aria-hidden": "true"}
    )
    return html.P([meter, f" The source tells {count} things a poll should tell. {said}"], className="disclosure")


def _printed(column: pd.Series) -> bool:
    return bool((column.notna() & (column.astype(object) != "")).any())


def compared(pinned: str, rows: pd.DataFrame, drawn: dict | None, holdings: Holdings) -> html.Section | None:
    """Real or noise: the value chosen before against this one; nothing where none was, or it is the same."""
    first = rows_of(pinned, drawn, holdings) if pinned else None
    if first is None or list(first.index) == list(rows.index):
        return None
    found = noise.compare(first, rows, (drawn or {}).get("measure", "approve"))
    notes = html.Ul([html.Li(note) for note in found.notes]) if found.notes else None
    return html.Section([html.H2("Real or noise?", className="evidence-title"), html.P(found.sentence), notes])


def _estimate(row: pd.Series, library: Library) -> html.Section:
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
            editions.told(library.history(row["source_sha256"], int(row["position"]))),
        ],
        className="estimate",
    )


def marked(quote: str, printed: str) -> list:
    """The quote with the printed share marked where it stands as a number of its own.

    Where it stands twice nothing is marked: which one is meant only its place tells (`dashboard.glass`).

    >>> marked("Syria 20 120", "20")
    ['Syria ', Mark('20'), ' 120']
    >>> marked("Oman 20 20", "20")
    ['Oman 20 20']
    """
    parts = cut(quote, printed)
    if len(parts) > 3:
        return [quote]
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
