"""Files are read in child processes; here is how many at once, and who waits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.in_child import Reading
    from extract.model import BBox
    from extract.progress import Tell

_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 1))
_IMPORTING = Lock()


def read(name: str, content: bytes, sidecar: str | None, tell: Tell | None = None) -> Reading:
    """What a child process finds in a file; waits when others are reading. Raises `ExtractError`.

    `tell` is told how many pages were read, and how many there are.
    """
    with _IMPORTING:
        # pandera imports itself in circles, so two threads that import it at once would wait for each other.
        import pandera.errors  # noqa: F401

        from extract.in_child import read_in_child
    with _AT_ONCE:
        return read_in_child(name, content, sidecar, tell=tell)


def place(name: str, content: bytes, start: int, end: int) -> str:
    """The locator of a stretch of a file's text. Raises `ExtractError`."""
    from extract.in_child import place_in_child

    with _AT_ONCE:
        return place_in_child(name, content, start, end)


def look(name: str, content: bytes, places: Sequence[str]) -> list[dict[str, Any]]:
    """What stands round some places of a file: `extract.surroundings` as plain dicts. Raises `ExtractError`."""
    from extract.in_child import look_in_child

    with _AT_ONCE:
        return look_in_child(name, content, places)


def page(name: str, content: bytes, marks: Sequence[tuple[str, str, str]]) -> tuple[str, frozenset[int]]:
    """A saved HTML page made safe, with marks (place, kind, name), and which were found. Raises `ExtractError`."""
    from extract.in_child import page_in_child

    with _AT_ONCE:
        return page_in_child(name, content, marks)


def draw(name: str, content: bytes, page: int, boxes: Sequence[tuple[BBox, str]], *, cut: bool) -> bytes:
    """A page of a PDF as PNG, with boxes framed in their colours. Raises `ExtractError`."""
    from extract.in_child import draw_in_child

    with _AT_ONCE:
        return draw_in_child(name, content, page, boxes, cut=cut)
