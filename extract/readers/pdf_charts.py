"""Bar charts with printed figures: which figure belongs to which series.

A figure inside a bar has the bar's colour under it, and the legend names that colour. A figure
beside a bar has none; it keeps its place in the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.readers.columns import Piece, edges_of, joined, met_columns
from extract.readers.pdf_page import Word
from extract.readers.pdf_shapes import Box, Colour, Shape

_MOST_SERIES = 8
_SWATCHES = "■▪●◼◾•⬛"

Placing = tuple[Piece, int, int]
Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A zone's words, which pieces point into, and what is drawn around them."""

    words: Sequence[Word]
    shapes: Sequence[Shape]

    def box(self, piece: Piece) -> Box:
        return self.words[piece.parts[0].start].box

    def colour_under(self, piece: Piece) -> Colour | None:
        """The colour of the bar that a piece stands in; None on white."""
        x, y = piece.centre, self.box(piece).middle[1]
        for shape in reversed(self.shapes):
            if shape.is_filled and shape.box.holds(x, y):
                return None if min(shape.colour) >= 250 else shape.colour
        return None

    def is_at_bar(self, piece: Piece) -> bool:
        """Whether a piece stands in a bar or right beside one."""
        x, y = piece.centre, self.box(piece).middle[1]
        near = (piece.right - piece.left) / 2 + 12
        return any(
            shape.is_filled
            and min(shape.colour) < 250
            and 3 <= shape.box.height <= 60
            and shape.box.top <= y <= shape.box.bottom
            and shape.box.left - near <= x <= shape.box.right + near
            for shape in self.shapes
        )

    def swatch(self, piece: Piece) -> Colour | None:
        """The colour of the legend's little square to the left of a piece, if there is one."""
        first = self.words[piece.parts[0].start]
        if first.text in _SWATCHES:
            return first.colour
        y = first.box.middle[1]
        for shape in self.shapes:
            box = shape.box
            is_small = 2 <= box.width <= 14 and 2 <= box.height <= 14 and shape.is_filled and min(shape.colour) < 250
            if is_small and box.top <= y <= box.bottom and -1 <= first.box.left - box.right <= 1.3 * first.size:
                return shape.colour
        return None

    def is_legend(self, pieces: Pieces) -> bool:
        """Whether a row names several series by their colours; a figure beside a short bar names none."""
        return sum(not piece.is_number and self.swatch(piece) is not None for piece in pieces) > 1


@dataclass(frozen=True, slots=True)
class Series:
    """A chart's columns of figures, left to right: where they stand, and the colour under most of them."""

    edges: tuple[tuple[float, float], ...]
    colours: tuple[Colour | None, ...]
    drawing: Drawing

    def place(self, pieces: Pieces) -> list[Placing]:
        """A row with its label in column 0 and its figures in the columns after it."""
        label, values = _label_and_values(pieces)
        values = values[: len(self.edges)]
        columns = min(combinations(range(len(self.edges)), len(values)), key=lambda chosen: self._cost(values, chosen))
        return label + [(piece, column + 1, 1) for piece, column in zip(values, columns, strict=True)]

    def _cost(self, values: Pieces, columns: Sequence[int]) -> float:
        """How badly figures fit columns: far from where those stand, or on another colour."""
        pairs = list(zip(values, columns, strict=True))
        off = sum(abs(piece.centre - sum(self.edges[column]) / 2) for piece, column in pairs)
        return off + 1_000 * sum(self.drawing.colour_under(piece) != self.colours[column] for piece, column in pairs)

    def head(self, pieces: Pieces) -> list[Placing]:
        """A header row: by the legend's colours, else over single columns, else in order, else by nearness."""
        if self.drawing.is_legend(pieces):
            named = [(piece, self.drawing.swatch(piece)) for piece in pieces]
            found = [(piece, self.colours.index(colour) + 1, 1) for piece, colour in named if colour in self.colours]
            if found or len(pieces) != len(self.edges):
                return sorted(found, key=lambda one: one[1])
        left = min(left for left, _ in self.edges)
        label = [part for piece in pieces for part in piece.parts if piece.right < left - 60 and len(pieces) > 1]
        over = [piece for piece in pieces if len(pieces) == 1 or piece.right >= left - 60]
        return ([(joined(label), 0, 1)] if label else []) + (self._each(over) or self._in_order(over))

    def _each(self, over: Pieces) -> list[Placing] | None:
        """Headers that each stand over a column of their own; None when one does not."""
        met = [[at for at, edge in enumerate(self.edges) if p.left < edge[1] and p.right > edge[0]] for p in over]
        if any(len(columns) != 1 for columns in met) or len({columns[0] for columns in met}) < len(met):
            return None
        return [(piece, columns[0] + 1, 1) for piece, columns in zip(over, met, strict=True)]

    def _in_order(self, over: Pieces) -> list[Placing]:
        width = len(self.edges)
        if over and width % len(over) == 0:
            span = width // len(over)
            return [(piece, 1 + at * span, span) for at, piece in enumerate(over)]
        nearest: dict[int, list[Piece]] = {}
        for piece in over:
            at = min(range(width), key=lambda at: abs(sum(self.edges[at]) / 2 - piece.centre))
            nearest.setdefault(at, []).append(piece)
        return [(joined([p for piece in nearest[at] for p in piece.parts]), at + 1, 1) for at in sorted(nearest)]


