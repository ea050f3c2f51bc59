"""From printed shares to what charts draw: one row per country and wave, its answers side by side.

`COLUMNS` is the frame every chart receives. It differs from `toplines.csv` in that it keeps where
each number came from (`id`), when it was asked as a number, absences, and sampling error.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from compare import Interval, net, share_of_opinion, wilson
from dashboard.look import number
from extract.model import Status

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
_TEXTS = {"id", "key", "label", "wave", "moment", "population", "absent", *(f"{name}_text" for name in SHARES)}
_QUALIFIERS = {"<": "<", ">": ">", "~": "~"}


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Toplines (`COLUMNS`) of prepared long rows of one series, oldest first within a country.

    `id` joins the rows' numbers in the library's long frame by ".". Where one answer was printed
    twice for the same country and wave, the first stands and `conflict` says if they differ.
    """
    found = [_topline(list(group)) for group in _waves(rows)]
    found.sort(key=lambda row: (row["label"], row["when"]))
    columns = {name: [row.get(name) for row in found] for name in COLUMNS}
    # Text as plain Python strings, which come out of a column several times faster than pandas' own.
    return pd.DataFrame({n: pd.Series(v, dtype=object if n in _TEXTS else None) for n, v in columns.items()})


def _waves(rows: pd.DataFrame) -> Iterator[list[dict]]:
    wanted = (
        "row",
        "key",
        "label",
        "year",
        "when",
        "moment",
        "wave",
        "population",
        "sample_size",
        "response",
        "share_pct",
        "qualifier",
        "status",
    )
    plain = rows[rows["response"].isin([*DRAWN, ""]) | (rows["status"] != Status.REPORTED)]
    waves: dict[tuple, list[dict]] = {}
    sizes = [None if size is pd.NA or size != size else size for size in plain["sample_size"].tolist()]
    columns = [sizes if name == "sample_size" else plain[name].tolist() for name in wanted]
    for values in zip(*columns, strict=True):
        row = dict(zip(wanted, values, strict=True))
        waves.setdefault((row["label"], row["year"], row["moment"]), []).append(row)
    yield from waves.values()


def _topline(rows: list[dict]) -> dict:
    printed = [r for r in rows if r["status"] == Status.REPORTED and r["share_pct"] == r["share_pct"]]
    first: dict[str, dict] = {}
    for row in printed:
        first.setdefault(row["response"], row)
    shares = {name: first[name]["share_pct"] for name in DRAWN if name in first}
    head = rows[0]
    size = next((int(r["sample_size"]) for r in rows if r["sample_size"] is not None), None)
    return {
        "id": ".".join(str(r["row"]) for r in rows),
        **{name: head[name] for name in ("key", "label", "year", "when", "wave", "moment", "population")},
        "sample_size": size,
        "absent": "" if shares else next((str(r["status"]) for r in rows if r["status"] != Status.REPORTED), ""),
        "conflict": any(r["share_pct"] != first[r["response"]]["share_pct"] for r in printed),
        **{name: shares.get(name) for name in SHARES},
        **_derived(shares),
        **{
            f"{name}_text": _QUALIFIERS.get(first[name]["qualifier"], "") + number(shares[name])
            for name in SHARES
            if name in shares
        },
        **_errors(shares, size),
    }


def _derived(shares: dict[str, float]) -> dict[str, float | None]:
    """Net, share of those with an opinion and the unreported rest; a printed net stands only alone."""
    parts = [shares[name] for name in SHARES if name in shares]
    rest = {"unreported": max(0.0, 100 - sum(parts)) if parts else None}
    if "approve" not in shares or "disapprove" not in shares:
        return rest | {"net": shares.get("net"), "opinion": None}
    approve, disapprove = shares["approve"], shares["disapprove"]
    held = share_of_opinion(approve, disapprove) if approve + disapprove > 0 else None
    return rest | {"net": net(approve, disapprove), "opinion": held}


def _errors(shares: dict[str, float], size: int | None) -> dict[str, float]:
    ends: dict[str, float] = {}
    for name in ERRORS:
        if size and size > 0 and name in shares and 0 <= shares[name] <= 100:
            interval = _wilson(shares[name], size)
            ends |= {f"{name}_low": interval.low, f"{name}_high": interval.high}
    return ends


@lru_cache(maxsize=100_000)
def _wilson(share: float, size: int) -> Interval:
    """`wilson`, kept: a library has few sizes of samples, and shares are whole numbers mostly."""
    return wilson(share, size)
