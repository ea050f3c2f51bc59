"""Dots: two numbers a country on one line, and how far apart they are.

Alone: approve against disapprove, with the net. Side by side: the measure in A against that in B.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "dots"
TITLE = "Dots"
YEARS = "one"
WAVES = "last"
PAIR = "merged"

_HEAD, _FOOT, _DOT = 48, 10, 11


@dataclass(frozen=True, slots=True)
class _Line:
    """One country's two numbers, which of its toplines each stands in, and their difference in points."""

    label: str
    first: float
    second: float
    rows: tuple[dict, dict]

    @property
    def points(self) -> float:
        return round(self.first - self.second, 6)


@dataclass(frozen=True, slots=True)
class _Side:
    """What the first or the second dots are: their name, colour and shape."""

    name: str
    colour: str
    symbol: str
    filled: bool


def figure(toplines: Toplines, options: Options) -> dict:
    """A dumbbell for each country that has both numbers, by the first number or by name."""
    lines = _lines(toplines, options)
    sides = _sides(options)
    room, most = look.label_room([line.label for line in lines], options)
    shape = look.layout(
        options,
        _HEAD + _FOOT + look.ROW * max(1, len(lines)),
        meta={"scales": ["xaxis"]},
        margin={"l": room, "r": 56, "t": _HEAD, "b": _FOOT, "pad": 6},
        xaxis=look.share_axis(_scale(options), side="top"),
        yaxis=look.rows_axis([line.label for line in lines], most, options),
        annotations=_heads(sides, lines, options),
    )
    dots = [_dots(lines, side, i, options) for i, side in enumerate(sides)]
    return {
        "data": [_bars(lines, options), *_errors(lines, sides, options), *dots, _column(lines, options)],
        "layout": shape,
    }


def notes(toplines: Toplines, options: Options) -> list[str]:
    """How many countries have only one of the two numbers."""
    return look.half_known(toplines, options)


def _scale(options: Options) -> Options:
    """The scale that both numbers fit on: of shares, unless one of them is a net."""
    measure = "net" if options.other is not None and "net" in _measures(options) else "approve"
    return Options(measure, narrow=options.narrow, dark=options.dark)


def _measures(options: Options) -> tuple[str, str]:
    return ("approve", "disapprove") if options.other is None else (options.measure, options.other_measure)


def _alike(options: Options) -> bool:
    """Whether the two numbers are of one kind, so that their difference says something."""
    return options.other is None or _measures(options).count("net") in (0, 2)


def _lines(toplines: Toplines, options: Options) -> list[_Line]:
    rows = toplines.rows()
    if options.other is None:
        lines = [_line(row, row["approve"], row, row["disapprove"]) for row in rows]
    else:
        others = {row["label"]: row for row in options.other.rows()}
        measure, second = options.measure, options.other_measure
        lines = [
            _line(row, row[measure], others[row["label"]], others[row["label"]][second])
            for row in rows
            if row["label"] in others
        ]
    found = [line for line in lines if line]
    return sorted(found, key=(lambda m: m.label) if options.sort == "name" else (lambda m: (-m.first, m.label)))


def _line(row: dict, first: float | None, other: dict, second: float | None) -> _Line | None:
    return None if first is None or second is None else _Line(row["label"], first, second, (row, other))


def _sides(options: Options) -> tuple[_Side, _Side]:
    palette = options.palette
    if options.other is None:
        return (
            _Side("Approve", palette.approve, "circle", True),
            _Side("Disapprove", palette.disapprove, "diamond", True),
        )
    first, second = options.names
    theirs = replace(options, measure=options.other_measure).colour
    return _Side(first, options.colour, "circle", True), _Side(second, theirs, "circle", False)


def _bars(lines: list[_Line], options: Options) -> dict:
    x: list = []
    y: list = []
    for i, line in enumerate(lines):
        x += [line.first, line.second, None]
        y += [i, i, None]
    line = {"color": options.palette.rest, "width": 3}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _dots(lines: list[_Line], side: _Side, which: int, options: Options) -> dict:
    fill = side.colour if side.filled else options.palette.paper
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.words(side.name),
        "x": [(line.first, line.second)[which] for line in lines],
        "y": list(range(len(lines))),
        "marker": {"size": _DOT, "symbol": side.symbol, "color": fill, "line": {"color": side.colour, "width": 2}},
        "customdata": [[line.rows[which]["id"], look.told(line.rows[which])] for line in lines],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _errors(lines: list[_Line], sides: tuple[_Side, _Side], options: Options) -> list[dict]:
    """Sampling error of each dot, as a thin line through it, where its sample size is known."""
    found = []
    for which, (name, side) in enumerate(zip(_measures(options), sides, strict=True)):
        ends = [(i, m.rows[which].get(f"{name}_low"), m.rows[which].get(f"{name}_high")) for i, m in enumerate(lines)]
        known = [end for end in ends if end[1] is not None]
        if known:
            found.append(_error(known, side))
    return found


def _error(ends: list[tuple[int, float, float]], side: _Side) -> dict:
    x = [value for _, low, high in ends for value in (low, high, None)]
    y = [value for i, _, _ in ends for value in (i, i, None)]
    line = {"color": side.colour, "width": 1.2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "opacity": 0.7, "hoverinfo": "skip"}


def _column(lines: list[_Line], options: Options) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_scale(options).limits[1]] * len(lines),
        "y": list(range(len(lines))),
        "text": [f" {look.number(line.points, signed=True)}" if _alike(options) else "" for line in lines],
        "textposition": "middle right",
        "textfont": {"size": 13, "color": options.palette.ink, "weight": 600},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _heads(sides: tuple[_Side, _Side], lines: list[_Line], options: Options) -> list[dict]:
    """The key above the first row, in the dots' own shapes, and what the last column is."""
    if not lines:
        return []
    signs = ["◆" if s.symbol == "diamond" else "●" if s.filled else "○" for s in sides]
    most = 18 if options.narrow else 40
    key = "   ".join(
        f'<span style="color:{s.colour}">{sign}</span> {look.words(s.name, most)}'
        for sign, s in zip(signs, sides, strict=True)
    )
    above = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 24}
    strong = {"size": 13, "color": options.palette.ink, "weight": 600}
    last = "net" if options.other is None else "points" if _alike(options) else ""
    return [
        look.note(key, 0, 1, options, xanchor="left", font=strong, **above),
        look.note(last, 1, 1, options, xanchor="right", xshift=50, **above),
    ]
