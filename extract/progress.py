"""How far a reader is in a long file, told to whoever listens; nobody has to."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

Tell = Callable[[int, int], None]
"""Told how many pages were read, and how many there are."""

_listener: ContextVar[Tell | None] = ContextVar("listener", default=None)


def listen(tell: Tell | None) -> None:
    """Be told from now on, in this thread."""
    _listener.set(tell)


def reached(page: int, pages: int) -> None:
    """A reader's word that it has read so many pages.

    >>> listen(lambda page, pages: print(page, "of", pages))
    >>> reached(3, 12)
    3 of 12
    >>> listen(None)
    >>> reached(4, 12)
    """
    tell = _listener.get()
    if tell is not None:
        tell(page, pages)
