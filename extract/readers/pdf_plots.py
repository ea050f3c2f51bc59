"""Charts whose figures stand where the data are: over an axis of years, or each at its own label.

A figure over an axis is of the year that it stands above and of the series that has its colour. On maps,
rings and tiles a figure stands right under (or over) the words that it is of. What fits no year, no series or
two of them is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.columns import is_number
from extract.readers.pdf_lines import Segment, around, lines_of, segments_of
from extract.readers.pdf_page import Word
from extract.readers.pdf_shapes import Box, Colour, Shape
from extract.readers.pdf_tables import Grid, Slot
from extract.waves import parse_span

_YEAR = re.compile(r"(?:19|20)\d\d|[’']\d\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FEWEST_TICKS = 3
_FEWEST_FIGURES = 3
_FEWEST_PAIRS = 3
_TALLEST = 420.0  # points that a chart reaches above its axis
_LEGEND_LINES = 5.0
_MOST_WORDS = 6  # of a series' name, of a place on a map
_SWATCH = 14.0

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Years (or dates) in a row, left to right."""

    ticks: tuple[Segment, ...]

    @property
    def base(self) -> float:
        return self.ticks[0].base

    @property
    def size(self) -> float:
        return self.ticks[0].size

    @property
    def pitch(self) -> float:
        return min(b.box.middle[0] - a.box.middle[0] for a, b in pairwise(self.ticks))

    @property
    def box(self) -> Box:
        return around(tick.box for tick in self.ticks)

    def tick_at(self, x: float) -> int | None:
        """The tick that something at this place stands over; None between two."""
        at = min(range(len(self.ticks)), key=lambda at: abs(self.ticks[at].box.middle[0] - x))
        return at if abs(self.ticks[at].box.middle[0] - x) <= 0.42 * self.pitch else None


def plots_of(segments: Sequence[Segment], prose: Sequence[Box], shapes: Sequence[Shape]) -> Iterator[Grid]:
    """A table for each chart over an axis of years: a row a series, a column a year."""
    words = [word for segment in segments for word in segment.words]
    axes = [axis for line in lines_of(words) for axis in _axes(line, words)]
    for axis in axes:
        top = max([box.bottom for box in [*prose, *(a.box for a in axes)] if _is_over(box, axis)], default=0.0)
        grid = _Plot(axis, max(top, axis.base - _TALLEST), tuple(segments), tuple(shapes)).grid()
        if grid is not None:
            yield grid


def _axes(line: list[Word], words: Sequence[Word]) -> Iterator[Axis]:
    run: list[Segment] = []
    for segment in [*segments_of(line), None]:
        if segment is not None and _is_tick(segment.text):
            run.append(segment)
            continue
        if len(run) >= _FEWEST_TICKS and not _heads_figures(run, words):
            yield Axis(tuple(run))
        run = []


def _is_tick(text: str) -> bool:
    if _YEAR.fullmatch(text):
        return True
    return bool(_LETTERS.search(text)) and any(c.isdigit() for c in text) and parse_span(text) is not None


def _heads_figures(ticks: Sequence[Segment], words: Sequence[Word]) -> bool:
    """Whether figures stand right under years: they are a table's header."""
    size, base = ticks[0].size, ticks[0].base
    under = [w for w in words if base + 1 < w.base <= base + 3.2 * size and is_number(w.text)]
    return any(abs(w.box.middle[0] - t.box.middle[0]) <= size for w in under for t in ticks)


def _is_over(box: Box, axis: Axis) -> bool:
    return box.bottom < axis.box.top and box.left < axis.box.right and box.right > axis.box.left


