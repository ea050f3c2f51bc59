"""Diverging bars: disapprove to the left of one upright line, approve to the right, the rest parked apart.

It shows which side is larger better than 100 % bars do; what is between the sides stands in a column
of its own at the right, so that it never shifts them.
"""

from __future__ import annotations

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

_HEAD, _FOOT = 34, 10
_PLOT = 0.74  # of the width; the rest is the parked column
_SMALL = 7  # percent; a label that does not fit its bar stands outside


def figure(toplines: Toplines, options: Options) -> dict:
    """Two bars a country from the line in the middle, and one for neither and no opinion at the right."""
    rows = look.ordered(toplines, options)
    labels = [row["label"] for row in rows]
    room, most = look.label_room(labels, options)
    palette = options.palette
    parked = any(row["neither"] is not None or row["no_opinion"] is not None for row in rows)
    data = [
        _bars(rows, "disapprove", -1, palette.disapprove, options),
        _bars(rows, "approve", 1, palette.approve, options),
        *([_parked(rows, options)] if parked else []),
        *_errors(rows, options),
    ]
    shape = look.layout(
        options,
        _HEAD + _FOOT + look.ROW * max(1, len(rows)),
        meta={"scales": ["xaxis"]},
        margin={"l": room, "r": 10, "t": _HEAD, "b": _FOOT, "pad": 6},
        barmode="overlay",
        bargap=0.22,
        xaxis=look.bare_axis(range=[-105, 105], domain=[0, _PLOT if parked else 1]),
        xaxis2=look.bare_axis(range=[0, 100], domain=[_PLOT + 0.03, 1], anchor="y"),
        yaxis=look.rows_axis(labels, most, options),
        annotations=[*_heads(parked, options), *_reasons(rows, options)],
        shapes=[_line(rows, options)] if rows else [],
    )
    return {"data": data, "layout": shape}


def _bars(rows: list[dict], name: str, side: int, colour: str, options: Options) -> dict:
    known = [(y, row) for y, row in enumerate(rows) if row[name] is not None]
    return _bar(
        [side * row[name] for _, row in known],
        known,
        colour,
        options.palette.on_strong,
        [row[f"{name}_text"] for _, row in known],
        ["inside" if row[name] >= _SMALL else "outside" for _, row in known],
    ) | {"name": look.RESPONSES[name]}


def _parked(rows: list[dict], options: Options) -> dict:
    """Neither and no opinion together, as one grey bar in its own column."""
    known = [(y, row) for y, row in enumerate(rows) if row["neither"] is not None or row["no_opinion"] is not None]
    sums = [(row["neither"] or 0) + (row["no_opinion"] or 0) for _, row in known]
    texts = [look.number(total) for total in sums]
    places = ["inside" if total >= 20 else "outside" for total in sums]
    grey = options.palette.no_opinion
    return _bar(sums, known, grey, options.palette.on_weak, texts, places) | {"xaxis": "x2", "name": "No opinion"}


def _bar(
    x: list[float], known: list[tuple[int, dict]], colour: str, ink: str, texts: list[str], places: list[str]
) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "x": x,
        "y": [y for y, _ in known],
        "marker": {"color": colour, "line": {"width": 0}},
        "text": texts,
        "textposition": places,
        "insidetextanchor": "start",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": ink, "size": 13},
        "outsidetextfont": {"size": 13},
        "cliponaxis": False,
        "customdata": [[row["id"], look.told(row)] for _, row in known],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _errors(rows: list[dict], options: Options) -> list[dict]:
    """Sampling error across the end of each bar, where the sample size is known."""
    x: list = []
    y: list = []
    for at, row in enumerate(rows):
        for name, side in (("disapprove", -1), ("approve", 1)):
            if row[name] is not None and row[f"{name}_low"] is not None:
                x += [side * row[f"{name}_low"], side * row[f"{name}_high"], None]
                y += [at, at, None]
    line = {"color": options.palette.ink, "width": 1.2}
    return [{"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}] if x else []


def _line(rows: list[dict], options: Options) -> dict:
    line = {"color": options.palette.ink, "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": len(rows) - 0.5, "line": line, "layer": "above"}


def _heads(parked: bool, options: Options) -> list[dict]:
    palette = options.palette
    above = {"yref": "paper", "yanchor": "bottom", "yshift": 4}
    heads = [("Disapprove", 0, "right", palette.disapprove, -6, "x"), ("Approve", 0, "left", palette.approve, 6, "x")]
    if parked:
        heads.append(("Neither" if options.narrow else "Neither, no opinion", 0, "left", palette.soft, 0, "x2"))
    return [
        look.note(text, x, 1, options, xref=axis, xanchor=anchor, xshift=shift, font=_strong(colour), **above)
        for text, x, anchor, colour, shift, axis in heads
    ]


def _strong(colour: str) -> dict:
    return {"size": 13, "color": colour, "weight": 600}


def _reasons(rows: list[dict], options: Options) -> list[dict]:
    """Why a country has no bars, in words where they would be."""
    return [
        look.note(look.ABSENCES.get(row["absent"], row["absent"]), 2, y, options, xanchor="left")
        for y, row in enumerate(rows)
        if row["absent"]
    ]
