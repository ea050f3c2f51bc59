"""What the library holds, prepared once per version for the pages to choose from.

A *series* is what may be drawn together without a warning: one subject, one pollster, one wording.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from dashboard.state import UNDATED
from dashboard.toplines import build
from extract.tidy import COLUMNS, as_columns

if TYPE_CHECKING:
    from library import Library

T = TypeVar("T")
_MOST_KEPT = 256

_NOWHERE = np.array([], dtype=int)

NOT_PRINTED = "-"
"""The key of a subject, pollster or wording that was not printed."""
NO_COUNTRY = "Country not printed"
"""What stands in the place of a country that was not printed."""
TOGETHER = "*"
"""Before a pollster's name: all of its subjects, drawn together."""


@dataclass(frozen=True, eq=False)
class Holdings:
    """One version of the library. `estimates` has the contract's columns and `ADDED`; never changed.

    `series` has a row per subject, pollster and question: counts of countries, years and
    estimates, and `split`, the countries of its best year with both approve and disapprove.
    `places` are the row numbers of each series, so that nothing a visitor asks for reads all rows.
    """

    version: int
    estimates: pd.DataFrame
    sources: pd.DataFrame
    series: pd.DataFrame
    places: dict[tuple[str, str, str], np.ndarray]
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def stamp(self) -> str:
        """What is another one for each version of each library: two libraries may count to the same version."""
        return self.remember("stamp", self._stamp)

    def _stamp(self) -> str:
        held = "".join(self.sources["sha256"]) if "sha256" in self.sources else ""
        return f"{self.version}-{hashlib.sha256(held.encode()).hexdigest()[:12]}"

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this version. What is kept must not be changed."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def toplines(self, subject: str, pollster: str, question: str, group: str) -> pd.DataFrame:
        """The toplines of one series and group; of all a pollster's subjects when `subject` says so."""
        wanted = (subject, pollster, question, group)
        return self.remember(("toplines", *wanted), lambda: build(self.rows(*wanted)))

    def rows(self, subject: str, pollster: str, question: str, group: str) -> pd.DataFrame:
        """The long rows behind `toplines`, each labelled as it will be drawn."""
        own = self.estimates.iloc[self._of(subject, pollster, question)]
        rows = own[own["group"] == group]
        if not subject.startswith(TOGETHER):
            return rows
        return rows.assign(label=[f"{c} · {s}" for c, s in zip(rows["country"], rows["subject"], strict=True)])

    def groups(self, subject: str, pollster: str, question: str) -> list[str]:
        """The subgroups a series was printed for, the whole population ("") first."""
        wanted = (subject, pollster, question)
        return self.remember(("groups", *wanted), lambda: sorted(set(self.estimates["group"].iloc[self._of(*wanted)])))

    def _of(self, subject: str, pollster: str, question: str) -> np.ndarray:
        """The places in `estimates` of one series, or of all subjects of a pollster and wording."""
        if not subject.startswith(TOGETHER):
            return self.places.get((subject, pollster, question), _NOWHERE)
        parts = [places for key, places in self.places.items() if key[1:] == (pollster, question)]
        return np.sort(np.concatenate(parts)) if parts else _NOWHERE

    def names(self) -> dict[str, str]:
        """Country names by key."""
        return self.remember("names", self._names)

    def _names(self) -> dict[str, str]:
        pairs = self.estimates[["key", "country"]].drop_duplicates("key")
        return dict(pairs.itertuples(index=False, name=None))


ADDED = ("row", "key", "label", "subject_key", "pollster_key", "question_key", "when", "moment")


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
    frame = estimates.reset_index(drop=True).copy()
    frame["row"] = range(len(frame))
    frame["year"] = frame["year"].fillna(UNDATED).astype(int)
    place = frame["country"].where(frame["country"] != "", NO_COUNTRY)
    frame["country"] = place
    frame["key"] = frame["iso3"].where(frame["iso3"] != "", place)
    frame["label"] = place
    frame["subject_key"] = frame["subject"].where(frame["subject"] != "", NOT_PRINTED)
    frame["pollster_key"] = frame["pollster"].where(frame["pollster"] != "", NOT_PRINTED)
    frame["question_key"] = [question_key(q) for q in frame["question"]]
    date = frame["fieldwork_end"].where(frame["fieldwork_end"] != "", frame["fieldwork_start"])
    frame["when"] = [decimal_year(d, y) for d, y in zip(date, frame["year"], strict=True)]
    frame["moment"] = date.where(date != "", frame["wave"])
    # Plain Python strings: pandas' own are several times slower to take out one by one, which charts do.
    return frame.astype({name: object for name in frame.columns if isinstance(frame[name].dtype, pd.StringDtype)})


def stored(rows: pd.DataFrame) -> pd.DataFrame:
    """Prepared rows as the library holds them: exactly the contract's columns, what is not printed empty."""
    country = rows["country"].where(rows["country"] != NO_COUNTRY, "")
    year = rows["year"].where(rows["year"] != UNDATED)
    return as_columns(rows.assign(country=country, year=year), COLUMNS)


_SERIES = ["subject_key", "pollster_key", "question_key"]


def find_places(frame: pd.DataFrame) -> dict[tuple[str, str, str], np.ndarray]:
    """The row numbers of each series in a prepared frame."""
    return {key: np.asarray(rows) for key, rows in frame.groupby(_SERIES, sort=False).indices.items()}


def find_series(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per subject, pollster and question with its counts; the most countries first."""
    groups = frame.groupby(_SERIES, sort=False)
    counts = groups.agg(
        subject=("subject", "first"),
        pollster=("pollster", "first"),
        question=("question", "first"),
        countries=("key", "nunique"),
        years=("year", "nunique"),
        estimates=("row", "size"),
    ).reset_index()
    counts["split"] = [_split(rows) for _, rows in groups]
    return counts.sort_values(["countries", "estimates"], ascending=False, kind="stable").reset_index(drop=True)


def _split(rows: pd.DataFrame) -> int:
    plain = rows[(rows["group"] == "") & rows["share_pct"].notna()]
    sets = [
        set(zip(part["year"], part["key"], strict=True))
        for part in (plain[plain["response"] == r] for r in ("approve", "disapprove"))
    ]
    years = [year for year, _ in sets[0] & sets[1]]
    return max((years.count(year) for year in set(years)), default=0)


class Shelf:
    """Gives the current `Holdings`, read anew only when the library's version has grown."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._lock = Lock()
        self._current: Holdings | None = None

    def __call__(self) -> Holdings:
        """The holdings of this moment."""
        with self._lock:
            version = self.library.version()
            if self._current is None or self._current.version != version:
                frame = prepare(self.library.estimates())
                self._current = Holdings(version, frame, self.library.sources(), find_series(frame), find_places(frame))
            return self._current
