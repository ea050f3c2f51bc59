"""Lines: how a measure moved over the years. A gap in the asking is a gap in the line.

Up to six countries are named at the ends of their lines; the rest stand grey behind them.
One country alone shows approve and disapprove together.
"""

from __future__ import annotations

from dashboard import look
from dashboard.look import Options
from dashboard.strands import MOST_NAMED, Strand, named, pieces, spread, strands
from dashboard.toplines import Toplines

NAME = "lines"
TITLE = "Lines"
YEARS = "range"
WAVES = "all"

_HEIGHT, _TOP, _BOTTOM = 480, 16, 30
_FEW = 40  # points; with more, a marker on each only thickens the line


def figure(toplines: Toplines, options: Options) -> dict:
    """One line a country over the years, at most six named."""
    every = strands(toplines, options)
    front = named(every, options)
    names = {strand.name for strand in front}
    behind = [strand for strand in every if strand.name not in names]
    colours = _colours(front, options)
    data = [_background(behind, options)] if behind else []
    data += [_band(strand, colour) for strand, colour in zip(front, colours, strict=True) if strand.has_errors]
    data += [_line(strand, colour, options) for strand, colour in zip(front, colours, strict=True)]
    room = 20 + int(max((min(len(s.name), _name_room(options)) for s in front), default=4) * 7.2) + 30
    shape = look.layout(
        options,
        _HEIGHT,
        meta={"scales": ["yaxis"]},
        margin={"l": 40, "r": room, "t": _TOP, "b": _BOTTOM, "pad": 4},
        xaxis=look.time_axis(options, [x for s in every for x in s.x]),
        yaxis=look.share_axis(options),
        annotations=_ends(front, colours, options),
    )
    return {"data": data, "layout": shape}


def _name_room(options: Options) -> int:
    return 11 if options.narrow else 28


def _colours(front: list[Strand], options: Options) -> list[str]:
    palette = options.palette
    by_answer = {"approve": palette.approve, "disapprove": palette.disapprove}
    return [by_answer.get(strand.answer) or palette.lines[i % MOST_NAMED] for i, strand in enumerate(front)]


def _line(strand: Strand, colour: str, options: Options) -> dict:
    x, y, rows = pieces(strand)
    dots = len(strand.x) <= _FEW
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.words(strand.name),
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": colour, "width": 2.2},
        "marker": {"size": 6 if dots else 3, "color": colour},
        "customdata": [[row["id"], look.told(row)] if row else None for row in rows],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _background(behind: list[Strand], options: Options) -> dict:
    x: list = []
    y: list = []
    for strand in behind:
        xs, ys, _ = pieces(strand)
        x += [*xs, None]
        y += [*ys, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": options.palette.rest, "width": 1},
        "opacity": 0.7,
        "hoverinfo": "skip",
    }


def _band(strand: Strand, colour: str) -> dict:
    """The sampling error as a faint band, one closed outline a piece."""
    x: list = []
    y: list = []
    for piece in strand.pieces:
        known = [
            (r["when"], r[f"{strand.measure}_low"], r[f"{strand.measure}_high"])
            for r in piece
            if r[f"{strand.measure}_low"] is not None
        ]
        if known:
            x += [k[0] for k in known] + [k[0] for k in reversed(known)] + [known[0][0], None]
            y += [k[1] for k in known] + [k[2] for k in reversed(known)] + [known[0][1], None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.16,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _ends(front: list[Strand], colours: list[str], options: Options) -> list[dict]:
    low, high = options.limits
    least = 17 * (high - low) / (_HEIGHT - _TOP - _BOTTOM)
    places = spread([strand.y[-1] for strand in front], least, low, high)
    most = _name_room(options)
    return [
        look.note(
            f"{look.words(strand.name, most)} <b>{look.number(strand.y[-1], signed=low < 0)}</b>",
            1, place, options, xref="paper", xanchor="left", xshift=6, font={"size": 14, "color": colour},
        )
        for strand, colour, place in zip(front, colours, places, strict=True)
    ]  # fmt: skip
