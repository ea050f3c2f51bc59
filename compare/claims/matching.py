"""Which printed figures a claim is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
        rows = estimates[(estimates["status"] == Status.REPORTED) & estimates["share_pct"].notna()]
        self._of: dict[tuple[SubjectKey, str], list[Figure]] = {}
        self._keys: dict[str, SubjectKey] = {}
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
            figure = {str(name): value for name, value in row.items()}
            figure["moment"] = figure["fieldwork_end"] or figure["fieldwork_start"] or str(figure["year"] or "")
            figure["asks"] = asked(figure["response_printed"] or "")
            key = self.key(figure["subject"]).at(figure["iso3"] or None)
            self._of.setdefault((key, figure["iso3"] or ""), []).append(figure)

    def key(self, subject: str) -> SubjectKey:
        """The key of a subject as the data write it, worked out once."""
        if subject not in self._keys:
            self._keys[subject] = subject_key(subject)
        return self._keys[subject]

    def subjects(self) -> list[tuple[str, str | None]]:
        """Every subject as written, with the country it was asked about in where that is one alone."""
        places: dict[str, set[str]] = {}
        for (_, iso3), figures in self._of.items():
            for name in {figure["subject"] for figure in figures}:
                places.setdefault(name, set()).add(iso3)
        return [(name, next(iter(where)) if len(where) == 1 else None) for name, where in places.items()]

    def of(self, matter: Matter) -> list[Figure]:
        """The figures of a matter's subject, country, answer, question and pollster, at whatever time.

        Raises Undecided where there are none, and says what is missing.
        """
        key, iso3 = self._where(matter)
        found = self._of.get((key, iso3), [])
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
        for (other, iso3), figures in self._of.items():
            if other == key and iso3:
                kept = [f for f in figures if f["response"] == matter.response and not f["group"]]
                if kept:
                    found[iso3] = kept
        return found

    def people(self, matter: Matter, pollster: str) -> list[Figure]:
        """What a pollster found for every person, each judged where they were asked about."""
        return [
            figure
            for (key, _), figures in self._of.items()
            if key.kind == "person"
            for figure in figures
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
            homes = {place for (other, place) in self._of if replace(other, iso3=None) == replace(key, iso3=None)}
            iso3 = matter.subject_iso3 or (homes.pop() if len(homes) == 1 else None)
        key = key.at(iso3)
        if iso3 is None:
            places = {place for (other, place) in self._of if other == key}
            if len(places) != 1:
                raise Undecided(Verdict.NOT_IN_DATA, "no figures", "The claim names no country whose people are meant.")
            iso3 = places.pop()
        return key, iso3

    def _missing(self, key: SubjectKey, iso3: str, matter: Matter) -> str:
        there = [place for (other, place) in self._of if other == key]
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
