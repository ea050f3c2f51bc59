"""Change: who moved between two years. Hollow is earlier, filled is later, an arrow joins them.

Where both sample sizes were printed, a move that sampling error alone could make is grey.
"""

from __future__ import annotations

from dashboard import look
from dashboard.changes import Change, changes
from dashboard.forms import slope
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "change"
TITLE = "Change"
YEARS = "two"
WAVES = "last"
FORMS = {"": "Arrows", "slope": "Slopes (up to 12 countries)"}

_HEAD, _FOOT = 48, 10
_DOT = 11


def figure(toplines: Toplines, options: Options) -> dict:
    """A dumbbell with an arrow for each country that has both years, the largest rise on top."""
    moves = changes(toplines, options.measure, options.years)
    if options.order:
        moves = sorted(moves, key=lambda move: options.order.index(move.label))
    elif options.sort == "name":
        moves = sorted(moves, key=lambda move: move.label)
    if options.form == "slope" and len(moves) <= slope.MOST:
        return slope.figure(moves, options)
    labels = [move.label for move in moves]
    room, most = look.label_room(labels, options)
    shape = look.layout(
        options,
        _HEAD + _FOOT + look.ROW * max(1, len(moves)),
        meta={"scales": ["xaxis"]},
        margin={"l": room, "r": 52, "t": _HEAD, "b": _FOOT, "pad": 6},
        xaxis=look.share_axis(options, side="top"),
        yaxis=look.rows_axis(labels, most, options),
        annotations=[*_arrows(moves, options), *_heads(moves, options)],
    )
    return {
        "data": [_dots(moves, options, later=False), _dots(moves, options, later=True), _column(moves, options)],
        "layout": shape,
    }


def notes(toplines: Toplines, options: Options) -> list[str]:
    """That there are too many countries for slopes, where they were asked for."""
    count = len(changes(toplines, options.measure, options.years))
    if options.form != "slope" or count <= slope.MOST:
        return []
    return [f"Slopes are drawn for up to {slope.MOST} countries; these are {count}, so arrows stand here."]


def _dots(moves: list[Change], options: Options, *, later: bool) -> dict:
    colours = [_colour(move, options) for move in moves]
    fill = colours if later else options.palette.paper
    return {
        "type": "scatter",
        "mode": "markers",
        "name": str(options.years[1 if later else 0]) if len(options.years) == 2 else "",
        "x": [move.end if later else move.start for move in moves],
        "y": list(range(len(moves))),
        "marker": {"size": _DOT, "color": fill, "line": {"color": colours, "width": 2}, "opacity": 1},
        "customdata": [[(move.later if later else move.earlier)["id"], _told(move)] for move in moves],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _colour(move: Change, options: Options) -> str:
    return options.palette.neither if move.is_real is False or move.points == 0 else options.colour


def _told(move: Change) -> str:
    said = f"{look.number(move.points, signed=True)} percentage points"
    tested = {
        True: "more than sampling error",
        False: "within sampling error: little changed",
        None: "sampling error not known",
    }
    return f"{look.told(move.earlier)}<br><br>{look.told(move.later)}<br><br>{said}<br>{tested[move.is_real]}"


def _arrows(moves: list[Change], options: Options) -> list[dict]:
    """Plotly draws an arrow as an annotation; too short a move has no room for one."""
    least = 5 if options.narrow else 2.5
    low, high = options.limits
    return [
        {
            "x": move.end, "y": y, "ax": move.start, "ay": y, "axref": "x", "ayref": "y", "text": "",
            "showarrow": True, "arrowhead": 2, "arrowsize": 0.9, "arrowwidth": 1.6,
            "arrowcolor": _colour(move, options), "standoff": _DOT / 2 + 1, "startstandoff": _DOT / 2 + 1,
        }
        for y, move in enumerate(moves)
        if abs(move.points) > least * (high - low) / 100
    ]  # fmt: skip


def _column(moves: list[Change], options: Options) -> dict:
    texts = [f" {look.number(move.points, signed=True)}" for move in moves]
    colours = [options.palette.soft if move.is_real is False else options.palette.ink for move in moves]
    font = {"size": 13, "color": colours, "weight": 600}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [options.limits[1]] * len(moves),
        "y": list(range(len(moves))),
        "text": texts,
        "textposition": "middle right",
        "textfont": font,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _heads(moves: list[Change], options: Options) -> list[dict]:
    if len(options.years) < 2 or not moves:
        return []
    earlier, later = options.years
    grey = "   grey: little changed" if any(move.is_real is False for move in moves) else ""
    above = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 24}
    strong = {"size": 13, "color": options.palette.ink, "weight": 600}
    return [
        look.note(f"○ {earlier}   ● {later}{grey}", 0, 1, options, xanchor="left", font=strong, **above),
        look.note("points", 1, 1, options, xanchor="right", xshift=46, **above),
    ]
