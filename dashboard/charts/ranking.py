"""Ranking: the countries by a measure, ties drawn as ties, and their places by the other measures.

The same ten rows have four rankings: by approval, by net, by share of opinion and by disapproval.
So the places by all four stand beside the bars.
"""

from __future__ import annotations

from compare import places
from compare.ranking import Place
from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "ranking"
TITLE = "Ranking"
YEARS = "one"
WAVES = "last"

_HEAD, _FOOT = 48, 10
_PLOT = 0.72  # of the width, where places by other measures stand beside the bars
_HEADS = {"approve": "Approve", "net": "Net", "opinion": "Opinion", "disapprove": "Disappr."}


def figure(toplines: Toplines, options: Options) -> dict:
    """Bars from zero with the place before the name; a band joins those that share a place."""
    rows = _ranked(toplines, options)
    own = places([row[options.measure] for row in rows], lowest_first=False)
    labels = [f"{place or '–'}  {row['label']}" for place, row in zip(own, rows, strict=True)]
    room, most = look.label_room(labels, options)
    columns = [] if options.narrow else _columns(rows, options)
    shape = look.layout(
        options,
        _HEAD + _FOOT + look.ROW * max(1, len(rows)),
        meta={"scales": ["xaxis"]},
        margin={"l": room + 8, "r": 24, "t": _HEAD, "b": _FOOT, "pad": 6},
        bargap=0.3,
        xaxis=look.share_axis(options, side="top", domain=[0, _PLOT if columns else 1]),
        xaxis2=look.bare_axis(domain=[_PLOT + 0.04, 1], range=[-0.5, max(1, len(columns)) - 0.5], anchor="y"),
        yaxis=look.rows_axis(labels, most, options),
        shapes=_ties(own, options),
        annotations=_heads(columns, options),
    )
    data = [_bars(rows, options), *_errors(rows, options)]
    data += [_column(name, rows, i, options) for i, name in enumerate(columns)]
    return {"data": data, "layout": shape}


def _ranked(toplines: Toplines, options: Options) -> list[dict]:
    """The rows with the measure, the highest first; beside another panel, in the order of both."""
    rows = look.ordered(toplines, options)
    if options.order:
        return rows
    return [row for row in rows if row[options.measure] is not None]


def _columns(rows: list[dict], options: Options) -> list[str]:
    """The other measures that at least two of the rows have."""
    return [n for n in _HEADS if n != options.measure and sum(row[n] is not None for row in rows) > 1]


def _bars(rows: list[dict], options: Options) -> dict:
    known = [(y, row) for y, row in enumerate(rows) if row[options.measure] is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row[options.measure] for _, row in known],
        "y": [y for y, _ in known],
        "marker": {"color": options.colour},
        "text": [f" {look.number(row[options.measure], signed=options.limits[0] < 0)} " for _, row in known],
        "textposition": "outside",
        "textfont": {"size": 13, "color": options.palette.ink, "weight": 600},
        "cliponaxis": False,
        "customdata": [[row["id"], look.told(row)] for _, row in known],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _errors(rows: list[dict], options: Options) -> list[dict]:
    """Sampling error under the end of each bar: where these overlap, the order may be chance."""
    low, high = f"{options.measure}_low", f"{options.measure}_high"
    known = [(y + 0.42, row[low], row[high]) for y, row in enumerate(rows) if row.get(low) is not None]
    if not known:
        return []
    x = [value for _, start, end in known for value in (start, end, None)]
    y = [value for at, _, _ in known for value in (at, at, None)]
    line = {"color": options.palette.ink, "width": 1.2}
    return [{"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}]


def _ties(own: list[Place | None], options: Options) -> list[dict]:
    """A faint band behind the rows that share a place."""
    bands = []
    numbers = [place.number if place and place.shared else None for place in own]
    for number in dict.fromkeys(n for n in numbers if n):
        rows = [y for y, n in enumerate(numbers) if n == number]
        if rows[-1] - rows[0] == len(rows) - 1:
            bands.append(_band(rows[0], rows[-1], options))
    return bands


def _band(first: int, last: int, options: Options) -> dict:
    edges = {"xref": "paper", "x0": 0, "x1": 1, "y0": first - 0.46, "y1": last + 0.46}
    return {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": options.palette.middle, **edges}


def _column(name: str, rows: list[dict], which: int, options: Options) -> dict:
    """The places by another measure, as text beside the bars."""
    others = places([row[name] for row in rows], lowest_first=name == "disapprove")
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": [which] * len(rows),
        "y": list(range(len(rows))),
        "text": ["" if place is None else str(place) for place in others],
        "textfont": {"size": 13, "color": options.palette.soft},
        "hoverinfo": "skip",
    }


def _heads(columns: list[str], options: Options) -> list[dict]:
    """What the columns of places are by; disapproval counts from its lowest."""
    above = {"xref": "x2", "yref": "paper", "yanchor": "bottom"}
    heads = [look.note(_HEADS[name], i, 1, options, yshift=6, **above) for i, name in enumerate(columns)]
    if columns:
        font = {"size": 12, "color": options.palette.ink, "weight": 600}
        heads.append(look.note("place by", (len(columns) - 1) / 2, 1, options, yshift=24, font=font, **above))
    return heads
