"""What one state shows: the rows drawn, the years, and the notes an honest reader needs beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType

import numpy as np
import pandas as pd

from compare import in_words, mixed
from dashboard.charts import CHARTS
from dashboard.choice import Series, choose, choose_years, years_of
from dashboard.holdings import Holdings
from dashboard.look import ABSENCES, SHORT, Options
from dashboard.rows import Rows
from dashboard.state import MEASURES, UNDATED, State
from dashboard.toplines import Toplines


@dataclass(frozen=True, eq=False)
class Shown:
    """Everything a page needs to draw and to describe one state.

    `toplines` are the rows drawn, `every` the whole series, `printed` the long rows behind what is
    drawn. `notes` are sentences.
    """

    state: State
    series: Series
    chart: ModuleType
    options: Options
    every: Toplines
    toplines: Toplines
    printed: Rows
    notes: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years drawn: one, two, or the ends of a range."""
        return self.options.years

    @property
    def measure(self) -> str:
        """The measure drawn, which is the one asked for if it was printed at all."""
        return self.options.measure

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The long rows behind what is drawn, in the contract's columns."""
        return self.printed.frame()

    @cached_property
    def mixed(self) -> tuple[str, ...]:
        """The fields in which they are not all alike."""
        return mixed(self.printed)

    def figure(self) -> dict:
        """The chart's figure, or the grid's columns and rows."""
        return self.chart.figure(self.toplines, self.options)


def show(state: State, holdings: Holdings, *, narrow: bool = False, dark: bool = False) -> Shown | None:
    """What `state` shows of these holdings; None only when the library is empty."""
    series = choose(state, holdings)
    if series is None:
        return None
    every = holdings.toplines(series.subject, series.pollster, series.question, series.group)
    chart = next(chart for chart in CHARTS if state.view == chart.NAME)
    chosen = every.of("key", state.countries) if state.countries else every
    measure = usable_measure(state.measure, every)
    years = choose_years(chart.YEARS, state.years, years_of(every), chosen, measure)
    drawn = _of_years(chosen, years, chart.YEARS)
    if chart.WAVES == "last":
        drawn = last_waves(drawn)
    form = state.form if state.form in getattr(chart, "FORMS", {}) else ""
    options = Options(measure, years, state.sort, state.countries, narrow, dark, form)
    shown = Shown(state, series, chart, options, every, drawn, holdings.printed(drawn.members()), ())
    return replace(shown, notes=tuple(_notes(shown, chosen, holdings)))


def usable_measure(wanted: str, toplines: Toplines) -> str:
    """The measure asked for, or the first one this series has."""
    return next((m for m in (wanted, *MEASURES) if toplines.known(m).any()), wanted)


def _of_years(toplines: Toplines, years: tuple[int, ...], kind: str) -> Toplines:
    if kind in ("one", "two"):
        return toplines.of("year", years)
    there = toplines["year"]
    return toplines.where((there >= years[0]) & (there <= years[1])) if years else toplines


def last_waves(toplines: Toplines) -> Toplines:
    """One row a country and year: the last wave with a share in it, else what is said of its absence."""
    return toplines.last_of("label", "year", ranked=np.lexsort((toplines["when"], toplines["absent"] == "")))


def _notes(shown: Shown, chosen: Toplines, holdings: Holdings) -> list[str]:
    found = [
        _unknown_choice(shown, holdings),
        _unlike_subjects(shown),
        _unlike_people(shown),
        _unlike_years(shown),
        *_unlike_otherwise(shown),
        _other_measure(shown),
        _other_years(shown),
        _left_out_waves(shown, chosen),
        _missing_countries(shown, holdings),
        _undated(shown),
        _conflicts(shown),
        _unnamed_lines(shown),
        *_of_the_chart(shown),
    ]
    return [note for note in found if note]


def _of_the_chart(shown: Shown) -> list[str]:
    """What the chart itself cannot draw of these rows."""
    tell = getattr(shown.chart, "notes", None)
    return list(tell(shown.toplines, shown.options)) if tell else []


