"""Regions, to choose many countries at once. As the UN's statisticians (M49) divide the world; Kosovo is in Europe."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
_FILE = Path(__file__).with_name("regions.csv")


@lru_cache(maxsize=1)
def region_of() -> dict[str, str]:
    """The region of each country by its three-letter code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row["region"] for row in csv.DictReader(file)}


def present(keys: Iterable[str]) -> dict[str, list[str]]:
    """The regions that these countries lie in, by name, with their countries; pools have none.

    >>> present(["RUS", "CHN", "EU", "XKX"])
    {'Asia': ['CHN'], 'Europe': ['RUS', 'XKX']}
    """
    regions: dict[str, list[str]] = {}
    for key in keys:
        region = region_of().get(key)
        if region:
            regions.setdefault(region, []).append(key)
    return dict(sorted(regions.items()))


def toggled(chosen: tuple[str, ...], members: list[str]) -> tuple[str, ...]:
    """The choice with a region's countries added, or without them when all of them were in it.

    >>> toggled(("RUS",), ["RUS", "UKR"]), toggled(("RUS", "UKR"), ["RUS", "UKR"])
    (('RUS', 'UKR'), ())
    """
    if set(members) <= set(chosen):
        return tuple(key for key in chosen if key not in set(members))
    return tuple(dict.fromkeys([*chosen, *members]))
