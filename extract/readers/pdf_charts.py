"""Bar charts with printed figures: which figure belongs to which series.

A figure inside a bar has the bar's colour under it, and the legend names that colour. A figure
beside a bar has none; it keeps its place in the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from extract.readers.columns import Piece, edges_of, joined, met_columns
from extract.readers.pdf_page import Box, Colour, Shape, Word

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


@dataclass(frozen=True, slots=True)
class Series:
    """A chart's columns of figures, left to right: where each stands on average, and the colour under it."""

    centres: tuple[float, ...]
    colours: tuple[Colour | None, ...]
    drawing: Drawing

    def place(self, pieces: Pieces) -> list[Placing]:
        """A row with its label in column 0 and its figures in the columns after it."""
        figures = [piece for piece in pieces if piece.is_number][-len(self.centres) :]
        label = [part for piece in pieces if piece not in figures for part in piece.parts]
        columns = min(
            combinations(range(len(self.centres)), len(figures)), key=lambda chosen: self._cost(figures, chosen)
        )
        placed = [(joined(label), 0, 1)] if label else []
        return placed + [(piece, column + 1, 1) for piece, column in zip(figures, columns, strict=True)]

    def _cost(self, figures: Pieces, columns: Sequence[int]) -> float:
        """How badly figures fit columns: far from where they stand, or on another colour."""
        pairs = list(zip(figures, columns, strict=True))
        off = sum(abs(piece.centre - self.centres[column]) for piece, column in pairs)
        return off + 1_000 * sum(self.drawing.colour_under(piece) != self.colours[column] for piece, column in pairs)

    def head(self, pieces: Pieces) -> list[Placing]:
        """A header row over the columns: by the legend's colours, else by order, else by nearness."""
        named = [(piece, self.drawing.swatch(piece)) for piece in pieces]
        by_colour = [
            (piece, self.colours.index(colour) + 1, 1) for piece, colour in named if colour and colour in self.colours
        ]
        if by_colour:
            return sorted(by_colour, key=lambda one: one[1])
        label = [piece for piece in pieces if piece.right < min(self.centres) - 60 and len(pieces) > 1]
        over = [piece for piece in pieces if piece not in label]
        placed = [(joined([part for piece in label for part in piece.parts]), 0, 1)] if label else []
        return placed + self._in_order(over)

    def _in_order(self, over: Pieces) -> list[Placing]:
        width = len(self.centres)
        if over and width % len(over) == 0:
            span = width // len(over)
            return [(piece, 1 + at * span, span) for at, piece in enumerate(over)]
        nearest: dict[int, list[Piece]] = {}
        for piece in over:
            at = min(range(width), key=lambda at: abs(self.centres[at] - piece.centre))
            nearest.setdefault(at, []).append(piece)
        return [(joined([p for piece in nearest[at] for p in piece.parts]), at + 1, 1) for at in sorted(nearest)]


def series_of(rows: Sequence[Pieces], drawing: Drawing) -> Series | None:
    """The series of a chart; None when figures stand under one another, or by no bars, as in a table."""
    figures = [[piece for piece in row if piece.is_number] for row in rows]
    by_bars = sum(drawing.is_at_bar(piece) for row in figures for piece in row)
    if are_aligned(rows) or by_bars * 3 < sum(map(len, figures)):
        return None
    width, often = Counter(map(len, figures)).most_common(1)[0]
    if width > _MOST_SERIES or max(map(len, figures)) > width or often * 2 < len(figures):
        return None
    whole = [row for row in figures if len(row) == width]
    centres = tuple(mean(row[at].centre for row in whole) for at in range(width))
    under = [[drawing.colour_under(row[at]) for row in whole] for at in range(width)]
    return Series(centres, tuple(Counter(colours).most_common(1)[0][0] for colours in under), drawing)


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
