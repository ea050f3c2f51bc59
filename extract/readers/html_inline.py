"""The words inside an HTML element as a browser would set them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.readers.cell_text import clean, is_note_mark
from extract.readers.html_visibility import Visibility, is_white

BLOCK_TAGS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header",
        "hgroup", "hr", "html", "legend", "li", "main", "nav", "noframes", "ol", "p", "section", "summary",
        "td", "th", "tr", "ul",
    )
)  # fmt: skip
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")


def squeeze(text: str) -> str:
    """Source white space as one space."""
    return _SPACE.sub(" ", text)


def set_lines(chunks: list[str]) -> str:
    """Chunks of squeezed text and line breaks as lines, without spaces at their ends."""
    return _AROUND_BREAK.sub("\n", re.sub(" +", " ", "".join(chunks))).strip(" \n")


def words_of(element: HtmlElement, visibility: Visibility) -> tuple[str, str]:
    """What an element prints, and what it says once raised note marks are left out."""
    chunks = list(_chunks(element, visibility))
    printed = re.sub(r"\n+", "\n", set_lines([text for text, _ in chunks]))
    says = clean(set_lines([text for text, is_mark in chunks if not is_mark]))
    return printed, says or (clean(printed) if printed.isdecimal() else "")


def _chunks(element: HtmlElement, visibility: Visibility, is_mark: bool = False) -> Iterator[tuple[str, bool]]:
    if element.text:
        text = squeeze(element.text)
        yield ("" if is_white(element) and not re.search(r"\w", text) else text), is_mark
    for child in element:
        if isinstance(child.tag, str) and not visibility.hides(child):
            yield from _child_chunks(child, visibility, is_mark)
        if child.tail:
            yield squeeze(child.tail), is_mark


def _child_chunks(child: HtmlElement, visibility: Visibility, is_mark: bool) -> Iterator[tuple[str, bool]]:
    if child.tag == "br":
        yield "\n", is_mark
    elif child.tag in BLOCK_TAGS or child.tag in HEADING_TAGS or child.tag == "table":
        yield "\n", is_mark
        yield from _chunks(child, visibility, is_mark)
        yield "\n", is_mark
    else:
        raised = child.tag == "sup" or "vertical-align:super" in child.get("style", "").replace(" ", "")
        yield from _chunks(child, visibility, is_mark or (raised and is_note_mark(child.text_content())))
