"""Columns headed by whom they judge: leaders side by side, countries judged by countries.

A header that is nobody's answer, wave or group, yet is written as a name, is the subject of the figures under it:
over answers ("Boris Johnson" over "Approve, Disapprove") or beside rows of answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.layouts.columns import Block, Column, is_share_like
from extract.layouts.context import Heading
from extract.layouts.labels import label_of
from extract.names.name_shapes import is_written_as_a_name
from extract.names.subjects import names_the_judged

_MOST = 0.6  # this part of a column's cells must agree to name it


def with_judged(block: Block, heading: Heading) -> Block:
    """The block, its columns given the subjects that their headers name."""
    block = _with_judged_countries(block)
    names = {c.index: c.label.unread or c.label.text for c in block.columns if _may_be_named(block, c, heading)}
    judged = {i: name for i, name in names.items() if names_the_judged(name, heading.people)}
    if len(judged) < len(names) and _are_judged_in_a_list(names.values(), judged.values(), heading):
        judged = names
    if not judged or (heading.is_of_one_person and len(set(judged.values())) == 1):
        return block
    if any(name not in judged.values() for name in names.values()):
        return block  # one name among headers that are none is a coincidence
    columns = (_of(c, judged[c.index]) if c.index in judged else c for c in block.columns)
    return replace(block, columns=tuple(columns))


def _are_judged_in_a_list(names: Iterable[str], judged: Iterable[str], heading: Heading) -> bool:
    """Whether headers that are no names by themselves are those of a list, mostly surnames or institutions."""
    listed, known = set(names), set(judged)
    if (heading.subject is not None and not heading.asks_of_a_list) or heading.is_about_something_else:
        return False
    surnames = sum(map(is_written_as_a_name, listed))
    return len(listed) > 1 and max(len(known), surnames) * 2 >= len(listed)


def _may_be_named(block: Block, column: Column, heading: Heading) -> bool:
    """Whether a column of figures has a header that nothing else explains, where an answer is known."""
    if column.role or column.label.subject or not _holds_figures(block, column):
        return False
    if column.label.answer is not None or column.label.wave is not None:
        return bool(column.label.unread) and (column.label.answer is not None or _rows_answer(block))
    told = _rows_are_areas(block) or any(c.role in ("wave", "wave_end", "pollster") for c in block.columns)
    answered = _rows_answer(block) or (heading.asks_of_a_list and told)
    return column.label.says_nothing and bool(column.label.text) and answered


def _holds_figures(block: Block, column: Column) -> bool:
    cells = [text for text in _cells(block, column.index) if text]
    return sum(map(is_share_like, cells)) >= _MOST * max(1, len(cells))


def _cells(block: Block, index: int) -> list[str]:
    return [block.grid.rows[i][index].text for i in block.data_rows]


def _rows_answer(block: Block) -> bool:
    """Whether the rows are the answers."""
    return any(c.role == "response" for c in block.columns) or any(
        _mostly(label_of(text).response is not None for text in _cells(block, c.index))
        for c in block.columns
        if c.role == "label"
    )


def _mostly(told: Iterable[bool]) -> bool:
    known = list(told)
    return bool(known) and sum(known) >= _MOST * len(known)


def _with_judged_countries(block: Block) -> Block:
    """Countries over the figures are judged where countries stand beside them: those are asked."""
    columns = [c for c in block.columns if c.holds_shares and c.label.area and not c.label.subject]
    if len({c.label.area for c in columns}) < 2 or not _rows_are_areas(block):
        return block
    named = {c.index: c.label.area or "" for c in columns}
    kept = (
        replace(c, label=replace(c.label, area=None, subject=named[c.index])) if c.index in named else c
        for c in block.columns
    )
    return replace(block, columns=tuple(kept))


def _rows_are_areas(block: Block) -> bool:
    return any(c.role == "area" for c in block.columns) or any(
        _mostly(label_of(text).area is not None for text in _cells(block, c.index))
        for c in block.columns
        if c.role == "label"
    )


def _of(column: Column, name: str) -> Column:
    return replace(column, label=replace(column.label, subject=name), holds_shares=True)
