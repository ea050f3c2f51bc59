"""The one module of the library that has files read anew, each in a child process."""

from __future__ import annotations

from collections.abc import Sequence

from extract.errors import ExtractError
from extract.in_child import find_in_child, passages_in_child
from library import search
from library.errors import DamagedOriginal, UnknownSource
from library.store import Library, Original


def reread(original: Original, places: Sequence[str]) -> Sequence[str]:
    """The texts at some places of a file. Raises ValueError when it cannot be read."""
    try:
        return find_in_child(original.name, original.content, places)
    except ExtractError as error:
        raise ValueError(str(error)) from error


def read_for_search(library: Library, sha256: str) -> None:
    """Read a source's text and have it be found. One that cannot be read is kept as such, and not tried again."""
    found: list[tuple[str, int, str]] = []
    why = ""
    try:
        original = library.original(sha256)
        found = passages_in_child(original.name, original.content)
    except (ExtractError, DamagedOriginal) as error:
        why = str(error)
    except UnknownSource:
        return
    with library.writing() as connection:
        search.keep(connection, sha256, found, why)
