"""In which order a reviewer meets the values of a draft: by doubt × how much the value shows in the charts.

**Doubt** is from 0 to 1. Each issue of a value is a chance that it is wrong: 0.5 where something contradicts it
(`CONTRADICTED`), 0.2 where something was inferred or carried. They add up as chances do: 1 − (1 − a)(1 − b)…
What has no issue has 0.02, so that among the undoubted the visible ones come first too.

**Shown** is from 0 to 1, a product of: 1 for the whole population, 0.4 for a part of it; 1 for approve, disapprove and
net, 0.6 for neither and no opinion, 0.2 for parts of a side; 1 for the latest year of its subject and pollster, which
the charts open on, 0.5 for an earlier one; 1 for a share, 0.3 where none is printed.
"""

from __future__ import annotations

import pandas as pd

from extract.model import Response

CONTRADICTED = frozenset(
    {
        *("share-conflict", "sum-off-100", "net-mismatch", "median-off", "part-or-whole", "reading-close"),
        *("hidden-text", "country-unknown", "country-ambiguous", "dates-reversed", "ocr", "printed-twice"),
        *("sidecar-response-differs", "sidecar-pollster-differs", "no-subject"),
    }
)
_ANSWERS = {
    **dict.fromkeys((Response.APPROVE, Response.DISAPPROVE, Response.NET), 1.0),
    **dict.fromkeys((Response.NEITHER, Response.NO_OPINION), 0.6),
}
_LEAST = 0.02


def doubt(issues: str) -> float:
    """How likely a value is wrong, by its issue codes.

    >>> doubt(""), doubt("year-inferred"), doubt("ocr;year-inferred")
    (0.02, 0.2, 0.6)
    """
    right = 1.0
    for code in filter(None, issues.split(";")):
        right *= 0.5 if code in CONTRADICTED else 0.8
    return round(1 - right, 6) if issues else _LEAST


def shown(rows: pd.DataFrame) -> pd.Series:
    """How much each row shows in the charts."""
    latest = rows.groupby(["subject", "pollster"])["year"].transform("max")
    whole = rows["group"].map(lambda group: 0.4 if group else 1.0)
    answer = rows["response"].map(lambda response: _ANSWERS.get(response, 0.2))
    recent = (rows["year"].fillna(0) >= latest.fillna(0)).map({True: 1.0, False: 0.5})
    share = rows["share_pct"].notna().map({True: 1.0, False: 0.3})
    return whole * answer.astype(float) * recent * share


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are reviewed, the weightiest first; equals as they stand in the file."""
    if rows.empty:
        return rows
    weight = rows["issues"].map(doubt).astype(float) * shown(rows)
    return rows.iloc[weight.sort_values(ascending=False, kind="stable").index.map(rows.index.get_loc)]
