"""Some rows of the library's long frame, read a column at a time: most of what is said of them needs one or two."""

from __future__ import annotations

import numpy as np
import pandas as pd


class Columns(dict[str, np.ndarray]):
    """The columns of a frame as arrays, each taken out of it when it is first asked for."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self.frame = frame

    def __missing__(self, name: str) -> np.ndarray:
        self[name] = self.frame[name].to_numpy()
        return self[name]


class Rows:
    """The rows of a frame that `at` numbers. Never changed."""

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: Columns, at: np.ndarray) -> None:
        self._columns, self._at = columns, at

    def __len__(self) -> int:
        return len(self._at)

    @property
    def empty(self) -> bool:
        """Whether there are none."""
        return not len(self._at)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._columns[name][self._at]

    def pairs(self, one: str, other: str) -> dict[object, object]:
        """The values of one column with those of another beside them, each once."""
        return dict(zip(self[one].tolist(), self[other].tolist(), strict=True))

    def where(self, keep: np.ndarray) -> Rows:
        """Those that an array of booleans keeps."""
        return Rows(self._columns, self._at[keep])

    def frame(self) -> pd.DataFrame:
        """All their columns."""
        return self._columns.frame.iloc[self._at]
