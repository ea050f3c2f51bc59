"""Real or noise? The two values that are compared stand in the address: a copied link and the Back button keep them."""

from __future__ import annotations

import time
from dataclasses import replace

from dash import Dash, Input, Output, ctx, no_update
from dash import State as Given

from dashboard.evidence import as_opened, rows_of
from dashboard.holdings import Shelf
from dashboard.pins import address_of, awaited, ids_of, name_of
from dashboard.state import decode


def register(app: Dash, shelf: Shelf) -> None:
    """Pin a value, say that a second one is awaited, and open what an address compares."""

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Output("evidence", "opened", allow_duplicate=True),
        Input("pin", "n_clicks"),
        Input("unpin", "n_clicks"),
        Given("opening", "data"),
        Given("drawn", "data"),
        Given("url", "search"),
        prevent_initial_call=True,
    )
    def pin(_: int | None, __: int | None, opening: dict | None, drawn: dict | None, search: str | None) -> tuple:
        state = decode(search or "").drawn
        if ctx.triggered_id == "unpin":
            return address_of(state), no_update
        rows = rows_of(str((opening or {}).get("ids", "")), as_opened(opening, drawn), shelf())
        return (no_update, no_update) if rows is None else (address_of(replace(state, pinned=name_of(rows))), False)

    @app.callback(
        Output("pin-bar", "hidden"), Output("pinned-name", "children"), Input("url", "search"), Input("drawn", "data")
    )
    def await_second(search: str | None, _: dict | None) -> tuple:
        state = decode(search or "")
        if not state.pinned or state.against:
            return True, no_update
        return False, awaited(state.pinned, shelf())

    @app.callback(
        Output("opening", "data", allow_duplicate=True),
        Output("evidence", "opened", allow_duplicate=True),
        Input("url", "search"),
        Input("drawn", "data"),
        Given("opening", "data"),
        Given("evidence", "opened"),
        prevent_initial_call="initial_duplicate",
    )
    def open_compared(search: str | None, drawn: dict | None, opening: dict | None, is_open: bool | None) -> tuple:
        state, holdings = decode(search or ""), shelf()
        if state.pinned and not state.against:
            return no_update, False if is_open else no_update
        ids = ids_of(state.against, holdings)
        # The measure is that of the chart, so it is drawn first; drawn anew it opens nothing again.
        is_there = bool(opening) and (ctx.triggered_id != "url" or (is_open and opening["ids"] == ids))
        if not ids or not drawn or is_there:
            return no_update, no_update
        return {"ids": ids, "version": holdings.version, "stamp": time.time()}, no_update
