"""What counts as not known: None, NaN and pandas' NA alike."""

from __future__ import annotations

from typing import TypeGuard

import pandas as pd


def known(value: float | None) -> TypeGuard[float]:
    """Whether there is a number to work with.

    >>> known(0), known(None), known(float("nan")), known(pd.NA)
    (True, False, False, False)
    """
    return not pd.isna(value)
