"""The controls of the Explore page, and how each of them changes the state.

Every control has an id here and a place in `settings`; nothing else is wired by hand.
"""

from __future__ import annotations

from dataclasses import replace

import dash_mantine_components as dmc
from dash import Output, html

from dashboard import buttons
from dashboard.beside import Panels, options_for
from dashboard.holdings import NOT_PRINTED, Holdings
from dashboard.offers import FACETS, PLAIN, besides
from dashboard.shown import Shown
from dashboard.state import State, as_years

IDS = (
    *("subject", "pollster", "question", "group", "countries", "earlier", "later", "measure", "sort", "form"),
    *("beside", "other", "axes", "only"),
)
_ONLY_WITH_CHOICE = ("pollster", "question", "group", "form", "beside")
_ONLY_BESIDE = ("other", "axes", "only")
_MOST_COUNTRIES = 60
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
    parts += [
        _wrapped("countries"),
        buttons.regions(),
        years,
        buttons.steps(),
        _wrapped("measure"),
        _wrapped("form"),
        _wrapped("sort"),
    ]
    pair = [_wrapped("beside"), _wrapped("other"), buttons.swap(), _wrapped("axes"), _wrapped("only")]
    parts.append(html.Div(pair, className="beside"))
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
            renderOption={"function": "withShare"},
            clearButtonProps={"aria-label": "Clear countries"},
        )
    if name == "measure":
        common["renderOption"] = {"function": "withShare"}
    return dmc.Select(**common, allowDeselect=False, selectFirstOptionOnChange=name in ("subject", "earlier", "later"))


def outputs() -> list[Output]:
    """What `settings` fills, in its order."""
    filled = [Output(name, prop) for name in IDS for prop in ("data", "value")]
    with_fields = (*_ONLY_WITH_CHOICE, *_ONLY_BESIDE, "earlier", "later")
    hidden = [*(Output(f"{name}-field", "hidden") for name in with_fields), Output("swap", "hidden")]
    words = [Output("earlier", "label"), Output("later", "label"), Output("countries", "placeholder")]
    return [*filled, *hidden, *words, *buttons.outputs()]


def settings(panels: Panels, holdings: Holdings) -> list[object]:
    """Every control's options and value for what is shown, whether it is hidden, and the years' labels."""
    shown = panels.first
    facets = {name: facet(shown, holdings) for name, facet in FACETS.items()}
    facets["beside"] = besides(shown, facets)
    facets["other"] = options_for(shown.state.beside, shown, facets) if shown.state.beside else []
    values = _values(shown)
    filled = [part for name in IDS for part in (facets[name], _offered(values[name], facets[name]))]
    hidden = [len(facets[name]) < 2 for name in _ONLY_WITH_CHOICE]
    alone = panels.second is None
    hidden += [not shown.state.beside, alone or panels.merged, alone]
    no_years = not facets["later"]
    from_label, to_label = YEAR_NAMES[shown.chart.YEARS]
    asked = "Add a country" if shown.state.countries else "All countries"
    words = [no_years or not from_label, no_years, alone, from_label or "From", to_label, asked]
    return [*filled, *hidden, *words, *buttons.settings(panels)]


def _offered(value: object, options: list[dict]) -> object:
    """The value if it is on offer. A select that is told another empties itself, which would change the state."""
    if isinstance(value, list):
        return value
    return value if any(value == item["value"] for o in options for item in o.get("items", [o])) else None


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
