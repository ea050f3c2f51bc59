"""Word documents (.docx): paragraphs and tables as they read with all tracked changes accepted.

Read from the XML itself: deleted and hidden text is not shown, so it is not read; inserted text is.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import ZipFile

from extract.model import Document, Metadata, Role, Source
from extract.readers.docx_body import Body, attribute
from extract.readers.limits import TEXT_BYTES, check
from extract.readers.rendering import Rendering
from extract.readers.zip_parts import damaged, is_zip, open_parts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES: tuple[str, ...] = (".docx", ".docm")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAIN = "word/document.xml"


def recognises(name: str, head: bytes) -> bool:
    """A ZIP with a Word part; where the parts' names come late, the file's name settles it."""
    if not is_zip(head):
        return False
    return b"word/" in head or (b"xl/" not in head and PurePath(name.lower()).suffix in SUFFIXES)


def read(source: Source, content: bytes) -> Document:
    """A document of the text body, then the footnotes."""
    parts = open_parts(source.name, content, _MAIN)
    rendering = Rendering(source)
    styles = _part(source.name, parts, "word/styles.xml")
    body = Body(rendering, _roles(styles))
    root = _part(source.name, parts, _MAIN)
    if root is not None:
        body.write(root)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if (root := _part(source.name, parts, notes)) is not None:
            body.write_notes(root)
    return rendering.document(_metadata(_part(source.name, parts, "docProps/core.xml"), styles))


def _part(name: str, parts: ZipFile, part: str) -> Element | None:
    """The root of an XML part; entities are left alone and nothing is fetched."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    if part not in parts.namelist():
        return None
    xml = parts.read(part)
    check(name, len(xml), TEXT_BYTES, "bytes of text")
    try:
        return fromstring(xml, XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except XMLSyntaxError as error:
        raise damaged(name) from error


def _roles(styles: Element | None) -> dict[str, Role]:
    """What paragraphs of a style are, by the style's id; Word keeps the English names in every language."""
    found = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        name = (attribute(style.find("{*}name"), "val") or "").lower()
        if name.startswith(("heading", "title", "subtitle")):
            found[attribute(style, "styleId") or ""] = Role.HEADING
        elif name.startswith("caption"):
            found[attribute(style, "styleId") or ""] = Role.CAPTION
    return found


def _metadata(core: Element | None, styles: Element | None) -> Metadata:
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    language = styles.find("{*}docDefaults//{*}lang") if styles is not None else None
    return Metadata(title=title or None, language=attribute(language, "val"))
