"""The controls of the Explore page, and how each of them changes the state.

Every control has an id here and a place in `settings`; nothing else is wired by hand.
"""

from __future__ import annotations

from dataclasses import replace

import dash_mantine_components as dmc
import pandas as pd
from dash import Output, html

from dashboard.beside import Panels, options_for, panels
from dashboard.choice import gatherings, years_of
from dashboard.holdings import NOT_PRINTED, Holdings
from dashboard.shown import Shown
from dashboard.state import BESIDE, MEASURES, SORTS, UNDATED, State, as_years

IDS = (
    *("subject", "pollster", "question", "group", "countries", "earlier", "later", "measure", "sort", "form"),
    *("beside", "other", "axes", "only"),
)
_ONLY_WITH_CHOICE = ("pollster", "question", "group", "form", "beside")
_ONLY_BESIDE = ("other", "axes", "only")
_MOST_COUNTRIES = 60
PLAIN = "-"
"""A select's value for the default that stands as nothing in the address: a select cannot hold ""."""
_NAMES = {
    "subject": "Subject",
    "pollster": "Pollster",
    "question": "Wording of the question",
    "group": "Group of people",
    "countries": "Countries",
    "earlier": "From",
    "later": "Year",
    "measure": "Measure",
    "sort": "Order",
    "form": "Form",
    "beside": "Side by side with",
    "other": "Which",
    "axes": "Axes",
    "only": "Countries of both sides",
}
YEAR_NAMES = {
    "one": ("", "Year"),
    "two": ("Earlier year", "Later year"),
    "range": ("From", "To"),
    "any": ("From", "To"),
}


def rail() -> html.Aside:
    """The left rail; below 700 pixels style.css makes it a sheet at the bottom."""
    years = html.Div([_wrapped("earlier"), _wrapped("later")], className="years")
    parts = [_wrapped("subject"), _wrapped("pollster"), _wrapped("question"), _wrapped("group")]
    swap = html.Button("Swap A and B", id="swap", type="button", className="quiet", hidden=True)
    parts += [_wrapped("countries"), years, _wrapped("measure"), _wrapped("form"), _wrapped("sort")]
    parts.append(
        html.Div([_wrapped("beside"), _wrapped("other"), swap, _wrapped("axes"), _wrapped("only")], className="beside")
    )
    return html.Aside(parts, id="rail", className="rail", **{"aria-label": "What to show"})


def _wrapped(name: str) -> html.Div:
    return html.Div(_control(name), id=f"{name}-field", className="field")


def _control(name: str) -> dmc.Select | dmc.MultiSelect:
    common = {
        "id": name,
        "label": _NAMES[name],
        "size": "sm",
        "searchable": name not in ("measure", "sort", "form", "beside", "axes", "only"),
        "nothingFoundMessage": "Nothing found",
        "maxDropdownHeight": 320,
        "filter": {"function": "startFirst"},
        "comboboxProps": {"withinPortal": True, "shadow": "sm"},
    }
    if name == "countries":
        return dmc.MultiSelect(
            **common,
            value=[],
            data=[],
            placeholder="All countries",
            clearable=True,
            hidePickedOptions=True,
            limit=_MOST_COUNTRIES,
            selectFirstOptionOnChange=True,
            clearButtonProps={"aria-label": "Clear countries"},
        )
    return dmc.Select(**common, allowDeselect=False, selectFirstOptionOnChange=name == "subject")


def outputs() -> list[Output]:
    """What `settings` fills, in its order."""
    filled = [Output(name, prop) for name in IDS for prop in ("data", "value")]
    with_fields = (*_ONLY_WITH_CHOICE, *_ONLY_BESIDE, "earlier", "later")
    hidden = [*(Output(f"{name}-field", "hidden") for name in with_fields), Output("swap", "hidden")]
    words = [Output("earlier", "label"), Output("later", "label"), Output("countries", "placeholder")]
    return [*filled, *hidden, *words]


def settings(panels: Panels, holdings: Holdings) -> list[object]:
    """Every control's options and value for what is shown, whether it is hidden, and the years' labels."""
    shown = panels.first
    facets = {name: facet(shown, holdings) for name, facet in _FACETS.items()}
    facets["beside"] = _besides(shown, facets)
    facets["other"] = options_for(shown.state.beside, shown, facets) if shown.state.beside else []
    values = _values(shown)
    filled = [part for name in IDS for part in (facets[name], values[name])]
    hidden = [len(facets[name]) < 2 for name in _ONLY_WITH_CHOICE]
    alone = panels.second is None
    hidden += [not shown.state.beside, alone or panels.merged, alone]
    no_years = not facets["later"]
    from_label, to_label = YEAR_NAMES[shown.chart.YEARS]
    asked = "Add a country" if shown.state.countries else "All countries"
    return [*filled, *hidden, no_years or not from_label, no_years, alone, from_label or "From", to_label, asked]


