"""Map: the measure by country. Land where nothing was asked is hatched (style.css), never a colour of the scale.

The geometry is ours (assets/topojson, made by docs/build-map.mjs) and has Kosovo. What it does not
have (pools, small states, places without a code) is listed in a note.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from dashboard import look
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "map"
TITLE = "Map"
YEARS = "one"
WAVES = "last"

_GEOMETRY = Path(__file__).parents[2] / "assets" / "topojson" / "world_50m.json"
_MOST_NAMED = 12
_WIDE, _NARROW = 520, 190
_KEY = 56  # pixels for the key of the colours, between the map and its list
_PHONE, _VALUE = 290, 34  # pixels a small phone has for the chart, and a value at the end of its bar


def figure(toplines: Toplines, options: Options) -> dict:
    """One choropleth of the measure, a net with 0 at the centre of its colours; on a phone a list of it below."""
    rows = [row for row in toplines.rows() if row["key"] in drawable()]
    known = [row for row in rows if row[options.measure] is not None]
    if options.narrow:
        return _with_list(toplines, rows, known, options)
    shape = look.layout(options, _WIDE, margin={"l": 0, "r": 0, "t": 0, "b": 34, "pad": 0}, geo=_world(options))
    return {"data": [_countries(known, options), *_absent(rows, options)], "layout": shape}


def _with_list(toplines: Toplines, rows: list[dict], known: list[dict], options: Options) -> dict:
    """The map above, too small to tell small countries apart, and under it every country with its value."""
    listed = [row for row in look.ordered(toplines, options) if row[options.measure] is not None]
    room, most = look.label_room([row["label"] for row in listed], options)
    height = _NARROW + _KEY + look.ROW * max(1, len(listed))
    under = 1 - (_NARROW + _KEY) / height
    shape = look.layout(
        options,
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 6},
        geo=_world(options) | {"domain": {"x": [0, 1], "y": [1 - _NARROW / height, 1]}},
        meta={"scales": ["xaxis"]},
        bargap=0.3,
        xaxis=look.bare_axis(range=list(options.limits), domain=[room / _PHONE, 1 - _VALUE / _PHONE], anchor="y"),
        yaxis=look.rows_axis([row["label"] for row in listed], most, options) | {"domain": [0, under]},
    )
    key = {"y": 1 - _NARROW / height, "ypad": 6}
    countries = _countries(known, options)
    countries["colorbar"] |= key
    return {"data": [countries, *_absent(rows, options), _list(listed, options)], "layout": shape}


def _list(rows: list[dict], options: Options) -> dict:
    """A bar a country in its colour on the map, with its value."""
    low, high = options.limits
    values = [row[options.measure] for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": list(range(len(rows))),
        "marker": {
            "color": values,
            "colorscale": look.scale(options),
            "cmin": low,
            "cmax": high,
            "line": {"color": options.palette.hatch, "width": 0.5},
        },
        "text": [look.number(value, signed=low < 0) for value in values],
        "textposition": "outside",
        "textfont": {"size": 13, "color": options.palette.ink},
        "cliponaxis": False,
        "customdata": [[row["id"], look.told(row)] for row in rows],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def notes(toplines: Toplines, options: Options) -> list[str]:
    """What has a figure and no place on the map."""
    there = toplines.where(toplines.known(options.measure))
    lost = [name for key, name in zip(there["key"], there["label"], strict=True) if key not in drawable()]
    if not lost:
        return []
    more = f" and {len(lost) - _MOST_NAMED} others" if len(lost) > _MOST_NAMED else ""
    return [f"Not on the map, but in every other view: {', '.join(lost[:_MOST_NAMED])}{more}."]


@lru_cache(maxsize=1)
def drawable() -> frozenset[str]:
    """The codes of the countries that the geometry has."""
    shapes = json.loads(_GEOMETRY.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]
    return frozenset(shape["id"] for shape in shapes if shape["id"])


def _world(options: Options) -> dict:
    palette = options.palette
    return {
        "projection": {"type": "natural earth"},
        "resolution": 50,
        "lataxis": {"range": [-56, 84]},
        "lonaxis": {"range": [-170, 190]},
        "showframe": False,
        "showcoastlines": False,
        "showland": True,
        "landcolor": palette.faint,
        "showcountries": True,
        "countrycolor": palette.hatch,
        "countrywidth": 0.5,
        "bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
    }


def _countries(rows: list[dict], options: Options) -> dict:
    low, high = options.limits
    return {
        "type": "choropleth",
        "locationmode": "ISO-3",
        "locations": [row["key"] for row in rows],
        "z": [row[options.measure] for row in rows],
        "zmin": low,
        "zmax": high,
        "colorscale": look.scale(options),
        "marker": {"line": {"color": options.palette.paper, "width": 0.6}},
        "customdata": [[row["id"], look.told(row)] for row in rows],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "colorbar": look.scale_key(options),
    }


def _absent(rows: list[dict], options: Options) -> list[dict]:
    """Countries of which a source says why there is no figure: hatched like the rest, but they tell the reason."""
    absent = [row for row in rows if row["absent"] and row[options.measure] is None]
    if not absent:
        return []
    clear = "rgba(0,0,0,0)"
    return [
        {
            "type": "choropleth",
            "locationmode": "ISO-3",
            "locations": [row["key"] for row in absent],
            "z": [0] * len(absent),
            "colorscale": [[0, clear], [1, clear]],
            "showscale": False,
            "marker": {"line": {"color": options.palette.soft, "width": 0.8}},
            "customdata": [[row["id"], look.told(row)] for row in absent],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }
    ]
