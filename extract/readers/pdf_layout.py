"""A page's words -> what is written, in reading order: paragraphs, headings, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Role
from extract.readers.pdf_lines import Paragraph, Segment, in_reading_order, is_prose, lines_of, paragraphs_of
from extract.readers.pdf_page import Page, Word
from extract.readers.pdf_plots import pairs_of, plots_of
from extract.readers.pdf_shapes import Box, Shape
from extract.readers.pdf_tables import Grid, find_grids

_NOTE = re.compile(
    r"[*†‡]|\d?\s*(?:notes?|source|base|lecture|quelle|fuente|fonte|nota|источник|примечание|出典|注)\b", re.IGNORECASE
)
_MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a table. A paragraph without a role is no passage: figures that belong to nothing."""

    content: Paragraph | Grid
    role: Role | None = None

    @property
    def box(self) -> Box:
        return self.content.box


def items_of(page: Page) -> list[Item]:
    """What is on a page, in reading order."""
    paragraphs = paragraphs_of(lines_of(_once(page.words)))
    right_of = _neighbours(paragraphs)
    prose = [one for one in paragraphs if is_prose(one, right_of)]
    known = {id(one) for one in prose}
    others = [line for one in paragraphs if id(one) not in known for line in one.lines]
    grids = list(_grids(others, [one.box for one in prose], page.shapes)) if _has_figures(others) else []
    gridded = {id(word) for grid in grids for word in grid.words}
    left = [part for one in paragraphs for part in _left_over(one, gridded)]
    size = median(word.size for one in prose for word in one.words) if prose else 0.0
    items = [*(Item(grid) for grid in grids), *(Item(one, _role(one, size)) for one in left)]
    said = [item for item in items if item.role is not None or isinstance(item.content, Grid)]
    unsaid = [item for item in items if item.role is None and not isinstance(item.content, Grid)]
    if len(said) > _MOST_ITEMS:
        return [*sorted(said, key=lambda item: (item.box.top, item.box.left)), *unsaid]
    return [*(said[at] for at in in_reading_order([item.box for item in said])), *unsaid]


def _grids(segments: list[Segment], prose: list[Box], shapes: Sequence[Shape]) -> Iterator[Grid]:
    """Charts over an axis first, then tables, then figures at labels of their own: each of what is left."""
    left = segments
    finders: tuple[Callable[[list[Segment]], Iterator[Grid]], ...] = (
        lambda some: plots_of(some, prose, shapes),
        lambda some: find_grids(some, prose, shapes),
        pairs_of,
    )
    for finder in finders:
        found = list(finder(left))
        yield from found
        used = {id(word) for grid in found for word in grid.words}
        left = [segment for segment in left if not any(id(word) in used for word in segment.words)]


def _once(words: Sequence[Word]) -> list[Word]:
    """Words, but of those printed over each other only the last."""
    last: dict[tuple[str, int, int], int] = {}
    covered: set[int] = set()
    for at, word in enumerate(words):
        column, row = (round(edge / 6) for edge in word.box.middle)
        for key in ((word.text, column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
            if key in last and word.box.holds(*words[last[key]].box.middle):
                covered.add(last[key])
        last[word.text, column, row] = at
    return [word for at, word in enumerate(words) if at not in covered]


def _neighbours(paragraphs: list[Paragraph]) -> dict[int, Segment]:
    """The segment to the right of each segment on the same line."""
    lines = sorted(
        (line for one in paragraphs for line in one.lines), key=lambda line: (round(line.base), line.box.left)
    )
    return {id(a): b for a, b in pairwise(lines) if abs(a.base - b.base) < 1.2}


def _has_figures(lines: list[Segment]) -> bool:
    return any(re.search(r"\d", word.text) for line in lines for word in line.words)


def _left_over(paragraph: Paragraph, gridded: set[int]) -> Iterator[Paragraph]:
    """A paragraph without the words that are in tables."""
    kept = [(line, tuple(word for word in line.words if id(word) not in gridded)) for line in paragraph.lines]
    if all(len(words) == len(line.words) for line, words in kept):
        yield paragraph
    else:
        yield from (Paragraph.of([Segment.of(words)]) for _, words in kept if words)


def _role(paragraph: Paragraph, size: float) -> Role | None:
    """What a paragraph is; None for figures alone, which say nothing without their table."""
    text = " ".join(line.text for line in paragraph.lines)
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    if _NOTE.match(text):
        return Role.NOTE
    is_short = len(paragraph.lines) <= 3 and len(text) <= 200
    if is_short and (paragraph.is_bold or (size and paragraph.size >= 1.12 * size)):
        return Role.HEADING
    return Role.PARAGRAPH
