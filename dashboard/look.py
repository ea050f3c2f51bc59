"""How every chart looks: colours by meaning, type sizes, numbers, and the empty plot to start from.

The same meaning has the same colour on every view. Grey is "no opinion", a hatch is "absent";
neither is ever the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.toplines import Toplines

SANS = '"Source Sans 3", "Segoe UI", system-ui, sans-serif'
ROW = 26
"""Height of a country's row in pixels; a chart grows with its rows."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour a meaning; `…_cell` is it where it lies under numbers.

    `lines` are for countries, so they are none of the answers' colours.
    """

    ink: str
    soft: str
    faint: str
    paper: str
    approve: str
    disapprove: str
    neither: str
    no_opinion: str
    on_strong: str
    on_weak: str
    hatch: str
    rest: str
    lines: tuple[str, ...]
    middle: str
    approve_cell: str
    disapprove_cell: str


LIGHT = Palette(
    ink="#1b1f23", soft="#5b636b", faint="#e4e2dd", paper="#ffffff",
    approve="#0f7b8a", disapprove="#bd5209", neither="#99a1a9", no_opinion="#cdd2d6",
    on_strong="#ffffff", on_weak="#1b1f23", hatch="#c9c5bd", rest="#cfd2d5",
    lines=("#2f5d9b", "#b23a65", "#6b721d", "#7350a0", "#8a5a33", "#2f7d4f"), middle="#f3f1ec",
    approve_cell="#45a0ad", disapprove_cell="#e08a45",  # light enough for dark numbers
)  # fmt: skip
DARK = Palette(
    ink="#e8e6e1", soft="#a9b1b9", faint="#2c3238", paper="#14181c",
    approve="#4fb3bf", disapprove="#f0914a", neither="#7a838c", no_opinion="#4a525a",
    on_strong="#0d1114", on_weak="#f2f0eb", hatch="#4a5058", rest="#3f464d",
    lines=("#86b0e6", "#ee8fb3", "#c3ca6b", "#b99be3", "#d2a278", "#7cc79a"), middle="#23282d",
    approve_cell="#1a7484", disapprove_cell="#a54a0c",  # dark enough for light numbers
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What a figure needs to know beside its data.

    `years` are those drawn (one, two, or the ends of a range); `subject` is for hover texts;
    `narrow` is a screen under 700 pixels; `chosen` are the countries a visitor named (keys); `form`
    is one of the chart's own forms. Two panels side by side share `order`, the labels of their rows,
    and `span`, the ends of their time axis; a chart that draws both in one has the second's toplines
    in `other`, whose measure is `other_measure`, and `names` says what the first and the second are.
    """

    measure: str = "approve"
    years: tuple[int, ...] = ()
    sort: str = "value"
    chosen: tuple[str, ...] = ()
    narrow: bool = False
    dark: bool = False
    form: str = ""
    order: tuple[str, ...] = ()
    span: tuple[float, float] | None = None
    other: Toplines | None = None
    other_measure: str = "approve"
    names: tuple[str, str] = ("", "")

    @property
    def palette(self) -> Palette:
        """The colours for this screen."""
        return DARK if self.dark else LIGHT

    @property
    def colour(self) -> str:
        """The colour of the measure."""
        palette = self.palette
        return {"disapprove": palette.disapprove, "no_opinion": palette.neither}.get(self.measure, palette.approve)

    @property
    def limits(self) -> tuple[int, int]:
        """The measure's whole scale: shares 0 to 100, a net −100 to 100."""
        return (-100, 100) if self.measure == "net" else (0, 100)


RESPONSES = {"approve": "Approve", "neither": "Neither", "no_opinion": "No opinion", "disapprove": "Disapprove"}
ABSENCES = {
    "not_surveyed": "not surveyed",
    "not_asked": "not asked",
    "not_published": "not published",
    "suppressed": "suppressed",
    "no_figure": "no figure here",
}
SHORT = {
    "approve": "Approve",
    "disapprove": "Disapprove",
    "net": "Net",
    "opinion": "Of those with an opinion",
    "no_opinion": "No opinion",
}


