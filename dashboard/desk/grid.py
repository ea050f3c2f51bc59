"""The queue of values as a grid. The row that has the focus is the one that a key decides."""

from __future__ import annotations

import dash_ag_grid as dag

from dashboard.grid import THEME

_COLUMN = {"sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True}
_COLUMNS = [
    {"field": "country", "headerName": "Country", "minWidth": 104, "flex": 2},
    {"field": "answer", "headerName": "Answer", "minWidth": 104, "flex": 2},
    {"field": "share", "headerName": "Share", "minWidth": 76, "flex": 1, "type": "rightAligned"},
    {"field": "doubts", "headerName": "To check", "minWidth": 130, "flex": 2, "tooltipField": "doubts"},
    {"field": "fate", "headerName": "Decided", "minWidth": 120, "flex": 2},
    {
        "field": "quote",
        "headerName": "As printed",
        "minWidth": 200,
        "flex": 4,
        "cellRenderer": "Quote",
        "cellDataType": False,
    },
    {"field": "year", "headerName": "Year", "minWidth": 72, "flex": 1},
    {"field": "subject", "headerName": "Subject", "minWidth": 120, "flex": 2},
]


def queue_grid(rows: list[dict]) -> dag.AgGrid:
    """A row a value, those that most need a look first."""
    return dag.AgGrid(
        id="desk-grid",
        columnDefs=_COLUMNS,
        rowData=rows,
        defaultColDef=_COLUMN,
        getRowId="params.data.row",
        style={"height": f"{min(560, 64 + 34 * max(3, len(rows)))}px"},
        className="grid",
        dashGridOptions={
            "theme": THEME,
            "rowHeight": 34,
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "rowClassRules": {
                "was-rejected": "params.data.decided === 'reject'",
                "was-accepted": "params.data.decided === 'accept'",
            },
        },
    )
