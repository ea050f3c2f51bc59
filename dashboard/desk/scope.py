"""What a decision is about: one value, its column, its table, the whole file, or all that nobody doubts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import pandas as pd


class Scope(StrEnum):
    """How far a decision reaches from the value it was made at."""

    ONE = "one"
    COLUMN = "column"
    TABLE = "table"
    FILE = "file"
    UNDOUBTED = "undoubted"


TITLES = {
    Scope.ONE: "this value",
    Scope.COLUMN: "its column",
    Scope.TABLE: "its table",
    Scope.FILE: "the whole file",
}
Cell = tuple[int, int] | None


def reach(scope: Scope, at: int | None, after: pd.DataFrame, cells: Sequence[Cell]) -> list[int]:
    """The positions in `after` (as `library.decisions.decided` gives it) that a decision is about.

    A value in running text, or in a table written one cell a line, has no cell: its column are the values that the
    same layout read under the same printed answer, its table all that this layout read.
    """
    if scope is Scope.FILE:
        return after["position"].tolist()
    if scope is Scope.UNDOUBTED:
        return after.loc[(after["fate"] == "") & (after["issues"] == ""), "position"].tolist()
    rows = after[after["position"] == at]
    if rows.empty:
        return []
    if scope is Scope.ONE:
        return rows["position"].tolist()
    return _alike(scope, rows.iloc[0], after, cells)


def _alike(scope: Scope, row: pd.Series, after: pd.DataFrame, cells: Sequence[Cell]) -> list[int]:
    own = _cell(row["position"], cells)
    if own is not None:
        depth = 2 if scope is Scope.COLUMN else 1
        return [p for p in after["position"] if (cell := _cell(p, cells)) is not None and cell[:depth] == own[:depth]]
    loose = after[[_cell(p, cells) is None for p in after["position"]]]
    loose = loose[loose["layout"] == row["layout"]]
    if scope is Scope.COLUMN:
        loose = loose[loose["response_printed"] == row["response_printed"]]
    return loose["position"].tolist()


def _cell(position: int, cells: Sequence[Cell]) -> Cell:
    return cells[position] if position < len(cells) else None
