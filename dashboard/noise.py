"""Real or noise? Two shares, how far apart they are, and whether sampling error alone could make that.

The words are plain and say what they assume; what cannot be tested is said to be so, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compare import Difference, difference, unlike
from dashboard.look import SHORT, number, said_when

ASSUMED = "Taken as simple random samples asked separately; weighting and clustering mostly make the interval wider."
_PERCENT = "\u202f%"
_TESTED = ("approve", "disapprove", "no_opinion")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer in one sentence, what else to know, and the difference where it can be tested."""

    sentence: str
    notes: tuple[str, ...]
    tested: Difference | None = None


def compare(first: pd.DataFrame, second: pd.DataFrame, measure: str) -> Comparison:
    """Two toplines by their long rows, in the measure drawn where it is one answer, else in approval."""
    answer = measure if measure in _TESTED else "approve"
    one, other = _row(first, answer), _row(second, answer)
    if one is None or other is None:
        return Comparison(f"{SHORT[answer]} is not printed for both, so they cannot be compared.", ())
    pair = (
        f"{_place(one)} {number(one['share_pct'])}{_PERCENT} and {_place(other)} {number(other['share_pct'])}{_PERCENT}"
    )
    notes = tuple(f"Not alike: {thing.sentence}." for thing in unlike(first, second, but=("year_basis",)))
    apart = f"{SHORT[answer]}: {pair} are {_apart(one['share_pct'], other['share_pct'])}."
    tested = _tested(one, other)
    if tested is None:
        return Comparison(
            f"{apart} Whether that is more than sampling error cannot be said: {_why_not(one, other)}.", notes
        )
    return Comparison(f"{apart} {_verdict(tested)}", (*notes, ASSUMED), tested)


def _apart(one: float, other: float) -> str:
    points = number(abs(one - other))
    return "the same" if points == "0" else f"{points} percentage {'point' if points == '1' else 'points'} apart"


def _verdict(tested: Difference) -> str:
    """Whether sampling error alone could make the difference; the interval of a real one is told without its sign."""
    low, high = sorted((abs(tested.low), abs(tested.high))) if tested.is_real else (tested.low, tested.high)
    said = "more than sampling error alone makes" if tested.is_real else "no more than sampling error can make"
    return f"That is {said} (95 % interval of the difference: {number(low)} to {number(high)} points)."


def _row(rows: pd.DataFrame, answer: str) -> dict | None:
    own = rows[(rows["response"] == answer) & rows["share_pct"].notna()]
    return None if own.empty else own.iloc[0].to_dict()


def _place(row: dict) -> str:
    return f"{row['label']} ({said_when(row)})"


def _tested(one: dict, other: dict) -> Difference | None:
    """The tested difference. Two answers to one question of one poll are not separate samples."""
    sizes = [None if pd.isna(row["sample_size"]) else int(row["sample_size"]) for row in (one, other)]
    exact = all(row["qualifier"] in ("", "=") for row in (one, other))
    if _same_sample(one, other) or not exact:
        return None
    return difference(one["share_pct"], sizes[0], other["share_pct"], sizes[1])


def _same_sample(one: dict, other: dict) -> bool:
    keys = ("country", "source_sha256", "wave", "year", "moment", "pollster", "group")
    return all(one[key] == other[key] for key in keys)


def _why_not(one: dict, other: dict) -> str:
    if _same_sample(one, other):
        return "both are of one sample"
    if any(row["qualifier"] not in ("", "=") for row in (one, other)):
        return "one is printed only as a bound or as about so much"
    missing = [_place(row) for row in (one, other) if pd.isna(row["sample_size"])]
    return f"the sample size of {' and of '.join(missing)} is not printed"
