"""Which printed figures a claim is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from compare.claims.verdicts import Undecided, Verdict
from extract.claims.keys import SubjectKey, asked, same_group, subject_key
from extract.claims.kinds import Matter
from extract.model import Status

Figure = dict[str, Any]
"""A row of the long frame, and `moment` (when it was asked, ISO) and `asks` (what kind of question)."""

_NAMES = {
    "asks approval": "approval",
    "asks favour": "a favourable view",
    "asks trust": "trust or confidence",
    "asks satisfaction": "satisfaction",
}


class Figures:
    """The printed shares of whole populations and groups, by subject and country. Never changes the frame given."""

    def __init__(self, estimates: pd.DataFrame) -> None:
        printed = (estimates["status"] == Status.REPORTED) & estimates["share_pct"].notna()
        self._rows = estimates[printed].reset_index(drop=True)
        grouped: dict[Any, Any] = dict(self._rows.groupby(["subject", "iso3"], sort=False).indices)
        self._names = {(str(name[0]), str(name[1])): np.asarray(places) for name, places in grouped.items()}
        self._places: dict[tuple[SubjectKey, str], list[np.ndarray]] = {}
        for (subject, iso3), places in self._names.items():
            self._places.setdefault((subject_key(subject).at(iso3 or None), iso3), []).append(places)
        self._made: dict[tuple[SubjectKey, str], list[Figure]] = {}

    def _of(self, key: SubjectKey, iso3: str) -> list[Figure]:
        """The figures of one subject in one country, made when they are first asked for: a library is large."""
        if (key, iso3) not in self._made:
            places = self._places.get((key, iso3), [])
            rows = self._rows.iloc[np.sort(np.concatenate(places))] if places else self._rows.iloc[:0]
            plain = rows.astype(object).where(rows.notna(), None).to_dict("records")
            self._made[key, iso3] = [_figure({str(name): value for name, value in row.items()}) for row in plain]
        return self._made[key, iso3]

    def subjects(self) -> list[tuple[str, str | None]]:
        """Every subject as written, with the country it was asked about in where that is one alone."""
        places: dict[str, set[str]] = {}
        for subject, iso3 in self._names:
            places.setdefault(subject, set()).add(iso3)
        return [(name, next(iter(where)) if len(where) == 1 else None) for name, where in places.items()]

    def of(self, matter: Matter) -> list[Figure]:
        """The figures of a matter's subject, country, answer, question and pollster, at whatever time.

        Raises Undecided where there are none, and says what is missing.
        """
        key, iso3 = self._where(matter)
        found = self._of(key, iso3)
        if not found:
            raise Undecided(Verdict.NOT_IN_DATA, "no figures", self._missing(key, iso3, matter))
        found = [f for f in found if same_group(f["group"], matter.group)]
        if not found:
            raise Undecided(Verdict.NOT_IN_DATA, "no figures", f"No figure is printed for the group “{matter.group}”.")
        found = [f for f in found if not matter.pollster or f["pollster"] == matter.pollster]
        if not found:
            raise Undecided(Verdict.NOT_IN_DATA, "no figures", f"Nothing here was asked by {matter.pollster}.")
        answered = [f for f in found if f["response"] == matter.response]
        if not answered:
            words = matter.response.replace("_", " ")
            raise Undecided(Verdict.NOT_IN_DATA, "no figures", f"How many answered “{words}” is not printed here.")
        return self._of_the_question(answered, matter)

    def places(self, matter: Matter) -> dict[str, list[Figure]]:
        """The figures of a matter's subject and answer in every country, by ISO code."""
        key, _ = self._where(matter)
        found: dict[str, list[Figure]] = {}
        for other, iso3 in self._places:
            if other == key and iso3:
                kept = [f for f in self._of(key, iso3) if f["response"] == matter.response and not f["group"]]
                if kept:
                    found[iso3] = kept
        return found

    def people(self, matter: Matter, pollster: str) -> list[Figure]:
        """What a pollster found for every person, each judged where they were asked about."""
        return [
            figure
            for key, iso3 in self._places
            if key.kind == "person"
            for figure in self._of(key, iso3)
            if figure["response"] == matter.response and figure["pollster"] == pollster and not figure["group"]
        ]

    def _where(self, matter: Matter) -> tuple[SubjectKey, str]:
        """The subject's key and the country whose people judge it, which for a person or body may be its own."""
        if not matter.subject:
            raise Undecided(Verdict.NOT_IN_DATA, "no figures", "The claim does not say who or what is judged.")
        kind = matter.subject_kind
        key = subject_key(
            matter.subject, kind if kind in ("leadership", "country", "body") else "", matter.subject_iso3
        )
        if kind == "person":
            key = subject_key(matter.subject)
        iso3 = matter.iso3
        if iso3 is None and key.kind in ("person", "body"):
            homes = {place for (other, place) in self._places if replace(other, iso3=None) == replace(key, iso3=None)}
            iso3 = matter.subject_iso3 or (homes.pop() if len(homes) == 1 else None)
        key = key.at(iso3)
        if iso3 is None:
            places = {place for (other, place) in self._places if other == key}
            if len(places) != 1:
                raise Undecided(Verdict.NOT_IN_DATA, "no figures", "The claim names no country whose people are meant.")
            iso3 = places.pop()
        return key, iso3

    def _missing(self, key: SubjectKey, iso3: str, matter: Matter) -> str:
        there = [place for (other, place) in self._places if other == key]
        where = matter.country or iso3
        if not there:
            return f"Nothing in the data is about {matter.subject}."
        return f"People in {where} were not asked about {matter.subject}, or no answer is printed."

    def _of_the_question(self, found: list[Figure], matter: Matter) -> list[Figure]:
        """Those whose question is of the claim's kind; raises Undecided where only others were asked."""
        wanted = asked(matter.words)
        kept = [f for f in found if not wanted or not f["asks"] or f["asks"] == wanted]
        if kept:
            return kept
        other = found[-1]
        said = f"The claim is of {_NAMES[wanted]}; asked was for {_NAMES[other['asks']]}, which is another question."
        raise Undecided(Verdict.NOT_COMPARABLE, "another question", said, (other,))


def _figure(row: Figure) -> Figure:
    moment = row["fieldwork_end"] or row["fieldwork_start"] or str(row["year"] or "")
    return row | {"moment": moment, "asks": asked(row["response_printed"] or "")}


def at_time(found: list[Figure], matter: Matter) -> list[Figure]:
    """Those of the time a matter names; without one those of the last. Raises Undecided where none is."""
    if matter.moment:
        kept = [f for f in found if f["moment"].startswith(matter.moment)]
    elif matter.year:
        kept = [f for f in found if f["year"] == matter.year]
    else:
        kept = [latest(found)]
        kept = [f for f in found if f["moment"] == kept[0]["moment"]]
    if not kept:
        years = sorted({int(f["year"]) for f in found if f["year"]})
        span = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0]) if years else "no printed year"
        when = matter.moment or matter.year
        raise Undecided(
            Verdict.NOT_IN_DATA, "another time", f"Nothing is printed for {when}; the figures are of {span}."
        )
    return kept


def latest(found: list[Figure]) -> Figure:
    """The figure that was asked last."""
    return max(found, key=lambda f: (f["year"] or 0, f["moment"]))
