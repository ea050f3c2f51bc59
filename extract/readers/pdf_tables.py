"""Labels and figures on a PDF page -> tables, without relying on rules.

Figures that stand under one another make columns; where a bar chart moves them about, their order
in the row, the bar's colour and its legend do (`pdf_charts`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.readers.columns import Piece, edges_of, is_number, joined, met_columns, place
from extract.readers.pdf_charts import Drawing, Placing, are_aligned, series_of
from extract.readers.pdf_lines import Segment, around, lines_of
from extract.readers.pdf_page import Word
from extract.readers.pdf_shapes import Box, Shape
from extract.readers.pdf_zones import zones

_WORD_GAP = 0.6
_NEAR_GAP = 0.18
_MOST_HEADER_ROWS = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = frozenset("-−–+±<>~≈")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its words in reading order, over `span` columns from `column` on."""

    words: tuple[Word, ...]
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found on a page: for each row its cells, by column."""

    rows: tuple[tuple[Slot, ...], ...]
    width: int

    @property
    def words(self) -> list[Word]:
        return [word for row in self.rows for slot in row for word in slot.words]

    @property
    def box(self) -> Box:
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces on a line (or on the lines of a ruled band), left to right."""

    pieces: tuple[Piece, ...]
    base: float
    size: float

    @property
    def figures(self) -> list[Piece]:
        """Numbers that may be shares: not years that head columns, nor what labels the row."""
        return [piece for piece in self.pieces if piece.is_number]

    @property
    def is_data(self) -> bool:
        return any(not piece.is_year for piece in self.figures)


def find_grids(segments: Sequence[Segment], prose: Sequence[Box], shapes: Sequence[Shape]) -> Iterator[Grid]:
    """The tables among segments that are not prose; `prose` are the boxes of what is."""
    for zone in zones(segments, prose):
        grid = _read(zone, shapes)
        if grid is not None:
            yield grid


def _read(zone: list[Segment], shapes: Sequence[Shape]) -> Grid | None:
    words = [word for segment in zone for word in segment.words]
    rows = _level([_row(line, words) for line in lines_of(words)])
    if not any(row.is_data for row in rows):
        return None
    drawing = Drawing(words, shapes)
    rows, legend = _legend_below(rows, drawing)
    rows = _with_wrapped_labels(rows)
    data = _fitting(rows, drawing)
    if not data or not _is_regular([rows[at] for at in data if rows[at].is_data]):
        return None
    header, body = [*_header_rows(rows, data[0]), *legend], rows[data[0] : data[-1] + 1]
    if len(body) == 1 and not header:
        return None
    heads = [row.pieces for row in header]
    series = series_of([row.pieces for row in body if row.is_data], heads, drawing)
    if series is not None:
        placed, lines = [series.head(pieces) for pieces in heads], [series.place(row.pieces) for row in body]
    else:
        found, _ = place(heads, [row.pieces for row in body])
        both = [[(one.piece, one.column, one.span) for one in line] for line in found]
        placed, lines = both[: len(heads)], both[len(heads) :]
    return _grid([*_with_wrapped_heads(placed, words), *lines], words)


def _legend_below(rows: list[Row], drawing: Drawing) -> tuple[list[Row], list[Row]]:
    """The rows above a legend that stands under the figures, and that legend; what is under it is left out."""
    for at, row in enumerate(rows):
        if any(above.is_data for above in rows[:at]) and drawing.is_legend(row.pieces):
            return rows[:at], [row]
    return rows, []


def _level(rows: list[Row]) -> list[Row]:
    """Rows, those joined that stand at nearly one height without being over one another."""
    found = rows[:1]
    for row in rows[1:]:
        above = found[-1]
        is_clear = not any(p.left < q.right and p.right > q.left for p in above.pieces for q in row.pieces)
        if row.base - above.base <= 0.4 * max(row.size, above.size) and is_clear:
            pieces = sorted([*above.pieces, *row.pieces], key=lambda piece: piece.left)
            found[-1] = Row(tuple(pieces), above.base, above.size)
        else:
            found.append(row)
    return found


def _fitting(rows: list[Row], drawing: Drawing) -> list[int]:
    """The rows with figures, less those at either end (a page's foot) with none in line with another or at a bar."""
    data = [at for at, row in enumerate(rows) if row.is_data]
    edges = edges_of([piece for at in data for piece in rows[at].figures])
    columns = {at: {column for piece in rows[at].figures for column in met_columns(piece, edges)} for at in data}
    used = Counter(column for met in columns.values() for column in met)
    fits = [
        at
        for at in data
        if any(used[column] > 1 for column in columns[at]) or any(map(drawing.is_at_bar, rows[at].figures))
    ]
    return [at for at in data if fits and fits[0] <= at <= fits[-1]] if len(data) > 2 else data


def _is_regular(data: list[Row]) -> bool:
    """Whether rows with figures are a table's: with labels or a straight left edge, alike in number or in line."""
    counts = Counter(len(row.figures) for row in data)
    often = counts.most_common(1)[0][1]
    total = sum(count * rows for count, rows in counts.items())
    labelled = sum(not row.pieces[0].is_number for row in data)
    is_straight = max(counts) > 1 and _straight(data) * 5 >= 4 * len(data)
    is_named = labelled * 5 >= 3 * len(data) or is_straight
    return total > 1 and is_named and (often * 2 >= len(data) or are_aligned([row.pieces for row in data]))


def _straight(data: list[Row]) -> int:
    """How many rows begin under one another."""
    left = [row.pieces[0] for row in data]
    return max(sum(p.left < one.right and p.right > one.left for p in left) for one in left)


