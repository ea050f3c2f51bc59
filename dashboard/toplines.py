"""From printed shares to what charts draw: one row per country and wave, its answers side by side.

`Toplines` is what every chart receives. It differs from `toplines.csv` in that it keeps where each
number came from (`id`), when it was asked as a number, absences, and sampling error. A series is
built once, as columns; what a state draws is a choice of its rows, and rows as dicts are made of
those only that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from compare import Interval, net, share_of_opinion, wilson
from dashboard.look import number

if TYPE_CHECKING:
    from dashboard.prepared import Numbers

SHARES = ("approve", "neither", "no_opinion", "disapprove")
DRAWN = (*SHARES, "net")
ERRORS = ("approve", "disapprove", "no_opinion")
COLUMNS = (
    *("id", "key", "label", "year", "when", "wave", "moment", "population", "sample_size", "absent", "conflict"),
    *SHARES,
    *("net", "opinion", "unreported"),
    *(f"{name}_text" for name in SHARES),
    *(f"{name}_{end}" for name in ERRORS for end in ("low", "high")),
)
_HEADS = ("key", "label", "year", "when", "wave", "moment", "population")
_QUALIFIERS = {"<": "<", ">": ">", "~": "~"}


class Series:
    """The toplines of one series as columns. `printed` are the shares, `qualifiers` how each was printed.

    `columns` has an array for each of `_HEADS`, `sample_size`, `absent`, `conflict` and `rank`, the place
    of the label in the order of names. The numbers in the long frame of the rows of topline i are
    `members[bounds[i]:bounds[i + 1]]`.
    """

    def __init__(
        self,
        columns: dict[str, np.ndarray],
        printed: dict[str, np.ndarray],
        qualifiers: dict[str, np.ndarray],
        members: np.ndarray,
        bounds: np.ndarray,
    ) -> None:
        self.columns, self.printed, self.qualifiers = columns | {n: printed[n] for n in SHARES}, printed, qualifiers
        self.members, self.bounds = members, bounds
        self._rows: dict[int, dict[str, Any]] = {}

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def known(self, name: str) -> np.ndarray:
        """Whether each topline has a number of this name."""
        if name in self.printed and name != "net":
            return ~np.isnan(self.printed[name])
        both = ~np.isnan(self.printed["approve"]) & ~np.isnan(self.printed["disapprove"])
        if name == "net":
            return both | ~np.isnan(self.printed["net"])
        return both & (self.printed["approve"] + self.printed["disapprove"] > 0)

    def column(self, name: str) -> np.ndarray:
        """One of `COLUMNS` as an array; a missing number is NaN."""
        if name not in self.columns:
            every = [row[name] for row in self.rows(range(len(self)))]
            is_number = name in ("net", "opinion", "unreported") or name.endswith(("_low", "_high"))
            self.columns[name] = np.array(every, dtype=float if is_number else object)
        return self.columns[name]

    def rows(self, at: Iterable[int]) -> list[dict[str, Any]]:
        """Toplines as dicts with `COLUMNS`; a missing number is None. They must not be changed."""
        wanted = list(at)
        new = [i for i in wanted if i not in self._rows]
        if new:
            self._rows |= zip(new, self._made(np.array(new)), strict=True)
        return [self._rows[i] for i in wanted]

    def _made(self, at: np.ndarray) -> Iterator[dict[str, Any]]:
        columns = {name: _plain(self.columns[name][at]) for name in (*_HEADS, "sample_size", "absent", "conflict")}
        shares = [_plain(self.printed[name][at]) for name in DRAWN]
        qualifiers = [self.qualifiers[name][at].tolist() for name in SHARES]
        for i, place in enumerate(at.tolist()):
            printed = {name: values[i] for name, values in zip(DRAWN, shares, strict=True) if values[i] is not None}
            how = {name: values[i] for name, values in zip(SHARES, qualifiers, strict=True)}
            row = {name: values[i] for name, values in columns.items()}
            size = row["sample_size"] = None if row["sample_size"] is None else int(row["sample_size"])
            row |= {name: printed.get(name) for name in SHARES} | _derived(printed) | _errors(printed, size)
            row |= {f"{name}_text": _text(how[name], printed[name]) if name in printed else None for name in SHARES}
            row["id"] = ".".join(map(str, self.members[self.bounds[place] : self.bounds[place + 1]].tolist()))
            yield row


class Toplines:
    """Some of a series' toplines, in an order. Never changed: a choice of them is a new one."""

    __slots__ = ("_at", "_rows", "series")

    def __init__(self, series: Series, at: np.ndarray) -> None:
        self.series, self._at = series, at
        self._rows: list[dict[str, Any]] | None = None

    def __len__(self) -> int:
        return len(self._at)

    def __getitem__(self, name: str) -> np.ndarray:
        """One of `COLUMNS`; a missing number is NaN."""
        return self.series.column(name)[self._at]

    @property
    def columns(self) -> tuple[str, ...]:
        """`COLUMNS`."""
        return COLUMNS

    def known(self, name: str) -> np.ndarray:
        """Whether each of them has a number of this name."""
        return self.series.known(name)[self._at]

    def where(self, keep: np.ndarray) -> Toplines:
        """Those that an array of booleans keeps, or that numbers name in their order."""
        return Toplines(self.series, self._at[keep])

    def of(self, name: str, values: Iterable[object]) -> Toplines:
        """Those whose column has one of these values."""
        if self[name].dtype != object:
            return self.where(np.isin(self[name], list(values)))
        wanted = set(values)
        return self.where(np.fromiter((value in wanted for value in self[name].tolist()), bool, len(self)))

    def last_of(self, *names: str, ranked: np.ndarray | None = None) -> Toplines:
        """The last of those that have the same values in these columns, when `ranked` (else when they were asked)."""
        ranked = np.argsort(self["when"], kind="stable") if ranked is None else ranked
        keys = zip(*(self[name][ranked].tolist() for name in names), strict=True)
        last = dict(zip(keys, ranked.tolist(), strict=True))
        return self.where(np.array(sorted(last.values()), dtype=np.int64))

    def rows(self) -> list[dict[str, Any]]:
        """Each as a dict; a missing number is None. The list is the caller's, the dicts are not to be changed."""
        if self._rows is None:
            self._rows = self.series.rows(self._at.tolist())
        return list(self._rows)

    def members(self) -> np.ndarray:
        """The numbers of all their rows in the long frame, rising."""
        starts, ends = self.series.bounds[self._at], self.series.bounds[self._at + 1]
        parts = [self.series.members[start:end] for start, end in zip(starts, ends, strict=True)]
        return np.sort(np.concatenate(parts)) if parts else np.array([], dtype=np.int64)


