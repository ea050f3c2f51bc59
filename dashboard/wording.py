"""The words round a chart: the line under the headline, and the foot that says where it is from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.look import SHORT, said_date
from dashboard.rows import Rows
from dashboard.shown import Shown, absences


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart's foot: what it is about, and what is to be said."""

    term: str
    text: str


def subtitle(shown: Shown) -> str:
    """Measure, unit, years, number of countries, who was asked, and what is absent."""
    units = {"net": "percentage points, approve minus disapprove", "opinion": "% of those who approve or disapprove"}
    people = sorted({p for p in shown.toplines["population"] if p})
    measured = f"{SHORT[shown.measure]}, {units.get(shown.measure, '% of those asked')}"
    if _draws_both(shown):
        measured = "Approve and disapprove, % of those asked"
    parts = [
        measured,
        _years(shown),
        _count(shown),
        "; ".join(people[:2]) if people else "who was asked is not printed",
        f"group: {shown.series.group}" if shown.series.group else "",
        *absences(shown),
    ]
    return " · ".join(part for part in parts if part)


def _years(shown: Shown) -> str:
    years = [year for year in shown.years if year] or sorted({y for y in shown.toplines["year"] if y})
    if not years:
        return "year not printed"
    first, last = years[0], years[-1]
    span = str(first) if first == last else f"{first} and {last}" if shown.chart.YEARS == "two" else f"{first}–{last}"
    bases = set(shown.printed["year_basis"])
    return f"published {span}" if bases == {"published"} else span


def _draws_both(shown: Shown) -> bool:
    """Whether the chart draws approve and disapprove, whatever the measure is."""
    return getattr(shown.chart, "PAIR", "") == "merged" and shown.options.other is None


def _count(shown: Shown) -> str:
    drawn = ["approve", "disapprove"] if _draws_both(shown) else [shown.measure]
    there = shown.toplines.where(np.all([shown.toplines.known(name) for name in drawn], axis=0))
    if shown.chart.YEARS == "two" and len(shown.years) == 2:
        both = [set(there.of("year", (year,))["label"]) for year in shown.years]
        names = sorted(both[0] & both[1])
    else:
        names = sorted(set(there["label"]))
    count = len(names)
    noun = "subjects" if shown.series.together else "countries"
    if count == 1:
        return names[0]
    return f"{count} {noun}"


def foot(shown: Shown) -> tuple[Line, ...]:
    """Pollster, wording, answers, field dates, mode and sample, each with its absence in words."""
    rows = shown.printed
    lines = (
        Line("Pollster", _pollster(rows)),
        Line("Question", _question(rows)),
        Line("Answers", _answers(rows)),
        Line("Asked", _dates(rows)),
        Line("Mode", _mode(rows)),
        Line("Sample", _sample(shown)),
    )
    return tuple(line for line in lines if line.text)


def _pollster(rows: Rows) -> str:
    who = _listed(rows["pollster"]) or "not printed"
    sponsor = _listed(rows["sponsor"])
    return f"{who}, for {sponsor}" if sponsor else who


def _question(rows: Rows) -> str:
    wordings = sorted({q for q in rows["question"] if q})
    if not wordings:
        return "wording not published"
    return " / ".join(f"“{wording}”" for wording in wordings[:3])


def _answers(rows: Rows) -> str:
    """The printed words of each answer, when they say more than its name here."""
    told = []
    for key, name in (
        ("approve", "Approve"),
        ("disapprove", "Disapprove"),
        ("neither", "Neither"),
        ("no_opinion", "No opinion"),
    ):
        printed = sorted(
            {t for t in rows.where(rows["response"] == key)["response_printed"] if t and t.lower() != name.lower()}
        )
        if printed:
            told.append(f"{name}: {', '.join(f'“{text}”' for text in printed[:3])}{' …' if len(printed) > 3 else ''}")
    return "; ".join(told)


def _dates(rows: Rows) -> str:
    ends = sorted({d for column in ("fieldwork_start", "fieldwork_end") for d in rows[column] if d})
    if ends:
        first, last = said_date(ends[0]), said_date(ends[-1])
        undated = (rows["fieldwork_end"] == "").any() and (rows["fieldwork_start"] == "").any()
        span = first if first == last else f"{first} to {last}"
        return f"{span}{'; not all field dates are printed' if undated else ''}"
    published = sorted({d for d in rows["published"] if d})
    when = f"; published {_span(published)}" if published else ""
    bases = {basis for basis in rows["year_basis"] if basis}
    year = "; the year is that of publication, not of the fieldwork" if bases == {"published"} else ""
    return f"field dates not printed{when}{year}"


def _mode(rows: Rows) -> str:
    """How people were reached, as far as it is printed."""
    said = [mode for mode in rows["mode"] if mode]
    if not said:
        return "mode not printed"
    some = f"; not printed for {len(rows) - len(said)} of {len(rows)} figures" if len(said) < len(rows) else ""
    return f"{_listed(sorted(set(said)))}{some}"


def _span(dates: list[str]) -> str:
    first, last = said_date(dates[0]), said_date(dates[-1])
    return first if first == last else f"{first} to {last}"


def _sample(shown: Shown) -> str:
    sizes = shown.toplines.where(shown.toplines["absent"] == "")["sample_size"]
    known = [int(n) for n in sizes if n == n and n]
    if not known:
        return "sample size not printed, so no sampling error is drawn"
    span = f"n = {min(known):,}" if min(known) == max(known) else f"n = {min(known):,} to {max(known):,}"
    some = f"; not printed for {len(sizes) - len(known)} of {len(sizes)}" if len(known) < len(sizes) else ""
    return f"{span}{some}; {_error(shown)}"


def _error(shown: Shown) -> str:
    """What the picture does with sampling error."""
    if shown.measure in ("net", "opinion"):
        return "no sampling error is drawn for a measure made of two answers"
    by_view = {
        "bars": "the thin lines are 95 % sampling error (Wilson)",
        "lines": "the bands are 95 % sampling error (Wilson)",
        "change": "a change that 95 % sampling error (Newcombe) could make is grey",
    }
    said = by_view.get(shown.chart.NAME, "sampling error is drawn in Bars and Lines")
    return f"{said}; weighting and design can only widen it"


def _listed(values: Iterable[str], most: int = 3) -> str:
    names = list(dict.fromkeys(v for v in values if v))
    return ", ".join(names[:most]) + (f" and {len(names) - most} others" if len(names) > most else "")
