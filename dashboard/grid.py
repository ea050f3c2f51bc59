"""The grids: tables of what is shown and of what was found in a file. Nothing in them is read as HTML."""

from __future__ import annotations

import dash_ag_grid as dag

_THEME = {
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
            "theme": _THEME,
            "rowHeight": 32,
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "suppressCellFocus": False,
        },
    )


def found_grid(rows: list[dict]) -> dag.AgGrid:
    """What was read from a file: a row a value, each beside its printed words and its place."""
    return dag.AgGrid(
        id="found-grid",
        columnDefs=_FOUND,
        rowData=rows,
        selectedRows=rows,
        defaultColDef=_COLUMN,
        getRowId="params.data.row",
        style={"height": f"{min(560, 64 + 36 * max(2, len(rows)))}px"},
        className="grid",
        dashGridOptions={
            "theme": _THEME,
            "rowHeight": 36,
            "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": True, "selectAll": "filtered"},
            "enableCellTextSelection": True,
        },
    )


_FOUND = [
    {"field": "country", "headerName": "Country", "minWidth": 140, "flex": 2},
    {"field": "year", "headerName": "Year", "minWidth": 80, "flex": 1},
    {"field": "subject", "headerName": "Subject", "minWidth": 120, "flex": 2},
    {"field": "answer", "headerName": "Answer", "minWidth": 120, "flex": 2},
    {"field": "share", "headerName": "Share", "type": "rightAligned", "minWidth": 90, "flex": 1},
    {
        "field": "quote",
        "headerName": "As printed",
        "minWidth": 280,
        "flex": 6,
        "cellRenderer": "Quote",
        "cellDataType": False,
    },
    {"field": "place", "headerName": "Where", "minWidth": 130, "flex": 2},
    {"field": "doubts", "headerName": "To check", "minWidth": 150, "flex": 3, "tooltipField": "doubts"},
]