@dataclass(frozen=True, slots=True)
class _Plot:
    """An axis and what is drawn above it, down from `top`."""

    axis: Axis
    top: float
    segments: tuple[Segment, ...]
    shapes: tuple[Shape, ...]

    def grid(self) -> Grid | None:
        """The chart as a table; None where its figures cannot be told apart."""
        found = self._figures()
        if any(self._labels_a_row(word) for word, _, _ in found):
            return None
        names = self._names({colour for _, _, colour in found if colour is not None})
        series = {colour: self._row(found, colour) for colour in (names or {None: ()})}
        rows = [(names.get(colour, ()), row) for colour, row in series.items() if row]
        placed = sum(len(row) for _, row in rows)
        if placed < _FEWEST_FIGURES or placed * 2 < len(found) or (not names and placed * 5 < 4 * len(found)):
            return None
        head = tuple(Slot(tick.words, at + 1) for at, tick in enumerate(self.axis.ticks))
        body = [(*([Slot(name, 0)] if name else []), *(Slot((w,), at + 1) for at, w in row)) for name, row in rows]
        return Grid((head, *body), len(self.axis.ticks) + 1)

    def _figures(self) -> list[tuple[Word, int, Colour | None]]:
        """The figures above the axis, each with the year that it stands over and its colour."""
        found = []
        for word in (w for s in self.segments for w in s.words):
            at = self.axis.tick_at(word.box.middle[0])
            if self.top < word.base < self.axis.base - 1 and is_number(word.text) and at is not None:
                found.append((word, at, self._colour(word)))
        return found

    def _labels_a_row(self, figure: Word) -> bool:
        """Whether a figure has words at its left, as the rows of tables and of lying bars do."""
        first = self.axis.ticks[0].box.left
        return any(
            abs(s.base - figure.base) < 1 and s.box.right < first and _LETTERS.search(s.text) for s in self.segments
        )

    def _colour(self, word: Word) -> Colour | None:
        """The colour of a figure: its own, that of the bar it stands in, or of the bar that it stands on."""
        if _is_colourful(word.colour):
            return word.colour
        x, y = word.box.middle
        for shape in reversed(self.shapes):
            box = shape.box
            is_bar = shape.is_filled and min(shape.colour) < 250 and 3 <= box.width <= 2 * self.axis.pitch
            is_at = box.left <= x <= box.right and box.top - 1.3 * word.size <= y <= box.bottom
            if is_bar and is_at:
                return shape.colour
        return None

    def _names(self, colours: set[Colour]) -> dict[Colour | None, Words]:
        """The words in the colour of each series, or beside a little square of that colour."""
        found: dict[Colour | None, list[Word]] = defaultdict(list)
        lowest = self.axis.base + _LEGEND_LINES * self.axis.size
        for segment in sorted(self.segments, key=lambda s: (s.base, s.box.left)):
            first = segment.words[0]
            colour = first.colour if _is_colourful(first.colour) else self._swatch(segment)
            is_near = self.top < segment.base < lowest and not any(c.isdigit() for c in segment.text)
            if colour in colours and is_near and _LETTERS.search(segment.text):
                found[colour] += segment.words
        return {colour: tuple(words) for colour, words in found.items() if len(words) <= _MOST_WORDS}

    def _swatch(self, segment: Segment) -> Colour | None:
        x, y = segment.box.left, segment.box.middle[1]
        for shape in self.shapes:
            box = shape.box
            is_small = shape.is_filled and 2 <= box.width <= _SWATCH and 2 <= box.height <= _SWATCH
            if is_small and box.top - 2 <= y <= box.bottom + 2 and -1 <= x - box.right <= 1.3 * segment.size:
                return shape.colour
        return None

    def _row(self, found: list[tuple[Word, int, Colour | None]], colour: Colour | None) -> list[tuple[int, Word]]:
        """The figures of one series, a year each; none for a year that has two."""
        own = [(at, word) for word, at, other in found if colour is None or other == colour]
        once = [(at, word) for at, word in own if sum(other == at for other, _ in own) == 1]
        return sorted(once, key=lambda one: one[0])


def _is_colourful(colour: Colour) -> bool:
    return max(colour) - min(colour) >= 24


def pairs_of(segments: Sequence[Segment]) -> Iterator[Grid]:
    """A table of figures that each stand right under (or over) words of their own, as on maps and rings."""
    figures = [s for s in segments if s.is_number and any(c.isdigit() for c in s.text)]
    labels = [s for s in segments if _LETTERS.search(s.text) and len(s.words) <= _MOST_WORDS]
    labels = [s for s in labels if not any(is_number(word.text) for word in s.words)]
    under, over = (_pairs(figures, labels, sign) for sign in (1, -1))
    found = under if len(under) >= len(over) else over
    if len(found) < _FEWEST_PAIRS or len(found) * 5 < 4 * len(figures):
        return
    found.sort(key=lambda pair: (pair[0].base, pair[0].box.left))
    rows = tuple((Slot(label.words, 0), Slot(figure.words, 1)) for label, figure in found)
    if len({round(figure.box.left / 4) for _, figure in found}) > 1:
        yield Grid(rows, 2)


def _pairs(figures: Sequence[Segment], labels: Sequence[Segment], sign: int) -> list[tuple[Segment, Segment]]:
    """Each figure with the one label above it (`sign` 1) or below it (-1) that no other figure has."""
    met = [(label, figure) for figure in figures for label in labels if _is_at(label, figure, sign)]
    return [
        (label, figure)
        for label, figure in met
        if sum(label is other for other, _ in met) == 1 and sum(figure is other for _, other in met) == 1
    ]


def _is_at(label: Segment, figure: Segment, sign: int) -> bool:
    """Whether a label and a figure stand one over the other, close and in line."""
    down = sign * (figure.base - label.base)
    size = max(label.size, figure.size)
    a, b = label.box, figure.box
    in_line = min(abs(a.left - b.left), abs(a.right - b.right), abs(a.middle[0] - b.middle[0])) <= 0.35 * size
    return 0.6 * size <= down <= 1.6 * size and in_line
