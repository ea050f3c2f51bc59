"""Scatter: two numbers a country as one point.

Alone: approve across, disapprove up; on the rising line both are equal (net 0), on the falling one
they make 100. Side by side: the measure in A across, that in B up, and the line where both are equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "scatter"
TITLE = "Scatter"
YEARS = "one"
WAVES = "last"
PAIR = "merged"

_SIDE, _SMALL, _LEFT, _TOP, _BOTTOM = 560, 240, 52, 12, 52
_LETTER, _LINE = 7.2, 16  # pixels a letter and a line of a label need, about


@dataclass(frozen=True, slots=True)
class _Point:
    """A country at `x` and `y`; `rows` are the toplines its two numbers stand in."""

    x: float
    y: float
    label: str
    rows: tuple[dict, dict]


@dataclass(frozen=True, slots=True)
class _Axes:
    """What is across and up: the columns read, their names, and the scale of each."""

    columns: tuple[str, str]
    names: tuple[str, str]
    limits: tuple[tuple[int, int], tuple[int, int]]


def figure(toplines: Toplines, options: Options) -> dict:
    """One point a country, named where names do not run into each other."""
    axes = _axes(options)
    points = _points(toplines, axes, options)
    size = _SMALL if options.narrow else _SIDE
    across, up = _axis(axes, 0, options), _axis(axes, 1, options)
    if axes.limits[0] == axes.limits[1]:
        across |= {"constrain": "domain", "constraintoward": "left"}
        up |= {"constrain": "domain", "scaleanchor": "x"}
    shape = look.layout(
        options,
        size + _TOP + _BOTTOM,
        meta={"scales": ["xaxis", "yaxis"]},
        margin={"l": _LEFT, "r": 16, "t": _TOP, "b": _BOTTOM, "pad": 4},
        xaxis=across,
        yaxis=up,
        shapes=_lines(axes, options),
        annotations=_said(axes, options),
    )
    return {"data": [*_errors(points, axes, options), _dots(points, size, axes, options)], "layout": shape}


def notes(toplines: Toplines, options: Options) -> list[str]:
    """How many countries have only one of the two numbers."""
    return look.half_known(toplines, options)


def _axes(options: Options) -> _Axes:
    if options.other is None:
        return _Axes(("approve", "disapprove"), ("Approve", "Disapprove"), ((0, 100), (0, 100)))
    measures = (options.measure, options.other_measure)
    limits = tuple((-100, 100) if measure == "net" else (0, 100) for measure in measures)
    return _Axes(measures, options.names, (limits[0], limits[1]))


def _points(toplines: Toplines, axes: _Axes, options: Options) -> list[_Point]:
    rows = toplines.rows()
    theirs = rows if options.other is None else options.other.rows()
    others = {row["label"]: row for row in theirs}
    pairs = [(row, others[row["label"]]) for row in rows if row["label"] in others]
    across, up = axes.columns
    return [
        _Point(row[across], other[up], row["label"], (row, other))
        for row, other in pairs
        if row[across] is not None and other[up] is not None
    ]


def _axis(axes: _Axes, which: int, options: Options) -> dict:
    low, high = axes.limits[which]
    ticks = [low, (low + high) // 2, high] if options.narrow else list(range(low, high + 1, (high - low) // 4))
    texts = [look.number(tick, signed=low < 0) + ("%" if low == 0 and tick == high else "") for tick in ticks]
    title = {
        "text": look.words(axes.names[which], 46),
        "font": {"size": 14, "color": options.palette.ink},
        "standoff": 8,
    }
    pad = (high - low) * 0.015
    return look.quiet_axis(
        options, range=[low - pad, high + pad], tickvals=ticks, ticktext=texts, showgrid=True, title=title
    )


def _lines(axes: _Axes, options: Options) -> list[dict]:
    """Where both are equal; and, for the two sides of one question, where they make 100."""
    (left, right), (bottom, top) = axes.limits
    line = {"color": options.palette.soft, "width": 1, "dash": "dot"}
    common = {"type": "line", "layer": "below", "line": line}
    low, high = max(left, bottom), min(right, top)
    equal = common | {"x0": low, "y0": low, "x1": high, "y1": high}
    if options.other is not None:
        return [equal] if axes.limits[0] == axes.limits[1] else []
    return [equal, common | {"x0": 0, "y0": 100, "x1": 100, "y1": 0}]


def _said(axes: _Axes, options: Options) -> list[dict]:
    if options.other is not None:
        if axes.limits[0] != axes.limits[1]:
            return []
        return [_along("equal", axes.limits[0][1], -45, options)]
    return [_along("net 0", 97, -45, options), _along("nobody undecided", 97, 45, options)]


def _along(text: str, x: float, angle: int, options: Options) -> dict:
    """A word along one of the lines, at its right end."""
    y = x if angle < 0 else 100 - x
    return look.note(text, x, y, options, textangle=angle, xanchor="right", yanchor="bottom" if angle > 0 else "top")


def _errors(points: list[_Point], axes: _Axes, options: Options) -> list[dict]:
    """Sampling error both ways, as a thin cross, where sample sizes are known."""
    x: list = []
    y: list = []
    across, up = axes.columns
    for p in points:
        low, high = p.rows[0].get(f"{across}_low"), p.rows[0].get(f"{across}_high")
        if low is not None:
            x += [low, high, None]
            y += [p.y, p.y, None]
        low, high = p.rows[1].get(f"{up}_low"), p.rows[1].get(f"{up}_high")
        if low is not None:
            x += [p.x, p.x, None]
            y += [low, high, None]
    line = {"color": options.palette.rest, "width": 1}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}
    return [trace] if x else []


def _dots(points: list[_Point], size: int, axes: _Axes, options: Options) -> dict:
    places = _labels(points, size, axes, options)
    chosen = set(options.chosen)
    palette = options.palette
    colours = [palette.approve if not chosen or p.rows[0]["key"] in chosen else palette.neither for p in points]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [p.x for p in points],
        "y": [p.y for p in points],
        "marker": {"size": 9, "color": colours, "line": {"color": palette.paper, "width": 1}},
        "text": [look.words(p.label, 24) if place else "" for p, place in zip(points, places, strict=True)],
        "textposition": [place or "middle right" for place in places],
        "textfont": {"size": 12, "color": palette.ink},
        "cliponaxis": False,
        "customdata": [[p.rows[0]["id"], _told(p, axes, options)] for p in points],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _told(point: _Point, axes: _Axes, options: Options) -> str:
    if options.other is None:
        return look.told(point.rows[0])
    parts = [
        f"<b>{look.words(name, 40)}</b><br>{look.told(row)}" for name, row in zip(axes.names, point.rows, strict=True)
    ]
    return "<br><br>".join(parts)


def _labels(points: list[_Point], size: int, axes: _Axes, options: Options) -> list[str]:
    """Where each point's name stands so that it touches no other name or dot; "" where it would."""
    (left, right), (bottom, top) = axes.limits
    width = size
    at = [(width * (p.x - left) / (right - left), size * (top - p.y) / (top - bottom)) for p in points]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in at]
    places = [""] * len(points)
    chosen = set(options.chosen)
    order = sorted(range(len(points)), key=lambda i: (points[i].rows[0]["key"] not in chosen, points[i].label))
    for i in order:
        for place, box in _boxes(at[i], points[i].label):
            if box[2] <= width + 12 and box[0] >= 0 and not _touches(box, taken, skip=i):
                places[i] = place
                taken.append(box)
                break
    return places


_Box = tuple[float, float, float, float]


def _boxes(at: tuple[float, float], label: str) -> list[tuple[str, _Box]]:
    x, y = at
    long, half = _LETTER * min(len(label), 24) + 4, _LINE / 2
    return [
        ("middle right", (x + 6, y - half, x + 6 + long, y + half)),
        ("middle left", (x - 6 - long, y - half, x - 6, y + half)),
        ("top center", (x - long / 2, y - 6 - _LINE, x + long / 2, y - 6)),
        ("bottom center", (x - long / 2, y + 6, x + long / 2, y + 6 + _LINE)),
    ]


def _touches(box: _Box, taken: list[_Box], skip: int) -> bool:
    return any(
        i != skip and box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for i, t in enumerate(taken)
    )
