"""Whose mode it is: what sentences tell of how people were reached, given to the estimates that it holds for.

A series, a list of pollsters or of countries seldom has one mode, and a text often tells that of its latest poll
alone. So it is given to the latest year's shares of the pollster and the countries that its sentence may be about,
and to none where two sentences differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.details import Details, SaidMode
from extract.model import Estimate, Sidecar


def with_modes(estimates: Sequence[Estimate], details: Details, sidecar: Sidecar) -> tuple[Estimate, ...]:
    """The estimates with the mode that is said of them, then with the sidecar's where the file says nothing."""
    said = details.modes if estimates else ()
    latest = max((e.year for e in estimates if e.year is not None), default=None)
    pollsters = {e.pollster for e in estimates if e.pollster}
    countries = {e.iso3 or e.country for e in estimates}
    found = []
    for estimate in estimates:
        own = {one.mode for one in said if estimate.year == latest and _is_of(one, estimate, pollsters)}
        mode = estimate.mode or _one(own, several_countries=len(countries) > 1)
        found.append(replace(estimate, mode=mode or (None if own else sidecar.mode)))
    return tuple(found)


def _is_of(said: SaidMode, estimate: Estimate, pollsters: set[str]) -> bool:
    """Whether what a sentence says may be said of an estimate."""
    theirs = said.pollster == estimate.pollster or (len(pollsters) < 2 and None in (said.pollster, estimate.pollster))
    return theirs and (not said.places or estimate.iso3 in said.places)


def _one(modes: Iterable[str], *, several_countries: bool) -> str | None:
    """The mode that all sentences tell; of several modes in several countries none is known to be any one's."""
    told = set(modes)
    mode = told.pop() if len(told) == 1 else ""
    return None if not mode or (several_countries and " + " in mode) else mode
