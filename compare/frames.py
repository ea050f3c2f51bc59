"""The same measures for a whole table of toplines at once. The table given is never changed."""

from __future__ import annotations

import pandas as pd

from compare.intervals import wilson
from compare.measures import net, share_of_opinion


def with_measures(toplines: pd.DataFrame) -> pd.DataFrame:
    """A new frame with `net` and `share_of_opinion` (float64) of its `approve` and `disapprove`.

    >>> with_measures(pd.DataFrame({"approve": [30, 20], "disapprove": [20, None]}))
       approve  disapprove   net  share_of_opinion
    0       30        20.0  10.0              60.0
    1       20         NaN   NaN               NaN
    """
    pairs = list(zip(toplines["approve"], toplines["disapprove"], strict=True))
    return toplines.assign(
        net=_numbers([net(*pair) for pair in pairs], toplines),
        share_of_opinion=_numbers([share_of_opinion(*pair) for pair in pairs], toplines),
    )


def with_intervals(toplines: pd.DataFrame, share: str = "approve", level: float = 0.95) -> pd.DataFrame:
    """A new frame with Wilson's interval of one column, as `<share>_low` and `<share>_high` (percent).

    Missing where the share or `sample_size` is.

    >>> with_intervals(pd.DataFrame({"approve": [1.0, 35.0], "sample_size": [1000, None]}))
       approve  sample_size  approve_low  approve_high
    0      1.0       1000.0     0.544075      1.830947
    1     35.0          NaN          NaN           NaN
    """
    found = [wilson(p, n, level) for p, n in zip(toplines[share], toplines["sample_size"], strict=True)]
    lows, highs = [i and i.low for i in found], [i and i.high for i in found]
    return toplines.assign(**{f"{share}_low": _numbers(lows, toplines), f"{share}_high": _numbers(highs, toplines)})


def _numbers(values: list[float | None], like: pd.DataFrame) -> pd.Series[float]:
    return pd.Series(values, index=like.index, dtype="float64")
