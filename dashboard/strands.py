"""Series over time for the charts that draw them: which lines, where they break, which are named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.look import Options
from dashboard.toplines import Toplines

MOST_NAMED = 6
_WIDEST = 1.75  # of the usual step between waves; a longer one is a gap
_ANSWERS = {"approve": "Approve", "disapprove": "Disapprove"}


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """One line: a country's measure over time, in the pieces that nothing was left out between."""

    name: str
    key: str
    measure: str
    pieces: tuple[tuple[dict, ...], ...]
    answer: str = ""

    @property
    def rows(self) -> list[dict]:
        """All its toplines, oldest first."""
        return [row for piece in self.pieces for row in piece]

    @property
    def x(self) -> list[float]:
        """When, as decimal years."""
        return [row["when"] for row in self.rows]

    @property
    def y(self) -> list[float]:
        """The measure, in percent or points."""
        return [row[self.measure] for row in self.rows]

    @property
    def has_errors(self) -> bool:
        """Whether sampling error is known for any of it."""
        return f"{self.measure}_low" in self.rows[0] and any(
            row[f"{self.measure}_low"] is not None for row in self.rows
        )


def strands(toplines: Toplines, options: Options) -> list[Strand]:
    """One strand a country in order of name; approve and disapprove where there is one country only."""
    found = panels(toplines, options)
    if len(found) == 1:
        return found[0]
    own = [strand for panel in found for strand in panel if strand.measure == options.measure]
    return [replace(strand, name=strand.rows[0]["label"], answer="") for strand in own]


def panels(toplines: Toplines, options: Options) -> list[list[Strand]]:
    """For each country in order of name: its measure, or approve and disapprove as two strands."""
    rows = [row for row in toplines.rows() if row["year"] and not row["absent"]]
    widest = _WIDEST * usual_step(sorted({row["when"] for row in rows}))
    by_label: dict[str, list[dict]] = {}
    for row in rows:
        by_label.setdefault(row["label"], []).append(row)
    answers = _ANSWERS if options.measure in _ANSWERS else {options.measure: ""}
    found = []
    for label, part in sorted(by_label.items()):
        both = [_strand(part, answer, widest, name or label, name and answer) for answer, name in answers.items()]
        found.append([strand for strand in both if strand])
    return [panel for panel in found if panel]


def _strand(rows: list[dict], measure: str, widest: float, name: str, answer: str = "") -> Strand | None:
    known = sorted((row for row in rows if row[measure] is not None), key=lambda row: row["when"])
    if not known:
        return None
    cuts = [i for i in range(1, len(known)) if known[i]["when"] - known[i - 1]["when"] > widest]
    edges = [0, *cuts, len(known)]
    return Strand(name, known[0]["key"], measure, tuple(tuple(known[a:b]) for a, b in pairwise(edges)), answer)


def usual_step(moments: list[float]) -> float:
    """The step between waves that three in four steps do not exceed; a year where there is none.

    >>> usual_step([2000, 2002, 2003, 2004, 2005, 2006])
    1
    """
    steps = sorted(b - a for a, b in pairwise(moments))
    return steps[(len(steps) - 1) * 3 // 4] if steps else 1


def pieces(strand: Strand) -> tuple[list, list, list]:
    """x, y and rows with a None between the pieces, so that a gap stays a gap."""
    x: list = []
    y: list = []
    rows: list = []
    for piece in strand.pieces:
        if x:
            x.append(None), y.append(None), rows.append(None)
        x += [row["when"] for row in piece]
        y += [row[strand.measure] for row in piece]
        rows += piece
    return x, y, rows


def named(every: list[Strand], options: Options) -> list[Strand]:
    """The strands to name, six at most: the chosen ones, else the last highest and lowest and the most asked."""
    by_end = sorted(every, key=lambda strand: (-strand.y[-1], strand.name))
    if len(every) <= MOST_NAMED:
        return by_end
    if options.chosen:
        wanted = {key: i for i, key in enumerate(options.chosen)}
        chosen = sorted((s for s in every if s.key in wanted), key=lambda s: wanted[s.key])[:MOST_NAMED]
        return sorted(chosen, key=lambda strand: -strand.y[-1])
    last = max(int(strand.x[-1]) for strand in every)
    fresh = [strand for strand in by_end if int(strand.x[-1]) == last]
    often = sorted(every, key=lambda strand: (-len(strand.x), min(strand.y) - max(strand.y), strand.name))
    first = [fresh[0], fresh[-1], *often]
    return sorted(list(dict.fromkeys(first))[:MOST_NAMED], key=lambda strand: -strand.y[-1])


def spread(values: list[float], least: float, low: float, high: float) -> list[float]:
    """The values, given highest first, moved apart so that labels at them do not touch.

    >>> spread([50, 49, 10], least=4, low=0, high=100)
    [50, 46, 10]
    >>> spread([1, 0], least=4, low=0, high=100)
    [4, 0]
    """
    order = sorted(range(len(values)), key=lambda i: -values[i])
    placed: dict[int, float] = {}
    ceiling = float(high) + least
    for i in order:
        ceiling = min(values[i], ceiling - least)
        placed[i] = ceiling
    floor = low - least
    for i in reversed(order):
        floor = max(placed[i], floor + least)
        placed[i] = floor
    return [placed[i] for i in range(len(values))]
