"""Which parts of a PDF page may each be one table: parted by prose, by wide gaps, and side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.readers.columns import is_number
from extract.readers.pdf_lines import Segment, around
from extract.readers.pdf_shapes import Box

_GUTTER = 9.0


def zones(segments: Sequence[Segment], prose: Sequence[Box]) -> Iterator[list[Segment]]:
    """Segments that may be one table: parted where prose or a wide gap lies between, and side by side."""
    waiting = [list(segments)]
    while waiting:
        zone = waiting.pop()
        if sum(segment.is_number for segment in zone) < 2 and not any(has_figure(segment) for segment in zone):
            continue
        parts = _beside(zone) or _apart(zone, prose)
        if parts:
            waiting += reversed(parts)
        else:
            yield zone


def has_figure(segment: Segment) -> bool:
    """Whether a word of a segment is a figure."""
    return any(is_number(word.text) for word in segment.words)


def _apart(zone: list[Segment], prose: Sequence[Box]) -> list[list[Segment]] | None:
    """The zone above and below its first wide gap, if it has one."""
    rows = _by_base(zone)
    pitches = [b[0].base - a[0].base for a, b in pairwise([row for row in rows if any(map(has_figure, row))])]
    widest = max(3.2 * median(pitches), 45.0) if pitches else 45.0
    for at, (above, below) in enumerate(pairwise(rows), 1):
        gap = Box(0, max(s.box.bottom for s in above), 0, min(s.box.top for s in below))
        if below[0].base - above[0].base > widest or _is_between(prose, gap, around(s.box for s in zone)):
            return [[s for row in rows[:at] for s in row], [s for row in rows[at:] for s in row]]
    return None


def _is_between(prose: Sequence[Box], gap: Box, zone: Box) -> bool:
    return any(
        gap.top - 2 <= box.top and box.bottom <= gap.bottom + 2 and box.left < zone.right and box.right > zone.left
        for box in prose
    )


def _by_base(zone: Iterable[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(zone, key=lambda s: (s.base, s.box.left)):
        if rows and segment.base - rows[-1][0].base <= 0.3 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _beside(zone: list[Segment]) -> list[list[Segment]] | None:
    """Two tables side by side, each with labels of its own, parted by a gap that runs all the way down."""
    for middle in _gutters([s for s in zone if len(s.words) <= 3 or has_figure(s)]):
        left = [s for s in zone if s.box.middle[0] < middle]
        right = [s for s in zone if s.box.middle[0] >= middle]
        if _is_whole(left) and _is_whole(right) and (_repeats(left, right) or _is_staggered(left, right)):
            return [left, right]
    return None


def _gutters(segments: list[Segment]) -> Iterator[float]:
    """The middle of each gap between segments that runs all the way down."""
    right = float("inf")
    for segment in sorted(segments, key=lambda s: s.box.left):
        if segment.box.left - right >= _GUTTER:
            yield (segment.box.left + right) / 2
        right = segment.box.right if right == float("inf") else max(right, segment.box.right)


def _is_whole(side: list[Segment]) -> bool:
    """Whether most rows with figures open with a label."""
    rows = [sorted(row, key=lambda s: s.box.left) for row in _by_base(side)]
    figured = [row for row in rows if any(s.is_number for s in row)]
    return len(figured) > 1 and sum(not row[0].is_number for row in figured) * 5 >= 3 * len(figured)


def _repeats(left: list[Segment], right: list[Segment]) -> bool:
    """Whether both sides carry the same column headers."""
    heads = [{s.text.casefold() for s in side if not has_figure(s)} for side in (left, right)]
    return len(heads[0] & heads[1]) > 1


def _is_staggered(left: list[Segment], right: list[Segment]) -> bool:
    """Whether the rows of the two sides stand at different heights."""
    bases = [sorted(s.base for s in side if s.is_number) for side in (left, right)]
    apart = sum(min(abs(base - other) for other in bases[1]) > 1.5 for base in bases[0])
    return apart * 5 >= 2 * len(bases[0])
