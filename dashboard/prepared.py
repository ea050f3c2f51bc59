"""The library's long frame, prepared once per version: numbers instead of texts where rows are grouped and ordered.

What a visitor asks for is then a choice of rows by number; nothing here is worked out again for a state.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.state import UNDATED
from dashboard.toplines import DRAWN
from extract.model import Status
from extract.tidy import COLUMNS, as_columns

NOT_PRINTED = "-"
"""The key of a subject, pollster or wording that was not printed."""
NO_COUNTRY = "Country not printed"
"""What stands in the place of a country that was not printed."""
ADDED = ("row", "key", "label", "subject_key", "pollster_key", "question_key", "when", "moment")

Key = tuple[str, str, str]
"""The keys of a series: subject, pollster, question."""

_SERIES = ("subject_key", "pollster_key", "question_key")


def question_key(question: str) -> str:
    """A short key of a wording, the same wherever it is computed.

    >>> question_key("Do you approve or disapprove?"), question_key("")
    ('727e4270', '-')
    """
    return hashlib.sha256(question.encode()).hexdigest()[:8] if question else NOT_PRINTED


def decimal_year(date: str, year: int) -> float:
    """When something was asked, as a number; the middle of what an ISO date leaves open.

    >>> decimal_year("2015-07", 2015), decimal_year("2015", 2015), decimal_year("", 2015)
    (2015.54, 2015.0, 2015.0)
    """
    found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", date)
    if not found or int(found[1]) != year:
        return float(year)
    day = int(found[3]) - 1 if found[3] else 14.5
    return round(year + (int(found[2]) - 1) / 12 + day / 365.25, 3)


def prepare(estimates: pd.DataFrame) -> pd.DataFrame:
    """The long frame with `ADDED`: a number, who it is about, its series, and when it was asked."""
    frame = estimates.reset_index(drop=True)
    # Plain Python strings: pandas' own are several times slower to take out one by one, which charts do.
    texts = {name: object for name in frame.columns if isinstance(frame[name].dtype, pd.StringDtype)}
    frame = frame.astype(texts)
    year = frame["year"].fillna(UNDATED).astype(int)
    place = frame["country"].where(frame["country"] != "", NO_COUNTRY)
    date = frame["fieldwork_end"].where(frame["fieldwork_end"] != "", frame["fieldwork_start"])
    return frame.assign(
        country=place,
        year=year,
        row=np.arange(len(frame)),
        key=frame["iso3"].where(frame["iso3"] != "", place),
        label=place,
        subject_key=frame["subject"].where(frame["subject"] != "", NOT_PRINTED),
        pollster_key=frame["pollster"].where(frame["pollster"] != "", NOT_PRINTED),
        question_key=_of_each(frame["question"], question_key),
        when=_moments(date, year),
        moment=date.where(date != "", frame["wave"]),
    )


def stored(rows: pd.DataFrame) -> pd.DataFrame:
    """Prepared rows as the library holds them: exactly the contract's columns, what is not printed empty."""
    country = rows["country"].where(rows["country"] != NO_COUNTRY, "")
    year = rows["year"].where(rows["year"] != UNDATED)
    return as_columns(rows.assign(country=country, year=year), COLUMNS)


def _of_each(texts: pd.Series, make: Callable[[str], str]) -> np.ndarray:
    """What is made of each text; there are few different ones in many rows."""
    codes, different = pd.factorize(texts)
    return np.array([make(text) for text in different], dtype=object)[codes]


def _moments(dates: pd.Series, years: pd.Series) -> np.ndarray:
    pairs = _together(pd.factorize(dates)[0], pd.factorize(years)[0])
    _, first, every = np.unique(pairs, return_index=True, return_inverse=True)
    different = zip(dates.iloc[first], years.iloc[first], strict=True)
    return np.array([decimal_year(date, int(year)) for date, year in different], dtype=float)[every]


def _together(*codes: np.ndarray) -> np.ndarray:
    """One number for each combination of numbers from 0."""
    joined = np.zeros(len(codes[0]), dtype=np.int64)
    for code in codes:
        _, joined = np.unique(joined * (int(code.max(initial=0)) + 1) + code, return_inverse=True)
    return joined


@dataclass(frozen=True, eq=False)
class Numbers:
    """What toplines are built from, one value a row of the frame: `columns` and the numbers that stand for texts.

    `wave` is the same where label, year and moment are; `label` and `subject` number the texts,
    `rank` their place in the order of names. `answer` is the place in `DRAWN` (one
    more for an answer without a name, -1 for one that is not drawn) and `is_plain` whether
    a topline is made of the row; `known` says that a share is printed, `is_absent` that it is said why not.
    """

    columns: dict[str, np.ndarray]
    wave: np.ndarray
    subject: np.ndarray
    rank: np.ndarray
    group: np.ndarray
    groups: tuple[str, ...]
    answer: np.ndarray
    is_plain: np.ndarray
    is_absent: np.ndarray
    known: np.ndarray
    places: dict[Key, np.ndarray]