def _unknown_choice(shown: Shown, holdings: Holdings) -> str:
    asked = {"subject": shown.state.subject, "pollster": shown.state.pollster, "question": shown.state.question}
    lost = [name for name, value in asked.items() if value and value != getattr(shown.series, name)]
    if not lost or (shown.series.together and "subject" not in lost):
        return ""
    return f"The {' and '.join(lost)} of this link is not in the library, so another one is shown."


def _unlike_subjects(shown: Shown) -> str:
    if not shown.series.together:
        return ""
    return "Unlike things side by side: each subject was judged in one country only, so this compares no one thing."


def _unlike_people(shown: Shown) -> str:
    if "population" not in shown.mixed:
        return ""
    asked = sorted({p for p in shown.printed["population"] if p})
    return f"Unlike things side by side: not everywhere were the same people asked ({'; '.join(asked[:4])})."


def _unlike_years(shown: Shown) -> str:
    if "year_basis" not in shown.mixed or "published" not in set(shown.printed["year_basis"]):
        return ""
    return "Unlike things side by side: some years are of the fieldwork, some only of the publication."


def _unlike_otherwise(shown: Shown) -> list[str]:
    """What else differs; the wording where each subject has its own is said by `_unlike_subjects`."""
    told = {"subject", "population", "year_basis"} | ({"question"} if shown.series.together else set())
    return [f"Unlike things side by side: {said[0].lower()}{said[1:]}" for said in in_words(shown.printed, but=told)]


def _other_measure(shown: Shown) -> str:
    if shown.measure == shown.state.measure:
        return ""
    return f"“{SHORT[shown.state.measure]}” was not printed for this question; {SHORT[shown.measure].lower()} is shown."


def _other_years(shown: Shown) -> str:
    if shown.chart.YEARS not in ("one", "two"):
        return ""
    there = set(years_of(shown.every))
    lost = [str(year) for year in shown.state.years if year not in there]
    return f"Nothing was asked in {' or '.join(lost)}; the nearest choice with data is shown." if lost else ""


def _left_out_waves(shown: Shown, chosen: Toplines) -> str:
    if shown.chart.WAVES != "last":
        return ""
    there = chosen.where(chosen["absent"] == "").of("year", shown.toplines["year"].tolist())
    left = len(there) - int((shown.toplines["absent"] == "").sum())
    return "Where a year has several waves, its last one is drawn. Lines and Table show all." if left > 0 else ""


def _missing_countries(shown: Shown, holdings: Holdings) -> str:
    there = set(shown.toplines["key"])
    if shown.chart.YEARS == "two" and len(shown.years) == 2:
        there = set.intersection(*(set(shown.toplines.of("year", (y,))["key"]) for y in shown.years))
    names = holdings.names
    lost = [names.get(key, key) for key in shown.state.countries if key not in there]
    return f"No figure here for {', '.join(lost[:8])}{' and others' if len(lost) > 8 else ''}." if lost else ""


def _undated(shown: Shown) -> str:
    if shown.chart.YEARS != "range" or not (shown.every["year"] == UNDATED).any():
        return ""
    return "Figures without a printed year cannot stand on an axis of years; Table shows them."


def _conflicts(shown: Shown) -> str:
    count = int(shown.toplines["conflict"].sum())
    return f"{count} of these were printed twice with different values; the first received is drawn." if count else ""


def _unnamed_lines(shown: Shown) -> str:
    countries = len(set(shown.toplines["label"]))
    if shown.chart.NAME != "lines" or countries <= 6:
        return ""
    if shown.state.countries:
        return "Six lines are named, the rest stand grey; Multiples gives each country a panel of its own."
    return f"Named are the last highest and lowest of {countries} countries, and those asked most often; choose others."


def absences(shown: Shown) -> list[str]:
    """How many countries are absent, by kind, in words.

    Only what a source says of itself counts: a cell nobody printed is no statement.
    """
    absent = shown.toplines.where(shown.toplines["absent"] != "")
    kinds = dict.fromkeys(zip(absent["label"].tolist(), absent["absent"].tolist(), strict=True))
    return [f"{n} {ABSENCES.get(kind, kind)}" for kind, n in Counter(kind for _, kind in kinds).most_common()]