def _header_rows(rows: list[Row], first: int) -> list[Row]:
    """The rows right above the figures that stand over their columns; titles are left out.

    The name of the first section ("East Africa") may stand between them and the figures.
    """
    data = [row for row in rows[first:] if row.is_data]
    figures = min(piece.left for row in data for piece in row.figures)
    labels = min(row.pieces[0].left for row in data)
    header: list[Row] = []
    section: list[Row] = []
    below = rows[first]
    for row in reversed(rows[max(0, first - _MOST_HEADER_ROWS) : first]):
        only = row.pieces[0]
        is_over = len(row.pieces) > 1 or (only.centre > figures - row.size and only.left > labels + row.size)
        if below.base - row.base > 6 * max(row.size, below.size):
            break
        if not is_over and not header and not section and below.base - row.base <= 2.5 * row.size:
            section, below = [row], row
            continue
        if not is_over or (section and not header and len(row.pieces) == 1):
            break
        header.insert(0, row)
        below = row
    return [*header, *section] if header else []


def _with_wrapped_labels(rows: list[Row]) -> list[Row]:
    """Rows, those with figures taking in the lines of their label just above and below."""
    data = [row for row in rows if row.is_data]
    pitch = median([b.base - a.base for a, b in pairwise(data)]) if len(data) > 1 else 40.0
    home: dict[int, list[Row]] = {id(row): [] for row in data}
    for row in rows:
        if not row.is_data and len(row.pieces) == 1:
            near = min(data, key=lambda other: abs(other.base - row.base))
            reach = 1.9 if pitch >= 2.2 * row.size else 0.75 if near.pieces[0].is_number else 0.0
            if abs(near.base - row.base) <= reach * row.size and row.pieces[0].left < near.figures[0].left:
                home[id(near)].append(row)
    absorbed = {id(row) for lines in home.values() for row in lines}
    return [_with_label(row, home.get(id(row), [])) for row in rows if id(row) not in absorbed]


def _with_label(row: Row, lines: list[Row]) -> Row:
    if not lines:
        return row
    own = [] if row.pieces[0].is_number else [row.pieces[0]]
    stacked = sorted(
        [(line.base, line.pieces[0]) for line in lines] + [(row.base, piece) for piece in own], key=lambda one: one[0]
    )
    parts = [part for _, piece in stacked for part in piece.parts]
    return Row((joined(parts), *row.pieces[len(own) :]), row.base, row.size)


def _row(line: list[Word], words: list[Word]) -> Row:
    index = {id(word): at for at, word in enumerate(words)}
    parts = [Piece(word.text, word.box.left, word.box.right, index[id(word)], index[id(word)] + 1) for word in line]
    groups: list[list[Piece]] = []
    for before, word, part in zip([None, *line], line, parts, strict=False):
        if before is None or (not word.is_raised and _are_parted(before, word)):
            groups.append([part])
        else:
            groups[-1].append(part)
    return Row(tuple(map(joined, groups)), max(word.base for word in line), median(word.size for word in line))


def _are_parted(before: Word, word: Word) -> bool:
    """Whether two neighbours on a line are of two cells: a gap, or a figure set apart by its look."""
    gap = (word.box.left - before.box.right) / max(word.size, before.size)
    if before.text in _SIGNS and is_number(word.text) and gap < 0.4:
        return False
    numbers = is_number(before.text), is_number(word.text)
    if gap > _WORD_GAP:
        return True
    if before.text.endswith(",") and _YEAR.fullmatch(word.text):
        return False
    looks_alike = before.is_bold == word.is_bold and before.colour == word.colour
    if any(numbers) and not looks_alike:
        return gap > (-0.3 if all(numbers) else 0.05)
    is_thousands = len(word.text) == 3 and word.text.isdecimal() and gap < 0.4
    return all(numbers) and gap > _NEAR_GAP and not is_thousands


def _with_wrapped_heads(heads: list[list[Placing]], words: list[Word]) -> list[list[Placing]]:
    """Header rows, the lines of a wrapped header joined in the lowest of them."""
    found: list[list[Placing]] = []
    above: dict[int, tuple[Placing, list[Placing]]] = {}
    for row in heads:
        found.append([])
        for piece, column, span in row:
            one = (piece, column, span)
            upper = above.get(column)
            if upper is not None and span == upper[0][2] == 1 and _goes_on(upper[0][0], piece, words):
                upper[1].remove(upper[0])
                one = (joined([*upper[0][0].parts, *piece.parts]), column, 1)
            found[-1].append(one)
            above.update(dict.fromkeys(range(column, column + span), (one, found[-1])))
    return [row for row in found if row]


def _goes_on(upper: Piece, lower: Piece, words: list[Word]) -> bool:
    """Whether two pieces are lines of one header: close, alike, and neither a figure nor a year."""
    last, first = words[upper.parts[-1].start], words[lower.parts[0].start]
    is_close = first.base - last.base <= 1.4 * max(first.size, last.size)
    is_alike = abs(first.size - last.size) <= 0.5 and first.is_bold == last.is_bold
    return is_close and is_alike and not any(piece.is_number or piece.is_year for piece in (upper, lower))


def _grid(lines: Sequence[Sequence[Placing]], words: list[Word]) -> Grid:
    width = max(column + span for line in lines for _, column, span in line)
    rows = [tuple(Slot(_words(piece, words), column, span) for piece, column, span in line) for line in lines if line]
    return Grid(tuple(rows), width)


def _words(piece: Piece, words: list[Word]) -> tuple[Word, ...]:
    return tuple(words[part.start] for part in piece.parts)