def _label_and_values(pieces: Pieces) -> tuple[list[Placing], list[Piece]]:
    """A row's label in column 0, and all from its first figure on."""
    first = next((at for at, piece in enumerate(pieces) if piece.is_number), len(pieces))
    label = [part for piece in pieces[:first] for part in piece.parts]
    return [(joined(label), 0, 1)] if label else [], list(pieces[first:])


def series_of(rows: Sequence[Pieces], legends: Sequence[Pieces], drawing: Drawing) -> Series | None:
    """The series of a chart: a legend names the colours of its bars, or figures move about with the bars.

    None for a table, whose figures stand under one another, or by no bars.
    """
    values = [_label_and_values(row)[1] for row in rows]
    width = max(map(len, values))
    whole = [row for row in values if len(row) == width]
    if width > _MOST_SERIES or len(whole) * 3 < len(values):
        return None
    under = [Counter(drawing.colour_under(row[at]) for row in whole) for at in range(width)]
    colours = tuple(counts.most_common(1)[0][0] for counts in under)
    named = {drawing.swatch(piece) for row in legends for piece in row} & set(colours) - {None}
    by_bars = sum(drawing.is_at_bar(piece) for row in values for piece in row)
    if len(named) < 2 and (are_aligned(rows) or by_bars * 3 < sum(map(len, values))):
        return None
    edges = tuple((min(row[at].left for row in whole), max(row[at].right for row in whole)) for at in range(width))
    return Series(edges, colours, drawing)


def are_aligned(rows: Sequence[Pieces]) -> bool:
    """Whether figures fall into columns: one a row in each, and under one another to a digit's width.

    Where a row may hold as many figures as there are columns, the first will do.
    """
    edges = edges_of([piece for row in rows for piece in row])
    columns: dict[int, list[Piece]] = {}
    for row in rows:
        met = [(at, piece) for piece in row if piece.is_number for at in met_columns(piece, edges)]
        if len({at for at, _ in met}) != len(met):
            return False
        for at, piece in met:
            columns.setdefault(at, []).append(piece)
    if len(columns) <= max(sum(piece.is_number for piece in row) for row in rows):
        return True
    straight = [column for column in columns.values() if len(column) > 1 and _is_straight(column)]
    return sum(map(len, straight)) * 5 >= 4 * sum(map(len, columns.values()))


def _is_straight(column: Pieces) -> bool:
    """Whether figures share their left, right or middle, give or take a digit."""
    digit = max((piece.right - piece.left) / len(piece.text) for piece in column)
    edges = ([p.left for p in column], [p.right for p in column], [p.centre for p in column])
    return min(max(places) - min(places) for places in edges) <= 1.2 * digit
