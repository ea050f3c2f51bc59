"""Slopes: two years as two upright lines, each country a line between them, named at both ends.

For a dozen countries at most: with more the names run into each other, and the dumbbells are drawn.
"""

from __future__ import annotations

from dashboard import look
from dashboard.changes import Change
from dashboard.look import Options
from dashboard.strands import spread

MOST = 12
_HEIGHT, _TOP, _BOTTOM = 520, 34, 16


def figure(moves: list[Change], options: Options) -> dict:
    """One line a country; grey where sampling error alone could make the move."""
    most = 11 if options.narrow else 26
    room = int(max((min(len(move.label), most) for move in moves), default=4) * 7.2) + 44
    shape = look.layout(
        options,
        _HEIGHT,
        meta={"scales": ["yaxis"]},
        margin={"l": room, "r": room, "t": _TOP, "b": _BOTTOM, "pad": 4},
        xaxis=_years(options),
        yaxis=look.bare_axis(range=_range(moves, options)),
        annotations=[*_ends(moves, most, options, later=False), *_ends(moves, most, options, later=True)],
        shapes=[_upright(x, options) for x in (0, 1)],
    )
    return {"data": [_line(move, options) for move in moves], "layout": shape}


def _range(moves: list[Change], options: Options) -> list[float]:
    """The measure's whole scale, so that a slope is as steep as the move is large."""
    low, high = options.limits
    return [low - (high - low) * 0.02, high + (high - low) * 0.02]


def _years(options: Options) -> dict:
    earlier, later = options.years if len(options.years) == 2 else ("", "")
    font = {"size": 14, "color": options.palette.ink}
    return look.quiet_axis(
        options, side="top", range=[0, 1], tickvals=[0, 1], ticktext=[str(earlier), str(later)], tickfont=font
    )


def _upright(x: int, options: Options) -> dict:
    line = {"color": options.palette.faint, "width": 1}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": line}


def _colour(move: Change, options: Options) -> str:
    return options.palette.neither if move.is_real is False or move.points == 0 else options.colour


def _line(move: Change, options: Options) -> dict:
    colour = _colour(move, options)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.words(move.label),
        "x": [0, 1],
        "y": [move.start, move.end],
        "line": {"color": colour, "width": 2},
        "marker": {"size": 8, "color": colour},
        "cliponaxis": False,
        "customdata": [[row["id"], look.told(row)] for row in (move.earlier, move.later)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _ends(moves: list[Change], most: int, options: Options, *, later: bool) -> list[dict]:
    """Names and values at one side, moved apart so that they do not touch."""
    low, high = options.limits
    least = 17 * (high - low) / (_HEIGHT - _TOP - _BOTTOM)
    values = {move.label: move.end if later else move.start for move in moves}
    ordered = sorted(moves, key=lambda move: -values[move.label])
    places = spread([values[move.label] for move in ordered], least, low, high)
    return [
        _end(move, values[move.label], place, most, options, later=later)
        for move, place in zip(ordered, places, strict=True)
    ]


def _end(move: Change, value: float, place: float, most: int, options: Options, *, later: bool) -> dict:
    name, said = look.words(move.label, most), look.number(value, signed=options.limits[0] < 0)
    text = f"<b>{said}</b> {name}" if later else f"{name} <b>{said}</b>"
    side = {"xanchor": "left", "xshift": 10} if later else {"xanchor": "right", "xshift": -10}
    return look.note(text, 1 if later else 0, place, options, font={"size": 13, "color": options.palette.ink}, **side)
