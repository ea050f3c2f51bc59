"""What a new file would change: each of its figures beside those that stand in the library.

A *figure* is one answer of some people about one subject at one time, whoever printed it. The file's figures are
`same`, `changed` or `new`; where another pollster's figure for the same question stands, the file's is `other
pollster`; what an earlier edition had and this file has not is `vanished`. Nothing here changes anything: a reviewer
decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from extract.model import Status
from library.superseding import Link


class Kind(StrEnum):
    """How a figure of a file stands to the library."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    OTHER_POLLSTER = "other pollster"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reviewer makes of a comparison. Where nothing is said, both figures stand.

    `replaces`: the file is a new edition, so its figures take the place of those of the earlier one.
    `retires`: what vanished from that edition stands no longer either. `both` are positions of the file whose
    figures stand beside the earlier ones all the same.
    """

    replaces: bool = False
    retires: bool = False
    both: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """`figures` has a row each (`COLUMNS`, `NAMED`); `edition` is the SHA-256 of the source it is a new edition of."""

    figures: pd.DataFrame
    edition: str | None


COLUMNS = ("kind", "position", "earlier_sha256", "earlier_position", "share_before", "share_now")
"""Of a comparison, beside the words that name the figure (`NAMED`). Positions count a source's rows from 0."""

NAMED = ("country", "group", "population", "year", "moment", "pollster", "subject", "response")

_SAME_FIGURE = ["place", "group_key", "population_key", "year_key", "subject_key", "response"]
_EDITION = 0.5  # of the figures of a file or of a source, found in both: they are editions of one report
_NEXT_TO_NOTHING = 1e-9


def compared(new: pd.DataFrame, standing: pd.DataFrame) -> Comparison:
    """The figures of a file (contract columns) beside `standing` (as `Library.estimates` gives them).

    One row a figure of the file in its order, then one for each that vanished from an earlier edition.
    Rows without a share are left out: an absence is no figure.
    """
    ours = _keyed(new.assign(position=range(len(new))))
    # A library is large and a file asks for few of its countries.
    met = _pairs(ours, _keyed(standing[standing["country"].isin(ours["country"].unique())]))
    found = ours.merge(met, on="position", how="left")
    found["kind"] = found["kind"].fillna(Kind.NEW)
    edition = _earlier_edition(found, standing)
    theirs = _keyed(standing[standing["source_sha256"] == edition])
    known = met[met["earlier_sha256"] == edition]["earlier_position"]
    gone = _vanished(theirs[~theirs["position"].isin(known)])
    return Comparison(pd.concat([_as_asked(found), gone], ignore_index=True), edition)


def links(comparison: Comparison, sha256: str, choice: Choice, who: str) -> Iterator[Link]:
    """What stands no longer when a file (SHA-256) is accepted as a reviewer chose.

    Positions in the comparison must be those the file is accepted with.
    """
    if not choice.replaces:
        return
    figures = comparison.figures
    for row in figures[figures["earlier_sha256"] == comparison.edition].to_dict("records"):
        before = str(row["earlier_sha256"]), int(row["earlier_position"])
        if row["kind"] == Kind.VANISHED and choice.retires:
            yield Link(*before, sha256, None, "not in the new edition", who)
        elif row["kind"] in (Kind.SAME, Kind.CHANGED) and int(row["position"]) not in choice.both:
            yield Link(*before, sha256, int(row["position"]), "new edition", who)


