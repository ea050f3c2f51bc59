"""What a grid leaves unsaid: headers that reach over empty cells, and tables that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layouts.grid import Grid, Slot
from extract.layouts.labels import label_of
from extract.values import is_nothing, parse_fraction, parse_share
from extract.waves import is_year

_FEWEST_NAMES = 2
_FEWEST_BARS = 2
_MOST = 0.5  # more than this part of a column's cells are of one kind

_Row = tuple[Slot, ...]


def with_wide_headers(grid: Grid, headers: Sequence[int]) -> Grid:
    """The grid, an upper header's words repeated over the empty cells that it reaches over.

    A table saved as plain rows prints a wide header once: "2012, , 2014, " over "Approve, Disapprove, Approve,
    Disapprove". That it reaches to the next one shows where each begins with the same word below.
    """
    rows = list(grid.rows)
    for upper, lower in pairwise(headers):
        rows[upper] = _reaching(rows[upper], rows[lower])
    return replace(grid, rows=tuple(rows))


def _reaching(upper: _Row, lower: _Row) -> _Row:
    if any(slot.cell.column_span > 1 for slot in upper):
        return upper  # how far its cells reach is known
    groups = [group for group in _groups(upper) if len(group) > 1 and all(lower[j].text for j in group)]
    below = [[lower[j].text for j in group] for group in groups]
    if not groups or len({words[0] for words in below}) > 1 or any(len(set(words)) < len(words) for words in below):
        return upper
    reached = {j: replace(upper[group[0]], is_origin=False) for group in groups for j in group[1:]}
    return tuple(reached.get(j, slot) for j, slot in enumerate(upper))


def with_answers_over_figures(grid: Grid, headers: Sequence[int], rows: Sequence[int]) -> Grid:
    """The grid, a header without a cell over the names moved to the right: "Approve | No |" over "Ann | 72 | 23".

    It opens with an answer, though words stand below it, and ends one cell before the figures do.
    """
    if not headers or grid.width <= _FEWEST_NAMES:
        return grid
    head = grid.rows[headers[-1]]
    below = [[grid.rows[i][j].text for i in rows if grid.rows[i][j].text] for j in range(grid.width)]
    are_figures = [bool(texts) and all(_is_figure(text) for text in texts) for texts in below]
    told = [slot.text for slot in head]
    is_short = not told[-1] and all(told[:-1]) and all(slot.cell.column_span == 1 for slot in head)
    if not is_short or are_figures != [False, *[True] * (grid.width - 1)] or label_of(told[0]).response is None:
        return grid
    read = list(grid.rows)
    read[headers[-1]] = (head[-1], *head[:-1])
    return replace(grid, rows=tuple(read))


def _is_figure(text: str) -> bool:
    return parse_share(text) is not None or parse_fraction(text) is not None or is_nothing(text)


def _groups(row: _Row) -> Iterator[range]:
    """A header cell and the empty ones to its right; cells whose span is known stay as they are."""
    starts = [j for j, slot in enumerate(row) if slot.text]
    for start, end in pairwise([*starts, len(row)]):
        yield range(start, end)


def with_bars_in_a_column(grid: Grid, rows: Sequence[int]) -> Grid:
    """The grid, the one figure of each row moved to one column: figures stand where the bars of a chart end."""
    figures = {i: [j for j in range(1, grid.width) if grid.rows[i][j].text] for i in rows}
    if len(rows) < _FEWEST_BARS or any(len(at) != 1 for at in figures.values()):
        return grid
    if any(parse_share(grid.rows[i][at[0]].text) is None for i, at in figures.items()):
        return grid
    read = list(grid.rows)
    for i, (at, *_) in figures.items():
        row = list(grid.rows[i])
        row[1], row[at] = row[at], row[1]
        read[i] = tuple(row)
    return replace(grid, rows=tuple(read))


def with_years_carried(grid: Grid, j: int, rows: Sequence[int]) -> Grid:
    """The grid, each year of a column that holds nothing else repeated down to the next one that is printed."""
    texts = [grid.rows[i][j].text for i in rows]
    if all(texts) or not any(texts) or not all(is_year(text) for text in texts if text):
        return grid
    read, year = list(grid.rows), grid.rows[rows[0]][j]
    for i in rows:
        slot = grid.rows[i][j]
        year = slot if slot.text else year
        read[i] = (*read[i][:j], replace(year, is_origin=bool(slot.text)), *read[i][j + 1 :])
    return replace(grid, rows=tuple(read))


def side_by_side(grid: Grid) -> Iterator[Grid]:
    """The tables of a grid: a second column of countries after figures, with figures after it, begins another."""
    kinds = [_kind([row[j] for row in grid.rows]) for j in range(grid.width)]
    starts = [j for j, kind in enumerate(kinds) if kind == "names" and "figures" in _next(kinds[j + 1 :])]
    cuts = [later for before, later in pairwise(starts) if "figures" in kinds[before:later]]
    for start, end in pairwise([0, *cuts, grid.width]):
        yield Grid(tuple(row[start:end] for row in grid.rows))


def _next(kinds: list[str]) -> list[str]:
    """The kinds up to the next names."""
    return kinds[: kinds.index("names")] if "names" in kinds else kinds


def _kind(slots: Sequence[Slot]) -> str:
    texts = [slot.text for slot in slots if slot.is_origin and slot.text and not is_nothing(slot.text)]
    names = sum(label_of(text).area is not None for text in texts)
    figures = sum(parse_share(text) is not None or parse_fraction(text) is not None for text in texts)
    if names >= _FEWEST_NAMES and names > _MOST * len(texts):
        return "names"
    return "figures" if figures and figures >= _MOST * len(texts) else ""