def build(numbers: Numbers, rows: np.ndarray, *, by_subject: bool = False) -> Toplines:
    """Toplines of the rows of one series, given by their numbers, oldest first within a country.

    Where one answer was printed twice for the same country and wave, the first stands and `conflict`
    says if they differ. `by_subject` keeps subjects apart and names them in the labels.
    """
    plain = rows[numbers.is_plain[rows]]
    codes = numbers.wave[plain]
    if by_subject:
        codes = codes * (int(numbers.subject.max(initial=0)) + 1) + numbers.subject[plain]
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    labels = _labels(numbers, plain[first], by_subject)
    when = numbers.columns["when"][plain[first]]
    ranks = _ranks(labels) if by_subject else numbers.rank[plain[first]]
    by = np.lexsort((first, when, ranks))
    place = np.empty(len(by), dtype=np.int64)
    place[by] = np.arange(len(by))
    which, heads = place[which], plain[first][by]
    columns = {name: numbers.columns[name][heads] for name in _HEADS} | {"label": labels[by], "rank": ranks[by]}
    known, answer = numbers.known[plain], numbers.answer[plain]
    answers = {name: _first(plain, which, known & (answer == at), len(heads)) for at, name in _CODES}
    printed = {name: _taken(numbers.columns["share"], answers[name], np.nan) for name in DRAWN}
    qualifiers = {name: _taken(numbers.columns["qualifier"], answers[name], "") for name in SHARES}
    sized = _first(plain, which, ~np.isnan(numbers.columns["size"][plain]), len(heads))
    columns["sample_size"] = _taken(numbers.columns["size"], sized, np.nan)
    columns["absent"] = _absences(numbers, plain, which, printed)
    columns["conflict"] = _conflicts(numbers, plain, which, answers)
    order = np.argsort(which, kind="stable")
    bounds = np.concatenate(([0], np.cumsum(np.bincount(which, minlength=len(heads)))))
    series = Series(columns, printed, qualifiers, plain[order], bounds)
    return Toplines(series, np.arange(len(series)))


