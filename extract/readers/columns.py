"""Pieces of text standing under one another -> columns.

Used wherever a table has no rules or separators: fixed-width text and borderless PDF tables. The
unit of `left` and `right` is the caller's (characters, points).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(
    r"[(\[]?[<>~≈≤≥]?\s*[-+−–±]?\s*(?:\d[\d.,]*|[.,]\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)\s*(?:%|％|٪)?[)\]]?[*†‡]?"
    r"|[-–—*]{1,3}|n/?a|n\.a\.|\.{2,3}|…",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_number(text: str) -> bool:
    """Whether a text is a figure, or a sign that stands for a missing one.

    >>> [is_number(t) for t in ("41%", "<1", "1,003", "−18", "--", "18-29", "65+", "Q8b")]
    [True, True, True, True, True, False, False, False]
    """
    return _NUMBER.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a line: from `left` to `right`, characters `start` to `end`.

    `parts` are the words, where a piece may have to be parted again.
    """

    text: str
    left: float
    right: float
    start: int
    end: int
    parts: tuple[Piece, ...] = ()

    @property
    def is_number(self) -> bool:
        return is_number(self.text)

    @property
    def is_year(self) -> bool:
        return _YEAR.fullmatch(self.text) is not None

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in its column, over `span` columns."""

    piece: Piece
    column: int
    span: int = 1


Edges = list[tuple[float, float]]


def place(lines: Sequence[Sequence[Piece]]) -> tuple[list[list[Placed]], int]:
    """Each line's pieces with their columns, and how many columns there are.

    Numbers settle the columns, since they are narrow; words then join the column they stand over,
    or span several, or found their own.
    """
    edges = edges_of([piece for line in lines for piece in line])
    return [list(on_columns(line, edges)) for line in lines], len(edges)


def edges_of(pieces: Sequence[Piece]) -> Edges:
    """The left and right edge of each column that pieces stand in."""
    edges: list[list[float]] = []
    for piece in sorted(pieces, key=lambda p: (not p.is_number, p.right - p.left)):
        met = [edge for edge in edges if piece.left < edge[1] and piece.right > edge[0]]
        if not met:
            edges.append([piece.left, piece.right])
        elif len(met) == 1:
            _widen(met[0], piece, edges)
    return sorted((left, right) for left, right in edges)


def _widen(edge: list[float], piece: Piece, edges: list[list[float]]) -> None:
    """Let a column grow to its piece, short of its neighbours."""
    left = max((other[1] for other in edges if other[1] <= edge[0]), default=piece.left)
    right = min((other[0] for other in edges if other[0] >= edge[1]), default=piece.right)
    edge[0] = min(edge[0], max(piece.left, left))
    edge[1] = max(edge[1], min(piece.right, right))


def on_columns(line: Sequence[Piece], edges: Edges) -> Iterator[Placed]:
    """The pieces of a line on given columns, left to right.

    Where two fall on one column, the words of both stay: the later one takes the next free column.
    """
    free = 0
    for piece in sorted(line, key=lambda p: p.left):
        for one in _parted(piece, edges):
            met = met_columns(one, edges)
            first = max(met[0], free)
            last = max(met[-1], first)
            yield Placed(one, first, last - first + 1)
            free = last + 1


def met_columns(piece: Piece, edges: Edges) -> list[int]:
    """The columns that a piece stands over; the nearest one when it stands over none."""
    met = [at for at, (left, right) in enumerate(edges) if piece.left < right and piece.right > left]
    return met or [min(range(len(edges)), key=lambda at: abs(sum(edges[at]) / 2 - piece.centre))]


def _parted(piece: Piece, edges: Edges) -> list[Piece]:
    """A piece over several columns as one for each, when each of its words stands over just one of them."""
    met = met_columns(piece, edges)
    if len(met) < 2 or len(piece.parts) < len(met):
        return [piece]
    groups: dict[int, list[Piece]] = {}
    for part in piece.parts:
        on = met_columns(part, edges)
        if len(on) != 1:
            return [piece]
        groups.setdefault(on[0], []).append(part)
    if sorted(groups) != met or not all(_is_over(group, edges[at]) for at, group in groups.items()):
        return [piece]
    return [joined(groups[at]) for at in met]


def _is_over(group: list[Piece], edge: tuple[float, float]) -> bool:
    """Whether words are centred on a column, or begin or end with it."""
    left, right = group[0].left, group[-1].right
    near = 0.35 * max(right - left, edge[1] - edge[0])
    return min(abs(left - edge[0]), abs(right - edge[1]), abs((left + right - edge[0] - edge[1]) / 2)) <= near


def joined(parts: Sequence[Piece]) -> Piece:
    """Words as one piece."""
    text = " ".join(part.text for part in parts)
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    return Piece(text, left, right, parts[0].start, parts[-1].end, tuple(parts))
