"""Multiples: one small panel a country, all on the same axes, so that many can be compared.

Plotly is slow with a hundred pairs of axes, so all panels share one pair: each panel is a shifted
copy of the same small plane. Values are shifted only to be drawn; hovering tells the real ones.
"""

from __future__ import annotations

from dashboard import look
from dashboard.look import Options
from dashboard.strands import Strand, panels, pieces
from dashboard.toplines import Toplines

NAME = "multiples"
TITLE = "Multiples"
YEARS = "range"
WAVES = "all"

_PANEL, _HEAD, _GAP = 92, 30, 0.12
_TOP, _BOTTOM = 6, 8


def figure(toplines: Toplines, options: Options) -> dict:
    """A grid of panels, ordered by the latest value or by name."""
    every = _ordered(panels(toplines, options), options)
    across = min(2 if options.narrow else 5, max(1, len(every)))
    down = max(1, -(-len(every) // across))
    plane = _Plane([x for panel in every for strand in panel for x in strand.x], options)
    places = [(i % across, i // across) for i in range(len(every))]
    data = [_frame(places, plane, options), _scale(plane, options)]
    for answer in _answers(every):
        data.append(_lines(every, places, plane, answer, options))
        data.append(_ends(every, places, plane, answer, options))
    shape = look.layout(
        options,
        _TOP + _BOTTOM + down * (_PANEL + _HEAD),
        margin={"l": 34, "r": 6, "t": _TOP, "b": _BOTTOM, "pad": 0},
        xaxis=look.bare_axis(range=[0, across]),
        yaxis=look.bare_axis(range=[down, 0]),
        annotations=[
            note for panel, place in zip(every, places, strict=True) for note in _titles(panel, place, plane, options)
        ],
    )
    return {"data": data, "layout": shape}


class _Plane:
    """Where a year and a value lie in a panel of width and height 1."""

    def __init__(self, moments: list[float], options: Options) -> None:
        self.first, self.last = options.span or ((min(moments), max(moments)) if moments else (0.0, 1.0))
        self.low, self.high = options.limits

    def x(self, column: int, moment: float) -> float:
        return column + _GAP / 2 + (1 - _GAP - 0.1) * (moment - self.first) / max(0.001, self.last - self.first)

    def y(self, row: int, value: float) -> float:
        head = _HEAD / (_PANEL + _HEAD)
        return row + head + (1 - head - 0.06) * (self.high - value) / (self.high - self.low)


def _ordered(found: list[list[Strand]], options: Options) -> list[list[Strand]]:
    """The panels by the measure's latest value, the highest first, or by name as they come."""
    if options.order:
        return sorted(found, key=lambda panel: options.order.index(panel[0].rows[0]["label"]))
    if options.sort == "name":
        return found
    return sorted(found, key=lambda panel: -_leading(panel, options).y[-1])


def _leading(panel: list[Strand], options: Options) -> Strand:
    return next((strand for strand in panel if strand.measure == options.measure), panel[0])


def _answers(every: list[list[Strand]]) -> list[str]:
    return list(dict.fromkeys(strand.measure for panel in every for strand in panel))


def _colour(answer: str, options: Options) -> str:
    palette = options.palette
    return {"disapprove": palette.disapprove, "no_opinion": palette.neither}.get(answer, palette.approve)


def _frame(places: list[tuple[int, int]], plane: _Plane, options: Options) -> dict:
    """Faint lines at the bottom, middle and top of the scale of each panel."""
    x: list = []
    y: list = []
    for column, row in places:
        for value in (plane.low, (plane.low + plane.high) / 2, plane.high):
            x += [plane.x(column, plane.first), plane.x(column, plane.last), None]
            y += [plane.y(row, value)] * 2 + [None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": options.palette.faint, "width": 1},
        "hoverinfo": "skip",
    }


def _scale(plane: _Plane, options: Options) -> dict:
    """The ends of the scale, on the first panel only: all have the same."""
    unit = "" if plane.low < 0 else "%"
    return {
        "type": "scatter",
        "mode": "text",
        "x": [plane.x(0, plane.first)] * 2,
        "y": [plane.y(0, value) for value in (plane.high, plane.low)],
        "text": [f"{look.number(plane.high, signed=plane.low < 0)}{unit} ", f"{look.number(plane.low)} "],
        "textposition": "middle left",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": options.palette.soft},
        "hoverinfo": "skip",
    }


def _lines(
    every: list[list[Strand]], places: list[tuple[int, int]], plane: _Plane, answer: str, options: Options
) -> dict:
    x: list = []
    y: list = []
    told: list = []
    for panel, (column, row) in zip(every, places, strict=True):
        for strand in panel:
            if strand.measure == answer:
                xs, ys, rows = pieces(strand)
                x += [None if v is None else plane.x(column, v) for v in xs] + [None]
                y += [None if v is None else plane.y(row, v) for v in ys] + [None]
                told += [[r["id"], look.told(r)] if r else None for r in rows] + [None]
    busy = len(x) > 1500
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": _colour(answer, options), "width": 1.8},
        "marker": {"size": 3 if busy else 4, "color": _colour(answer, options)},
        "customdata": told,
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _ends(
    every: list[list[Strand]], places: list[tuple[int, int]], plane: _Plane, answer: str, options: Options
) -> dict:
    ends = [
        (strand, place)
        for panel, place in zip(every, places, strict=True)
        for strand in panel
        if strand.measure == answer
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [plane.x(column, strand.x[-1]) for strand, (column, _) in ends],
        "y": [plane.y(row, strand.y[-1]) for strand, (_, row) in ends],
        "text": [f" {look.number(strand.y[-1], signed=plane.low < 0)}" for strand, _ in ends],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": _colour(answer, options), "weight": 600},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _titles(panel: list[Strand], place: tuple[int, int], plane: _Plane, options: Options) -> list[dict]:
    column, row = place
    name = look.words(panel[0].rows[0]["label"], 18 if options.narrow else 24)
    font = {"size": 14, "color": options.palette.ink, "weight": 600}
    title = look.note(name, plane.x(column, plane.first), row + 0.02, options, xanchor="left", yanchor="top", font=font)
    return [title]
