"""What the library holds, prepared once per version for the pages to choose from.

A *series* is what may be drawn together without a warning: one subject, one pollster, one wording.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from dashboard.prepared import NO_COUNTRY, NOT_PRINTED, Numbers, find_series, numbers, prepare, question_key, stored
from dashboard.rows import Columns, Rows
from dashboard.toplines import Toplines, build

if TYPE_CHECKING:
    from library import Library

__all__ = ["NOT_PRINTED", "NO_COUNTRY", "TOGETHER", "Holdings", "Shelf", "prepare", "question_key", "stored"]

T = TypeVar("T")
_MOST_KEPT = 256

_NOWHERE = np.array([], dtype=np.int64)

TOGETHER = "*"
"""Before a pollster's name: all of its subjects, drawn together."""


@dataclass(frozen=True, eq=False)
class Holdings:
    """One version of the library. `estimates` has the contract's columns and `ADDED`; never changed.

    `series` has a row per subject, pollster and question: counts of countries, years and
    estimates, and `split`, the countries of its best year with both approve and disapprove.
    `kinds` are the rows of `series` as dicts, `names` the countries by key. `numbers` know the rows
    of each series, so that nothing a visitor asks for reads all rows.
    """

    version: int
    estimates: pd.DataFrame
    sources: pd.DataFrame
    series: pd.DataFrame
    numbers: Numbers
    kinds: list[dict[str, Any]]
    names: dict[str, str]
    columns: Columns = field(repr=False)
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

    def printed(self, at: np.ndarray) -> Rows:
        """The long rows of these numbers."""
        return Rows(self.columns, at)

    def toplines(self, subject: str, pollster: str, question: str, group: str) -> Toplines:
        """The toplines of one series and group; of all a pollster's subjects when `subject` says so."""
        wanted = (subject, pollster, question, group)
        return self.remember(("toplines", *wanted), lambda: self._built(*wanted))

    def _built(self, subject: str, pollster: str, question: str, group: str) -> Toplines:
        rows = self._of(subject, pollster, question)
        number = self.numbers.groups.index(group) if group in self.numbers.groups else -1
        return build(self.numbers, rows[self.numbers.group[rows] == number], by_subject=subject.startswith(TOGETHER))

    def groups(self, subject: str, pollster: str, question: str) -> list[str]:
        """The subgroups a series was printed for, the whole population ("") first."""
        wanted = (subject, pollster, question)
        return self.remember(("groups", *wanted), lambda: self._groups(*wanted))

    def _groups(self, subject: str, pollster: str, question: str) -> list[str]:
        found = np.unique(self.numbers.group[self._of(subject, pollster, question)])
        return sorted(self.numbers.groups[number] for number in found)

    def _of(self, subject: str, pollster: str, question: str) -> np.ndarray:
        """The rows in `estimates` of one series, or of all subjects of a pollster and wording."""
        places = self.numbers.places
        if not subject.startswith(TOGETHER):
            return places.get((subject, pollster, question), _NOWHERE)
        parts = [rows for key, rows in places.items() if key[1:] == (pollster, question)]
        return np.sort(np.concatenate(parts)) if parts else _NOWHERE


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
                self._current = _held(version, self.library.estimates(), self.library.sources())
            return self._current


def _held(version: int, estimates: pd.DataFrame, sources: pd.DataFrame) -> Holdings:
    frame = prepare(estimates)
    found = numbers(frame)
    series = find_series(frame, found)
    named = frame[["key", "country"]].drop_duplicates("key")
    names = dict(named.itertuples(index=False, name=None))
    return Holdings(version, frame, sources, series, found, series.to_dict("records"), names, Columns(frame))
