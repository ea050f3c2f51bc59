"""The grid of what is shown, and the look of every grid. Nothing in them is read as HTML."""

from __future__ import annotations

import dash_ag_grid as dag

THEME = {
    "function": "themeQuartz.withParams({fontFamily: 'inherit', fontSize: 14, headerFontSize: 13, "
    "headerFontWeight: 600, spacing: 5, wrapperBorder: false, wrapperBorderRadius: 0, "
    "backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', headerBackgroundColor: 'var(--paper)', "
    "borderColor: 'var(--faint)', accentColor: 'var(--approve)', columnBorder: false})"
}
_COLUMN = {"sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True}


def shown_grid(figure: dict) -> dag.AgGrid:
    """The Table view. Selecting a row, by mouse or with the space bar, opens its source."""
    rows = len(figure["rowData"])
    return dag.AgGrid(
        id="table",
        columnDefs=figure["columnDefs"],
        rowData=figure["rowData"],
        defaultColDef=_COLUMN,
        getRowId="params.data.id",
        style={"height": f"{min(640, 56 + 32 * max(2, rows))}px"},
        className="grid",
        dashGridOptions={
            "theme": THEME,
            "rowHeight": 32,
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "suppressCellFocus": False,
        },
    )
