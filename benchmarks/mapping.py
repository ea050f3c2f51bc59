"""From a grid that another tool found to shares: the one mapping of headers used for all of them.

What an analyst writes in an hour, with our lists of words at hand: a column or row is an answer, a country or a
year when its header says so (in any of our languages); whatever a number's row and column say together is its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.model import Sidecar
from extract.names.countries import country_of
from extract.names.responses import answer_of
from extract.values import parse_share

_SHARE_COLUMNS = {"share", "percent", "percentage", "pct", "value", "%", "per cent"}
_SUBJECT_COLUMNS = {"subject", "leader", "president", "politician", "name"}
_MOST = 100


@dataclass(frozen=True)
class Meaning:
    """What headers say of a number."""

    response: str | None = None
    iso3: str | None = None
    year: str | None = None
    subject: str | None = None
    is_share: bool = False

    def over(self, other: Meaning) -> Meaning:
        """What this one says, and where it says nothing what the other says."""
        said = {name: getattr(self, name) or getattr(other, name) for name in ("response", "iso3", "year", "subject")}
        return replace(self, **said)

    @property
    def is_known(self) -> bool:
        return bool(self.response or self.iso3 or self.year or self.is_share)


def meaning_of(text: str) -> Meaning:
    """What one header or label says.

    >>> meaning_of("Disapprove").response, meaning_of("Germany").iso3, meaning_of("May 2014").year
    ('disapprove', 'DEU', '2014')
    """
    label = " ".join(re.sub(r"(?<=\w)-\s+", "", text).split())
    if not label or len(label) > 60:
        return Meaning()
    answer, place = answer_of(label), country_of(label)
    year = re.search(r"\b(?:19|20)\d\d\b", label)
    return Meaning(
        str(answer.response) if answer and answer.response else None,
        place.country.iso3 if place else None,
        year[0] if year else None,
        is_share=label.casefold() in _SHARE_COLUMNS,
    )


def shares_in(grid: list[list[str]], beside: Sidecar, known: Meaning) -> Iterator[tuple[Meaning, float]]:
    """Each number of a grid that has an answer, with what its row and column say of it.

    `known` is what whoever maps the document knows of it by hand; a table that says otherwise is believed.
    """
    head = _header(grid)
    if head is None:
        return
    columns = [meaning_of(cell) for cell in grid[head]]
    names = [cell.strip().casefold() for cell in grid[head]]
    year = str(beside.year) if beside.year else None
    usual = Meaning(beside.response, _iso3(beside.country), year, beside.subject).over(known)
    factor = [100 if _holds_fractions(grid[head + 1 :], at) else 1 for at in range(len(columns))]
    for row in grid[head + 1 :]:
        labels = _row_meaning(row, names).over(usual)
        for column, text, times in zip(columns, row, factor, strict=False):
            share = parse_share(text.strip()) if column.is_known and re.search(r"\d", text) else None
            meaning = column.over(labels)
            if share is not None and meaning.response and 0 <= share.value * times <= _MOST:
                yield meaning, share.value * times


def _header(grid: list[list[str]]) -> int | None:
    """The row of the first ten with most columns that are known; the first of those."""
    counts = [sum(meaning_of(cell).is_known for cell in row[1:]) for row in grid[:10]]
    return counts.index(max(counts)) if any(counts) else None


def _holds_fractions(rows: list[list[str]], at: int) -> bool:
    """Whether a column's numbers are parts of one."""
    numbers = [share.value for row in rows if at < len(row) and (share := parse_share(row[at].strip())) is not None]
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


def _row_meaning(row: list[str], names: list[str]) -> Meaning:
    """What a row's labels say of all its numbers: the first of each kind."""
    found = Meaning()
    for cell, name in zip(row, names, strict=False):
        if parse_share(cell.strip()) is None or name in ("year", "date"):
            found = found.over(meaning_of(cell))
        if name in _SUBJECT_COLUMNS and cell.strip():
            found = replace(found, subject=cell.strip())
    return found


def _iso3(country: str | None) -> str | None:
    place = country_of(country, codes=True) if country else None
    return place.country.iso3 if place else None
