"""What each control of the Explore page has to offer for what is shown."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.beside import options_for, panels
from dashboard.choice import gatherings, years_of
from dashboard.holdings import NOT_PRINTED, Holdings
from dashboard.look import number
from dashboard.shown import Shown
from dashboard.state import BESIDE, MEASURES, SORTS, UNDATED, State

PLAIN = "-"
"""A select's value for the default that stands as nothing in the address: a select cannot hold ""."""


def offers(state: State, holdings: Holdings, kind: str) -> list[dict]:
    """What a second panel that differs in `kind` may be, over what `state` shows."""
    drawn = panels(replace(state, beside="", other=""), holdings)
    if drawn is None:
        return []
    return options_for(kind, drawn.first, {name: facet(drawn.first, holdings) for name, facet in FACETS.items()})


def _option(value: object, label: str) -> dict[str, str]:
    return {"value": str(value), "label": label}


def _subjects(_: Shown, holdings: Holdings) -> list[dict]:
    return holdings.remember("subjects", lambda: _all_subjects(holdings))


def _all_subjects(holdings: Holdings) -> list[dict]:
    every = holdings.series
    sizes = every.groupby("subject_key")["countries"].max().sort_values(ascending=False, kind="stable")
    single = [
        _option(key, f"{'Subject not printed' if key == NOT_PRINTED else key}{_of(n)}") for key, n in sizes.items()
    ]
    several = [
        _option(key, f"{gathering.subjects} subjects asked by {key[1:]}")
        for key, gathering in gatherings(holdings).items()
    ]
    if not several:
        return single
    return [{"group": "One subject", "items": single}, {"group": "Several, each in one country", "items": several}]


def _or_absent(key: object, absent: str) -> str:
    return absent if key == NOT_PRINTED else str(key)


def _of(countries: int) -> str:
    return f" · {countries} countries" if countries > 1 else ""


def _own(shown: Shown, holdings: Holdings) -> pd.DataFrame:
    return holdings.series[holdings.series["subject_key"] == shown.series.subject]


def _pollsters(shown: Shown, holdings: Holdings) -> list[dict]:
    own = _own(shown, holdings)
    sizes = own.groupby("pollster_key")["countries"].max()
    return [_option(key, f"{_or_absent(key, 'Pollster not printed')}{_of(n)}") for key, n in sizes.items()]


def _questions(shown: Shown, holdings: Holdings) -> list[dict]:
    own = _own(shown, holdings)
    own = own[own["pollster_key"] == shown.series.pollster]
    pairs = zip(own["question_key"], own["question"], own["countries"], strict=True)
    return [_option(key, f"{text or 'Wording not published'}{_of(n)}") for key, text, n in pairs]


def _groups(shown: Shown, holdings: Holdings) -> list[dict]:
    groups = holdings.groups(shown.series.subject, shown.series.pollster, shown.series.question)
    return [_option(group or NOT_PRINTED, group or "Everyone") for group in groups]


def _countries(shown: Shown, holdings: Holdings) -> list[dict]:
    """By name, or by the measure where that is the order; `share` is a bar in the list (dashMantineFunctions.js)."""
    names = holdings.names()
    shares = _latest(shown)
    keys = sorted(set(shown.every["key"]) | set(shown.state.countries), key=lambda key: names.get(key, key))
    if shown.state.sort == "value":
        keys.sort(key=lambda key: -shares.get(key, -101))
    return [_option(key, names.get(key, key)) | _bar(shares.get(key), shown) for key in keys]


def _bar(value: float | None, shown: Shown) -> dict:
    if value is None:
        return {}
    low, high = shown.options.limits
    return {"share": round((value - low) / (high - low), 3), "said": number(value)}


def _latest(shown: Shown) -> dict[str, float]:
    """The measure of each country in the year drawn, or its last one."""
    there = shown.every[shown.every[shown.measure].notna()]
    if shown.chart.YEARS == "one":
        there = there[there["year"].isin(shown.years)]
    last = there.sort_values("when", kind="stable").drop_duplicates("key", keep="last")
    return dict(zip(last["key"], last[shown.measure], strict=True))


def _years(shown: Shown, _: Holdings) -> list[dict]:
    years = years_of(shown.every)
    kept = [year for year in years if year != UNDATED or shown.chart.YEARS in ("one", "two", "any")]
    return [_option(year, str(year) if year != UNDATED else "Year not printed") for year in reversed(kept)]


def _measures(shown: Shown, _: Holdings) -> list[dict]:
    there = {measure: bool(shown.every[measure].notna().any()) for measure in MEASURES}
    return [_option(key, name) | {"disabled": not there[key]} for key, name in MEASURES.items()]


def _forms(shown: Shown, _: Holdings) -> list[dict]:
    return [_option(key or PLAIN, name) for key, name in getattr(shown.chart, "FORMS", {}).items()]


def besides(shown: Shown, facets: dict[str, list[dict]]) -> list[dict]:
    """What a second panel may differ in: only what there is another of, and what the view can show."""
    if getattr(shown.chart, "PAIR", "") == "none":
        return []
    able = [name for name in BESIDE if name and (name != "years" or shown.chart.YEARS == "one")]
    return [
        _option(name or PLAIN, BESIDE[name]) for name in ("", *able) if not name or options_for(name, shown, facets)
    ]


def _sorts(*_: object) -> list[dict]:
    return [_option(key, name) for key, name in SORTS.items()]


FACETS = {
    "subject": _subjects,
    "pollster": _pollsters,
    "question": _questions,
    "group": _groups,
    "countries": _countries,
    "earlier": _years,
    "later": _years,
    "measure": _measures,
    "sort": _sorts,
    "form": _forms,
    "axes": lambda *_: [_option("locked", "The same on both"), _option("free", "Each its own")],
    "only": lambda *_: [_option(PLAIN, "All"), _option("both", "Only those on both sides")],
}