def _earlier_edition(found: pd.DataFrame, standing: pd.DataFrame) -> str | None:
    """The SHA-256 of the source that a file is a new edition of; None when it is of none.

    It holds most of the file's figures, or the file holds most of its.
    """
    shared = found[found["kind"].isin([Kind.SAME, Kind.CHANGED])]["earlier_sha256"].value_counts()
    own = len(found)
    for sha256, count in shared.items():
        theirs = int(standing[standing["source_sha256"] == sha256]["share_pct"].notna().sum())
        if count >= _EDITION * min(own, theirs):
            return str(sha256)
    return None


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with a share, and what makes two of them the same figure."""
    rows = frame[(frame["status"] == Status.REPORTED) & frame["share_pct"].notna()].reset_index(drop=True)
    date = rows["fieldwork_end"].where(rows["fieldwork_end"] != "", rows["fieldwork_start"])
    return rows.assign(
        place=rows["iso3"].where(rows["iso3"] != "", rows["country"].map(_folded)),
        group_key=rows["group"].map(_folded),
        population_key=rows["population"].map(_folded),
        year_key=rows["year"].fillna(0).astype(int),
        subject_key=rows["subject"].map(_folded),
        moment=date.where(date != "", rows["wave"]),
    )


def _folded(text: str) -> str:
    """A text without what two printings of it may differ in.

    >>> _folded("U.S.  Leadership") == _folded("US leadership")
    True
    """
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


def _pairs(ours: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Which standing figure each of ours is, and how they differ; the nearest in time and pollster, if there is one."""
    pairs = ours.merge(held, on=_SAME_FIGURE, suffixes=("", "_held"))
    pairs = pairs[_may_be_one(pairs["question"], pairs["question_held"])]
    exact = pairs["moment"] == pairs["moment_held"]
    pairs = pairs[exact | _within(pairs["moment"], pairs["moment_held"], pairs["year_key"])]
    pairs = pairs.assign(
        is_other=~_may_be_one(pairs["pollster"], pairs["pollster_held"]),
        is_inexact=pairs["moment"] != pairs["moment_held"],
        differs=(pairs["share_pct"] - pairs["share_pct_held"]).abs() > _NEXT_TO_NOTHING,
    )
    order = ["position", "is_other", "is_inexact"]
    # Of several editions that stand, the latest (the last accepted) is the one to compare with.
    best = pairs.iloc[::-1].sort_values(order, kind="stable")
    return _told_apart(best.drop_duplicates("position"), pairs)


def _told_apart(best: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The best pairs; a date that leaves open which of several waves is meant makes none."""
    waves = pairs[pairs["is_inexact"]].groupby("position")["moment_held"].nunique()
    open_ones = best["is_inexact"] & (best["position"].map(waves).fillna(0) > 1)
    best = best[~open_ones]
    kind = pd.Series(Kind.CHANGED, index=best.index, dtype=object)
    kind[~best["differs"]] = Kind.SAME
    kind[best["is_other"]] = Kind.OTHER_POLLSTER
    return pd.DataFrame(
        {
            "position": best["position"],
            "kind": kind,
            "earlier_sha256": best["source_sha256"],
            "earlier_position": best["position_held"],
            "share_before": best["share_pct_held"],
        }
    )


def _may_be_one(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two printed names may be the same: a source that does not print it contradicts nobody."""
    return (one == "") | (other == "") | (one.map(_folded) == other.map(_folded))


def _within(one: pd.Series, other: pd.Series, year: pd.Series) -> pd.Series:
    """Whether one of two dates says the same as the other, less precisely (2016 and 2016-05)."""
    bare = year.astype(str)
    vague = one.isin(["", "0"]) | (one == bare) | other.isin(["", "0"]) | (other == bare)
    starts = [a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=True)]
    return vague | pd.Series(starts, index=one.index, dtype=bool)


def _as_asked(found: pd.DataFrame) -> pd.DataFrame:
    frame = found.assign(share_now=found["share_pct"])
    return frame.reindex(columns=[*COLUMNS, *NAMED]).astype({"earlier_position": "Int64", "position": "Int64"})


def _vanished(gone: pd.DataFrame) -> pd.DataFrame:
    frame = gone.assign(
        kind=Kind.VANISHED,
        earlier_sha256=gone["source_sha256"],
        earlier_position=gone["position"],
        share_before=gone["share_pct"],
        share_now=float("nan"),
        position=float("nan"),
    )
    return frame.reindex(columns=[*COLUMNS, *NAMED]).astype({"earlier_position": "Int64", "position": "Int64"})
