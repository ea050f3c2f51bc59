"""Answers printed once for each of several subjects: which columns are whose.

Charts that compare two leaders repeat the answers and name the leaders only in the heading ("Confidence in the
prime minister and in the president").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layouts.columns import Block, Column
from extract.layouts.context import Heading
from extract.model import Response

_SIDES = (Response.APPROVE, Response.DISAPPROVE)
_WHOLES = (*_SIDES, Response.NEITHER, Response.NO_OPINION)


def with_subjects(block: Block, heading: Heading) -> Block:
    """The block, each run of answers given the subject that the heading names in its turn."""
    runs = _runs([c for c in block.columns if c.holds_shares and c.label.answer is not None])
    if len(runs) < 2 or len(runs) != len(heading.subjects) or any(map(_is_told, block.columns)):
        return block
    subject_of = {c.index: name for run, name in zip(runs, heading.subjects, strict=True) for c in run}
    columns = [_of(c, subject_of[c.index]) if c.index in subject_of else c for c in block.columns]
    return replace(block, columns=tuple(columns))


def _runs(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns parted where approval or disapproval comes again; two columns may both hold those without opinion."""
    runs: list[list[Column]] = []
    seen: set[Response] = set()
    for column in columns:
        response = column.label.response
        if response is None or response not in _WHOLES:
            return []
        if not runs or (response in _SIDES and response in seen):
            runs.append([])
            seen = set()
        runs[-1].append(column)
        seen.add(response)
    return runs


def _is_told(column: Column) -> bool:
    """Whether a column's own header says what parts it from others."""
    label = column.label
    return column.holds_shares and bool(label.subject or label.area or label.wave or label.group or label.pollster)


def _of(column: Column, subject: str) -> Column:
    label = replace(column.label, subject=subject)
    return replace(column, label=label, doubt=(*column.doubt, "subject-inferred"))
