"""Side by side: two panels, A and B, over one state. B differs from A in one thing: year, subject, pollster, …

>>> second(State(subject="US leadership", years=(2015,), beside="years", other="2014")).years
(2014,)
>>> turned = swapped(State(measure="approve", beside="measure", other="net"), "approve")
>>> turned.measure, turned.other
('net', 'approve')
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from compare import unlike
from dashboard.holdings import NOT_PRINTED, Holdings
from dashboard.look import SHORT
from dashboard.shown import Shown, show
from dashboard.state import State, as_years

_DEPENDANTS: dict[str, dict[str, str]] = {
    "subject": {"pollster": "", "question": "", "group": ""},
    "pollster": {"question": "", "group": ""},
    "question": {"group": ""},
}


@dataclass(frozen=True, eq=False)
class Panels:
    """What the page draws: `first` alone, or `first` and `second` beside it with what each is called."""

    first: Shown
    second: Shown | None = None
    names: tuple[str, str] = ("", "")

    @property
    def merged(self) -> bool:
        """Whether the chart draws both in one figure."""
        return self.second is not None and getattr(self.first.chart, "PAIR", "") == "merged"

    @property
    def both(self) -> tuple[Shown, ...]:
        """The panels there are."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the two panels do not have in common beside what they are meant to differ in."""
        if self.second is None:
            return ()
        meant = {self.first.state.beside}
        found = unlike(self.first.printed, self.second.printed, but=meant)
        return tuple(f"Unlike things side by side: {thing.sentence}." for thing in found)


def panels(state: State, holdings: Holdings, *, narrow: bool = False, dark: bool = False) -> Panels | None:
    """One panel, or two where the state asks for two and the chart can stand beside itself."""
    alone = show(state, holdings, narrow=narrow, dark=dark)
    if alone is None or not can_stand_beside(state, alone):
        return Panels(alone) if alone else None
    merged = getattr(alone.chart, "PAIR", "") == "merged"
    first = alone if merged else show(state, holdings, narrow=True, dark=dark)
    second_shown = show(second(state, alone), holdings, narrow=narrow or not merged, dark=dark)
    if first is None or second_shown is None:
        return Panels(alone)
    names = (name_of(state.beside, first), name_of(state.beside, second_shown))
    if state.only == "both":
        first, second_shown = _of_both(first, second_shown)
    if merged:
        theirs = {"other": second_shown.toplines, "other_measure": second_shown.measure, "names": names}
        options = replace(first.options, **theirs)
        return Panels(replace(first, options=options), second_shown, names)
    return Panels(*(_locked(first, second_shown) if state.axes == "locked" else (first, second_shown)), names)


def can_stand_beside(state: State, shown: Shown) -> bool:
    """Whether the second panel that a state asks for makes sense in this view."""
    if not state.beside or not state.other or getattr(shown.chart, "PAIR", "") == "none":
        return False
    return state.beside != "years" or shown.chart.YEARS == "one"


def second(state: State, first: Shown | None = None) -> State:
    """The state of panel B. Another subject or pollster is looked at in A's years where it has them."""
    if state.beside == "years":
        return replace(state, years=as_years([state.other]))
    years = first.years if first and not state.years else state.years
    return replace(state, **{"years": years, **_chosen(state)})


def swapped(state: State, current: str) -> State:
    """A and B changed over; `current` is what A shows now."""
    if state.beside == "years":
        return replace(state, years=as_years([state.other]), other=current)
    return replace(state, **{**_chosen(state), "other": current})


def _chosen(state: State) -> dict[str, str]:
    """The fields of a state that make panel B what it is."""
    value = "" if state.beside == "group" and state.other == NOT_PRINTED else state.other
    return {**_DEPENDANTS.get(state.beside, {}), state.beside: value}


def current(beside: str, shown: Shown) -> str:
    """What a panel shows of the thing that the panels differ in, as it stands in the address."""
    if beside == "years":
        return str(shown.years[-1]) if shown.years else ""
    if beside == "measure":
        return shown.measure
    return str(getattr(shown.series, beside, "")) or (NOT_PRINTED if beside == "group" else "")


def name_of(beside: str, shown: Shown) -> str:
    """What a panel is called: its year, subject, pollster, wording, group or measure."""
    value = current(beside, shown)
    if beside == "measure":
        return SHORT[value]
    if beside == "question":
        wording = next((q for q in shown.printed["question"] if q), "")
        return f"“{wording}”" if wording else "Wording not published"
    if beside == "group" and value == NOT_PRINTED:
        return "Everyone"
    return value if value != NOT_PRINTED else f"{beside.capitalize()} not printed"


def options_for(beside: str, shown: Shown, offered: dict[str, list[dict]]) -> list[dict]:
    """What B may be, from the options that the other controls `offered`: all but what A is."""
    own = current(beside, shown)
    known = {"years": "later", "measure": "measure"}.get(beside, beside)
    flat = [item for option in offered.get(known, []) for item in option.get("items", [option])]
    return [option for option in flat if option["value"] != own and not option.get("disabled")]


def _of_both(first: Shown, second_shown: Shown) -> tuple[Shown, Shown]:
    """Both without the places that only one of them has a figure for."""
    sets = [set(s.toplines.where(s.toplines.known(s.measure))["label"]) for s in (first, second_shown)]
    return _only(first, sets[0] & sets[1]), _only(second_shown, sets[0] & sets[1])


def _only(shown: Shown, labels: set[str]) -> Shown:
    there = np.array([label in labels for label in shown.printed["label"]], dtype=bool)
    return replace(shown, toplines=shown.toplines.of("label", labels), printed=shown.printed.where(there))


def _locked(first: Shown, second_shown: Shown) -> tuple[Shown, Shown]:
    """Both with the same rows in the same order and the same years on their axes."""
    order = _order(first, second_shown)
    moments = np.concatenate([s.toplines["when"][s.toplines["year"] > 0] for s in (first, second_shown)])
    span = (float(moments.min()), float(moments.max())) if len(moments) else None
    return (
        replace(first, options=replace(first.options, order=order, span=span)),
        replace(second_shown, options=replace(second_shown.options, order=order, span=span)),
    )


def _order(first: Shown, second_shown: Shown) -> tuple[str, ...]:
    """The labels as A sorts them, then those that only B has, as B sorts them."""
    return tuple(dict.fromkeys([*_labels(first), *_labels(second_shown)]))


def _labels(shown: Shown) -> list[str]:
    if shown.state.sort == "name":
        return sorted(set(shown.toplines["label"]))
    latest = shown.toplines.last_of("label").rows()
    lowest = float("-inf")
    latest.sort(key=lambda row: (-(lowest if row[shown.measure] is None else row[shown.measure]), row["label"]))
    return [row["label"] for row in latest]
