"""The one module of the library that has files read anew, each in a child process."""

from __future__ import annotations

from collections.abc import Sequence

from extract.errors import ExtractError
from extract.in_child import find_in_child
from library.store import Original


def reread(original: Original, places: Sequence[str]) -> Sequence[str]:
    """The texts at some places of a file. Raises ValueError when it cannot be read."""
    try:
        return find_in_child(original.name, original.content, places)
    except ExtractError as error:
        raise ValueError(str(error)) from error
