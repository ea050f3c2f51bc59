"""Heatmap: the whole coverage, country by year, with its gaps.

A share goes from near-white to its answer's colour; a net goes both ways from near-white at 0. An
empty cell was never printed; a hatched one was said to be absent, and hovering tells why.
"""

from __future__ import annotations

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "heatmap"
TITLE = "Heatmap"
YEARS = "range"
WAVES = "last"

_TOP, _BOTTOM = 30, 44
_MOST_TEXTS = 3000


def figure(toplines: Toplines, options: Options) -> dict:
    """Cells of country and year, countries ordered by their latest value or by name."""
    rows = [row for row in toplines.rows() if row["year"]]
    cells = {(row["label"], row["year"]): row for row in rows if row[options.measure] is not None}
    labels = _order({label for label, _ in cells} | {r["label"] for r in rows if r["absent"]}, cells, options)
    years = list(range(min((r["year"] for r in rows), default=0), max((r["year"] for r in rows), default=-1) + 1))
    room, most = look.label_room(labels, options)
    shape = look.layout(
        options,
        _TOP + _BOTTOM + 24 * max(1, len(labels)),
        margin={"l": room, "r": 8, "t": _TOP, "b": _BOTTOM, "pad": 6},
        xaxis=_years_axis(years, options),
        yaxis=look.rows_axis(labels, most, options),
    )
    absent = [row for row in rows if row["absent"] and (row["label"], row["year"]) not in cells]
    return {"data": [_cells(cells, labels, years, options), *_absent(absent, labels, years, options)], "layout": shape}


def _order(labels: set[str], cells: dict[tuple[str, int], dict], options: Options) -> list[str]:
    if options.order:
        return list(options.order)
    if options.sort == "name":
        return sorted(labels)
    latest = {label: row[options.measure] for (label, _), row in sorted(cells.items(), key=lambda item: item[0][1])}
    return sorted(labels, key=lambda label: (-latest.get(label, float("-inf")), label))


def _cells(cells: dict[tuple[str, int], dict], labels: list[str], years: list[int], options: Options) -> dict:
    grid = [[cells.get((label, year)) for year in years] for label in labels]
    low, high = options.limits
    show = len(labels) * len(years) <= _MOST_TEXTS and not (options.narrow and len(years) > 7)
    return {
        "type": "heatmap",
        "x": list(range(len(years))),
        "y": list(range(len(labels))),
        "z": [[row[options.measure] if row else None for row in line] for line in grid],
        "text": [[look.number(row[options.measure], signed=low < 0) if row else "" for row in line] for line in grid],
        "texttemplate": "%{text}" if show else "",
        "textfont": {"color": options.palette.ink},
        "zmin": low,
        "zmax": high,
        "colorscale": look.scale(options),
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "customdata": [[[row["id"], look.told(row)] if row else None for row in line] for line in grid],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "colorbar": look.scale_key(options),
    }


def _absent(absent: list[dict], labels: list[str], years: list[int], options: Options) -> list[dict]:
    if not absent:
        return []
    colour = options.palette.hatch
    pattern = {"shape": "/", "fgcolor": colour, "bgcolor": options.palette.paper, "size": 6, "solidity": 0.2}
    return [
        {
            "type": "bar",
            "x": [years.index(row["year"]) for row in absent],
            "y": [0.9] * len(absent),
            "base": [labels.index(row["label"]) - 0.45 for row in absent],
            "width": 0.94,
            "marker": {"color": options.palette.paper, "pattern": pattern, "line": {"color": colour, "width": 1}},
            "customdata": [[row["id"], look.told(row)] for row in absent],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }
    ]


def _years_axis(years: list[int], options: Options) -> dict:
    most = 6 if options.narrow else 24
    marked = look.year_ticks(years[0], years[-1], most) if years else []
    return look.quiet_axis(
        options,
        side="top",
        range=[-0.5, len(years) - 0.5],
        tickvals=[years.index(year) for year in marked],
        ticktext=[str(year) for year in marked],
        tickfont={"size": 12, "color": options.palette.ink},
    )
