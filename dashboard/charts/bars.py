"""Bars: how each country splits in one year, stacked to 100 %.

Approve starts at the left edge and disapprove ends at the right edge, so both have a baseline.
Grey between them is what was said to be neither or no opinion; a hatch is what nobody printed.
"""

from __future__ import annotations

from dashboard import look
from dashboard.forms import diverging
from dashboard.look import Options
from dashboard.toplines import Toplines

NAME = "bars"
TITLE = "Bars"
YEARS = "one"
WAVES = "last"
FORMS = {"": "100 %, side to side", "diverging": "From the middle"}

_HEAD, _FOOT = 34, 10
_SMALL = 5  # percent; below this a label no longer fits its bar


def figure(toplines: Toplines, options: Options) -> dict:
    """100 % stacked bars, one row a country, absent countries last."""
    if options.form == "diverging":
        return diverging.figure(toplines, options)
    rows = look.ordered(toplines, options)
    room, most = look.label_room([r["label"] for r in rows], options)
    segments = _segments(rows, options)
    beside = options.measure in ("net", "opinion")
    data = [*segments, *_outside(rows, options), *_errors(rows, options), *_absent(rows, options)]
    if beside:
        data.append(_column(rows, options))
    return {"data": data, "layout": _layout(rows, room, most, beside, options)}


def _layout(rows: list[dict], room: int, most: int, beside: bool, options: Options) -> dict:
    return look.layout(
        options,
        _HEAD + _FOOT + look.ROW * max(1, len(rows)),
        meta={"scales": ["xaxis"]},
        margin={"l": room, "r": 44 if beside else 10, "t": _HEAD, "b": _FOOT, "pad": 6},
        barmode="overlay",
        bargap=0.22,
        xaxis=look.bare_axis(range=[0, 100]),
        yaxis=look.rows_axis([r["label"] for r in rows], most, options),
        annotations=[*_heads(rows, beside, options), *_reasons(rows, options)],
        shapes=[_half(rows, options)] if rows else [],
    )


def _half(rows: list[dict], options: Options) -> dict:
    line = {"color": options.palette.paper, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": 50, "x1": 50, "y0": -0.5, "y1": len(rows) - 0.5, "line": line, "layer": "above"}


def _segments(rows: list[dict], options: Options) -> list[dict]:
    told = [look.told(row) for row in rows]
    palette = options.palette
    looks = {
        "approve": (palette.approve, palette.on_strong, "start"),
        "neither": (palette.neither, palette.on_weak, "middle"),
        "no_opinion": (palette.no_opinion, palette.on_weak, "middle"),
        "disapprove": (palette.disapprove, palette.on_strong, "end"),
    }
    rests = _rests(rows, told, options)
    return ([rests] if rests["y"] else []) + [
        _segment(rows, told, name, *looks[name]) for name in looks if any(r[name] is not None for r in rows)
    ]


def _segment(rows: list[dict], told: list[str], name: str, colour: str, ink: str, anchor: str) -> dict:
    shown = [(y, r) for y, r in enumerate(rows) if r[name] is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "name": look.RESPONSES[name],
        "x": [r[name] for _, r in shown],
        "y": [y for y, _ in shown],
        "base": [_base(r, name) for _, r in shown],
        "marker": {"color": colour, "line": {"width": 0}},
        "text": [r[f"{name}_text"] if r[name] >= _SMALL else "" for _, r in shown],
        "textposition": "inside",
        "insidetextanchor": anchor,
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": ink, "size": 13},
        "customdata": [[r["id"], told[y]] for y, r in shown],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _base(row: dict, name: str) -> float:
    """Where a segment starts: from the left, but disapprove so that it ends at 100."""
    before = {"approve": (), "neither": ("approve",), "no_opinion": ("approve", "neither")}
    if name == "disapprove":
        return 100 - row[name]
    return sum(row[b] or 0 for b in before[name])


def _rests(rows: list[dict], told: list[str], options: Options) -> dict:
    """The part of each row that nobody printed. Up to 1.5 beside three answers is only rounding."""
    shown = [(y, r) for y, r in enumerate(rows) if not r["absent"] and _is_gap(r)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Not reported",
        "x": [r["unreported"] for _, r in shown],
        "y": [y for y, _ in shown],
        "base": [sum(r[n] or 0 for n in ("approve", "neither", "no_opinion")) for _, r in shown],
        "marker": _hatch(options),
        "customdata": [[r["id"], told[y]] for y, r in shown],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _is_gap(row: dict) -> bool:
    whole = row["approve"] is not None and row["disapprove"] is not None and row["no_opinion"] is not None
    return (row["unreported"] or 0) > (1.5 if whole else 0.05)


def _hatch(options: Options) -> dict:
    colour = options.palette.hatch
    pattern = {"shape": "/", "fgcolor": colour, "bgcolor": options.palette.paper, "size": 6, "solidity": 0.14}
    return {"color": options.palette.paper, "pattern": pattern, "line": {"color": colour, "width": 1}}


def _outside(rows: list[dict], options: Options) -> list[dict]:
    """Labels of approve and disapprove too small to stand in their bars, beside them where there is room."""
    marks = []
    pixel = 0.55 if options.narrow else 0.14  # in percent of the axis, about
    for y, row in enumerate(rows):
        middle = 100 - (row["approve"] or 0) - (row["disapprove"] or 0)
        for name, side in (("approve", "middle right"), ("disapprove", "middle left")):
            if row[name] is not None and row[name] < _SMALL and middle > pixel * (8 + 7 * len(row[f"{name}_text"])):
                x = row[name] if name == "approve" else 100 - row[name]
                colour = options.palette.approve if name == "approve" else options.palette.disapprove
                marks.append((x, y, f" {row[f'{name}_text']} ", side, colour))
    if not marks:
        return []
    x, y, text, side, colour = (list(part) for part in zip(*marks, strict=True))
    font = {"size": 13, "color": colour, "weight": 700}
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": x,
            "y": y,
            "text": text,
            "textposition": side,
            "textfont": font,
            "hoverinfo": "skip",
        }
    ]


def _errors(rows: list[dict], options: Options) -> list[dict]:
    """Sampling error of the sorted answer, as a thin line across the end of its bar."""
    name = "disapprove" if options.measure == "disapprove" else "approve"
    known = [(y, r) for y, r in enumerate(rows) if r[name] is not None and r[f"{name}_low"] is not None]
    if not known:
        return []
    ends = [(r[name] - r[f"{name}_low"], r[f"{name}_high"] - r[name]) for _, r in known]
    if name == "disapprove":
        ends = [(high, low) for low, high in ends]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [100 - r[name] if name == "disapprove" else r[name] for _, r in known],
            "y": [y for y, _ in known],
            "marker": {"size": 1, "color": options.palette.ink},
            "error_x": {
                "array": [high for _, high in ends],
                "arrayminus": [low for low, _ in ends],
                "symmetric": False,
                "color": options.palette.ink,
                "thickness": 1.2,
                "width": 3,
            },
            "hoverinfo": "skip",
        }
    ]