def _values(shown: Shown) -> dict[str, object]:
    series, years, state = shown.series, shown.years, shown.state
    return {
        "subject": series.subject,
        "pollster": series.pollster,
        "question": series.question,
        "group": series.group or NOT_PRINTED,
        "countries": list(state.countries),
        "earlier": str(years[0]) if years else None,
        "later": str(years[-1]) if years else None,
        "measure": shown.measure,
        "sort": state.sort,
        "form": shown.options.form or PLAIN,
        "beside": state.beside or PLAIN,
        "other": state.other or None,
        "axes": state.axes,
        "only": state.only or PLAIN,
    }


def offers(state: State, holdings: Holdings, kind: str) -> list[dict]:
    """What a second panel that differs in `kind` may be, over what `state` shows."""
    drawn = panels(replace(state, beside="", other=""), holdings)
    if drawn is None:
        return []
    return options_for(kind, drawn.first, {name: facet(drawn.first, holdings) for name, facet in _FACETS.items()})


def _option(value: object, label: str) -> dict[str, str]:
    return {"value": str(value), "label": label}


def _subjects(_: Shown, holdings: Holdings) -> list[dict]:
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
    names = holdings.names()
    keys = set(shown.every["key"]) | set(shown.state.countries)
    return [_option(key, names.get(key, key)) for key in sorted(keys, key=lambda key: names.get(key, key))]


def _years(shown: Shown, _: Holdings) -> list[dict]:
    years = years_of(shown.every)
    kept = [year for year in years if year != UNDATED or shown.chart.YEARS in ("one", "two", "any")]
    return [_option(year, str(year) if year != UNDATED else "Year not printed") for year in reversed(kept)]


def _measures(shown: Shown, _: Holdings) -> list[dict]:
    there = {measure: bool(shown.every[measure].notna().any()) for measure in MEASURES}
    return [_option(key, name) | {"disabled": not there[key]} for key, name in MEASURES.items()]


def _forms(shown: Shown, _: Holdings) -> list[dict]:
    return [_option(key or PLAIN, name) for key, name in getattr(shown.chart, "FORMS", {}).items()]


def _besides(shown: Shown, facets: dict[str, list[dict]]) -> list[dict]:
    """What a second panel may differ in: only what there is another of, and what the view can show."""
    if getattr(shown.chart, "PAIR", "") == "none":
        return []
    able = [name for name in BESIDE if name and (name != "years" or shown.chart.YEARS == "one")]
    return [
        _option(name or PLAIN, BESIDE[name]) for name in ("", *able) if not name or options_for(name, shown, facets)
    ]


def _sorts(*_: object) -> list[dict]:
    return [_option(key, name) for key, name in SORTS.items()]


_FACETS = {
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


def changed(state: State, control: str, values: dict[str, object]) -> State:
    """The state after a visitor used one control; what depended on the old choice goes back to default.

    >>> changed(State(subject="A", pollster="P", years=(2015,)), "subject", {"subject": "B"}) == State(subject="B")
    True
    """
    value = values[control]
    if control in ("earlier", "later"):
        return replace(state, years=_new_years(control, values))
    if control == "countries":
        chosen = value if isinstance(value, list) else []
        return replace(state, countries=tuple(dict.fromkeys(str(key) for key in chosen if key)))
    if control == "beside":
        return _beside(state, "" if value in (None, PLAIN) else str(value), values)
    unsaid = value is None or (control == "group" and value == NOT_PRINTED)
    text = "" if unsaid or (control in ("form", "only") and value == PLAIN) else str(value)
    dependants = {
        "subject": {"pollster": "", "question": "", "group": "", "years": ()},
        "pollster": {"question": "", "group": "", "years": ()},
        "question": {"group": "", "years": ()},
    }
    return replace(state, **{control: text}, **dependants.get(control, {}))


def _beside(state: State, kind: str, values: dict[str, object]) -> State:
    """A second panel that differs in `kind`; the first of what it may be, until a visitor chooses."""
    offers = values.get("offers")
    first = offers(kind) if kind and callable(offers) else []
    return replace(state, beside=kind if first else "", other=first[0]["value"] if first else "")


def _new_years(control: str, values: dict[str, object]) -> tuple[int, ...]:
    """The years after one of the two selects changed; only one counts where one year is drawn."""
    if values.get("single"):
        return as_years([values["later"]])
    pair = as_years([values["earlier"], values["later"]])
    wrong_way = len(pair) == 2 and str(pair[0]) != str(values["earlier"])
    return as_years([values[control]]) if wrong_way else pair