def number(value: float | None, *, signed: bool = False) -> str:
    """A share as it is shown: at most one decimal, a real minus sign.

    >>> number(71.0), number(61.2072), number(-4), number(12, signed=True), number(None)
    ('71', '61.2', '−4', '+12', '')
    """
    if value is None or value != value:
        return ""
    text = f"{round(value, 1):{'+' if signed else ''}.1f}".removesuffix(".0").replace("-", "−")
    return "0" if text in ("−0", "+0") else text


def known(values: Sequence[float]) -> list[float | None]:
    """Missing numbers as None, so that a figure stays plain JSON."""
    return [None if v is None or v != v else v for v in values]


def layout(options: Options, height: int, **more: object) -> dict:
    """A plot without box, title or legend, on the page's own paper."""
    palette = options.palette
    plain = {
        "height": height,
        "font": {"family": SANS, "size": 14, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "font": {"family": SANS, "size": 14, "color": palette.ink},
            "bgcolor": palette.paper,
            "bordercolor": palette.soft,
            "align": "left",
        },
        "uniformtext": {"mode": "hide", "minsize": 12},
    }
    return plain | more


def bare_axis(**more: object) -> dict:
    """An axis that says nothing of itself."""
    return {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False} | more


def quiet_axis(options: Options, **more: object) -> dict:
    """An axis with small soft numbers and, when asked for, a faint grid."""
    palette = options.palette
    return {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "showline": False,
        "ticks": "",
        "gridcolor": palette.faint,
        "tickfont": {"size": 12, "color": palette.soft},
        "automargin": False,
    } | more


