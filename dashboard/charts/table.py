"""Table: the same numbers as the charts, one row a country and wave; sort, filter, open a row's source."""

from __future__ import annotations

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "table"
TITLE = "Table"
YEARS = "any"
WAVES = "all"
FORM = "grid"
PAIR = "none"

_NUMBERS = {
    "approve": "Approve",
    "disapprove": "Disapprove",
    "neither": "Neither",
    "no_opinion": "No opinion",
    "net": "Net",
    "opinion": "Of those with an opinion",
    "sample_size": "n",
}
_NUMBER = {
    "type": "rightAligned",
    "minWidth": 76,
    "flex": 1,
    "valueFormatter": {"function": "params.value == null ? '' : d3.format(',.1~f')(params.value)"},
}


def figure(toplines: Toplines, options: Options) -> dict:
    """The grid's `columnDefs` and `rowData`; a column nobody printed is left out."""
    rows = sorted(look.ordered(toplines, options), key=lambda row: -row["year"] if options.sort == "value" else 0)
    there = [name for name in _NUMBERS if any(row[name] is not None for row in rows)]
    columns = [
        {"field": "label", "headerName": "Country", "minWidth": 104, "flex": 2, "filter": not options.narrow},
        {"field": "when", "headerName": "When", "minWidth": 72, "flex": 1},
        *(_NUMBER | {"field": name, "headerName": _NUMBERS[name]} for name in there),
    ]
    if any(row["absent"] for row in rows):
        columns.append({"field": "absent", "headerName": "Absent because", "minWidth": 130, "flex": 1})
    return {"columnDefs": columns, "rowData": [_row(row, there) for row in rows]}


def _row(row: dict, there: list[str]) -> dict:
    when = row["moment"] or row["wave"] or (str(row["year"]) if row["year"] else "not printed")
    absent = look.ABSENCES.get(row["absent"], row["absent"])
    shown = {name: None if row[name] is None else round(row[name], 4) for name in there}
    return {"id": row["id"], "label": row["label"], "when": when, "absent": absent} | shown
