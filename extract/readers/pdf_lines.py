"""Words on a page -> lines, paragraphs, and the order they are read in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extract.readers.columns import is_number
from extract.readers.pdf_page import Word, raised
from extract.readers.pdf_shapes import Box

_WIDE_GAP = 0.95
_LEADING = 1.7
_HEADER_WORDS = 8  # of neighbouring column heads that run together
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line without a wide gap between them, left to right."""

    words: tuple[Word, ...]
    box: Box
    base: float
    size: float
    text: str
    is_bold: bool
    is_number: bool

    @classmethod
    def of(cls, words: Sequence[Word]) -> Segment:
        """The segment that words make."""
        text = " ".join(word.text for word in words)
        base, size = max(word.base for word in words), max(word.size for word in words)
        is_bold = all(word.is_bold for word in words)
        return cls(tuple(words), around(word.box for word in words), base, size, text, is_bold, is_number(text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, one segment each, top to bottom."""

    lines: tuple[Segment, ...]
    box: Box
    size: float
    is_bold: bool

    @classmethod
    def of(cls, lines: Sequence[Segment]) -> Paragraph:
        """The paragraph that lines make."""
        size, is_bold = median(line.size for line in lines), all(line.is_bold for line in lines)
        return cls(tuple(lines), around(line.box for line in lines), size, is_bold)

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by baseline, top to bottom and left to right; raised note marks go with their line."""
    found: dict[int, list[list[Word]]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (-round(w.size), w.base, w.box.left)):
        line = next((line for line in _near(found, word) if _is_on(line, word)), None)
        if line is None:
            line = []
            found[int(word.base // 4)].append(line)
        line.append(word)
    lines = [raised(sorted(line, key=lambda w: w.box.left)) for lines in found.values() for line in lines]
    return sorted(lines, key=lambda line: (max(w.base for w in line), line[0].box.left))


def _near(found: dict[int, list[list[Word]]], word: Word) -> Iterator[list[Word]]:
    row = int(word.base // 4)
    for other in (row, row - 1, row + 1, row + 2, row + 3):
        yield from found.get(other, ())


def _is_on(line: list[Word], word: Word) -> bool:
    first = line[0]
    lower = first.base - word.base
    if abs(lower) <= 0.25 * max(first.size, word.size) * min(1.0, word.size / first.size + 0.15):
        return True
    is_mark = word.size <= 0.85 * first.size and 0.15 * first.size < lower <= 0.65 * first.size
    return is_mark and any(-1 <= word.box.left - other.box.right <= 0.3 * first.size for other in line)


def segments_of(line: Sequence[Word]) -> Iterator[Segment]:
    """A line parted at its wide gaps."""
    run: list[Word] = []
    for word in line:
        if run and word.box.left - run[-1].box.right > _WIDE_GAP * max(word.size, run[-1].size):
            yield Segment.of(run)
            run = []
        run.append(word)
    if run:
        yield Segment.of(run)


def paragraphs_of(lines: Sequence[Sequence[Word]]) -> list[Paragraph]:
    """Lines joined downwards: alike in size, close, and one under the other alone."""
    rows = [list(segments_of(line)) for line in lines]
    below: dict[int, Segment] = {}
    taken: set[int] = set()
    for at, row in enumerate(rows):
        for segment in row:
            follower = _follower(segment, rows[at + 1 : at + 12])
            if follower is not None and id(follower) not in taken:
                below[id(segment)] = follower
                taken.add(id(follower))
    return [Paragraph.of(list(_chain(segment, below))) for row in rows for segment in row if id(segment) not in taken]


def _chain(segment: Segment, below: dict[int, Segment]) -> Iterator[Segment]:
    yield segment
    while (following := below.get(id(segment))) is not None:
        yield following
        segment = following


def _follower(segment: Segment, rows: list[list[Segment]]) -> Segment | None:
    """The segment that goes on with a segment's text on the next line."""
    box = segment.box
    for row in rows:
        under = [other for other in row if other.box.left < box.right and other.box.right > box.left]
        under = [other for other in under if other.base - segment.base > 0.3 * segment.size]
        if not under:
            continue
        other = under[0]
        is_close = other.base - segment.base <= _LEADING * max(segment.size, other.size)
        is_alike = min(segment.size, other.size) >= 0.88 * max(segment.size, other.size)
        is_apart = segment.is_bold != other.is_bold and not _shares_weight(segment, other)
        return other if len(under) == 1 and is_close and is_alike and not is_apart else None
    return None


def _shares_weight(segment: Segment, other: Segment) -> bool:
    """Whether bold words run from one line into the next, as at the opening of a paragraph."""
    return segment.words[-1].is_bold == other.words[0].is_bold


def is_prose(paragraph: Paragraph, right_of: dict[int, Segment]) -> bool:
    """Whether lines are sentences rather than labels or figures.

    `right_of` gives the segment to the right of a segment on its line: labels have figures there.
    """
    words = [word.text for word in paragraph.words]
    lettered = sum(_LETTERS.search(word) is not None for word in words)
    if len(words) < 7 or lettered * 5 < len(words) * 3 or len(words) < 3 * len(paragraph.lines):
        return False
    beside = [right_of[id(line)] for line in paragraph.lines if id(line) in right_of]
    if len(words) <= _HEADER_WORDS and len(beside) == len(paragraph.lines) and all(len(s.words) <= 3 for s in beside):
        return False
    figured = sum(id(line) in right_of and right_of[id(line)].is_number for line in paragraph.lines)
    return figured * 2 < len(paragraph.lines) and not (figured and len(paragraph.lines) <= 4)


def in_reading_order(boxes: Sequence[Box]) -> list[int]:
    """The order that boxes are read in: columns left to right, each from the top down.

    A box comes before what is under it, and before what is right of it unless something lies
    across both between them (after Breuel, "High performance document layout analysis", 2003).
    """
    before: dict[int, set[int]] = {at: set() for at in range(len(boxes))}
    for a, one in enumerate(boxes):
        for b, other in enumerate(boxes):
            if a != b and (_is_over(one, other) or _is_left_of(one, other, boxes)):
                before[b].add(a)
    order: list[int] = []
    left = set(before)
    while left:
        free = [at for at in left if not before[at] & left] or list(left)
        chosen = min(free, key=lambda at: (_starts_with(order, boxes, at), boxes[at].top, boxes[at].left))
        order.append(chosen)
        left.remove(chosen)
    return order


def _starts_with(order: list[int], boxes: Sequence[Box], at: int) -> bool:
    """Whether a box is in another column than the one read last; False sorts first."""
    if not order:
        return False
    last, box = boxes[order[-1]], boxes[at]
    return not (box.left < last.right and box.right > last.left)


def _is_over(one: Box, other: Box) -> bool:
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return overlap > 1 and (one.top, one.left) < (other.top, other.left)


def _is_left_of(one: Box, other: Box, boxes: Sequence[Box]) -> bool:
    if one.right > other.left + 1:
        return False
    top, bottom = sorted((one.top, other.top))
    return not any(
        top < box.top < bottom and box.left < one.right and box.right > other.left
        for box in boxes
        if box is not one and box is not other
    )
