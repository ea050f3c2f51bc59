"""Tables in wiki markup -> rows of cells: `{|`, `|-`, `!`, `||`, `|}`, with spans, links, notes and templates.

The markup stays in the document's text, where each cell has its place; what a cell says is without it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.model import Block, Cell, Location, Passage, Role, Table
from extract.readers.cell_text import clean
from extract.readers.limits import COLUMNS
from extract.readers.text_tables import Line

HEADING = re.compile(r"(={1,6})\s*(?P<words>[^=\n].*?)\s*\1\s*")

_OPENS = re.compile(r"\s*:*\s*\{\|")
_CLOSES = re.compile(r"\s*\|\}")
_PAIRS = {"[[": 1, "{{": 1, "]]": -1, "}}": -1}
_TOKEN = re.compile(r"\[\[|\]\]|\{\{|\}\}|\|\||!!|\|")
_SPAN = r"{}\s*=\s*[\"']?\s*(\d{{1,4}})"
_NOTE = re.compile(r"<ref\b[^>]*/>|<ref\b.*?(?:</ref>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_OUTER_LINK = re.compile(r"\[(?:https?:)?//\S*\s*([^\]]*)\]")
_QUOTES = re.compile(r"'{2,5}")
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_MOST_NESTED = 6
_LONGEST_CELL = 20_000  # what goes on longer is no cell of a table

# Templates by what they show: nothing, their last argument, a date. Any other shows its first argument.
_SILENT = re.compile(
    r"efn|refn|sfn|r|cite\b.*|note|citation needed|cn|party\b.*|.*/colou?r|increase|decrease|steady", re.I
)
_LAST = re.compile(r"sort|hs|font colou?r|colou?r|tooltip|bg|background colou?r|hidden sort key", re.IGNORECASE)
_DATES = re.compile(r"dts|date table sorting|opdrts|start date|end date|date", re.IGNORECASE)
_NOT_GIVEN = re.compile(r"n/?a|dunno|unknown|table[ -]cell templates.*", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A cell whose end is not met yet: its attributes, its own markup and where that begins."""

    attributes: str
    start: int
    markup: str

    @property
    def is_open(self) -> bool:
        """Whether a template or a link of it goes on in the next line."""
        return any(self.markup.count(opened) > self.markup.count(shut) for opened, shut in (("{{", "}}"), ("[[", "]]")))

    @property
    def place(self) -> Location:
        """Where its words stand, without the white space around them."""
        start = self.start + len(self.markup) - len(self.markup.lstrip())
        return Location(char_start=start, char_end=start + len(self.markup.strip()))


@dataclass(slots=True)
class _OpenTable:
    """The rows of a table in the making."""

    rows: list[list[_Open]] = field(default_factory=lambda: [[]])
    caption: _Open | None = None

    def take(self, line: Line) -> None:
        """One line of a table: a row's begin, cells, or the rest of a cell."""
        last = self.rows[-1][-1] if self.rows[-1] else None
        lead = len(line.text) - len(line.text.lstrip())
        mark = line.text[lead : lead + 2]
        if last is not None and (last.is_open or mark[:1] not in ("|", "!")):
            last.markup += ("\n" + line.text) if len(last.markup) < _LONGEST_CELL else ""
        elif mark == "|-":
            self.rows.append([])
        elif mark == "|+":
            self.caption = _opened(line, lead + 2, len(line.text))
        elif mark[:1] in ("|", "!"):
            self.rows[-1] += _cells(line, lead + 1, mark[0] == "!")


def opens_table(line: Line) -> bool:
    """Whether a table begins at a line."""
    return _OPENS.match(line.text) is not None