def _absent(rows: list[dict], options: Options) -> list[dict]:
    shown = [(y, r) for y, r in enumerate(rows) if r["absent"]]
    if not shown:
        return []
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": "Absent",
            "x": [100] * len(shown),
            "y": [y for y, _ in shown],
            "base": 0,
            "marker": _hatch(options),
            "customdata": [[r["id"], look.told(r)] for _, r in shown],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }
    ]


def _reasons(rows: list[dict], options: Options) -> list[dict]:
    """Why a country is absent, in words on its hatch."""
    return [
        look.note(
            look.ABSENCES.get(r["absent"], r["absent"]), 1, y, options, xanchor="left", bgcolor=options.palette.paper
        )
        for y, r in enumerate(rows)
        if r["absent"]
    ]


def _column(rows: list[dict], options: Options) -> dict:
    values = [look.number(r[options.measure], signed=options.measure == "net") for r in rows]
    font = {"size": 13, "color": options.palette.ink, "weight": 600}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [100] * len(rows),
        "y": list(range(len(rows))),
        "text": [f"\u2002{v}" for v in values],
        "textposition": "middle right",
        "textfont": font,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _heads(rows: list[dict], beside: bool, options: Options) -> list[dict]:
    """The names of the answers above the first bar, each where its bars are."""
    palette = options.palette
    there = {name for name in look.RESPONSES if any(r[name] is not None for r in rows)}
    heads = []
    if "approve" in there:
        heads.append(_head("Approve", 0, "left", palette.approve, options))
    if "disapprove" in there:
        heads.append(_head("Disapprove", 100, "right", palette.disapprove, options))
    middle = " · ".join(look.RESPONSES[name] for name in ("neither", "no_opinion") if name in there)
    if any(_is_gap(r) for r in rows if not r["absent"]):
        middle = f"{middle} · not reported" if middle else "Not reported"
    if middle and not (options.narrow and len(there) > 1):
        heads.append(
            _head(
                middle,
                50 if "disapprove" in there else 100,
                "center" if "disapprove" in there else "right",
                palette.soft,
                options,
            )
        )
    if beside:
        heads.append(
            _head("\u2002Net" if options.measure == "net" else "\u2002Share", 100, "left", palette.ink, options)
        )
    return heads


def _head(text: str, x: float, anchor: str, colour: str, options: Options) -> dict:
    font = {"size": 13, "color": colour, "weight": 600}
    return look.note(text, x, 1, options, xanchor=anchor, yref="paper", yanchor="bottom", font=font, yshift=4)
