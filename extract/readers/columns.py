"""Pieces of text standing under one another -> columns.

Used wherever a table has no rules or separators: fixed-width text and borderless PDF tables. The
unit of `x` is the caller's (characters, points).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"[(\[]?[<>~≈]?\s*[-+−–]?\s*(?:\d[\d.,]*|[.,]\d+)\s*(?:%|％)?[)\]]?[*†‡]?|[-–—*]{1,3}|n/?a", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a line: from `left` to `right`, characters `start` to `end`."""

    text: str
    left: float
    right: float
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in its column, over `span` columns."""

    piece: Piece
    column: int
    span: int


def place(lines: Sequence[Sequence[Piece]]) -> tuple[list[list[Placed]], int]:
    """Each line's pieces with their columns, and how many columns there are.

    Numbers settle the columns, since they are narrow; words then join the column they stand over,
    or span several, or found their own.
    """
    edges = _edges(lines)
    placed = [sorted(_on(line, edges), key=lambda one: one.column) for line in lines]
    return placed, len(edges)


def _edges(lines: Sequence[Sequence[Piece]]) -> list[list[float]]:
    edges: list[list[float]] = []
    pieces = sorted((p for line in lines for p in line), key=lambda p: (not p.is_number, p.right - p.left))
    for piece in pieces:
        met = [edge for edge in edges if piece.left < edge[1] and piece.right > edge[0]]
        if not met:
            edges.append([piece.left, piece.right])
        elif len(met) == 1:
            _widen(met[0], piece, edges)
    return sorted(edges)


def _widen(edge: list[float], piece: Piece, edges: list[list[float]]) -> None:
    """Let a column grow to its piece, short of its neighbours."""
    left = max((other[1] for other in edges if other[1] <= edge[0]), default=piece.left)
    right = min((other[0] for other in edges if other[0] >= edge[1]), default=piece.right)
    edge[0] = min(edge[0], max(piece.left, left))
    edge[1] = max(edge[1], min(piece.right, right))


def _on(line: Sequence[Piece], edges: list[list[float]]) -> Iterator[Placed]:
    taken: set[int] = set()
    for piece in sorted(line, key=lambda p: p.left):
        met = [
            at
            for at, (left, right) in enumerate(edges)
            if piece.left < right and piece.right > left and at not in taken
        ]
        if met:
            taken.update(range(met[0], met[-1] + 1))
            yield Placed(piece, met[0], met[-1] - met[0] + 1)
