"""The text twin of a chart: one paragraph with what is drawn, for those who hear it and those who quote it."""

from __future__ import annotations

from statistics import median

from dashboard.beside import Panels
from dashboard.changes import changes
from dashboard.findings import about, place, share
from dashboard.look import number, said_when
from dashboard.shown import Shown, absences
from dashboard.strands import strands

_ALL = 12  # so many are all named; of more the first and last three
_FEW = 3


def paragraph(panels: Panels) -> str:
    """What both panels draw, or the only one."""
    if panels.second is None:
        return told(panels.first)
    both = zip("AB", panels.names, (panels.first, panels.second), strict=True)
    return " ".join(f"{letter}, {name}: {told(shown)}" for letter, name, shown in both)


def told(shown: Shown) -> str:
    """The values of one chart: all of them when they are few, else the highest, the lowest and the median."""
    subject = f"{about(shown)[:1].upper()}{about(shown)[1:]}"
    if shown.chart.NAME == "change":
        return _changes(subject, shown)
    if shown.chart.YEARS == "range":
        return _courses(subject, shown)
    return _values(subject, shown)


def _values(subject: str, shown: Shown) -> str:
    rows = [row for row in shown.toplines.rows() if row[shown.measure] is not None]
    rows.sort(key=lambda row: (-row[shown.measure], row["label"]))
    if not rows:
        return f"{subject}: no figures."
    years = {row["year"] for row in rows}
    when = f" in {next(iter(years))}" if len(years) == 1 and 0 not in years else ""
    said = [_one(row, shown) for row in rows]
    parts = [f"{subject}{when}: {_listed(said)}."]
    if len({row["key"] for row in rows}) == len(rows) > _ALL:
        middle = share(median(row[shown.measure] for row in rows), shown.measure)
        parts.append(f"The median of the {len(rows)} countries, unweighted, is {middle}.")
    missing = absences(shown)
    return " ".join([*parts, f"Absent: {', '.join(missing)}." if missing else ""]).strip()


def _one(row: dict, shown: Shown) -> str:
    return f"{place(row, shown)} {share(row[shown.measure], shown.measure)}"


def _listed(said: list[str]) -> str:
    if len(said) <= _ALL:
        return ", ".join(said)
    return f"highest {', '.join(said[:_FEW])}; lowest {', '.join(said[-_FEW:])}"


def _changes(subject: str, shown: Shown) -> str:
    moves = changes(shown.toplines, shown.measure, shown.years)
    if not moves:
        return f"{subject}: no country has figures in both years."
    said = [
        f"{place(move.later, shown)} {share(move.start, shown.measure)} to {share(move.end, shown.measure)}"
        f" ({number(move.points, signed=True)} points{', within sampling error' if move.is_real is False else ''})"
        for move in moves
    ]
    return f"{subject}, {shown.years[0]} to {shown.years[1]}: {_listed(said)}."


def _courses(subject: str, shown: Shown) -> str:
    every = [strand for strand in strands(shown.toplines, shown.options) if strand.measure == shown.measure]
    if not every:
        return f"{subject}: no figures with a year."
    every.sort(key=lambda strand: -strand.y[-1])
    said = []
    for strand in every:
        first, last = strand.rows[0], strand.rows[-1]
        start, end = share(strand.y[0], shown.measure), share(strand.y[-1], shown.measure)
        only = f"{end} ({said_when(last)})"
        said.append(f"{place(last, shown)} {only if first is last else f'{start} ({said_when(first)}) to {only}'}")
    return f"{subject}, first to last figure: {_listed(said)}."
