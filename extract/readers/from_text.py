"""Plain text, Markdown and pasted text: paragraphs with their places, and the tables drawn in them.

The reader asked last: it takes whatever can be decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Block, Document, Location, Metadata, Passage, Role, Source
from extract.readers.decoding import decode, looks_like_text
from extract.readers.limits import LINES, check
from extract.readers.text_tables import Line, find_table, lines_of
from extract.readers.wikitext import HEADING as WIKI_HEADING
from extract.readers.wikitext import find_wiki_table, opens_table

SUFFIXES: tuple[str, ...] = (".txt", ".md", ".markdown", ".text", ".asc", ".rst")
MEDIA_TYPE = "text/plain"

_HEADING = re.compile(r" {0,3}#{1,6}\s+(?P<words>.*?)[\s#]*$")
_BOLD = re.compile(r"\s*(\*\*|__)(?P<words>[^*_]{1,200})\1\s*:?\s*")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_FRONT = re.compile(r"---\n(?P<body>(?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|$)")
_KEY = re.compile(r"^(title|date|published|lang|language)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)


def recognises(name: str, head: bytes) -> bool:
    """Anything that could be text; RTF is text to the letter, yet its words are not."""
    return looks_like_text(head) and not head.lstrip().startswith(b"{\\rtf")


def read(source: Source, content: bytes) -> Document:
    """A document of passages (a paragraph each, single line ends kept) and tables."""
    text = decode(source.name, content)
    check(source.name, text.count("\n"), LINES, "lines")
    front = _FRONT.match(text)
    start = front.end() if front else 0
    blocks = tuple(blocks_in(lines_of(text[start:], start)))
    return Document(source, text, blocks, metadata=_metadata(front["body"] if front else "", blocks))


def blocks_in(lines: list[Line]) -> Iterator[Block]:
    """The tables drawn in lines, the headings, and the lines between as paragraphs."""
    open_lines: list[Line] = []
    at, prose_until = 0, 0
    while at < len(lines):
        line = lines[at]
        table = None
        if opens_table(line):
            yield from _paragraph(open_lines)
            open_lines = []
            drawn, at = find_wiki_table(lines, at)
            yield from drawn
            continue
        if not line.is_blank and at >= prose_until:
            table, prose_until = find_table(lines, at)
        heading = _heading(lines, at)
        if table or heading or line.is_blank:
            yield from _paragraph(open_lines)
            open_lines = []
        if table:
            yield table
            at = prose_until
        elif heading:
            yield heading
            at += 2 if heading.location.char_end == line.end and _is_underlined(lines, at) else 1
        else:
            open_lines += [] if line.is_blank else [line]
            at += 1
    yield from _paragraph(open_lines)


def _paragraph(lines: list[Line]) -> Iterator[Passage]:
    if lines:
        words = "\n".join(line.text for line in lines)
        lead = len(words) - len(words.lstrip())
        yield _passage(words.strip(), lines[0].start + lead, Role.PARAGRAPH)


def _passage(words: str, start: int, role: Role) -> Passage:
    return Passage(words, Location(char_start=start, char_end=start + len(words)), role)


def _heading(lines: list[Line], at: int) -> Passage | None:
    line = lines[at]
    if len(line.text) > 300:
        return None
    found = _HEADING.match(line.text) or _BOLD.fullmatch(line.text) or WIKI_HEADING.fullmatch(line.text)
    if found and found["words"]:
        return _passage(found["words"], line.start + found.start("words"), Role.HEADING)
    if _is_underlined(lines, at):
        return _passage(line.text.strip(), line.start + len(line.text) - len(line.text.lstrip()), Role.HEADING)
    return None


def _is_underlined(lines: list[Line], at: int) -> bool:
    is_alone = at == 0 or lines[at - 1].is_blank
    under = lines[at + 1].text if at + 1 < len(lines) else ""
    return is_alone and not lines[at].is_blank and len(under) < 200 and _UNDERLINE.fullmatch(under) is not None


def _metadata(front: str, blocks: tuple[Block, ...]) -> Metadata:
    known = {key.lower(): value.strip("\"'") for key, value in _KEY.findall(front)}
    heading = next((b.text for b in blocks[:3] if isinstance(b, Passage) and b.role is Role.HEADING), None)
    date = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", known.get("date") or known.get("published") or "")
    return Metadata(
        known.get("title") or heading, date[0] if date else None, known.get("lang") or known.get("language")
    )
