"""The buttons of the Explore page that change what is shown: regions, a year back or on, swapping A and B."""

from __future__ import annotations

from dataclasses import replace

from dash import Input, Output, html

from dashboard import beside
from dashboard.beside import Panels
from dashboard.choice import years_of
from dashboard.holdings import Holdings
from dashboard.regions import REGIONS, present, toggled
from dashboard.state import UNDATED, State

_REGION = {f"region-{name.lower()}": name for name in REGIONS}
IDS = ("swap", "step-back", "step-on", *_REGION)


def swap() -> html.Button:
    """The button that changes A and B over."""
    return html.Button("Swap A and B", id="swap", type="button", className="quiet", hidden=True)


def regions() -> html.Div:
    """A chip a region: it adds the region's countries to the choice, or takes them out again."""
    chips = [html.Button(name, id=key, type="button", className="chip", hidden=True) for key, name in _REGION.items()]
    return html.Div(chips, className="chips", role="group", **{"aria-label": "Whole regions"})


def steps() -> html.Div:
    """A year back, a year on, and playing through the years, which is stepping on again and again (toplines.js)."""
    return html.Div(
        [
            html.Button(
                "←", id="step-back", type="button", className="chip", **{"aria-label": "A year with data back"}
            ),
            html.Button("→", id="step-on", type="button", className="chip", **{"aria-label": "A year with data on"}),
            html.Button("Play", id="play", type="button", className="chip", **{"aria-pressed": "false"}),
        ],
        id="steps",
        className="chips",
    )


def inputs() -> list[Input]:
    """Every button, as what starts the page's callback."""
    return [Input(name, "n_clicks") for name in IDS]


def outputs() -> list[Output]:
    """What `settings` fills, in its order."""
    chips = [Output(key, prop) for key in _REGION for prop in ("hidden", "children", "aria-pressed")]
    return [*chips, Output("steps", "hidden"), Output("step-back", "disabled"), Output("step-on", "disabled")]


def settings(panels: Panels) -> list[object]:
    """Which regions there are and which are chosen; whether there is a year to step to."""
    shown = panels.first
    there = present(dict.fromkeys(shown.every["key"]))
    chosen = set(shown.state.countries)
    filled: list[object] = []
    for name in REGIONS:
        members = there.get(name, [])
        pressed = "true" if members and set(members) <= chosen else "false"
        filled += [len(there) < 2 or not members, f"{name} {len(members)}", pressed]
    years = _years(panels)
    alone = shown.chart.YEARS != "one" or len(years) < 2 or not shown.years
    now = shown.years[-1] if shown.years else UNDATED
    return [*filled, alone, alone or now <= years[0], alone or now >= years[-1]]


def pressed(state: State, button: str, holdings: Holdings) -> State:
    """The state after a visitor pressed a button."""
    panels = beside.panels(state, holdings)
    if panels is None:
        return state
    if button in _REGION:
        members = present(dict.fromkeys(panels.first.every["key"])).get(_REGION[button], [])
        return replace(state, countries=toggled(state.countries, members))
    if button == "swap":
        return beside.swapped(state, beside.current(state.beside, panels.first)) if state.beside else state
    return _stepped(state, -1 if button == "step-back" else 1, panels)


def _stepped(state: State, by: int, panels: Panels) -> State:
    """The next year with data in that direction; after the last one the first, so that playing can begin anew."""
    years = _years(panels)
    now = panels.first.years[-1:]
    if not years or not now:
        return state
    further = [year for year in years if (year - now[0]) * by > 0]
    following = (further[0] if by > 0 else further[-1]) if further else years[0 if by > 0 else -1]
    return replace(state, years=(following,))


def _years(panels: Panels) -> list[int]:
    return [year for year in years_of(panels.first.every) if year != UNDATED]
