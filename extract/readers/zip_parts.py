"""Opening a ZIP of XML parts (XLSX, DOCX, ODS) without being blown up by it.

The directory of a ZIP may lie about sizes, so parts are counted while they are unpacked.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extract.errors import TooLarge, UnreadableSource
from extract.readers.limits import ZIP_BYTES, ZIP_ENTRIES, ZIP_RATIO, check

_CHUNK = 1 << 20
_DAMAGED = "Open it in the program it was made with and save it again"


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a ZIP does."""
    return head.startswith(b"PK\x03\x04")


def open_parts(name: str, content: bytes, wanted: str) -> ZipFile:
    """The ZIP, once it is known to be whole, small enough unpacked and to hold the part `wanted`.

    Raises UnreadableSource when it is damaged or locked, TooLarge when it unpacks to too much.
    """
    try:
        parts = ZipFile(BytesIO(content))
        entries = parts.infolist()
        check(name, len(entries), ZIP_ENTRIES, "parts")
        unpacked = 0
        for entry in entries:
            unpacked += _unpack(name, parts, entry, ZIP_BYTES - unpacked)
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged(name) from error
    if wanted not in parts.namelist():
        raise UnreadableSource(name, f"its part {wanted} is missing", _DAMAGED)
    return parts


def damaged(name: str) -> UnreadableSource:
    """The error for a file that is cut off or broken inside."""
    return UnreadableSource(name, "the file is damaged or not complete", _DAMAGED)


def _unpack(name: str, parts: ZipFile, entry: ZipInfo, left: int) -> int:
    if entry.flag_bits & 1:
        raise UnreadableSource(name, "it is locked with a password", "Save it without one", "password-needed")
    unpacked = 0
    with parts.open(entry) as part:
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            is_bomb = unpacked > max(_CHUNK, entry.compress_size * ZIP_RATIO)
            if unpacked > left or (is_bomb and entry.filename.endswith((".xml", ".rels"))):
                raise TooLarge(name, "it unpacks to far more than its size", "Save it again with the data alone")
    return unpacked
