"""Tables drawn in plain text: pipes, tabs, semicolons, or columns lined up with spaces.

Lines of one cell each are not drawn as a table, so they stay prose here; `extract.layouts` reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from extract.model import Cell, Location, Table
from extract.names.responses import answer_of
from extract.readers.cell_text import clean
from extract.readers.columns import Piece, place

_RULER = re.compile(
    r"\s*[|+│┃]?[\s|+:=_\-─━═┼├┤┬┴╞╪╡│]*[-=─━═_]{2}[\s|+:=_\-─━═┼├┤┬┴╞╪╡│┐┌┘└]*\s*|\s*[┌├└╔╠╚][─━═┬┼┴╦╬╩]+[┐┤┘╗╣╝]?\s*"
)
_MARKUP = re.compile(r"(\*\*|__|`)(.+?)\1")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
_MOST_IN_A_LINE = 2_000

_YEAR_ALONE = re.compile(r"[\s|│]*(?:19|20)\d\d[\s|│]*")
_FEWEST_HEADS = 3
_LONGEST_HEAD = 50
_ONE_BLANK = re.compile(r"\s+")
_FEWEST_OF_A_FRAME = 3
_FIGURE = re.compile(r"[-+−<(]?\d[\d%.,/ )]*")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its line end; `start` is where it begins in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_ruler(self) -> bool:
        return len(self.text) <= _MOST_IN_A_LINE and _RULER.fullmatch(self.text) is not None


Pieces = list[Piece]
Splitter = Callable[[Line], Pieces]


def lines_of(text: str, offset: int = 0) -> list[Line]:
    """The lines of a text with their places."""
    lines, start = [], offset
    for line in text.split("\n"):
        lines.append(Line(line, start))
        start += len(line) + 1
    return lines


def find_table(lines: list[Line], at: int) -> tuple[Table | None, int]:
    """The table that begins at a line, if one does, and the line to go on from."""
    if len(lines[at].text) > _MOST_IN_A_LINE:
        return None, at + 1
    ends = [at + 1]
    for splitter in (_by_pipes, _by_tabs, _by_semicolons, _by_gaps):
        is_aligned = splitter is _by_gaps
        if is_aligned and (frame := _frame(lines, at)):
            return _separated(frame), at + len(frame)
        rows, after = _run(lines, at, splitter, is_aligned)
        if len(rows) > 1 and _is_table(rows, splitter):
            return (_aligned(rows) if is_aligned else _separated(rows)), after
        ends.append(after)
    return None, max(ends)


def _run(lines: list[Line], at: int, splitter: Splitter, is_aligned: bool) -> tuple[list[Pieces], int]:
    """The rows that follow one another, and the line after them.

    Rulers do not end them; nor do, among aligned columns, two blank lines or two lines of one
    piece (a group's heading, the rest of a wrapped name).
    """
    rows: list[Pieces] = []
    after = at
    for number in range(at, len(lines)):
        line = lines[number]
        pieces = [] if line.is_blank or line.is_ruler else splitter(line)
        is_apart = is_aligned and any(one.is_blank for one in lines[after:number])
        if rows and is_apart and (_begins_another(rows, pieces) or _is_banner(pieces, lines[number + 1 :], splitter)):
            break
        if sum(bool(piece.text) for piece in pieces) > 1:
            rows += [_one_piece(one) for one in lines[after:number] if not one.is_blank and not one.is_ruler]
            rows.append(pieces)
            after = number + 1
        elif rows and not is_aligned and _is_a_year(line):
            rows.append(pieces or [_piece(line, 0, len(line.text))])
            after = number + 1
        elif not line.is_ruler and not (rows and is_aligned and number < after + 2 and len(line.text.strip()) <= 60):
            break
    return rows, after


def _is_a_year(line: Line) -> bool:
    """Whether a line between rows is nothing but a year: those below are of it."""
    return _YEAR_ALONE.fullmatch(line.text) is not None


def _begins_another(rows: list[Pieces], pieces: Pieces) -> bool:
    """Whether a line behind a blank one begins another table: a header, or a row of more or fewer figures than all."""
    counts = {_figures(row) for row in rows} - {0}
    if counts and len(pieces) >= _FEWEST_HEADS and not _figures(pieces):
        return True
    return bool(counts) and _figures(pieces) > 0 and _figures(pieces) not in counts


def _is_banner(pieces: Pieces, below: list[Line], splitter: Splitter) -> bool:
    """Whether a line is the upper one of a header of two: words over more words, no figures in either."""
    if len(pieces) < 2 or _figures(pieces) or not below or below[0].is_blank or below[0].is_ruler:
        return False
    lower = splitter(below[0])
    return len(lower) >= _FEWEST_HEADS and not _figures(lower)


def _figures(row: Pieces) -> int:
    return sum(_FIGURE.fullmatch(piece.text) is not None for piece in row)


def _one_piece(line: Line) -> Pieces:
    left = len(line.text) - len(line.text.lstrip())
    return [_piece(line, left, len(line.text.rstrip()))]


def _piece(line: Line, left: int, right: int) -> Piece:
    """A stretch of a line, white space at its ends left out."""
    words = line.text[left:right]
    left, right = left + len(words) - len(words.lstrip()), right - len(words) + len(words.rstrip())
    right = max(left, right)
    if not _BLANK.search(words.strip()):  # one word: nothing to look for in it
        return _at(line, left, right, (_at(line, left, right),) if right > left else ())
    parts = (
        _at(line, left + found.start(), left + found.end()) for found in re.finditer(r"\S+", line.text[left:right])
    )
    return _at(line, left, right, tuple(parts))


def _at(line: Line, left: int, right: int, parts: tuple[Piece, ...] = ()) -> Piece:
    words = line.text[left:right]
    if line.text.isascii() and "\t" not in line.text:  # nearly all: a character is a column
        return Piece(words, left, right, line.start + left, line.start + right, parts)
    before = _width(line.text[:left])
    return Piece(words, before, _width(line.text[:right]), line.start + left, line.start + right, parts)


def _width(text: str) -> float:
    """Columns on a screen: East Asian characters take two, combining ones none, a tab goes to the next eighth."""
    if text.isascii() and "\t" not in text:
        return len(text)
    width = 0
    for char in text:
        if char == "\t":
            width += 8 - width % 8
        elif not unicodedata.combining(char):
            width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def _cut(line: Line, separator: re.Pattern[str]) -> Pieces:
    cuts = [0, *(edge for found in separator.finditer(line.text) for edge in found.span()), len(line.text)]
    return [_piece(line, left, right) for left, right in zip(cuts[::2], cuts[1::2], strict=True)]


def _by_pipes(line: Line) -> Pieces:
    pieces = _cut(line, re.compile(r"(?<!\\)[|│┃║]"))
    if len(pieces) > 2 and not pieces[0].text and line.text.lstrip()[:1] in "|│┃║":
        pieces = pieces[1:]
    if len(pieces) > 1 and not pieces[-1].text and line.text.rstrip()[-1:] in "|│┃║":
        pieces = pieces[:-1]
    return pieces


def _by_tabs(line: Line) -> Pieces:
    return _cut(line, re.compile(r"\t")) if "\t" in line.text else []


def _by_semicolons(line: Line) -> Pieces:
    pieces = _cut(line, re.compile(";"))
    while pieces and not pieces[-1].text:
        pieces.pop()
    return pieces if all(len(piece.text) <= 60 for piece in pieces) else []


def _by_gaps(line: Line) -> Pieces:
    """Pieces two spaces or more apart; two spaces after a full stop are only a typist's habit."""
    pieces = [piece for piece in _cut(line, re.compile(r"(?<![.!?:\s]) {2,}| {3,}|\t+")) if piece.text]
    if len(pieces) == 2 and pieces[1].text.endswith("?") and len(pieces[0].text) < 8 and len(pieces[1].text) > 40:
        return []  # a question behind its number
    if len(pieces) > 1:
        labels_a_row = pieces[-1].is_number and not pieces[0].is_number  # "NET DISAPPROVE   46   52" is one label
        first = pieces[:1] if labels_a_row else []
        pieces = [*first, *(part for piece in pieces[len(first) :] for part in _parted(piece))]
    return pieces if sum(len(piece.text) for piece in pieces) <= 60 * max(len(pieces), 2) else []


def _parted(piece: Piece) -> Pieces:
    """A piece as several where one blank parts its cells: answers ("Approve Disapprove"), shares ("86% 80%")."""
    if len(piece.parts) < 2:
        return [piece]
    if all(part.text.endswith(("%", "％")) and part.text[0].isdigit() for part in piece.parts):
        return list(piece.parts)
    answers = {answer.response if (answer := answer_of(part.text)) else None for part in piece.parts}
    if None in answers or len(answers) < len(piece.parts):
        return [piece]
    return [replace(part, parts=(part,)) for part in piece.parts]


def _frame(lines: list[Line], at: int) -> list[Pieces]:
    """The rows of a data frame as R and pandas print it: words one space apart, under names without spaces.

    The names are as many as the words of every row, or one fewer where rows are numbered; figures end where they end.
    """
    head = [piece for piece in _cut(lines[at], _ONE_BLANK) if piece.text]
    if len(head) < 2 or any(piece.is_number for piece in head):
        return []
    rows: list[Pieces] = []
    for line in lines[at + 1 :]:
        row = [piece for piece in _cut(line, _ONE_BLANK) if piece.text] if len(line.text) <= _MOST_IN_A_LINE else []
        if len(row) not in (len(head), len(head) + 1) or (rows and len(row) != len(rows[0])):
            break
        if not rows and not _are_columns([row]):  # nor will it be with more rows, of which there may be very many
            return []
        rows.append(row)
    if len(rows) < _FEWEST_OF_A_FRAME or not _are_columns(rows):
        return []
    if _are_parted_by_gaps(lines[at : at + 1 + len(rows)]):
        return []
    names = head if len(rows[0]) == len(head) else [_at(lines[at], 0, 0), *head]
    ends_together = all(
        piece.right == name.right
        for row in rows
        for piece, name in zip(row, names, strict=True)
        if piece.is_number and name.text
    )
    return [names, *rows] if ends_together else []


def _are_parted_by_gaps(lines: list[Line]) -> bool:
    """Whether wider gaps part all lines into as many cells, no number beside another word: "Côte d'Ivoire    41"."""
    parted = [_by_gaps(line) for line in lines]
    glued = (part for row in parted for piece in row if len(piece.parts) > 1 for part in piece.parts)
    return len({len(row) for row in parted}) == 1 and len(parted[0]) > 1 and not any(p.is_number for p in glued)


def _are_columns(rows: list[Pieces]) -> bool:
    """Whether every column holds numbers throughout or none, and most hold numbers."""
    held = [{piece.is_number or piece.text == "NA" for piece in column} for column in zip(*rows, strict=True)]
    return all(len(kinds) == 1 for kinds in held) and sum(True in kinds for kinds in held) * 2 > len(held)


def _is_table(rows: list[Pieces], splitter: Splitter) -> bool:
    """Whether rows agree: mostly as many cells, some of them numbers."""
    counts = Counter(len(row) for row in rows)
    wide = [row for row in rows if len(row) > 1]
    numbers = sum(any(piece.is_number and not piece.is_year for piece in row) for row in wide)
    if splitter is _by_semicolons:
        return len(counts) == 1 and numbers > 0 and (len(rows[0]) > 2 or len(rows) > 2)
    return splitter is not _by_gaps or (numbers > 0 and _is_aligned(wide))


def _is_aligned(wide: list[Pieces]) -> bool:
    """Whether the pieces of most lines stand over one another, which the gaps of prose do not."""
    placed, width = place([], wide)
    filled = sum(len(line) for line in placed)
    return width > 1 and len(wide) > 1 and filled * 2 >= width * len(wide)


def _separated(rows: list[Pieces]) -> Table:
    return _table([[_cell(piece) for piece in row] for row in rows])


def _aligned(rows: list[Pieces]) -> Table:
    if len({len(row) for row in rows}) == 1:
        return _separated(rows)  # as many cells in every row: none is missing, however they stand
    first = next(at for at, row in enumerate(rows) if any(piece.is_number and not piece.is_year for piece in row))
    placed, width = place(rows[:first], rows[first:])
    grid = []
    for line in placed:
        cells: list[Cell] = []
        column = 0
        for one in line:
            here = one.piece.start
            cells += [_empty(here)] * (one.column - column)
            cells.append(_cell(one.piece, one.span))
            column = one.column + one.span
        cells += [_empty(line[-1].piece.end)] * (width - column)
        grid.append(cells)
    return _table(grid)


def _empty(at: int) -> Cell:
    return Cell("", Location(char_start=at, char_end=at))


def _cell(piece: Piece, span: int = 1) -> Cell:
    words = _LINK.sub(r"\1", _MARKUP.sub(r"\2", piece.text.replace("\\|", "|")))
    return Cell(clean(words), Location(char_start=piece.start, char_end=piece.end), column_span=span)


def _table(grid: list[list[Cell]]) -> Table:
    first, last = grid[0][0].location, grid[-1][-1].location
    return Table(tuple(map(tuple, grid)), Location(char_start=first.char_start, char_end=last.char_end))
