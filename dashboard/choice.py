"""From what a visitor asked for to what the library can show: subject, pollster, wording, group, years.

One series is drawn at a time. Where a subject was asked by several pollsters or in several
wordings, one is chosen and the others are offered; they are never mixed. What cannot be had is
replaced by the nearest default, and a note says so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from dashboard.holdings import NOT_PRINTED, TOGETHER, Holdings
from dashboard.state import UNDATED, State


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
    every = holdings.series
    if every.empty:
        return None
    together = gatherings(holdings)
    subject = state.subject
    if subject in together:
        pollster, question = subject.removeprefix(TOGETHER), together[subject].question
    else:
        subject = _known(subject, every, "subject_key")
        own = every[every["subject_key"] == subject]
        pollster = _known(state.pollster, own, "pollster_key")
        question = _known(state.question, own[own["pollster_key"] == pollster], "question_key")
    groups = holdings.groups(subject, pollster, question)
    group = state.group if state.group in groups else next(iter(groups), "")
    return Series(subject, pollster, question, group)


def best(series: pd.DataFrame) -> dict:
    """The series that says most at a glance: the most countries with both answers in one year."""
    return series.sort_values(["split", "countries", "estimates"], ascending=False, kind="stable").iloc[0].to_dict()


def _known(wanted: str, own: pd.DataFrame, column: str) -> str:
    return wanted if wanted in set(own[column]) else best(own)[column]


@dataclass(frozen=True, slots=True)
class Gathering:
    """How many subjects a pollster asked about in one wording, each in one country."""

    subjects: int
    question: str


def gatherings(holdings: Holdings) -> dict[str, Gathering]:
    """Where three or more subjects were each asked about in one country only: leaders at home."""
    return holdings.remember("gatherings", lambda: _gatherings(holdings))


def _gatherings(holdings: Holdings) -> dict[str, Gathering]:
    at_home = holdings.series[(holdings.series["countries"] == 1) & (holdings.series["pollster_key"] != NOT_PRINTED)]
    counts = Counter(zip(at_home["pollster_key"], at_home["question_key"], strict=True))
    rising = sorted(counts.items(), key=lambda item: item[1])
    return {TOGETHER + pollster: Gathering(n, question) for (pollster, question), n in rising if n >= 3}


def years_of(toplines: pd.DataFrame) -> list[int]:
    """The years with anything in them, in rising order; `UNDATED` first."""
    return sorted(set(toplines["year"].tolist()))


def choose_years(
    kind: str, wanted: tuple[int, ...], there: list[int], toplines: pd.DataFrame, measure: str
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


def fullest(toplines: pd.DataFrame, measure: str) -> tuple[int, ...]:
    """The latest year that has at least half as many countries as the fullest one."""
    known = toplines[toplines[measure].notna()] if toplines[measure].notna().any() else toplines
    if known.empty:
        return ()
    counts = known[["label", "year"]].drop_duplicates()["year"].value_counts()
    return (int(counts.index[counts >= counts.max() / 2].max()),)


def choose_two(wanted: tuple[int, ...], toplines: pd.DataFrame, measure: str) -> tuple[int, ...]:
    """Two years to compare: those wanted, else the widest apart of those that share many countries."""
    if len(wanted) == 2:
        return wanted
    known = toplines[toplines[measure].notna() & (toplines["year"] != UNDATED)]
    asked: dict[int, set[str]] = {}
    for year, label in zip(known["year"], known["label"], strict=True):
        asked.setdefault(year, set()).add(label)
    years = sorted(asked)
    pairs = [(a, b) for a in years for b in years if a < b and (not wanted or wanted[0] in (a, b))]
    common = {pair: len(asked[pair[0]] & asked[pair[1]]) for pair in pairs}
    enough = max(common.values(), default=0) / 2
    able = [pair for pair in pairs if common[pair] and common[pair] >= enough]
    return max(able, key=lambda pair: (pair[1] - pair[0], common[pair], pair[1]), default=wanted)
