"""From what a visitor asked for to what the library can show: subject, pollster, wording, group, years.

One series is drawn at a time. Where a subject was asked by several pollsters or in several
wordings, one is chosen and the others are offered; they are never mixed. What cannot be had is
replaced by the nearest default, and a note says so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from dashboard.holdings import NOT_PRINTED, TOGETHER, Holdings
from dashboard.state import UNDATED, State
from dashboard.toplines import Toplines


@dataclass(frozen=True, slots=True)
class Series:
    """The keys that name what is drawn. `subject` may stand for all subjects of the pollster."""

    subject: str
    pollster: str
    question: str
    group: str

    @property
    def together(self) -> bool:
        """Whether several subjects are drawn together."""
        return self.subject.startswith(TOGETHER)


def choose(state: State, holdings: Holdings) -> Series | None:
    """The series a state asks for, or the library's most telling one; None when the library is empty."""
    if holdings.series.empty:
        return None
    asked = (state.subject, state.pollster, state.question)
    found = holdings.remember(("choice", *asked), lambda: _nearest(*asked, holdings))
    groups = holdings.groups(*found)
    group = state.group if state.group in groups else next(iter(groups), "")
    return Series(*found, group)


def _nearest(subject: str, pollster: str, question: str, holdings: Holdings) -> tuple[str, str, str]:
    """The subject, pollster and question asked for, each replaced by the most telling one where it is not there."""
    together = gatherings(holdings)
    if subject in together:
        return subject, subject.removeprefix(TOGETHER), together[subject].question
    subject = _known(subject, holdings.kinds, "subject_key")
    own = [kind for kind in holdings.kinds if kind["subject_key"] == subject]
    pollster = _known(pollster, own, "pollster_key")
    asked = [kind for kind in own if kind["pollster_key"] == pollster]
    return subject, pollster, _known(question, asked, "question_key")


def best(kinds: list[dict]) -> dict:
    """The series that says most at a glance: the most countries with both answers in one year."""
    return max(kinds, key=lambda kind: (kind["split"], kind["countries"], kind["estimates"]))


def _known(wanted: str, kinds: list[dict], column: str) -> str:
    return wanted if any(kind[column] == wanted for kind in kinds) else best(kinds)[column]


@dataclass(frozen=True, slots=True)
class Gathering:
    """How many subjects a pollster asked about in one wording, each in one country."""

    subjects: int
    question: str


def gatherings(holdings: Holdings) -> dict[str, Gathering]:
    """Where three or more subjects were each asked about in one country only: leaders at home."""
    return holdings.remember("gatherings", lambda: _gatherings(holdings))


def _gatherings(holdings: Holdings) -> dict[str, Gathering]:
    at_home = [kind for kind in holdings.kinds if kind["countries"] == 1 and kind["pollster_key"] != NOT_PRINTED]
    counts = Counter((kind["pollster_key"], kind["question_key"]) for kind in at_home)
    rising = sorted(counts.items(), key=lambda item: item[1])
    return {TOGETHER + pollster: Gathering(n, question) for (pollster, question), n in rising if n >= 3}


def years_of(toplines: Toplines) -> list[int]:
    """The years with anything in them, in rising order; `UNDATED` first."""
    return np.unique(toplines["year"]).tolist()


def choose_years(
    kind: str, wanted: tuple[int, ...], there: list[int], toplines: Toplines, measure: str
) -> tuple[int, ...]:
    """The years to draw for a chart whose `YEARS` is `kind`.

    `there` are the years of the whole series, so a visitor may ask for one that the chosen
    countries, whose `toplines` these are, have nothing in.
    """
    usable = tuple(year for year in wanted if year in there)
    if kind == "one":
        return usable[-1:] or fullest(toplines, measure)
    if kind == "two":
        return choose_two(usable, toplines, measure)
    dated = [year for year in there if year != UNDATED] or there
    if len(wanted) == 2 or (kind == "any" and usable):
        return (wanted[0], wanted[-1])
    return (dated[0], dated[-1]) if dated else ()


def fullest(toplines: Toplines, measure: str) -> tuple[int, ...]:
    """The latest year that has at least half as many countries as the fullest one."""
    has = toplines.known(measure)
    known = toplines.where(has) if has.any() else toplines
    if not len(known):
        return ()
    _, first = np.unique(known["rank"] * 10_000 + known["year"], return_index=True)  # a label and year counts once
    years, counts = np.unique(known["year"][first], return_counts=True)
    return (int(years[counts >= counts.max() / 2].max()),)


def choose_two(wanted: tuple[int, ...], toplines: Toplines, measure: str) -> tuple[int, ...]:
    """Two years to compare: those wanted, else the widest apart of those that share many countries."""
    if len(wanted) == 2:
        return wanted
    known = toplines.where(toplines.known(measure) & (toplines["year"] != UNDATED))
    asked: dict[int, set[str]] = {}
    for year, label in zip(known["year"].tolist(), known["label"].tolist(), strict=True):
        asked.setdefault(year, set()).add(label)
    years = sorted(asked)
    pairs = [(a, b) for a in years for b in years if a < b and (not wanted or wanted[0] in (a, b))]
    common = {pair: len(asked[pair[0]] & asked[pair[1]]) for pair in pairs}
    enough = max(common.values(), default=0) / 2
    able = [pair for pair in pairs if common[pair] and common[pair] >= enough]
    return max(able, key=lambda pair: (pair[1] - pair[0], common[pair], pair[1]), default=wanted)
