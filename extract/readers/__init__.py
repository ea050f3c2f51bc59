"""What file is it? Bytes -> `Document`, by content first and by name only where content leaves a doubt.

A reader is a module with `SUFFIXES`, `MEDIA_TYPE`, `recognises(name, head)` and
`read(source, content)`. They are asked in the order of `READERS`; `from_text` takes what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from extract.errors import UnreadableSource, UnsupportedFormat
from extract.model import Document, Source
from extract.readers import from_csv, from_docx, from_html, from_pdf, from_text, from_xls, from_xlsx

HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: how it is known and how it is read."""

    suffixes: tuple[str, ...]
    media_type: str
    recognises: Callable[[str, bytes], bool]
    read: Callable[[Source, bytes], Document]


READERS = tuple(
    Reader(module.SUFFIXES, module.MEDIA_TYPE, module.recognises, module.read)
    for module in (from_pdf, from_docx, from_xlsx, from_xls, from_html, from_csv, from_text)
)


def read(name: str, content: bytes) -> Document:
    """The document in a file's bytes.

    Raises an `ExtractError`: UnsupportedFormat when no reader knows the content, UnreadableSource
    when it is damaged, empty, locked or without text, TooLarge over a limit.

    >>> read("a.txt", b"41% approve.").blocks[0].text
    '41% approve.'
    """
    if not content.strip():
        raise UnreadableSource(name, "the file is empty", "Save or download it again", "empty")
    head = content[:HEAD_BYTES]
    for reader in READERS:
        if reader.recognises(name, head):
            return reader.read(Source(name, sha256(content).hexdigest(), reader.media_type), content)
    raise UnsupportedFormat(
        name, "its content is none of the kinds of file that can be read", f"Convert it to one of: {suffixes()}"
    )


def suffixes() -> str:
    """The suffixes of the files that can be read, for messages and file choosers."""
    return ", ".join(suffix.removeprefix(".") for reader in READERS for suffix in reader.suffixes)
