"""HTML pages: what a browser would show, in order, tables as tables."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from extract.errors import UnreadableSource
from extract.model import Document, Metadata, Source
from extract.readers.decoding import decode
from extract.readers.limits import ATTRIBUTES, CELLS, check
from extract.readers.rendering import Rendering

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"

_OPENING = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|article|section|main|meta|time|span|ul|ol)\b",
    re.I | re.S,
)
_TAG = re.compile(rb"</?(?:html|body|table|tr|td|div|p|span|h[1-6]|li|br|a|font)\b", re.I)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,40})""", re.I
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_CELL = re.compile(r"<t[dh][\s>]", re.I)
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "og:article:published_time",
)


def recognises(name: str, head: bytes) -> bool:
    """Text that opens with a tag of a page; with an `.html` name any tag will do."""
    head = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if head.startswith((b"%PDF", b"PK\x03\x04")):
        return False
    is_named = PurePath(name.lower()).suffix in SUFFIXES
    if re.match(rb"\s*<\?xml", head, re.I):
        return re.search(rb"<html\b", head, re.I) is not None
    return (_OPENING.match(head) is not None and len(_TAG.findall(head[:20_000])) > 1) or (
        is_named and _TAG.search(head) is not None
    )


def read(source: Source, content: bytes) -> Document:
    """A document of what the page shows; its title, date and language as metadata."""
    return written(source, tree(source.name, content))


def tree(name: str, content: bytes) -> HtmlElement:
    """The page's elements. Raises UnreadableSource where there are none."""
    import lxml.html
    from lxml.etree import LxmlError

    declared = _CHARSET.search(content[:4096])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else None
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(name, content, encoding).lstrip("\ufeff"))
    check(name, max(map(_attributes, _LONG_TAG.findall(text)), default=0), ATTRIBUTES, "attributes in one tag")
    check(name, len(_CELL.findall(text)), CELLS, "table cells")
    try:
        return lxml.html.document_fromstring(text)
    except (LxmlError, ValueError) as error:
        raise UnreadableSource(
            name, "it has no HTML that can be read", "Open it in a browser and save it again"
        ) from error


def written(source: Source, root: HtmlElement) -> Document:
    """A page's elements as a document."""
    from extract.readers.html_walk import Walk

    rendering = Rendering(source)
    Walk(rendering, root).go()
    return rendering.document(_metadata(root))


def _attributes(tag: str) -> int:
    return tag.count("=")


def _metadata(root: HtmlElement) -> Metadata:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        )
        meta.setdefault(key.lower(), " ".join(element.get("content", "").split()))
    title = " ".join((root.findtext(".//title") or "").split()) or meta.get("og:title") or meta.get("dc.title")
    language = root.get("lang") or meta.get("content-language") or meta.get("og:locale")
    return Metadata(title or None, _published(root, meta), language.replace("_", "-") if language else None)


def _published(root: HtmlElement, meta: dict[str, str]) -> str | None:
    """The date of publication as the page states it, as precise as it is given."""
    stated = [meta[key] for key in _PUBLISHED if key in meta]
    stated += [
        value for script in root.iter("script") if "ld+json" in script.get("type", "") for value in _linked(script.text)
    ]
    stated += [element.get("datetime", "") for element in root.iter("time")]
    dates = (re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)", value.strip()) for value in stated)
    return next((date[0] for date in dates if date), None)


def _linked(text: str | None) -> list[str]:
    """`datePublished` of linked data in the page; none where it is not valid JSON."""
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return []
    things = found if isinstance(found, list) else [found]
    things = [inner for thing in things if isinstance(thing, dict) for inner in [thing, *_graph(thing)]]
    return [str(thing["datePublished"]) for thing in things if isinstance(thing, dict) and "datePublished" in thing]


def _graph(thing: dict[str, object]) -> list[object]:
    graph = thing.get("@graph")
    return graph if isinstance(graph, list) else []
