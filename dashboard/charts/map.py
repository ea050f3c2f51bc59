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
_WIDE, _NARROW = 520, 250


def figure(toplines: Toplines, options: Options) -> dict:
    """One choropleth of the measure, a net with 0 at the centre of its colours."""
    rows = [row for row in toplines.rows() if row["key"] in drawable()]
    known = [row for row in rows if row[options.measure] is not None]
    height = _NARROW if options.narrow else _WIDE
    shape = look.layout(
        options,
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 34, "pad": 0},
        geo=_world(options),
    )
    return {"data": [_countries(known, options), *_absent(rows, options)], "layout": shape}


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
