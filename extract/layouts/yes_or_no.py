"""Columns headed yes and no under a question of approval."""

from __future__ import annotations

from dataclasses import replace

from extract.layouts.columns import Block, Column
from extract.layouts.context import Heading
from extract.model import Response
from extract.names.contexts import says_yes
from extract.names.responses import Answer

_OPPOSITE = {Response.APPROVE: Response.DISAPPROVE, Response.DISAPPROVE: Response.APPROVE}


def with_yes_and_no(block: Block, heading: Heading) -> Block:
    """The block, its columns yes and no given the answer that the heading asks for, and its opposite."""
    said = {c.index: yes for c in block.columns if (yes := says_yes(c.label.text)) is not None}
    asked = heading.answer.response if heading.answer is not None else None
    if asked not in _OPPOSITE or set(said.values()) != {True, False}:
        return block
    columns = tuple(_answering(c, said[c.index], asked) if c.index in said else c for c in block.columns)
    return replace(block, columns=columns)


def _answering(column: Column, yes: bool, asked: Response) -> Column:
    answer = Answer(0, len(column.label.text), asked if yes else _OPPOSITE[asked], True)
    label = replace(column.label, role=None, answer=answer)
    return replace(column, label=label, role="", holds_shares=True, doubt=(*column.doubt, "answer-from-heading"))
