"""The country whose people a text says were asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.names.countries import Mention
from extract.names.guards import states_in
from extract.names.people import People
from extract.names.subjects import subjects_in
from extract.poll_samples import counts_people


def country_asked(text: str, named: Sequence[Mention]) -> str | None:
    """The one country whose people a text says it counts: "U.S. adults", "American voters"."""
    asked = {m.match.country.iso3 for m in named if m.match.country.iso3 and counts_people(_next_words(text, m.end))}
    return asked.pop() if len(asked) == 1 else None


def only_country(text: str, named: Sequence[Mention]) -> str | None:
    """The one country that a text names at all, asked or judged or only spoken of."""
    countries = {m.match.country.iso3 for m in named} | ({"USA"} if states_in(text) else set())
    return countries.pop() if len(countries) == 1 else None


def _next_words(text: str, position: int) -> str:
    """The next two words at most, of the same clause."""
    return " ".join(re.split(r"[.,;:()\n]", text[position : position + 30].lstrip(" "))[0].split()[:2])


def main_country(text: str, named: Sequence[Mention], people: People) -> str | None:
    """The country whose people were asked: most of what a text names, and at least twice the next one.

    Countries that are judged do not count; words for a people count for more than names of places. A text
    on leaders of several countries is about none of them.
    """
    if len({iso3 for _, iso3 in people.countries}) > 1:
        return None
    judged = [s for s in subjects_in(text, people) if s.kind == "country"]
    counted: Counter[str] = Counter()
    peoples: Counter[str] = Counter()
    for mention in named:
        iso3 = mention.match.country.iso3
        if iso3 and not any(s.start <= mention.start < s.end for s in judged):
            counted[iso3] += 3 if mention.match.kind == "people" else 1
            peoples[iso3] += mention.match.kind == "people"
    if states := states_in(text):
        counted["USA"] += len(states)
    if len(peoples := +peoples) == 1 and counted[next(iter(peoples))] * 4 >= max(counted.values()):
        return next(iter(peoples))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
