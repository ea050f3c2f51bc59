"""The body of a Word document -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.model import Role
from extract.readers.cell_text import clean, is_note_mark
from extract.readers.limits import COLUMNS
from extract.readers.rendering import Draft, Rendering
from extract.readers.table_blocks import table_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GONE = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "sdtPr", "pPr", "rPr", "tblPr", "tcPr", "trPr")
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
_FALSE = ("0", "false", "off")
_MOST_BOLD = 150

Chunk = tuple[str, bool, bool]


def kind(element: Element) -> str:
    """An element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    for key, value in element.items() if element is not None else ():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class Body:
    """Writes a document's paragraphs and tables in order; text boxes after the paragraph that holds them."""

    def __init__(self, rendering: Rendering, roles: dict[str, Role]) -> None:
        self._rendering = rendering
        self._roles = roles

    def write(self, element: Element, role: Role | None = None) -> None:
        """Write all blocks inside an element."""
        for child in element:
            name = kind(child)
            if name == "p":
                self._paragraph(child, role)
            elif name == "tbl":
                self._table(child)
            elif name not in _GONE:
                self.write(child, role)

    def write_notes(self, root: Element) -> None:
        """Write footnotes or endnotes; Word's own rules between text and notes are of a type."""
        for note in root:
            if attribute(note, "type") is None:
                self.write(note, Role.NOTE)

    def _paragraph(self, paragraph: Element, role: Role | None) -> None:
        chunks = [chunk for chunk in _chunks(paragraph) if chunk[0]]
        words = "".join(text for text, _, _ in chunks).strip()
        if re.search(r"\w", words):
            is_bold = len(words) <= _MOST_BOLD and all(bold for text, _, bold in chunks if text.strip())
            styled = self._roles.get(_value(paragraph, "pPr", "pStyle") or "")
            self._rendering.passage(words, role or styled or (Role.HEADING if is_bold else Role.PARAGRAPH))
        for box in _text_boxes(paragraph):
            self.write(box, role)

    def _table(self, table: Element) -> None:
        rows = list(_inside(table, "tr"))
        nested = [row for row in rows if next(row.iter("{*}tbl"), None) is not None]
        if len(nested) * 3 > len(rows):
            for row in rows:
                self.write(row)
            return
        drafts = _drafts(rows)
        self._rendering.add(table_blocks(self._rendering.cells(drafts), self._rendering.printed))
        for row in nested:
            for inner in row.iter("{*}tbl"):
                self._table(inner)


def _drafts(rows: list[Element]) -> list[list[Draft]]:
    """The cells of each row; a cell merged downwards stands once, at its top."""
    drafts: list[list[Draft]] = []
    open_merges: dict[int, tuple[int, int]] = {}
    for row in rows:
        if _has(row, "trPr", "del") or _has(row, "trPr", "hidden"):
            continue
        drafts.append([Draft("", "")] * min(_number(row, "trPr", "gridBefore", 0), COLUMNS))
        column = len(drafts[-1])
        for cell in _inside(row, "tc"):
            span = max(1, min(_number(cell, "tcPr", "gridSpan", 1), COLUMNS))
            if _continues_merge(cell) and column in open_merges:
                at, index = open_merges[column]
                drafts[at][index] = _taller(drafts[at][index])
            else:
                open_merges[column] = (len(drafts) - 1, len(drafts[-1]))
                drafts[-1].append(_draft(cell, span))
            column += span
    return drafts


def _draft(cell: Element, span: int) -> Draft:
    paragraphs = [list(_chunks(p)) for p in cell.iter("{*}p") if _is_of(p, cell)]
    printed = "\n".join("".join(text for text, _, _ in chunks) for chunks in paragraphs).strip()
    says = "\n".join("".join(text for text, is_mark, _ in chunks if not is_mark) for chunks in paragraphs)
    return Draft(printed.replace("\t", " "), clean(says), column_span=span)


def _taller(draft: Draft) -> Draft:
    return Draft(draft.printed, draft.says, draft.row_span + 1, draft.column_span)


def _is_of(paragraph: Element, cell: Element) -> bool:
    """Whether a paragraph is the cell's own: not of a table in it, nor deleted."""
    for parent in paragraph.iterancestors():
        if parent is cell:
            return True
        if kind(parent) in _GONE or kind(parent) == "tbl":
            return False
    return False


def _chunks(element: Element) -> Iterator[Chunk]:
    """Text with whether it is a raised note mark and whether it is bold; hidden text is left out."""
    for child in element:
        name = kind(child)
        if name == "r":
            if not _is_on(child, "rPr", "vanish"):
                raised = _value(child, "rPr", "vertAlign") == "superscript"
                text = "".join(_texts(child))
                yield text, raised and is_note_mark(text), _is_on(child, "rPr", "b")
        elif name not in _GONE and name not in ("p", "tbl", "txbxContent"):
            yield from _chunks(child)


def _texts(run: Element) -> Iterator[str]:
    for child in run:
        name = kind(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter("{*}txbxContent"):
        if not any(kind(parent) == "Fallback" for parent in box.iterancestors()):
            yield box


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through the wrappers that content controls put around them."""
    for child in element:
        if kind(child) == name:
            yield child
        elif kind(child) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _inside(child, name)


def _property(element: Element, group: str, name: str) -> Element | None:
    return element.find(f"{{*}}{group}/{{*}}{name}")


def _value(element: Element, group: str, name: str) -> str | None:
    return attribute(_property(element, group, name), "val")


def _has(element: Element, group: str, name: str) -> bool:
    return _property(element, group, name) is not None


def _is_on(element: Element, group: str, name: str) -> bool:
    return _has(element, group, name) and _value(element, group, name) not in _FALSE


def _continues_merge(cell: Element) -> bool:
    return _has(cell, "tcPr", "vMerge") and _value(cell, "tcPr", "vMerge") in (None, "continue")


def _number(element: Element, group: str, name: str, otherwise: int) -> int:
    value = _value(element, group, name) or ""
    return int(value) if value.isdecimal() and len(value) < 10 else otherwise
