"""What is arranged and printed: facts, cells that carry them, sheets of cells, and notations."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from babel.dates import get_month_names

from extract.model import Sidecar


@dataclass(frozen=True)
class Fact:
    """One printed share and what is printed of it; None where nothing is, or where it is not judged."""

    iso3: str
    response: str
    percent: float
    year: int | None = None
    qualifier: str = "="
    group: str | None = None
    subject: str | None = None
    pollster: str | None = None
    population: str | None = None
    sample: int | None = None
    margin: float | None = None
    start: str | None = None
    end: str | None = None

    def agrees(self, read: Fact) -> bool:
        """Whether what was read says all that this fact says."""
        return all(getattr(self, f.name) in (None, getattr(read, f.name)) for f in fields(self))


@dataclass(frozen=True)
class Cell:
    """A place of a table: words, or a number (`value`, in percent) that may be a fact; neither is a gap."""

    words: str = ""
    value: float | None = None
    fact: Fact | None = None
    across: int = 1
    down: int = 1
    is_figure: bool = False


def figure(fact: Fact) -> Cell:
    """A cell that prints a fact."""
    return Cell(value=fact.percent, fact=fact, is_figure=True)


GAP = Cell(is_figure=True)


@dataclass(frozen=True)
class Sheet:
    """A table: rows of cells. A spanned place holds None, so all rows are equally long."""

    rows: Sequence[Sequence[Cell | None]]
    headers: int = 1

    def facts(self) -> Iterator[Fact]:
        """What the table prints."""
        yield from (cell.fact for row in self.rows for cell in row if cell is not None and cell.fact is not None)


@dataclass(frozen=True)
class Prose:
    """A paragraph that prints facts."""

    text: str
    printed: tuple[Fact, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """What the paragraph prints."""
        yield from self.printed


Block = Prose | Sheet


@dataclass(frozen=True)
class Arranged:
    """A document before it is drawn: paragraphs and tables, and what stands beside the file."""

    blocks: Sequence[Block]
    sidecar: Sidecar = field(default_factory=Sidecar)

    def facts(self) -> list[Fact]:
        """What the document prints."""
        return [fact for block in self.blocks for fact in block.facts()]


@dataclass(frozen=True)
class Notation:
    """How numbers, gaps and dates are printed throughout one document."""

    sign: str = ""
    decimals: int = 0
    comma: bool = False
    minus: str = "-"
    gap: str = ""
    footnote: str = ""
    fraction: bool = False

    def printed(self, cell: Cell) -> str:
        """A cell's text."""
        if not cell.is_figure:
            return cell.words
        if cell.value is None:
            return self.gap
        if cell.fact is not None and cell.fact.qualifier == "<":
            return f"<{cell.value:.0f}{self.sign}"
        if self.fraction:
            return f"{cell.value / 100:.{self.decimals + 2}f}"
        text = f"{abs(cell.value):.{self.decimals}f}".replace(".", "," if self.comma else ".")
        return (self.minus if cell.value < 0 else "") + text + self.sign


def transposed(sheet: Sheet) -> Sheet:
    """The table on its side; only for tables without spans."""
    return Sheet([list(column) for column in zip(*sheet.rows, strict=True)])


def notation(rng: random.Random) -> Notation:
    """A way to print numbers."""
    decimals = rng.choice([0, 0, 0, 1])
    return Notation(
        sign=rng.choice(["", "", "%", "%", " %"]),
        decimals=decimals,
        comma=bool(decimals) and rng.random() < 0.5,
        minus=rng.choice(["-", "−", "–"]),
        gap=rng.choice(["", "-", "--", "–", "*", "n/a", "NA"]),
        footnote=rng.choice(["", "", "", "*", "¹", "†"]),
    )


def date_ranges(start: date, end: date) -> dict[str, str]:
    """The ways that pollsters print their days, by name."""
    same_month = start.month == end.month
    first, last = _MONTHS[start.month], _MONTHS[end.month]
    tail = f"{end.day}, {end.year}"
    written = {
        "iso": f"{start} – {end}",
        "slashes": f"{start:%-m/%-d/%y} – {end:%-m/%-d/%y}",
        "long slashes": f"{start:%m/%d/%Y}-{end:%m/%d/%Y}",
        "english": f"{first} {start.day}–{tail}" if same_month else f"{first} {start.day}–{last} {tail}",
        "british": f"{start.day}–{end.day} {end:%b %Y}"
        if same_month
        else f"{start.day} {start:%b} – {end.day} {end:%b %Y}",
        "dots": f"{start:%d.%m.%Y} - {end:%d.%m.%Y}",
    }
    if same_month:
        written |= {
            "french": f"{start.day}–{end.day} {_named('fr', end)} {end.year}",
            "german": f"{start.day}.–{end.day}. {_named('de', end)} {end.year}",
            "spanish": f"{start.day}-{end.day} de {_named('es', end)} de {end.year}",
        }
    return written


_MONTHS = ("", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def _named(language: str, day: date) -> str:
    return str(get_month_names("wide", locale=language)[day.month])
