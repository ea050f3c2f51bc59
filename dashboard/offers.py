"""What each control of the Explore page has to offer for what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.beside import options_for, panels
from dashboard.choice import gatherings, years_of
from dashboard.holdings import NOT_PRINTED, Holdings
from dashboard.look import number
from dashboard.shown import Shown
from dashboard.state import BESIDE, MEASURES, SORTS, UNDATED, State
from dashboard.toplines import Toplines

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
    sizes = sorted(_most(holdings.kinds, "subject_key").items(), key=lambda size: -size[1])
    single = [_option(key, f"{_or_absent(key, 'Subject not printed')}{_of(n)}") for key, n in sizes]
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
    return f" · {_counted(countries)}"


def _counted(countries: int) -> str:
    return "1 country" if countries == 1 else f"{countries} countries"


def _most(kinds: Iterable[dict], column: str) -> dict[str, int]:
    """The most countries of the series with each value of a column, the values in order."""
    sizes: dict[str, int] = {}
    for kind in kinds:
        sizes[kind[column]] = max(kind["countries"], sizes.get(kind[column], 0))
    return dict(sorted(sizes.items()))


def _own(subject: str, holdings: Holdings) -> list[dict]:
    return [kind for kind in holdings.kinds if kind["subject_key"] == subject]


def _pollsters(shown: Shown, holdings: Holdings) -> list[dict]:
    subject = shown.series.subject
    return holdings.remember(("pollsters", subject), lambda: _all_pollsters(subject, holdings))


def _all_pollsters(subject: str, holdings: Holdings) -> list[dict]:
    sizes = _most(_own(subject, holdings), "pollster_key")
    return [_option(key, f"{_or_absent(key, 'Pollster not printed')}{_of(n)}") for key, n in sizes.items()]


def _questions(shown: Shown, holdings: Holdings) -> list[dict]:
    asked = (shown.series.subject, shown.series.pollster)
    return holdings.remember(("questions", *asked), lambda: _all_questions(*asked, holdings))


def _all_questions(subject: str, pollster: str, holdings: Holdings) -> list[dict]:
    own = [kind for kind in _own(subject, holdings) if kind["pollster_key"] == pollster]
    return [
        _option(kind["question_key"], f"{kind['question'] or 'Wording not published'}{_of(kind['countries'])}")
        for kind in own
    ]


def _groups(shown: Shown, holdings: Holdings) -> list[dict]:
    groups = holdings.groups(shown.series.subject, shown.series.pollster, shown.series.question)
    return [_option(group or NOT_PRINTED, group or "Everyone") for group in groups]


def _countries(shown: Shown, holdings: Holdings) -> list[dict]:
    """By name, or by the measure where that is the order; `share` is a bar in the list (dashMantineFunctions.js)."""
    names = holdings.names
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
    there = shown.every.where(shown.every.known(shown.measure))
    if shown.chart.YEARS == "one":
        there = there.of("year", shown.years)
    return {row["key"]: row[shown.measure] for row in there.last_of("key").rows()}


def _years(shown: Shown, _: Holdings) -> list[dict]:
    years = years_of(shown.every)
    kept = [year for year in years if year != UNDATED or shown.chart.YEARS in ("one", "two", "any")]
    return [_option(year, str(year) if year != UNDATED else "Year not printed") for year in reversed(kept)]


def _measures(shown: Shown, holdings: Holdings) -> list[dict]:
    """Each with the countries that have it; what nobody printed cannot be chosen."""
    return holdings.remember(("measures", shown.series), lambda: _all_measures(shown.every))


def _all_measures(every: Toplines) -> list[dict]:
    there = {measure: len(set(every.where(every.known(measure))["key"])) for measure in MEASURES}
    return [
        _option(key, name) | {"disabled": not there[key], "said": _counted(there[key]) if there[key] else ""}
        for key, name in MEASURES.items()
    ]


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
