"""A saved HTML page as a browser may safely show it, with the printed shares marked where they stand.

Only the page's words and its structure are kept, and only what a reader of it would see: no scripts, styles,
pictures, links or forms, nor any attribute but the spans of cells. So nothing in it can run, load or lead away.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from extract.model import Document, Location
from extract.readers.html_inline import BLOCK_TAGS
from extract.readers.html_visibility import Visibility

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEPT = frozenset(
    (
        "b", "blockquote", "br", "caption", "code", "dd", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "small", "strong", "sub", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_EMPTY = frozenset(("br", "hr"))
_CONTEXT = (0, 3, 6, 12, 24, 64, 256, 1024)
_LONGEST = 4_000_000
_SPACE = re.compile(r"\s+")
_LOOK = """:root{font:15px/1.45 system-ui,sans-serif;color:#1b1f23;background:#fff}body{margin:12px}
table{border-collapse:collapse;margin:12px 0}td,th{border:1px solid #e4e2dd;padding:2px 8px;text-align:left}
pre{white-space:pre-wrap}h1{font-size:20px}h2,h3,h4,h5,h6{font-size:16px}
mark{background:#fff2b3;color:#1b1f23;outline:2px solid #5b636b;outline-offset:1px;scroll-margin:120px}
mark.approve{outline-color:#0f7b8a}mark.disapprove{outline-color:#bd5209}mark span{font-size:12px;margin-left:4px}"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark, the kind of answer that colours it, and the words that name it."""

    place: Location
    kind: str
    name: str


@dataclass(slots=True)
class _Run:
    """A run of shown text: before an element's first child, or after the element."""

    element: HtmlElement
    is_tail: bool
    text: str


def marked_page(root: HtmlElement, document: Document, marks: Sequence[Mark]) -> tuple[str, tuple[int, ...]]:
    """The page as HTML, and which marks are in it. The tree is changed.

    A mark is set only where its place is certain: where enough of the words round it occur once in the
    document's text and once on the page.
    """
    visibility = Visibility(root)
    runs = list(_runs(root, visibility))
    found = _found(runs, document.text, marks)
    placed = _place(runs, found, marks)
    parts = "".join(_written(root, visibility, placed))
    page = f'<!doctype html><html><head><meta charset="utf-8"><title>Saved page</title><style>{_LOOK}</style></head>'
    whole = f"{page}<body>{parts}</body></html>"
    return (whole, tuple(sorted(found))) if len(whole) <= _LONGEST else ("", ())


def _runs(element: HtmlElement, visibility: Visibility) -> Iterator[_Run]:
    if element.text:
        yield _Run(element, False, element.text)
    for child in element:
        if isinstance(child.tag, str) and not visibility.hides(child):
            yield from _runs(child, visibility)
        if child.tail:
            yield _Run(child, True, child.tail)


def _found(runs: list[_Run], text: str, marks: Sequence[Mark]) -> dict[int, tuple[int, int]]:
    """Where each mark is among the letters of the page, spaces apart; what is not certain is left out."""
    written, shown = _letters(text), "".join(_letters(run.text) for run in runs)
    found: dict[int, tuple[int, int]] = {}
    for number, mark in enumerate(marks):
        start, end = mark.place.char_start, mark.place.char_end
        if start is None or end is None or not _letters(text[start:end]):
            continue
        first = len(_letters(text[:start]))
        last = first + len(_letters(text[start:end]))
        if (at := _same(written, shown, first, last)) is not None:
            found[number] = (at, at + last - first)
    return found


def _letters(text: str) -> str:
    return _SPACE.sub("", text)


def _same(written: str, shown: str, first: int, last: int) -> int | None:
    """The place in `shown` of what stands at `first` in `written`, told by what is round it."""
    for context in _CONTEXT:
        # One side may suffice where blocks stand in another order on the page than in the text.
        for before, after in ((context, context), (context, 0), (0, context)):
            begin = max(0, first - before)
            words = written[begin : last + after]
            if _once(written, words) and _once(shown, words):
                return shown.find(words) + first - begin
    return None


def _once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _place(
    runs: list[_Run], found: dict[int, tuple[int, int]], marks: Sequence[Mark]
) -> dict[HtmlElement, tuple[str, str, bool]]:
    """Put an element round the letters of each mark; the kind, name and whether it is the first, by element."""
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + len(_letters(run.text)))
    placed: dict[HtmlElement, tuple[str, str, bool]] = {}
    first = min(found.values(), default=(0, 0))
    # From the last to the first: what stands before a mark keeps its place in the run.
    for number, (start, end) in sorted(found.items(), key=lambda item: item[1], reverse=True):
        name = marks[number].name
        at = end
        while at > start:
            index = bisect_right(starts, at - 1) - 1
            begin = max(start, starts[index])
            element = _put(runs[index], begin - starts[index], at - starts[index])
            placed[element] = (marks[number].kind, name, (start, end) == first and begin == start)
            name, at = "", begin
    return placed


def _put(run: _Run, first: int, last: int) -> HtmlElement:
    """Wrap the letters `first` to `last` of a run, counted without spaces."""
    where = [i for i, letter in enumerate(run.text) if not letter.isspace()]
    start, end = where[first], where[last - 1] + 1
    element: HtmlElement = run.element.makeelement("span")
    element.text, element.tail = run.text[start:end], run.text[end:]
    run.text = run.text[:start]
    if run.is_tail:
        parent = run.element.getparent()
        parent.insert(parent.index(run.element) + 1, element)
        run.element.tail = run.text
        element.tail = element.tail or None
    else:
        run.element.insert(0, element)
        run.element.text = run.text
    return element


def _written(
    element: HtmlElement, visibility: Visibility, placed: dict[HtmlElement, tuple[str, str, bool]]
) -> Iterator[str]:
    opening, closing = _tags(element, placed)
    yield opening
    yield escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not visibility.hides(child):
            yield from _written(child, visibility, placed)
        yield escape(child.tail or "")
    yield closing


def _tags(element: HtmlElement, placed: dict[HtmlElement, tuple[str, str, bool]]) -> tuple[str, str]:
    if element in placed:
        kind, name, is_first = placed[element]
        here = ' id="here"' if is_first else ""
        label = f"<span>{escape(name)}</span>" if name else ""
        return f'<mark{here} class="{escape(kind)}">', f"{label}</mark>"
    tag = element.tag
    if tag in _EMPTY:
        return f"<{tag}>", ""
    if tag in _KEPT:
        return f"<{tag}{_spans(element)}>", f"</{tag}>"
    return ("<div>", "</div>") if tag in BLOCK_TAGS and tag not in ("html", "body") else ("", "")


def _spans(element: HtmlElement) -> str:
    if element.tag not in ("td", "th"):
        return ""
    asked = ((name, element.get(name, "").strip()) for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in asked if re.fullmatch(r"[1-9]\d{0,2}", value))