_CODES = tuple(enumerate((*DRAWN, "")))


def _labels(numbers: Numbers, rows: np.ndarray, by_subject: bool) -> np.ndarray:
    labels = numbers.columns["label"][rows]
    if not by_subject:
        return labels
    subjects = numbers.columns["subject"][rows]
    return np.array([f"{label} · {subject}" for label, subject in zip(labels, subjects, strict=True)], dtype=object)


def _ranks(texts: np.ndarray) -> np.ndarray:
    """The place of each text in their order; the same for the same text."""
    place = {text: at for at, text in enumerate(sorted(set(texts.tolist())))}
    return np.array([place[text] for text in texts], dtype=np.int64)


def _first(plain: np.ndarray, which: np.ndarray, wanted: np.ndarray, count: int) -> np.ndarray:
    """The first wanted row of each topline; -1 where it has none."""
    found = np.full(count, -1, dtype=np.int64)
    at = np.flatnonzero(wanted)[::-1]
    found[which[at]] = plain[at]  # of several the one assigned last stays, which is the first
    return found


def _taken(values: np.ndarray, at: np.ndarray, missing: object) -> np.ndarray:
    """The values at these rows; `missing` at -1."""
    taken = np.full(len(at), missing, dtype=values.dtype)
    taken[at >= 0] = values[at[at >= 0]]
    return taken


def _absences(numbers: Numbers, plain: np.ndarray, which: np.ndarray, printed: dict[str, np.ndarray]) -> np.ndarray:
    """Why a topline has no share at all, as its first row that tells it says."""
    has = np.any([~np.isnan(printed[name]) for name in DRAWN], axis=0)
    told = _first(plain, which, numbers.is_absent[plain], len(has))
    absent = _taken(numbers.columns["status"], np.where(has, -1, told), "")
    return np.array([str(status) for status in absent], dtype=object)


def _conflicts(numbers: Numbers, plain: np.ndarray, which: np.ndarray, answers: dict[str, np.ndarray]) -> np.ndarray:
    """Whether an answer was printed twice with different values."""
    share, found = numbers.columns["share"], np.zeros(len(next(iter(answers.values()))), dtype=bool)
    for at, name in _CODES:
        own = numbers.known[plain] & (numbers.answer[plain] == at)
        differs = share[plain[own]] != share[answers[name][which[own]]]
        found[which[own][differs]] = True
    return found


def _plain(values: np.ndarray) -> list[Any]:
    """An array as plain Python values; a missing number is None."""
    return [None if value != value else value for value in values.tolist()]


def _derived(shares: dict[str, float]) -> dict[str, float | None]:
    """Net, share of those with an opinion and the unreported rest; a printed net stands only alone."""
    parts = [shares[name] for name in SHARES if name in shares]
    rest = {"unreported": max(0.0, 100 - sum(parts)) if parts else None}
    if "approve" not in shares or "disapprove" not in shares:
        return rest | {"net": shares.get("net"), "opinion": None}
    approve, disapprove = shares["approve"], shares["disapprove"]
    held = share_of_opinion(approve, disapprove) if approve + disapprove > 0 else None
    return rest | {"net": net(approve, disapprove), "opinion": held}


def _errors(shares: dict[str, float], size: int | None) -> dict[str, float | None]:
    ends: dict[str, float | None] = {}
    for name in ERRORS:
        share = shares.get(name)
        is_known = bool(size and size > 0 and share is not None and 0 <= share <= 100)
        interval = _wilson(share, size) if is_known else None
        ends[f"{name}_low"] = interval.low if interval else None
        ends[f"{name}_high"] = interval.high if interval else None
    return ends


@lru_cache(maxsize=100_000)
def _wilson(share: float, size: int) -> Interval:
    """`wilson`, kept: a library has few sizes of samples, and shares are whole numbers mostly."""
    return wilson(share, size)


@lru_cache(maxsize=10_000)
def _text(qualifier: str, share: float) -> str:
    """A share as it is shown, kept as well."""
    return _QUALIFIERS.get(qualifier, "") + number(share)
