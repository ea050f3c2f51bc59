"""What file is it? Bytes -> `Document`, by content first and by name only where content leaves a doubt.

A reader is a module with `SUFFIXES`, `MEDIA_TYPE`, `recognises(name, head)` and
`read(source, content)`. They are asked in the order of `READERS`; `from_text` takes what is left.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from extract.errors import UnreadableSource, UnsupportedFormat
from extract.model import Document, Source
from extract.readers import from_csv, from_docx, from_html, from_image, from_pdf, from_text, from_xls, from_xlsx


class Reader(Protocol):
    """One kind of file: how it is known and how it is read. Its modules are the instances."""

    SUFFIXES: tuple[str, ...]
    MEDIA_TYPE: str

    def recognises(self, name: str, head: bytes) -> bool: ...
    def read(self, source: Source, content: bytes) -> Document: ...


READERS: tuple[Reader, ...] = (from_pdf, from_docx, from_xlsx, from_xls, from_html, from_image, from_csv, from_text)

HEAD_BYTES = 65_536


def read(name: str, content: bytes) -> Document:
    """The document in a file's bytes.

    Raises an `ExtractError`: UnsupportedFormat when no reader knows the content, UnreadableSource
    when it is damaged, empty, locked or without text, TooLarge over a limit.

    >>> read("a.txt", b"41% approve.").blocks[0].text
    '41% approve.'
    """
    if not content.strip(b" \t\r\n\0"):
        raise UnreadableSource(name, "the file is empty", "Save or download it again", "empty")
    head = content[:HEAD_BYTES]
    for reader in READERS:
        if reader.recognises(name, head):
            return reader.read(Source(name, sha256(content).hexdigest(), reader.MEDIA_TYPE), content)
    raise UnsupportedFormat(name, "this kind of file is not known", f"Convert it to one of: {suffixes()}")


def suffixes() -> str:
    """How the kinds of file that can be read are mostly called, for messages."""
    return ", ".join(reader.SUFFIXES[0].removeprefix(".") for reader in READERS)
