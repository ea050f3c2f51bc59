"""Totals of a side, told by their sums: the figures beside a chart of stacked bars are seldom headed.

A column is a side's whole where it is the sum of its neighbours in every row, whatever stands over it; so are
the first and the last column without a header where only that makes a row add up to a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layouts.columns import Block, Column
from extract.layouts.context import Heading
from extract.layouts.grid import Slot
from extract.layouts.labels import Label, label_of
from extract.layouts.scale import scale_of
from extract.model import Response
from extract.names.responses import Answer
from extract.values import parse_fraction, parse_share

_SIDE_OF = {
    Response.APPROVE: Response.APPROVE,
    Response.APPROVE_PART: Response.APPROVE,
    Response.DISAPPROVE: Response.DISAPPROVE,
    Response.DISAPPROVE_PART: Response.DISAPPROVE,
}
_PART_OF = {Response.APPROVE: Response.APPROVE_PART, Response.DISAPPROVE: Response.DISAPPROVE_PART}
_FEWEST_ROWS = 3  # that two numbers add up to a third is no proof in one row
_MOST_PARTS = 4
_HUNDRED = 101  # a row of rounded shares may be one more


@dataclass(frozen=True, slots=True)
class _Run:
    """A column that is the whole of a side, and those that are its parts."""

    whole: int
    parts: tuple[int, ...]
    side: Response


def with_totals(block: Block, heading: Heading) -> Block:
    """The block, its columns of one side told apart into the whole and its parts."""
    block = replace(block, columns=tuple(_completed(block.columns, heading)))
    fraction = scale_of([slot.text for c in block.columns if c.holds_shares for slot in _slots(block, c)])
    values = {c.index: _values(block, c, fraction) for c in block.columns}
    numbers = [c for c in block.columns if any(value is not None for value in values[c.index])]
    runs = list(_sums(numbers, values)) or list(_outer(numbers, values))
    if not runs:
        return block
    columns = list(block.columns)
    for run in runs:
        words = " / ".join(dict.fromkeys(columns[i].label.text for i in run.parts if columns[i].label.answer))
        columns[run.whole] = _as(columns[run.whole], run.side, words)
        for part in run.parts:
            columns[part] = _as(columns[part], _PART_OF[run.side], words)
    return replace(block, columns=tuple(columns))


def _completed(columns: Sequence[Column], heading: Heading) -> Iterator[Column]:
    """Columns, those headed by a degree alone ("Very", "Not at all") completed by the answer of the heading."""
    degrees = [c for c in columns if c.label.answer is not None and c.label.answer.is_intensity]
    sides = [c for c in columns if c.label.response in _SIDE_OF]
    for column in columns:
        if len(degrees) < 2 or sides or heading.answer is None or column not in degrees:
            yield column
            continue
        said = label_of(f"{column.label.text} {heading.answer_words}").answer
        known = said is not None and said.response in _SIDE_OF
        yield replace(column, label=replace(column.label, answer=said), holds_shares=True) if known else column


def _slots(block: Block, column: Column) -> list[Slot]:
    return [block.grid.rows[i][column.index] for i in block.data_rows]


def _values(block: Block, column: Column, fraction: bool) -> list[float | None]:
    """A column's shares in percent."""
    return [_value(slot.text, fraction) for slot in _slots(block, column)]


def _value(text: str, fraction: bool) -> float | None:
    share = parse_share(text)
    if share is None or share.signed:
        return None
    return parse_fraction(text) if fraction else share.value


def _sums(columns: Sequence[Column], values: dict[int, list[float | None]]) -> Iterator[_Run]:
    """Columns that are the sum of the two to four beside them in every row."""
    free = set(range(len(columns)))
    for at, column in enumerate(columns):
        for size in range(_MOST_PARTS, 1, -1):
            for run in (range(at + 1, at + 1 + size), range(at - size, at)):
                if at not in free or run[0] < 0 or run[-1] >= len(columns) or not free.issuperset(run):
                    continue
                parts = [columns[i] for i in run]
                side = _one_side([column, *parts])
                if side is not None and _adds_up(values[column.index], [values[p.index] for p in parts]):
                    free -= {at, *run}
                    yield _Run(column.index, tuple(p.index for p in parts), side)


def _one_side(columns: Sequence[Column]) -> Response | None:
    """The side that columns are of, some of them perhaps without a header; None when they are of several or none."""
    if any(c.label.answer is not None and c.label.response not in (None, *_SIDE_OF) for c in columns):
        return None
    if any(_is_headed_otherwise(c.label) for c in columns):
        return None
    if len({(c.label.wave, c.label.area, c.label.group) for c in columns if c.label.answer is not None}) > 1:
        return None  # of several years or countries: none is a part of another
    sides = {_SIDE_OF[c.label.response] for c in columns if c.label.response in _SIDE_OF}
    return sides.pop() if len(sides) == 1 else None


def _is_headed_otherwise(label: Label) -> bool:
    return bool(label.text) and label.answer is None and not label.is_total and label.role not in ("share", "response")


def _adds_up(whole: list[float | None], parts: list[list[float | None]]) -> bool:
    rows = [(w, [p for p in ps if p is not None]) for w, *ps in zip(whole, *parts, strict=True) if w is not None]
    full = [(w, ps) for w, ps in rows if len(ps) == len(parts)]
    near = 1 if len(parts) == 2 else 2
    return len(full) >= _FEWEST_ROWS and all(abs(w - sum(ps)) <= near for w, ps in full)


def _outer(columns: Sequence[Column], values: dict[int, list[float | None]]) -> Iterator[_Run]:
    """The unnamed first and last column, where each holds the named ones next to it and all would be over 100."""
    if len(columns) < 4 or columns[0].label.text or columns[-1].label.text:
        return
    sides = [_SIDE_OF.get(c.label.response) if c.label.response else None for c in columns[1:-1]]
    if None in sides or len(set(sides)) != 2 or sorted(sides, key=sides.index) != sides:
        return
    split = 1 + sides.count(sides[0])
    left, right = columns[1:split], columns[split:-1]
    rows = list(zip(*(values[c.index] for c in columns), strict=True))
    if len(rows) < _FEWEST_ROWS or not all(_contains(row, split) for row in rows):
        return
    for whole, parts, side in ((columns[0], left, sides[0]), (columns[-1], right, sides[-1])):
        if side is not None:
            yield _Run(whole.index, tuple(c.index for c in parts), side)


def _contains(row: tuple[float | None, ...], split: int) -> bool:
    shares = [value for value in row if value is not None]
    if len(shares) < len(row):
        return False
    first, last = shares[0], shares[-1]
    holds = first >= sum(shares[1:split]) - 1 and last >= sum(shares[split:-1]) - 1
    return holds and first + last <= _HUNDRED < sum(shares)


def _as(column: Column, response: Response, words: str) -> Column:
    """A column as one answer; the words of its side where it has none."""
    text = column.label.text or words
    label = replace(column.label, text=text, answer=Answer(0, len(text), response, True))
    return replace(column, label=label, holds_shares=True, doubt=("part-or-whole",))
