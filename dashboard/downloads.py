"""Downloads: what is shown and everything, in the columns of the contract."""

from __future__ import annotations

import pandas as pd
from dash import Dash, Input, Output, ctx, dcc, no_update
from dash import State as Given

from dashboard.holdings import Shelf
from dashboard.shown import show
from dashboard.state import decode
from extract.tidy import COLUMNS, to_csv

NAMES = [column.name for column in COLUMNS]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register(app: Dash, shelf: Shelf) -> None:
    """Wire the three buttons."""

    @app.callback(
        Output("download", "data"),
        Input("download-shown", "n_clicks"),
        Input("download-excel", "n_clicks"),
        Input("download-all", "n_clicks"),
        Given("url", "search"),
        prevent_initial_call=True,
    )
    def download(shown: int | None, excel: int | None, every: int | None, search: str) -> object:
        if not (shown or excel or every):
            return no_update
        holdings = shelf()
        if ctx.triggered_id == "download-all":
            return dcc.send_bytes(plain(library_rows(holdings.estimates, shelf)), "toplines-estimates.csv")
        view = show(decode(search or ""), holdings)
        rows = library_rows(holdings.estimates.iloc[:0] if view is None else view.rows, shelf)
        content = for_excel(rows) if ctx.triggered_id == "download-excel" else plain(rows)
        return dcc.send_bytes(content, "toplines-shown.csv")


def library_rows(prepared: pd.DataFrame, shelf: Shelf) -> pd.DataFrame:
    """The library's own rows behind prepared ones: as stored, with exactly the contract's columns."""
    return shelf.library.estimates()[NAMES].iloc[prepared["row"].tolist()]


def plain(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV, as every file we publish."""
    return to_csv(rows).encode("utf-8")


def for_excel(rows: pd.DataFrame) -> bytes:
    """The rows for Excel: with a byte order mark, and a ' before text that Excel would run as a formula."""
    safe = rows.copy()
    for name in safe.columns:
        if safe[name].dtype == "str":
            safe[name] = [f"'{text}" if text.startswith(_FORMULA) else text for text in safe[name]]
    return to_csv(safe).encode("utf-8-sig")
