"""What reviewers decided of a draft, and what the draft is after it: a pure fold, from the program's rows to theirs.

A decision is never changed or taken away; to undo one is another decision. What its `given` may hold:

    accept, reject   positions (of several values), why
    set              values by column, positions
    fix              share_pct, meant (as it should have been printed), why, values by column
    add              values: a whole row that the program missed; `position` is its own
    undo             undoes: the number of the decision
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from extract.model import YearBasis
from extract.tidy import COLUMNS, as_columns


class Kind(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    FIX = "fix"
    REJECT = "reject"
    SET = "set"
    ADD = "add"
    UNDO = "undo"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person. `position` is None where it is about several values, or the draft."""

    number: int
    position: int | None
    kind: Kind
    given: Mapping[str, Any] = field(default_factory=dict)
    who: str = ""
    at: str = ""

    def positions(self) -> Sequence[int]:
        """The values that it is about."""
        return self.given.get("positions", ()) if self.position is None else (self.position,)


SETTABLE = (
    *("country", "iso3", "group", "population", "mode", "wave", "year"),
    *("pollster", "sponsor", "subject", "question", "response"),
)
"""The columns of a value that a reviewer may set; its share is fixed, with a reason, or left."""

FATES = ("position", "fate", "who", "why", "meant")
"""What `decided` adds to the contract's columns: `fate` is accept, reject or "" (open), `meant` the words of a fix."""

CORRECTED = "corrected"

_ANSWERED = {
    "country": ("country-",),
    "year": ("year-", "dates-"),
    "subject": ("no-subject", "subject-"),
    "response": ("answer-", "header-guessed"),
    "group": ("group-",),
}
"""The issues, by the beginning of their codes, that no longer hold once a person has said what is in doubt."""

_NAMES = tuple(column.name for column in COLUMNS)


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that were not undone, in their order."""
    undone = {decision.given.get("undoes") for decision in decisions if decision.kind is Kind.UNDO}
    return [d for d in decisions if d.kind is not Kind.UNDO and d.number not in undone]


def last_of(decisions: Sequence[Decision], who: str) -> Decision | None:
    """The decision that this person would undo: the last of theirs that stands."""
    return next((d for d in reversed(standing(decisions)) if d.who == who and d.kind is not Kind.CLOSE), None)


def decided(extraction: pd.DataFrame, decisions: Sequence[Decision]) -> pd.DataFrame:
    """The program's rows (long), then those that were added, with every decision applied: `COLUMNS` and `FATES`.

    Neither `extraction` nor the decisions are changed, and the order of the rows never depends on them.
    """
    made = standing(decisions)
    read = _undecided(extraction)
    # A long table and few decisions is what there is at most moments: only what they are about is taken apart.
    about = {position for decision in made for position in decision.positions()}
    rows = {row["position"]: row for row in _plain(read[read["position"].isin(about)])}
    for decision in made:
        for position in _applied_to(decision, rows):
            _apply(decision, rows[position])
    if not rows:
        return read
    changed = _typed(pd.DataFrame(list(rows.values()), columns=[*_NAMES, *FATES], dtype=object))
    both = pd.concat([read[~read["position"].isin(about)], changed])
    return both.sort_values("position").reset_index(drop=True)


def kept(after: pd.DataFrame, *, doubted: bool = False) -> pd.DataFrame:
    """The rows of `decided` that acceptance would take: those accepted, and the undoubted ones left open.

    Where the reviewer says so, the `doubted` ones left open too: they keep their doubts, for every reader to see.
    """
    is_open = after["fate"] == ""
    return after[(after["fate"] == Kind.ACCEPT) | (is_open & (doubted | (after["issues"] == "")))]


def to_decide(after: pd.DataFrame) -> pd.DataFrame:
    """The rows of `decided` that are doubted and still open: acceptance leaves none of them out unsaid."""
    return after[(after["fate"] == "") & (after["issues"] != "")]


def _plain(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[misc]


def _undecided(extraction: pd.DataFrame) -> pd.DataFrame:
    open_ = pd.DataFrame("", index=range(len(extraction)), columns=list(FATES[1:]), dtype="str")
    open_.insert(0, FATES[0], pd.Series(range(len(extraction)), dtype="int64"))
    return extraction[list(_NAMES)].reset_index(drop=True).join(open_)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The contract's columns and `FATES`, each of its type."""
    fates = frame[list(FATES)].astype({name: "int64" if name == "position" else "str" for name in FATES})
    return as_columns(frame, COLUMNS).join(fates)


def _applied_to(decision: Decision, rows: dict[int, dict[str, Any]]) -> Iterator[int]:
    if decision.kind is Kind.ADD and decision.position is not None:
        new = {name: value for name, value in decision.given["values"].items() if name in _NAMES}
        told = {"position": decision.position, "fate": "", "who": "", "why": "", "meant": ""}
        rows[decision.position] = {**dict.fromkeys(_NAMES), **new, **told}
    yield from (position for position in decision.positions() if position in rows)


def _apply(decision: Decision, row: dict[str, Any]) -> None:
    given = decision.given
    if decision.kind in (Kind.SET, Kind.FIX):
        _set(row, given.get("values", {}))
    if decision.kind is Kind.FIX and given.get("meant"):
        row.update(share_pct=given["share_pct"], meant=given["meant"])
        row["issues"] = _joined(_codes(row) | {CORRECTED: None})
    if decision.kind in (Kind.ACCEPT, Kind.FIX, Kind.ADD):
        row.update(fate=str(Kind.ACCEPT), who=decision.who, why=str(given.get("why", "")))
    elif decision.kind is Kind.REJECT:
        row.update(fate=str(Kind.REJECT), who=decision.who, why=str(given.get("why", "")))


def _set(row: dict[str, Any], values: Mapping[str, Any]) -> None:
    row.update({name: value for name, value in values.items() if name in SETTABLE})
    answered = tuple(code for name in values for code in _ANSWERED.get(name, ()))
    row["issues"] = _joined({code: None for code in _codes(row) if not answered or not code.startswith(answered)})
    if "year" in values:
        row["year_basis"] = str(YearBasis.PRINTED)
        for name in ("fieldwork_start", "fieldwork_end"):
            # A date of another year would contradict what the person has just said.
            row[name] = row[name] if (row[name] or "").startswith(str(values["year"])) else ""


def _codes(row: dict[str, Any]) -> dict[str, None]:
    return dict.fromkeys(filter(None, (row["issues"] or "").split(";")))


def _joined(codes: Mapping[str, None]) -> str:
    return ";".join(codes)
