"""What an address calls a value: its source and the places of its rows in it, which stay when the library grows.

A chart calls its values by row numbers of the library as it is drawn; another source accepted in between moves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard.holdings import Holdings
from dashboard.look import said_when
from dashboard.state import State, encode

_NAME = re.compile(r"([0-9a-f]{12})-(\d{1,9}(?:\.\d{1,9})*)")
_SHORT = 12  # characters of a SHA-256 that name a source, as in the links to it


def name_of(rows: pd.DataFrame) -> str:
    """The name of the value that these long rows stand behind, source by source.

    >>> name_of(pd.DataFrame({"source_sha256": ["ab" * 32, "ab" * 32], "position": [3, 4]}))
    'abababababab-3.4'
    """
    places: dict[str, list[str]] = {}
    for sha256, position in zip(rows["source_sha256"], rows["position"], strict=True):
        places.setdefault(str(sha256)[:_SHORT], []).append(str(position))
    return "_".join(f"{sha256}-{'.'.join(positions)}" for sha256, positions in places.items())


def ids_of(name: str, holdings: Holdings) -> str:
    """What charts call that value in the library as it is; empty when it is not, or no longer, there."""
    return ".".join(str(row) for row in sorted(_rows_of(name, holdings)))


def _rows_of(name: str, holdings: Holdings) -> Iterator[int]:
    frame = holdings.estimates
    for part in name.split("_")[:9]:
        found = _NAME.fullmatch(part)
        wanted = {int(position) for position in found[2].split(".")} if found else set()
        # Few rows have one of these positions in any source; only their sources are looked at.
        for row in frame["position"].isin(wanted).to_numpy().nonzero()[0]:
            if found and str(frame["source_sha256"].iloc[row]).startswith(found[1]):
                yield int(row)


def after_opening(state: State, name: str) -> State:
    """The state once the value of that name is open: the second of two, one of them anew, or a value by itself."""
    if not state.pinned or name in (state.pinned, state.against):
        return state
    return state.drawn if state.against else replace(state, against=name)


def address_of(state: State) -> str:
    """The search of an address."""
    query = encode(state)
    return f"?{query}" if query else ""


def awaited(name: str, holdings: Holdings) -> str:
    """What is said while a second value is awaited."""
    ids = ids_of(name, holdings)
    if not ids:
        return "The value that this link compares with is not in the library. "
    first = holdings.estimates.iloc[int(ids.split(".")[0])]
    named = f"{first['label']} ({said_when(first.to_dict())})"
    return f"Choose a second value to compare with {named}: a mark, a cell or a row. "
