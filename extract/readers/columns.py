"""Pieces of text standing under one another -> columns.

Used wherever a table has no rules or separators: fixed-width text and borderless PDF tables. The
unit of `left` and `right` is the caller's (characters, points).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CHANGE = r"(?:\s?\((?:[-+−–±]\s?\d+(?:[.,]\d+)?|=)\))?"  # beside a figure: "27% (-3)"
_NUMBER = re.compile(
    r"[(\[]?[<>~≈≤≥]?\s*[-+−–±]?\s*(?:\d[\d.,]*|[.,]\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)\s*(?:%|％|٪)?[)\]]?[*†‡]?"
    rf"{_CHANGE}|[-–—*=]{{1,3}}|n/?a|n\.a\.|\.{{2,3}}|…",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_number(text: str) -> bool:
    """Whether a text is a figure, or a sign that stands for a missing one.

    >>> [is_number(t) for t in ("41%", "<1", "1,003", "−18", "--", "27% (-3)", "18-29", "65+", "Q8b")]
    [True, True, True, True, True, True, False, False, False]
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
Line = Sequence[Piece]


def place(heads: Sequence[Line], body: Sequence[Line]) -> tuple[list[list[Placed]], int]:
    """The pieces of header and body lines with their columns, and how many columns there are.

    Figures settle the columns, since they are narrow; words then join the column they stand over,
    or span several. The lowest header may have a column without figures under it.
    """
    pieces = [piece for line in body if any(p.is_number for p in line) for piece in line]
    edges = edges_of(pieces)
    lowest = heads[-1] if heads and len(heads[-1]) > 1 else []
    edges = sorted(
        [*edges, *_free(lowest, edges), *((p.left, p.right) for p in lowest if _stands_alone(p, lowest, edges))]
    )
    under = [at for piece in pieces if piece.is_number for at in _overlapped(piece, edges)]
    figures = (
        sorted({at for at in under if under.count(at) * 2 >= len(body)}) if len(body) < 500 else sorted(set(under))
    )
    wide = _with_heads(edges, lowest)
    placed = [list(_grouped(line, wide, figures) or on_columns(line, edges)) for line in heads]
    return placed + [list(on_columns(line, edges)) for line in body], len(edges)


def _with_heads(edges: Edges, heads: Line) -> Edges:
    """Columns as wide as their figures and headers together."""
    wide = list(edges)
    for one in on_columns(heads, edges) if heads else ():
        if one.span == 1 and one.column < len(edges):
            left, right = wide[one.column]
            wide[one.column] = min(left, one.piece.left), max(right, one.piece.right)
    return wide


def _stands_alone(head: Piece, heads: Line, edges: Edges) -> bool:
    """Whether a header has no column: it is over none, and the nearest is far or another's."""
    if _overlapped(head, edges):
        return False
    left, right = min(edges, key=lambda edge: max(edge[0] - head.right, head.left - edge[1]))
    is_taken = any(p.left < right and p.right > left for p in heads)
    return is_taken or max(left - head.right, head.left - right) > head.right - head.left


def _free(heads: Line, edges: Edges) -> Edges:
    """Where columns without figures stand whose headers only a long name reaches under.

    There are more headers than columns then, and over the names another one begins where they do.
    """
    if len(heads) <= len(edges) or not edges:
        return []
    left, right = edges[0]
    over = [p for p in heads if _overlapped(p, edges) == [0]]
    return [(right, p.right) for p in over if p.left > left and p.right > right and any(o.left <= left for o in over)]


def _overlapped(piece: Piece, edges: Edges) -> list[int]:
    return [at for at, (left, right) in enumerate(edges) if piece.left < right and piece.right > left]


def _grouped(line: Line, edges: Edges, figures: Sequence[int]) -> list[Placed] | None:
    """Headers of equal groups of figure columns, each centred over its group; None when they are not."""
    names = [piece for piece in line if figures and piece.centre < edges[figures[0]][0]]
    groups = sorted((piece for piece in line if piece not in names), key=lambda p: p.left)
    is_even = groups and figures and len(figures) % len(groups) == 0 and len(figures) == figures[-1] - figures[0] + 1
    if not is_even or len(groups) == len(figures):
        return None
    span = len(figures) // len(groups)
    placed = [Placed(piece, figures[at * span], span) for at, piece in enumerate(groups)]
    for one in placed:
        left, right = edges[one.column][0], edges[one.column + span - 1][1]
        if abs((left + right) / 2 - one.piece.centre) > 0.25 * (right - left):
            return None
    return [*(Placed(piece, at) for at, piece in enumerate(names)), *placed]


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

    As many pieces as columns go one to each. Else a piece takes the columns it stands over, less
    those that another stands over alone. Where two fall on one column, the words of both stay: the
    later one takes the next free column.
    """
    line = sorted(line, key=lambda p: p.left)
    if len(line) == len(edges) and (len(line) == 1 or line[0].centre < edges[1][0]):
        yield from (Placed(piece, at) for at, piece in enumerate(line))
        return
    owned = {met[0] for piece in line if len(met := met_columns(piece, edges)) == 1}
    free = 0
    for piece in line:
        open_columns = [at for at in met_columns(piece, edges) if at not in owned] or met_columns(piece, edges)
        labels_a_row = piece is line[0] and any(other.is_number for other in line) and not _ends_in_a_number(piece)
        for one in [piece] if labels_a_row else _parted(piece, open_columns, edges):
            met = [at for at in met_columns(one, edges) if at in open_columns] or open_columns
            first = max(met[0], free)
            last = max(met[-1], first)
            yield Placed(one, first, last - first + 1)
            free = last + 1


def _ends_in_a_number(piece: Piece) -> bool:
    return bool(piece.parts) and piece.parts[-1].is_number


def met_columns(piece: Piece, edges: Edges) -> list[int]:
    """The columns that a piece stands over; the nearest one when it stands over none."""
    return _overlapped(piece, edges) or [min(range(len(edges)), key=lambda at: abs(sum(edges[at]) / 2 - piece.centre))]


def _parted(piece: Piece, columns: list[int], edges: Edges) -> list[Piece]:
    """A piece over several columns as one for each, when each of its words stands over just one of them."""
    if len(columns) < 2 or len(piece.parts) < len(columns):
        return [piece]
    groups: dict[int, list[Piece]] = {}
    for part in piece.parts:
        on = met_columns(part, edges)
        if len(on) != 1:
            return [piece]
        groups.setdefault(on[0], []).append(part)
    if sorted(groups) != columns or not all(_is_over(group, edges[at]) for at, group in groups.items()):
        return [piece]
    return [joined(groups[at]) for at in columns]


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