def note(text: str, x: float, y: float, options: Options, **more: object) -> dict:
    """An annotation that is only text. `text` must be safe already: see `words`."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": 12, "color": options.palette.soft},
    } | more


def words(text: str, most: int = 60) -> str:
    """Text from a source, safe inside a figure: Plotly reads a few tags, so they are defused.

    >>> words("<b>Côte d'Ivoire</b>")
    "&lt;b&gt;Côte d'Ivoire&lt;/b&gt;"
    """
    cut = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label_room(labels: Sequence[str], options: Options) -> tuple[int, int]:
    """Pixels the longest row label needs, and the characters it may have on this screen."""
    most = 16 if options.narrow else 34
    longest = max((min(len(label), most) for label in labels), default=0)
    return int(longest * 7.1) + 14, most


def rows_axis(labels: Sequence[str], most: int, options: Options) -> dict:
    """An upright axis of named rows, the first on top."""
    return quiet_axis(
        options,
        range=[max(1, len(labels)) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=[words(label, most) for label in labels],
        tickfont={"size": 14, "color": options.palette.ink},
    )


def ordered(toplines: Toplines, options: Options) -> list[dict]:
    """The toplines as plain rows: by the measure, the highest first, or by name; absent ones last."""
    rows = toplines.rows()
    if options.order:
        return _in_order(rows, options.order, toplines.columns)
    if options.sort == "name":
        return sorted(rows, key=lambda r: (r["absent"] != "", r["label"]))
    lowest = float("-inf")
    return sorted(
        rows,
        key=lambda r: (r["absent"] != "", -(lowest if r[options.measure] is None else r[options.measure]), r["label"]),
    )


def _in_order(rows: list[dict], order: tuple[str, ...], columns: tuple[str, ...]) -> list[dict]:
    """One row a label of the order; a label without a row gets one that says so."""
    by_label: dict[str, list[dict]] = {}
    for row in rows:
        by_label.setdefault(row["label"], []).append(row)
    return [row for label in order for row in by_label.get(label) or [_nothing(label, columns)]]


def _nothing(label: str, columns: tuple[str, ...]) -> dict:
    """The row of a label that only the panel beside has."""
    said = {"id": "", "label": label, "absent": "no_figure", "year": 0, "wave": "", "moment": ""}
    return dict.fromkeys(columns) | said


def half_known(toplines: Toplines, options: Options) -> list[str]:
    """A note on the countries that a chart of approve and disapprove together cannot draw."""
    if options.other is not None:
        return []
    one = toplines.known("approve") != toplines.known("disapprove")
    names = sorted(set(toplines.where(one)["label"]))
    if not names:
        return []
    verb, more = "has" if len(names) == 1 else "have", "…" if len(names) > 8 else ""
    return [f"{len(names)} with only one of the two printed {verb} no mark here: {', '.join(names[:8])}{more}."]


def told(row: dict) -> str:
    """What hovering over a row says: where, when and every answer."""
    lines = [f"<b>{words(row['label'])}</b> {words(said_when(row), 30)}"]
    if row["absent"]:
        lines.append(ABSENCES.get(row["absent"], row["absent"]))
    lines += [f"{name} {words(row[f'{key}_text'])}%" for key, name in RESPONSES.items() if row[key] is not None]
    if row["net"] is not None:
        lines.append(f"Net {number(row['net'], signed=True)}")
    if row["sample_size"]:
        lines.append(f"n = {int(row['sample_size']):,}")
    return "<br>".join(lines)


def share_axis(options: Options, **more: object) -> dict:
    """An axis over the measure's whole scale, with a faint grid."""
    low, high = options.limits
    ticks = [low, (low + high) // 2, high] if options.narrow else list(range(low, high + 1, (high - low) // 4))
    texts = [number(t, signed=low < 0) + ("%" if low == 0 and t == high else "") for t in ticks]
    return quiet_axis(options, range=[low, high], tickvals=ticks, ticktext=texts, showgrid=True, **more)


def scale(options: Options) -> list[list]:
    """The colours of the measure from near-white; a net and a share of opinion go both ways from the middle."""
    palette = options.palette
    approve, disapprove = palette.approve_cell, palette.disapprove_cell
    if options.measure in ("net", "opinion"):
        return [[0, disapprove], [0.5, palette.middle], [1, approve]]
    ends = {"disapprove": disapprove, "no_opinion": palette.neither}
    return [[0, palette.middle], [1, ends.get(options.measure, approve)]]


def scale_key(options: Options) -> dict:
    """The key of `scale`, lying under the plot at its left."""
    low, high = options.limits
    ticks = [low, (low + high) / 2, high]
    return {
        "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 14, "xpad": 0,
        "thickness": 8, "len": 160, "lenmode": "pixels", "outlinewidth": 0, "tickvals": ticks,
        "ticktext": [number(t, signed=low < 0) + ("%" if low == 0 and t == high else "") for t in ticks],
        "tickfont": {"size": 12, "color": options.palette.soft}, "ticks": "",
    }  # fmt: skip


def time_axis(options: Options, moments: Sequence[float]) -> dict:
    """An axis of years, marked at whole years only, as many as there is room for."""
    if not moments:
        return bare_axis()
    moments = options.span or moments
    first, last = int(min(moments)), int(max(moments) + 0.999)
    ticks = year_ticks(first, max(last, first + 1), 4 if options.narrow else 10)
    pad = max(0.15, (max(moments) - min(moments)) * 0.015)
    return quiet_axis(
        options, range=[min(moments) - pad, max(moments) + pad], tickvals=ticks, ticktext=[str(t) for t in ticks]
    )


def year_ticks(first: int, last: int, most: int) -> list[int]:
    """Whole years from first to last at a round step.

    >>> year_ticks(1999, 2020, 5)
    [2000, 2005, 2010, 2015, 2020]
    """
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000, 10000) if (last - first) // s < most)
    return [year for year in range(first, last + 1) if year % step == 0]


def said_when(row: dict) -> str:
    """When a topline was asked, in words: its date, else its wave as printed, else its year."""
    if re.match(r"\d{4}-\d\d", row["moment"]):
        return said_date(row["moment"])
    return row["wave"] or (str(row["year"]) if row["year"] else "year not printed")


def said_date(date: str) -> str:
    """An ISO date in words, as precise as it is.

    >>> said_date("2015-05-24"), said_date("2015-05"), said_date("2015")
    ('24 May 2015', 'May 2015', '2015')
    """
    year, *rest = date.split("-")
    if not rest or not rest[0].isdigit() or not 1 <= int(rest[0]) <= 12:
        return date
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if rest[1:] and rest[1].isdigit() else f"{month} {year}"