def find_wiki_table(lines: Sequence[Line], at: int) -> tuple[list[Block], int]:
    """The table that begins at a line, its caption before it, and the line to go on from; tables in it are left out."""
    drawn, depth, after = _OpenTable(), 1, at + 1
    while after < len(lines) and depth:
        line = lines[after]
        depth += opens_table(line) - (_CLOSES.match(line.text) is not None)
        if depth == 1 and not _CLOSES.match(line.text):
            drawn.take(line)
        after += 1
    rows = tuple(tuple(map(_cell, row)) for row in drawn.rows if row)
    blocks: list[Block] = []
    if drawn.caption is not None and drawn.caption.markup.strip():
        blocks.append(Passage(drawn.caption.markup.strip(), drawn.caption.place, Role.CAPTION))
    if rows:
        first, last = rows[0][0].location, rows[-1][-1].location
        blocks.append(Table(rows, Location(char_start=first.char_start, char_end=last.char_end)))
    return blocks, after


def _cells(line: Line, at: int, is_head: bool) -> Iterator[_Open]:
    """The cells of a line, parted by two pipes or, among heads, two exclamation marks."""
    depth = 0
    for token in _TOKEN.finditer(line.text, at):
        depth = max(0, depth + _PAIRS.get(token[0], 0))
        if depth == 0 and (token[0] == "||" or (token[0] == "!!" and is_head)):
            yield _opened(line, at, token.start())
            at = token.end()
    yield _opened(line, at, len(line.text))


def _opened(line: Line, at: int, end: int) -> _Open:
    """A cell without the attributes that stand before its first lone pipe."""
    depth = 0
    for token in _TOKEN.finditer(line.text, at, end):
        if token[0] == "|" and depth == 0:
            return _Open(line.text[at : token.start()], line.start + token.end(), line.text[token.end() : end])
        depth = max(0, depth + _PAIRS.get(token[0], 0))
        if token[0] == "[[" and depth == 1:
            break  # a link is what the cell says
    return _Open("", line.start + at, line.text[at:end])


def _cell(found: _Open) -> Cell:
    spans = _span(found.attributes, "rowspan"), _span(found.attributes, "colspan")
    return Cell(said(found.markup), found.place, *spans)


def _span(attributes: str, name: str) -> int:
    found = re.search(_SPAN.format(name), attributes, re.IGNORECASE)
    return min(max(int(found[1]), 1), COLUMNS) if found else 1


def said(markup: str) -> str:
    """What wiki markup shows.

    >>> said("[[Ipsos MORI|Ipsos]]/''The Post''<ref name=a>{{cite web|url=x}}</ref>"), said("'''52%'''{{efn|leaners}}")
    ('Ipsos/The Post', '52%')
    >>> said("{{dts|format=mdy|2018|12|17}}"), said("{{opdrts|6|8|Oct|2021|year}}"), said("{{nowrap|Don't know}}")
    ('2018-12-17', '6–8 Oct 2021', "Don't know")
    """
    text = _BREAK.sub(" ", _NOTE.sub("", markup))
    for _ in range(_MOST_NESTED):
        text, count = _TEMPLATE.subn(_shown, _LINK.sub(r"\1", text))
        if not count:
            break
    text = _QUOTES.sub("", _TAG.sub("", _OUTER_LINK.sub(r"\1", text)))
    return clean(html.unescape(text))


def _shown(template: re.Match[str]) -> str:
    name, *arguments = (part.strip() for part in template[1].split("|"))
    values = [one for one in arguments if "=" not in one]
    if _SILENT.fullmatch(name):
        return ""
    if _NOT_GIVEN.fullmatch(name):
        return values[-1] if values else "N/A"
    if not values:
        return ""
    if _DATES.fullmatch(name):
        return _date(values)
    return values[-1] if _LAST.fullmatch(name) else values[0]


def _date(values: list[str]) -> str:
    """A date from its parts: year, month, day; or first day, last day, month, year."""
    if len(values) == 3 and all(one.isdigit() for one in values):
        return "-".join(one.zfill(2) for one in values)
    if len(values) >= 4:
        first, last, month, year = values[:4]
        return f"{first}–{last} {month} {year}" if first else f"{last} {month} {year}"
    return values[-1] if len(values) == 1 else " ".join(values)
