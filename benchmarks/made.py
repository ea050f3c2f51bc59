"""Estimates made up for measuring speed: as many as asked for, in the library's columns. Their values mean nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from extract.names.forms import countries
from extract.tidy import COLUMNS, as_columns

_ANSWERS = ("approve", "disapprove")


def estimates(subjects: int, places: int, years: int, seed: int = 2015) -> pd.DataFrame:
    """A long frame with `subjects` × `places` × `years` × two answers, and `source_sha256`."""
    known = list(countries().values())
    chance = np.random.default_rng(seed)
    index = pd.MultiIndex.from_product([range(subjects), range(places), range(years), range(2)])
    subject, place, year, answer = (index.get_level_values(level).to_numpy() for level in range(4))
    approve = chance.integers(5, 90, len(index) // 2)
    disapprove = np.minimum(95 - approve, chance.integers(5, 90, len(index) // 2))
    share = np.column_stack([approve, disapprove]).ravel().astype(float)
    names = np.array([known[i % len(known)].name + ("" if i < len(known) else f" {i}") for i in range(places)])
    codes = np.array([known[i].iso3 if i < len(known) else "" for i in range(places)])
    first = 2025 - years
    frame = pd.DataFrame(
        {
            "country": names[place],
            "iso3": codes[place],
            "wave": (first + year).astype(str),
            "year": first + year,
            "year_basis": "printed",
            "pollster": "Made for measuring",
            "subject": np.array([f"Subject {i}" for i in range(subjects)])[subject],
            "response": np.array(_ANSWERS)[answer],
            "share_pct": share,
            "share_printed": share.astype(int).astype(str),
            "qualifier": "=",
            "status": "reported",
            "sample_size": 1000,
            "source": "made.csv",
            "locator": "line=2",
        }
    )
    frame = as_columns(frame.reindex(columns=[column.name for column in COLUMNS]), COLUMNS)
    return frame.assign(source_sha256="a" * 64)


class Made:
    """A library in memory that holds one frame and never changes."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def version(self) -> int:
        """Always 1."""
        return 1

    def estimates(self) -> pd.DataFrame:
        """The frame."""
        return self._frame

    def sources(self) -> pd.DataFrame:
        """No sources: none of these figures has one."""
        return pd.DataFrame()