_TAKEN = ("key", "label", "wave", "moment", "population", "status", "qualifier", "subject", "country")


def numbers(frame: pd.DataFrame) -> Numbers:
    """The numbers of a prepared frame."""
    labels, names = pd.factorize(frame["label"])
    rank = np.empty(len(names), dtype=np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    moments = _together(pd.factorize(frame["year"])[0], pd.factorize(frame["moment"])[0])
    group, groups = pd.factorize(frame["group"])
    answers = {name: at for at, name in enumerate((*DRAWN, ""))}
    answer = _codes(frame["response"], lambda text: answers.get(text, -1))
    reported = _codes(frame["status"], lambda text: int(text == Status.REPORTED)).astype(bool)
    share = frame["share_pct"].to_numpy(dtype=float, na_value=np.nan)
    columns = {name: frame[name].to_numpy(dtype=object) for name in _TAKEN}
    columns |= {"share": share, "year": frame["year"].to_numpy(), "when": frame["when"].to_numpy(dtype=float)}
    columns["size"] = frame["sample_size"].to_numpy(dtype=float, na_value=np.nan)
    return Numbers(
        columns,
        wave=_together(labels, moments),
        subject=pd.factorize(frame["subject"])[0],
        rank=rank[labels] if len(labels) else labels,
        group=group,
        groups=tuple(groups),
        answer=answer,
        is_plain=(answer >= 0) | ~reported,
        is_absent=~reported,
        known=reported & ~np.isnan(share),
        places=find_places(frame),
    )


def _codes(texts: pd.Series, number: Callable[[str], int]) -> np.ndarray:
    codes, different = pd.factorize(texts)
    return np.array([number(text) for text in different], dtype=np.int64)[codes]


def find_places(frame: pd.DataFrame) -> dict[Key, np.ndarray]:
    """The row numbers of each series in a prepared frame, in the order in which they come."""
    return {key: np.asarray(rows) for key, rows in frame.groupby(list(_SERIES), sort=False).indices.items()}


def find_series(frame: pd.DataFrame, found: Numbers) -> pd.DataFrame:
    """One row per subject, pollster and question with its counts; the most countries first."""
    series = np.empty(len(frame), dtype=np.int64)
    keys = sorted(found.places, key=lambda key: found.places[key][0])
    for number, key in enumerate(keys):
        series[found.places[key]] = number
    first = [found.places[key][0] for key in keys]
    key, year = pd.factorize(frame["key"])[0], pd.factorize(frame["year"])[0]
    counts = pd.DataFrame(keys, columns=list(_SERIES))
    for name in ("subject", "pollster", "question"):
        counts[name] = frame[name].to_numpy(dtype=object)[first]
    counts["countries"] = _different(series, key, len(keys))
    counts["years"] = _different(series, year, len(keys))
    counts["estimates"] = np.bincount(series, minlength=len(keys))
    counts["split"] = _splits(found, series, year, key, len(keys))
    return counts.sort_values(["countries", "estimates"], ascending=False, kind="stable").reset_index(drop=True)


def _different(series: np.ndarray, codes: np.ndarray, count: int) -> np.ndarray:
    """How many different codes each series has."""
    _, first = np.unique(_together(series, codes), return_index=True)
    return np.bincount(series[first], minlength=count)


def _splits(found: Numbers, series: np.ndarray, year: np.ndarray, key: np.ndarray, count: int) -> np.ndarray:
    """The countries with both approve and disapprove in the best year of each series, of all who were asked."""
    everyone = found.groups.index("") if "" in found.groups else -1
    years = _together(series, year)
    places = _together(years, key)
    has = [
        np.bincount(places[own], minlength=places.max(initial=0) + 1) > 0
        for own in (
            (found.group == everyone) & ~np.isnan(found.columns["share"]) & (found.answer == DRAWN.index(name))
            for name in ("approve", "disapprove")
        )
    ]
    _, first = np.unique(places, return_index=True)
    both = first[has[0][places[first]] & has[1][places[first]]]
    in_year = np.bincount(years[both], minlength=years.max(initial=0) + 1)
    best = np.zeros(count, dtype=np.int64)
    np.maximum.at(best, series[both], in_year[years[both]])
    return best
